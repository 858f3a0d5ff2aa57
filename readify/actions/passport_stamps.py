"""A stamp in a passport without an account: at a poster or at a desk, once per spot.

When the passport went along into a child's account, the stamp goes there as well, in the same transaction.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from readify.actions.claiming import give_stamps
from readify.actions.passports import (
    Device,
    KeptStamp,
    OpenedPassport,
    add_device,
    keep_in_passport,
    lock_passport,
    open_passport,
    passport_of_kept,
)
from readify.actions.stamping import LOCAL_ZONE, ScanMoment, guest_lamp, note_scan, refuse_outside_dates
from readify.clock import day_of
from readify.db import connection_of, table_of
from readify.done import Done
from readify.drafts.reading import StampDraft
from readify.errors import Conflict
from readify.game.rulebook import Rulebook
from readify.models import Passport, PassportOrigin, PassportStamp, Reader, Spot
from readify.queries.spots import FoundSpot, find_spot
from readify.queries.tellings import Stories
from readify.words import N_

_ADD = insert(table_of(PassportStamp))
OTHER_STAMP = N_("Deze stempel is al voor iets anders gebruikt. Scan opnieuw.")
IN_AN_ACCOUNT = N_("Dit paspoort hoort bij een account. Daar blijft de stempel staan.")


@dataclass(frozen=True, slots=True)
class Help:
    """Who stamps for somebody: the account at the desk, and when, if that was earlier (offline)."""

    given_by: int | None = None
    scanned_at: dt.datetime | None = None
    source: str = "desk"


@dataclass(frozen=True, slots=True)
class PassportStamped:
    """What a scan came to: `fresh` is False when the passport had this stamp."""

    passport_id: int
    spot: FoundSpot
    fresh: bool
    finishes: bool = False
    opened: OpenedPassport | None = field(default=None, repr=False)  # a passport or key made on the way


def stamp_passport(
    session: Session,
    *,
    rules: Rulebook,
    stories: Stories,
    passport_id: int,
    draft: StampDraft,
    today: dt.date,
    now: dt.datetime,
    timezone: str = LOCAL_ZONE,
    desk: Help | None = None,
) -> Done[PassportStamped]:
    """Gives this passport the spot's stamp, once. With `desk` it counts as given with help.

    Raises NotFound (code or passport), Conflict `not_yet` or `no_longer` outside the trail's dates on the day
    of the scan, Conflict `other_content` when the submission's id was used for another stamp.
    """
    return _stamp(
        session,
        find_spot(session, code=draft.code),
        passport_id=passport_id,
        submission_id=str(draft.submission_id),
        rules=rules,
        stories=stories,
        at=_moment(desk, today=today, now=now, timezone=timezone),
        today=today,
        desk=desk,
    )


def visit_as_guest(
    session: Session,
    *,
    rules: Rulebook,
    stories: Stories,
    spot: FoundSpot,
    device: Device,
    today: dt.date,
    now: dt.datetime,
    timezone: str = LOCAL_ZONE,
) -> Done[PassportStamped]:
    """Somebody without an account scans a poster: what the device kept moves over, a new one gets a passport.

    All in one transaction: a passport never stands there without the stamp it was made for.
    """
    opened, passport_id, at = None, device.passport_id, ScanMoment(today, now, timezone)
    if passport_id is None:
        opened = passport_for_device(
            session, device=device, library_id=spot.library_id, today=today, now=now
        ).value
        passport_id = opened.passport_id
        if not device.kept:  # an empty passport: nothing to look up, for when a bus of children comes in
            refuse_outside_dates(spot, today)
            _write(
                session, spot, _row(passport_id, spot, str(uuid.uuid4()), at, None), at, full=spot.size == 1
            )
            return Done(PassportStamped(passport_id, spot, True, spot.size == 1, opened), (guest_lamp(spot),))
    elif device.kept:
        keep_in_passport(session, passport_id=passport_id, stamps=device.kept, today=today)
    done = _stamp(
        session,
        spot,
        passport_id=passport_id,
        submission_id=str(uuid.uuid4()),
        rules=rules,
        stories=stories,
        at=at,
        today=today,
    )
    found = done.value
    value = PassportStamped(found.passport_id, found.spot, found.fresh, found.finishes, opened)
    return Done(value, done.nudges, done.follow_ups)


def passport_for_device(
    session: Session,
    *,
    device: Device,
    today: dt.date,
    now: dt.datetime,
    library_id: int | None = None,
) -> Done[OpenedPassport]:
    """The passport of a device that has no key: the one its stamps moved into before, or a new one."""
    home = passport_of_kept(session, device.kept)
    if home is not None:
        opened = add_device(session, passport_id=home, now=now, secret=device.secret).value
    else:
        opened = open_passport(
            session,
            origin=PassportOrigin.DEVICE,
            today=today,
            now=now,
            secret=device.secret,
            library_id=library_id,
            language=device.language,
        ).value
    keep_in_passport(session, passport_id=opened.passport_id, stamps=device.kept, today=today)
    return Done(opened)


def unstamp_passport(session: Session, *, passport_id: int, spot_id: int, today: dt.date) -> Done[bool]:
    """Takes a stamp that was given by mistake out again. Answers whether it was there.

    Raises Conflict when the passport went along into an account: what is in a ledger is not the desk's.
    """
    passport = lock_passport(session, passport_id=passport_id, today=today)
    if passport.claimed_reader_id is not None:
        raise Conflict("in_an_account", IN_AN_ACCOUNT)
    gone = session.scalar(
        delete(PassportStamp)
        .where(PassportStamp.passport_id == passport_id, PassportStamp.spot_id == spot_id)
        .returning(PassportStamp.id)
    )
    return Done(gone is not None)


def _stamp(
    session: Session,
    spot: FoundSpot,
    *,
    passport_id: int,
    submission_id: str,
    rules: Rulebook,
    stories: Stories,
    at: ScanMoment,
    today: dt.date,
    desk: Help | None = None,
) -> Done[PassportStamped]:
    passport = lock_passport(session, passport_id=passport_id, today=today)
    helped = desk is not None
    if _has(session, passport_id, spot.spot_id, submission_id):
        note_scan(session, spot, visitor="guest", at=at, with_help=helped)
        return Done(PassportStamped(passport_id, spot, False))
    refuse_outside_dates(spot, at.today)
    row = _row(passport_id, spot, submission_id, at, desk)
    full = _count(session, passport_id, spot.trail_id) + 1 == spot.size
    _write(session, spot, row, at, full=full)
    stamp = KeptStamp(spot.spot_id, submission_id, at.today)
    told = _into_account(
        session, passport, stamp, desk, rules=rules, stories=stories, today=today, now=at.now
    )
    nudges = (guest_lamp(spot), *told.nudges)
    return Done(PassportStamped(passport_id, spot, True, full), nudges, told.follow_ups)


def _row(
    passport_id: int, spot: FoundSpot, submission_id: str, at: ScanMoment, desk: Help | None
) -> dict[str, Any]:
    return {
        "passport_id": passport_id,
        "spot_id": spot.spot_id,
        "day": at.today,
        "hour": at.hour,
        "submission_id": submission_id,
        "with_help": desk is not None,
        "source": desk.source if desk else "web",
        "given_by_id": desk.given_by if desk else None,
    }


def _write(session: Session, spot: FoundSpot, row: dict[str, Any], at: ScanMoment, *, full: bool) -> None:
    """The stamp, and the scan that counts it."""
    connection_of(session).execute(_ADD, row)
    helped: bool = row["with_help"]
    note_scan(session, spot, visitor="guest", at=at, first=True, finishes=full, with_help=helped)


def _moment(desk: Help | None, *, today: dt.date, now: dt.datetime, timezone: str) -> ScanMoment:
    """When the stamp was given; a desk's clock is not believed about the future."""
    at = min(desk.scanned_at or now, now) if desk else now
    return ScanMoment(min(day_of(at, timezone), today) if at != now else today, at, timezone)


