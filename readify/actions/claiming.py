"""Taking a passport along into a child's own account: each stamp once, in whatever order and how often.

From then on the passport is that child's: what another device stamps in it goes into the account too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.passports import (
    Device,
    KeptStamp,
    keep_in_passport,
    lock_passport,
    open_passport,
    passport_of_kept,
)
from readify.actions.progress import Settled, after, lock_reader, settle
from readify.actions.receipts import Written, done_with, keep_receipt
from readify.actions.saving import Crossing
from readify.actions.stamping import NewStamp, add_stamp, answer_with, locale_of, stamp_of, story_json
from readify.actions.teams import hand_over_membership
from readify.done import Done
from readify.drafts.reading import hash_of
from readify.errors import Conflict
from readify.game.outcomes import Outcome
from readify.game.rulebook import Rulebook
from readify.models import LedgerEntry, PassportOrigin, PassportStamp, Spot
from readify.queries.spots import found_spot
from readify.queries.tellings import Stories
from readify.words import N_

ANOTHERS = N_("Dit paspoort hoort al bij een ander account. Is het van jou? Vraag het aan de balie.")


@dataclass(frozen=True, slots=True)
class Claimed:
    """What taking along came to. `known` the child had already, or they hang nowhere any more."""

    fresh: int
    known: int
    lights: int


def claim_passport(
    session: Session,
    *,
    rules: Rulebook,
    stories: Stories,
    reader_id: int,
    passport_id: int,
    today: dt.date,
    now: dt.datetime,
    source: str = "web",
) -> Done[Claimed]:
    """Gives this child the passport's stamps, each on the day it was scanned; a repeat gives nothing more.

    Scans are not counted again: the guest's were. Raises NotFound for a passport or child who is not there,
    Conflict `claimed_by_other` when it went along with another child.
    """
    passport = lock_passport(session, passport_id=passport_id, today=today)
    if passport.claimed_reader_id not in (None, reader_id):
        raise Conflict("claimed_by_other", ANOTHERS)
    done = give_stamps(
        session,
        rules=rules,
        stories=stories,
        reader_id=reader_id,
        stamps=_stamps_in(session, passport_id),
        today=today,
        now=now,
        source=source,
    )
    passport.claimed_reader_id, passport.claimed_at = reader_id, passport.claimed_at or now
    session.flush()
    hand_over_membership(session, passport_id=passport_id, reader_id=reader_id, today=today)
    return done


def claim_device(
    session: Session,
    *,
    rules: Rulebook,
    stories: Stories,
    reader_id: int,
    device: Device,
    today: dt.date,
    now: dt.datetime,
) -> Done[Claimed]:
    """Takes along what this device holds: its passport, and stamps that were not in one yet."""
    home = passport_of_kept(session, device.kept) or device.passport_id
    if home is None and device.kept:
        opened = open_passport(
            session,
            origin=PassportOrigin.DEVICE,
            today=today,
            now=now,
            secret=device.secret,
            language=device.language,
        )
        home = opened.value.passport_id
    if home is not None:
        keep_in_passport(session, passport_id=home, stamps=device.kept, today=today)
    wanted = dict.fromkeys(one for one in (device.passport_id, home) if one is not None)
    parts = [
        claim_passport(
            session,
            rules=rules,
            stories=stories,
            reader_id=reader_id,
            passport_id=one,
            today=today,
            now=now,
        )
        for one in wanted
    ]
    values = [part.value for part in parts]
    whole = Claimed(
        sum(one.fresh for one in values), sum(one.known for one in values), sum(one.lights for one in values)
    )
    nudges = tuple(nudge for part in parts for nudge in part.nudges)
    return Done(whole, nudges, tuple(job for part in parts for job in part.follow_ups))


def give_stamps(
    session: Session,
    *,
    rules: Rulebook,
    stories: Stories,
    reader_id: int,
    stamps: Sequence[KeptStamp],
    today: dt.date,
    now: dt.datetime,
    source: str,
    given_by: int | None = None,
) -> Done[Claimed]:
    """Writes these stamps into the child's ledger, those that it has not; one nudge for all of them.

    A stamp was given while its trail ran, so it may be taken along after the end.
    """
    locked = began = lock_reader(session, rules, reader_id=reader_id, now=now)
    language = locale_of(session, reader_id)
    outcomes: list[Outcome] = []
    crossings: list[Crossing] = []
    fresh: list[int] = []
    for kept in sorted(stamps, key=lambda one: one.day):
        spot = _spot_to_give(session, reader_id, kept)
        if spot is None:
            continue
        place = found_spot(session, spot)
        new = NewStamp(kept.submission_id, min(kept.day, today), now, source, given_by)
        fact = add_stamp(session, locked, place, new)
        settled = settle(session, locked, fact, now=now)
        story = story_json(session, stories, place, language)
        answer = answer_with(locked, settled, fact.id, place, story)
        keep_receipt(session, fact.id, hash_of({"spot": place.spot_id}), answer)
        locked = after(locked, settled)
        outcomes += settled.outcomes
        crossings += settled.crossings
        fresh.append(fact.id)
    claimed = Claimed(len(fresh), len(stamps) - len(fresh), locked.tally.lights - began.tally.lights)
    if not fresh:
        return Done(claimed)
    total = Settled(locked.tally, tuple(outcomes), tuple(crossings))
    done = done_with(locked, Written(fresh[-1], {}, True), total)
    return Done(claimed, done.nudges, done.follow_ups)


def _stamps_in(session: Session, passport_id: int) -> list[KeptStamp]:
    rows = session.scalars(
        select(PassportStamp).where(PassportStamp.passport_id == passport_id).order_by(PassportStamp.id)
    )
    return [KeptStamp(row.spot_id, row.submission_id, row.day) for row in rows]


def _spot_to_give(session: Session, reader_id: int, kept: KeptStamp) -> Spot | None:
    """The spot, when this child has no stamp of it and did not send this very submission."""
    spot = session.get(Spot, kept.spot_id)
    if spot is None or stamp_of(session, reader_id, kept.spot_id) is not None:
        return None
    used = select(LedgerEntry.id).where(
        LedgerEntry.reader_id == reader_id, LedgerEntry.submission_id == kept.submission_id
    )
    return None if session.scalar(used) is not None else spot
