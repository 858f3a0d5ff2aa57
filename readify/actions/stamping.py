"""Stamps of a trail: once per child and spot, with the piece of story that hangs there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, delete, exists, insert, select
from sqlalchemy.orm import Session

from readify.actions.progress import Locked, Settled, lock_reader, settle
from readify.actions.receipts import Written, answer_of, done_with, keep_receipt, repeated
from readify.db import connection_of, table_of
from readify.done import Done, Nudge, library_room
from readify.drafts.reading import StampDraft, hash_of
from readify.errors import Conflict
from readify.game.facts import Stamp
from readify.game.rulebook import Rulebook
from readify.models import EntryKind, LedgerEntry, Reader, Scan
from readify.queries.spots import NO_LONGER, NOT_YET, FoundSpot, find_spot
from readify.queries.tellings import Stories, chapter_at

_ledger = table_of(LedgerEntry)
_ADD = insert(_ledger).returning(_ledger.c.id)
_COUNT = insert(table_of(Scan))
_taken_back = _ledger.alias("taken_back")
_SEEN = select(_ledger.c.id).where(
    _ledger.c.reader_id == bindparam("of_reader"),
    _ledger.c.spot_id == bindparam("of_spot"),
    ~exists().where(_taken_back.c.withdraws_id == _ledger.c.id),
)
LOCAL_ZONE = "Europe/Amsterdam"


@dataclass(frozen=True, slots=True)
class Stamped:
    """What a scan came to: `answer` is JSON-ready (spot, story, outcomes, tally, maybe `already`)."""

    spot: FoundSpot
    entry_id: int
    answer: dict[str, Any]
    fresh: bool


@dataclass(frozen=True, slots=True)
class NewStamp:
    """A stamp about to be written."""

    submission_id: str
    day: dt.date
    now: dt.datetime
    source: str
    given_by: int | None = None


@dataclass(frozen=True, slots=True)
class ScanMoment:
    """When a scan was: the local day, and the moment with the zone that its hour is told in."""

    today: dt.date
    now: dt.datetime
    timezone: str = LOCAL_ZONE

    @property
    def hour(self) -> int:
        """The local hour, 0 to 23: what a librarian's clock showed."""
        return self.now.astimezone(ZoneInfo(self.timezone)).hour


def collect_stamp(
    session: Session,
    *,
    rules: Rulebook,
    stories: Stories,
    reader_id: int,
    draft: StampDraft,
    today: dt.date,
    now: dt.datetime,
    source: str = "web",
    timezone: str = LOCAL_ZONE,
    given_by: int | None = None,
) -> Done[Stamped]:
    """Gives this child the spot's stamp, once; a second scan answers the story with `already`.

    `given_by` is the account at whose desk it was given: such a scan counts as with help.

    Raises NotFound (unknown or replaced code), Conflict `not_yet` or `no_longer` outside the trail's dates,
    Conflict when the submission's id was used for other content.
    """
    spot = find_spot(session, code=draft.code)
    submission_id, content = str(draft.submission_id), hash_of({"spot": spot.spot_id})
    locked = lock_reader(
        session, rules, reader_id=reader_id, now=now, submission_id=submission_id, content_hash=content
    )
    if locked.receipt is not None:
        again = repeated(locked).value
        return Done(Stamped(spot, again.entry_id, again.answer, False))
    moment, with_help = ScanMoment(today, now, timezone), given_by is not None
    story = story_json(session, stories, spot, locale_of(session, reader_id))
    earlier = stamp_of(session, reader_id, spot.spot_id)
    if earlier is not None:
        note_scan(session, spot, visitor="reader", at=moment, with_help=with_help)
        answer = answer_with(locked, Settled(locked.tally, (), ()), earlier, spot, story)
        return Done(Stamped(spot, earlier, answer | {"already": True}, False))
    refuse_outside_dates(spot, today)
    new = NewStamp(submission_id, today, now, source, given_by)
    fact = add_stamp(session, locked, spot, new)
    settled = settle(session, locked, fact, now=now)
    answer = answer_with(locked, settled, fact.id, spot, story)
    keep_receipt(session, fact.id, content, answer)
    last = len(settled.tally.spots.get(spot.trail_id, ())) == spot.size
    note_scan(session, spot, visitor="reader", at=moment, first=True, finishes=last, with_help=with_help)
    done = done_with(locked, Written(fact.id, answer, True), settled)
    return Done(Stamped(spot, fact.id, answer, True), done.nudges, done.follow_ups)