def _has(session: Session, passport_id: int, spot_id: int, submission_id: str) -> bool:
    """Whether this passport has this stamp. Raises Conflict when the submission stands for another one."""
    sent = session.execute(
        select(PassportStamp.passport_id, PassportStamp.spot_id).where(
            PassportStamp.submission_id == submission_id
        )
    ).first()
    if sent is not None and tuple(sent) != (passport_id, spot_id):
        raise Conflict("other_content", OTHER_STAMP)
    wanted = select(PassportStamp.id).where(
        PassportStamp.passport_id == passport_id, PassportStamp.spot_id == spot_id
    )
    return session.scalar(wanted) is not None


def _count(session: Session, passport_id: int, trail_id: int) -> int:
    wanted = (
        select(func.count())
        .select_from(PassportStamp)
        .join(Spot, Spot.id == PassportStamp.spot_id)
        .where(PassportStamp.passport_id == passport_id, Spot.trail_id == trail_id)
    )
    return session.scalar(wanted) or 0


def _into_account(
    session: Session,
    passport: Passport,
    stamp: KeptStamp,
    desk: Help | None,
    *,
    rules: Rulebook,
    stories: Stories,
    today: dt.date,
    now: dt.datetime,
) -> Done[object]:
    """The same stamp in the ledger of the child with whom the passport went along."""
    reader = session.get(Reader, passport.claimed_reader_id) if passport.claimed_reader_id else None
    if reader is None or reader.left_at is not None:  # who left keeps the passport, and the guest its stamp
        return Done(None)
    done = give_stamps(
        session,
        rules=rules,
        stories=stories,
        reader_id=reader.id,
        stamps=[stamp],
        today=today,
        now=now,
        source=desk.source if desk else "web",
        given_by=desk.given_by if desk else None,
    )
    return Done(None, done.nudges, done.follow_ups)
