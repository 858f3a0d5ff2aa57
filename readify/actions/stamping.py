"""Stamps of a trail: once per child and spot, with the piece of story that hangs there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from readify.actions.progress import Locked, Settled, lock_reader, settle
from readify.actions.reading import Written, answer_of, done_with, keep_receipt, repeated
from readify.db import table_of
from readify.done import Done
from readify.drafts.reading import StampDraft, hash_of
from readify.errors import Conflict
from readify.exchange.stories import Story
from readify.game.facts import Stamp
from readify.game.rulebook import Rulebook
from readify.models import EntryKind, LedgerEntry, Reader, Scan
from readify.queries.spots import NO_LONGER, NOT_YET, FoundSpot, find_spot

Stories = Mapping[str, Story]

_ledger = table_of(LedgerEntry)
_ADD = insert(_ledger).returning(_ledger.c.id)
_SEEN = select(_ledger.c.id).where(
    _ledger.c.reader_id == bindparam("of_reader"),
    _ledger.c.kind == "stamp",
    _ledger.c.spot_id == bindparam("of_spot"),
)


@dataclass(frozen=True, slots=True)
class Stamped:
    """What a scan came to: `answer` is JSON-ready (spot, story, outcomes, tally, maybe `already`)."""

    spot: FoundSpot
    entry_id: int
    answer: dict[str, Any]
    fresh: bool


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
) -> Done[Stamped]:
    """Gives this child the spot's stamp, once; a second scan answers the story with `already`.

    Raises NotFound (unknown or replaced code), Conflict `not_yet` or `no_longer` outside the trail's dates,
    Conflict when the submission's id was used for other content.
    """
    spot = find_spot(session, code=draft.code)
    submission_id = str(draft.submission_id)
    content = hash_of({"spot": spot.spot_id})
    locked = lock_reader(
        session, rules, reader_id=reader_id, now=now, submission_id=submission_id, content_hash=content
    )
    if locked.receipt is not None:
        again = repeated(locked).value
        return Done(Stamped(spot, again.entry_id, again.answer, False))
    earlier = session.connection().execute(_SEEN, {"of_reader": reader_id, "of_spot": spot.spot_id}).scalar()
    language = session.scalar(select(Reader.locale).where(Reader.id == reader_id)) or "nl"
    if earlier is not None:
        note_scan(session, spot, visitor="reader", first=False, now=now, today=today)
        return Done(Stamped(spot, earlier, _already(locked, earlier, spot, stories, language), False))
    refuse_outside_dates(spot, today)
    fact = _add(session, locked, spot, submission_id=submission_id, today=today, now=now, source=source)
    settled = settle(session, locked, fact, now=now)
    answer = _answer(locked, settled, fact.id, spot, stories, language)
    keep_receipt(session, reader_id, submission_id, content, fact.id, answer)
    note_scan(session, spot, visitor="reader", first=True, now=now, today=today)
    done = done_with(locked, Written(fact.id, answer, True), settled)
    return Done(Stamped(spot, fact.id, answer, True), done.nudges, done.follow_ups)


def refuse_outside_dates(spot: FoundSpot, today: dt.date) -> None:
    """Raises Conflict with kind words before the trail begins and after it has ended."""
    if not spot.running or today < spot.starts:
        over = today > spot.ends or spot.ended
        raise Conflict("no_longer", NO_LONGER) if over else Conflict("not_yet", NOT_YET)
    if today > spot.ends:
        raise Conflict("no_longer", NO_LONGER)


def note_scan(
    session: Session, spot: FoundSpot, *, visitor: str, first: bool, now: dt.datetime, today: dt.date
) -> None:
    """Counts a scan: the spot, the day and hour, the kind of visitor. No person."""
    session.execute(
        insert(Scan),
        {"spot_id": spot.spot_id, "day": today, "hour": now.hour, "visitor": visitor, "first": first},
    )


def story_json(stories: Stories, spot: FoundSpot, language: str) -> dict[str, Any]:
    """The piece of story at this spot, JSON-ready."""
    chapter = stories[spot.story].chapter(spot.position, spot.size, language)
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


def _add(
    session: Session,
    locked: Locked,
    spot: FoundSpot,
    *,
    submission_id: str,
    today: dt.date,
    now: dt.datetime,
    source: str,
) -> Stamp:
    row = {
        "reader_id": locked.reader_id,
        "submission_id": submission_id,
        "kind": EntryKind.STAMP,
        "day": today,
        "recorded_at": now,
        "spot_id": spot.spot_id,
        "trail_id": spot.trail_id,
        "library_id": spot.library_id,
        "trail_size": spot.size,
        "source": source,
    }
    entry_id = session.connection().execute(_ADD, row).scalar_one()
    return Stamp(entry_id, today, spot.spot_id, spot.trail_id, spot.library_id, spot.size)


def _answer(
    locked: Locked, settled: Settled, entry_id: int, spot: FoundSpot, stories: Stories, language: str
) -> dict[str, Any]:
    answer = answer_of(entry_id, settled.outcomes, settled, locked)
    return {"spot": spot_json(spot), "story": story_json(stories, spot, language), **answer}


def _already(
    locked: Locked, entry_id: int, spot: FoundSpot, stories: Stories, language: str
) -> dict[str, Any]:
    return _answer(locked, Settled(locked.tally, (), ()), entry_id, spot, stories, language) | {
        "already": True
    }
