"""Taking the stamps that a device kept for a guest into a child's own passport: each once, whoever asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from readify.actions.progress import Locked, Settled, after, lock_reader, settle
from readify.actions.receipts import Written, done_with, keep_receipt
from readify.actions.saving import Crossing
from readify.actions.stamping import NewStamp, add_stamp, answer_with, locale_of, stamp_of, story_json
from readify.db import connection_of, table_of
from readify.done import Done
from readify.drafts.reading import hash_of
from readify.game.outcomes import Outcome
from readify.game.rulebook import Rulebook
from readify.models import GuestClaim, LedgerEntry, Spot
from readify.queries.spots import found_spot
from readify.queries.tellings import Stories

_claims = table_of(GuestClaim)
_CLAIM = {
    name: dialect.insert(_claims).on_conflict_do_nothing().returning(_claims.c.submission_id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


@dataclass(frozen=True, slots=True)
class KeptStamp:
    """A stamp as a device keeps it: the spot, the day it was scanned, and a submission's id of its own."""

    spot_id: int
    submission_id: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Claimed:
    """What taking along came to. `known` were in a passport already, or hang nowhere any more."""

    fresh: int
    known: int
    lights: int


def claim_stamps(
    session: Session,
    *,
    rules: Rulebook,
    stories: Stories,
    reader_id: int,
    stamps: Sequence[KeptStamp],
    today: dt.date,
    now: dt.datetime,
    source: str = "web",
) -> Done[Claimed]:
    """Gives this child the device's stamps, each on the day it was scanned; a repeat gives nothing more.

    A stamp was given while its trail ran, so it may be taken along after the end. Scans are not counted
    again: the guest's was. Raises NotFound for a child who is not there.
    """
    locked = began = lock_reader(session, rules, reader_id=reader_id, now=now)
    language = locale_of(session, reader_id)
    outcomes: list[Outcome] = []
    crossings: list[Crossing] = []
    fresh: list[int] = []
    for kept in sorted(stamps, key=lambda one: one.day):
        spot = _unclaimed_spot(session, reader_id, kept, now=now)
        if spot is None:
            continue
        place = found_spot(session, spot)
        new = NewStamp(kept.submission_id, min(kept.day, today), now, source)
        fact = add_stamp(session, locked, place, new)
        settled = settle(session, locked, fact, now=now)
        story = story_json(session, stories, place, language)
        answer = answer_with(locked, settled, fact.id, place, story)
        content = hash_of({"spot": place.spot_id})
        keep_receipt(session, fact.id, content, answer)
        locked = after(locked, settled)
        outcomes += settled.outcomes
        crossings += settled.crossings
        fresh.append(fact.id)
    claimed = Claimed(len(fresh), len(stamps) - len(fresh), locked.tally.lights - began.tally.lights)
    if not fresh:
        return Done(claimed)
    return _told(locked, Settled(locked.tally, tuple(outcomes), tuple(crossings)), fresh[-1], claimed)


def _unclaimed_spot(session: Session, reader_id: int, kept: KeptStamp, *, now: dt.datetime) -> Spot | None:
    """The spot, when nobody took this stamp before and this child has none of it; marks it as taken."""
    spot = session.get(Spot, kept.spot_id)
    if spot is None or stamp_of(session, reader_id, kept.spot_id) is not None:
        return None
    used = select(LedgerEntry.id).where(
        LedgerEntry.reader_id == reader_id, LedgerEntry.submission_id == kept.submission_id
    )
    if session.scalar(used) is not None:
        return None
    connection = connection_of(session)
    row = {"submission_id": kept.submission_id, "claimed_at": now}
    mine = connection.execute(_CLAIM[connection.dialect.name], row).scalar()
    return spot if mine is not None else None


def _told(locked: Locked, settled: Settled, entry_id: int, claimed: Claimed) -> Done[Claimed]:
    """One nudge for all of them."""
    done = done_with(locked, Written(entry_id, {}, True), settled)
    return Done(claimed, done.nudges, done.follow_ups)