def count_scan(
    session: Session,
    *,
    code: str,
    visitor: str,
    today: dt.date,
    now: dt.datetime,
    first: bool = False,
    finishes: bool = False,
    timezone: str = LOCAL_ZONE,
) -> Done[None]:
    """Counts a scan by somebody without an account here (`guest`) or by staff who look (`staff`)."""
    spot = find_spot(session, code=code)
    at = ScanMoment(today, now, timezone)
    note_scan(session, spot, visitor=visitor, at=at, first=first, finishes=finishes)
    return Done(None, (guest_lamp(spot),) if first and visitor == "guest" else ())


def refuse_outside_dates(spot: FoundSpot, today: dt.date) -> None:
    """Raises Conflict with kind words before the trail begins and after it has ended."""
    if not spot.running or today < spot.starts:
        over = today > spot.ends or spot.ended
        raise Conflict("no_longer", NO_LONGER) if over else Conflict("not_yet", NOT_YET)
    if today > spot.ends:
        raise Conflict("no_longer", NO_LONGER)


def note_scan(
    session: Session,
    spot: FoundSpot,
    *,
    visitor: str,
    at: ScanMoment,
    first: bool = False,
    finishes: bool = False,
    with_help: bool = False,
) -> None:
    """Counts a scan: the spot, the day and hour, the kind of visitor. No person.

    `first` is a stamp, `finishes` the stamp that makes the visitor's trail complete.
    """
    connection_of(session).execute(
        _COUNT,
        {
            "spot_id": spot.spot_id,
            "day": at.today,
            "hour": at.hour,
            "visitor": visitor,
            "first": first,
            "finishes": finishes,
            "with_help": with_help,
        },
    )


def guest_lamp(spot: FoundSpot) -> Nudge:
    """Screens that count the stamps of this library's guests look again."""
    return Nudge(library_room(spot.library_id), ("stamp",), 0)


def forget_stamp(session: Session, *, spot_id: int, day: dt.date, visitor: str) -> None:
    """Takes one stamp with help out of the count: it was given by mistake and is taken back."""
    last = (
        select(Scan.id)
        .where(Scan.spot_id == spot_id, Scan.day == day, Scan.visitor == visitor, Scan.first, Scan.with_help)
        .order_by(Scan.id.desc())
        .limit(1)
    )
    session.execute(delete(Scan).where(Scan.id == last.scalar_subquery()))


def story_json(session: Session, stories: Stories, spot: FoundSpot, language: str) -> dict[str, Any]:
    """The piece of story at this spot, JSON-ready."""
    chapter = chapter_at(session, stories, spot, language)
    return {
        "number": chapter.number,
        "total": chapter.total,
        "title": chapter.title,
        "text": chapter.text,
        "riddle": chapter.riddle,
        "task": chapter.task,
    }


def spot_json(spot: FoundSpot) -> dict[str, Any]:
    """The spot, JSON-ready."""
    return {
        "id": spot.spot_id,
        "place": spot.place,
        "position": spot.position,
        "total": spot.size,
        "trail": spot.trail_id,
        "trail_name": spot.trail_name,
        "library": spot.library_name,
    }


def add_stamp(session: Session, locked: Locked, spot: FoundSpot, new: NewStamp) -> Stamp:
    """Writes the stamp into the ledger. The caller settles it."""
    row = {
        "reader_id": locked.reader_id,
        "submission_id": new.submission_id,
        "kind": EntryKind.STAMP,
        "day": new.day,
        "recorded_at": new.now,
        "spot_id": spot.spot_id,
        "trail_id": spot.trail_id,
        "library_id": spot.library_id,
        "trail_size": spot.size,
        "source": new.source,
        "given_by": new.given_by,
    }
    entry_id = connection_of(session).execute(_ADD, row).scalar_one()
    return Stamp(entry_id, new.day, spot.spot_id, spot.trail_id, spot.library_id, spot.size)


def stamp_of(session: Session, reader_id: int, spot_id: int) -> int | None:
    """The entry of this child's standing stamp at this spot, when there is one."""
    found: int | None = (
        connection_of(session).execute(_SEEN, {"of_reader": reader_id, "of_spot": spot_id}).scalar()
    )
    return found


def locale_of(session: Session, reader_id: int) -> str:
    """The language that this child reads Readify in."""
    return session.scalar(select(Reader.locale).where(Reader.id == reader_id)) or "nl"


def answer_with(
    locked: Locked, settled: Settled, entry_id: int, spot: FoundSpot, story: dict[str, Any]
) -> dict[str, Any]:
    """What a client gets: spot, piece of story, outcomes and where the child stands now."""
    answer = answer_of(entry_id, settled.outcomes, settled, locked)
    return {"spot": spot_json(spot), "story": story, **answer}
