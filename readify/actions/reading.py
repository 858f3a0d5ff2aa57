"""Logging, correcting and taking back a reading: the write that everything else leans on."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypedDict

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from readify.actions.doubts import note_doubts
from readify.actions.progress import Locked, Settled, after, lock_reader, settle
from readify.actions.saving import Crossing
from readify.actions.sharing import follow_ups_of
from readify.actions.shelf import work_of
from readify.db import connection_of, table_of
from readify.done import Done, Nudge, classroom_room
from readify.drafts.reading import ReadingDraft, WithdrawalDraft, hash_of
from readify.errors import NotFound
from readify.game.facts import Reading, Withdrawal
from readify.game.outcomes import Outcome, changes
from readify.game.rulebook import Rulebook
from readify.ledger import fact_of
from readify.models import EntryKind, LedgerEntry, Receipt
from readify.prepared import Prepared
from readify.words import N_

NO_SUCH_READING = N_("Dat heb ik niet gevonden. Misschien is het al weg.")

READING_COLUMNS = (
    "reader_id",
    "submission_id",
    "kind",
    "day",
    "recorded_at",
    "form",
    "how",
    "language",
    "minutes",
    "pages",
    "finished",
    "stopped",
    "again",
    "work_id",
    "edition",
    "genre",
    "series",
    "place",
    "company",
    "feeling",
    "given_by",
    "source",
)
_ADD = insert(table_of(LedgerEntry)).returning(table_of(LedgerEntry).c.id)
_ADD_READING = Prepared(_ADD, columns=READING_COLUMNS)
_KEEP = Prepared(insert(table_of(Receipt)), columns=tuple(table_of(Receipt).c.keys()))
_ENTRY = select(table_of(LedgerEntry)).where(
    LedgerEntry.id == bindparam("of_entry"),
    LedgerEntry.reader_id == bindparam("of_reader"),
    LedgerEntry.kind == "reading",
)
_TAKEN_BACK = select(LedgerEntry.id).where(LedgerEntry.withdraws_id == bindparam("of_entry"))


@dataclass(frozen=True, slots=True)
class Written:
    """The answer to a submission: `answer` is JSON-ready (id, lights, outcomes, tally).

    `fresh` is False for a repeat.
    """

    entry_id: int
    answer: dict[str, Any]
    fresh: bool

    @property
    def outcomes(self) -> list[dict[str, Any]]:
        """The outcomes as `{"kind": …}` mappings."""
        found: list[dict[str, Any]] = self.answer["outcomes"]
        return found


def log_reading(
    session: Session,
    *,
    rules: Rulebook,
    reader_id: int,
    draft: ReadingDraft,
    today: dt.date,
    now: dt.datetime,
    source: str = "web",
    given_by: int | None = None,
) -> Done[Written]:
    """Adds one reading to the ledger and folds it in, exactly once per `draft.submission_id`.

    Raises NotFound (no such reader), Conflict (same id, other content), Invalid (unknown book).
    """
    submission_id = str(draft.submission_id)
    content = draft.content_hash()
    locked = lock_reader(
        session, rules, reader_id=reader_id, now=now, submission_id=submission_id, content_hash=content
    )
    if locked.receipt is not None:
        return repeated(locked)
    fact, lacking = _add_reading(
        session, locked, draft, today=today, now=now, source=source, given_by=given_by
    )
    settled = settle(session, locked, fact, now=now)
    note_doubts(session, locked, settled, day=fact.day)
    answer = answer_of(fact.id, settled.outcomes, settled, locked)
    keep_receipt(session, fact.id, content, answer)
    first_this_week = _is_first_of_week(locked, settled)
    written = Written(fact.id, answer, True)
    return done_with(locked, written, settled, everyone=first_this_week, wanted_books=lacking)


def withdraw_reading(
    session: Session,
    *,
    rules: Rulebook,
    reader_id: int,
    entry_id: int,
    draft: WithdrawalDraft,
    today: dt.date,
    now: dt.datetime,
    source: str = "web",
    given_by: int | None = None,
) -> Done[Written]:
    """Takes one reading back by adding a withdrawal; everything it gave goes with it.

    Taking back what is already taken back answers the same again. Raises NotFound for another's reading.
    """
    submission_id = str(draft.submission_id)
    content = hash_of({"withdraws": entry_id})
    locked = lock_reader(
        session, rules, reader_id=reader_id, now=now, submission_id=submission_id, content_hash=content
    )
    if locked.receipt is not None:
        return repeated(locked)
    _standing_entry(session, reader_id, entry_id)
    earlier = session.execute(_TAKEN_BACK, {"of_entry": entry_id}).scalar()
    if earlier is not None:
        settled = Settled(locked.tally, (), ())
        return Done(Written(earlier, answer_of(earlier, (), settled, locked), False))
    fact = _add_withdrawal(
        session,
        reader_id,
        entry_id,
        submission_id=submission_id,
        today=today,
        now=now,
        source=source,
        given_by=given_by,
    )
    settled = settle(session, locked, fact, now=now)
    answer = answer_of(fact.id, settled.outcomes, settled, locked)
    keep_receipt(session, fact.id, content, answer)
    return done_with(locked, Written(fact.id, answer, True), settled)


def amend_reading(
    session: Session,
    *,
    rules: Rulebook,
    reader_id: int,
    entry_id: int,
    draft: ReadingDraft,
    today: dt.date,
    now: dt.datetime,
    source: str = "web",
    given_by: int | None = None,
) -> Done[Written]:
    """Corrects a reading: a withdrawal and a new reading in one transaction.

    The withdrawal's submission id follows from the draft's, so that sending the form twice corrects once.
    """
    submission_id = str(draft.submission_id)
    content = draft.content_hash()
    locked = lock_reader(
        session, rules, reader_id=reader_id, now=now, submission_id=submission_id, content_hash=content
    )
    if locked.receipt is not None:
        return repeated(locked)
    _standing_entry(session, reader_id, entry_id)
    if session.execute(_TAKEN_BACK, {"of_entry": entry_id}).scalar() is not None:
        raise NotFound("no_reading", NO_SUCH_READING)
    about: _About = {"today": today, "now": now, "source": source, "given_by": given_by}
    taken_id = str(uuid.uuid5(draft.submission_id, "withdrawal"))
    taken = _add_withdrawal(session, reader_id, entry_id, submission_id=taken_id, **about)
    first = settle(session, locked, taken, now=now)
    fact, lacking = _add_reading(session, locked, draft, **about)
    settled = settle(session, after(locked, first), fact, now=now)
    outcomes = changes(locked.tally, settled.tally, locked.rulebook, day=fact.day)
    settled = Settled(settled.tally, outcomes, _netted(first.crossings, settled.crossings))
    answer = answer_of(fact.id, outcomes, settled, locked)
    keep_receipt(session, fact.id, content, answer)
    return done_with(locked, Written(fact.id, answer, True), settled, wanted_books=lacking)


def repeated(locked: Locked) -> Done[Written]:
    """The first answer again."""
    assert locked.entry_id is not None
    assert locked.receipt is not None
    return Done(Written(locked.entry_id, dict(locked.receipt), False))


def answer_of(entry_id: int, outcomes: Iterable[Outcome], settled: Settled, locked: Locked) -> dict[str, Any]:
    """What a client gets: the entry, the lights it gave, what changed and where the reader stands now."""
    tally = settled.tally
    return {
        "id": entry_id,
        "lights": tally.lights - locked.tally.lights,
        "outcomes": [outcome.as_json() for outcome in outcomes],
        "tally": {
            "lights": tally.lights,
            "lamps": tally.lamps,
            "readings": tally.readings,
            "badges": sorted(tally.badges),
            "halte": locked.rulebook.journey.halte_for(tally.lights).name,
            "rhythm_weeks": tally.rhythm_weeks,
        },
    }


def keep_receipt(session: Session, entry_id: int, content: str, answer: dict[str, Any]) -> None:
    """Remembers the first answer."""
    _KEEP.run(
        connection_of(session),
        {
            "entry_id": entry_id,
            "content_hash": content,
            "answer": answer,
        },
    )


def done_with(
    locked: Locked,
    written: Written,
    settled: Settled,
    *,
    everyone: bool = False,
    wanted_books: tuple[str, ...] = (),
) -> Done[Written]:
    """Wraps up: nudge the class's screens, what must follow for shared goals, books to look for."""
    kinds = tuple(sorted({outcome.kind for outcome in settled.outcomes}))
    nudge = Nudge(classroom_room(locked.classroom_id), ("reading", *kinds), written.entry_id)
    follow_ups = follow_ups_of(locked, settled.crossings, everyone=everyone)
    return Done(written, (nudge,), follow_ups, wanted_books)


class _About(TypedDict):
    """When, from where and by whom a fact is written."""

    today: dt.date
    now: dt.datetime
    source: str
    given_by: int | None


def _add_reading(
    session: Session,
    locked: Locked,
    draft: ReadingDraft,
    *,
    today: dt.date,
    now: dt.datetime,
    source: str,
    given_by: int | None,
) -> tuple[Reading, tuple[str, ...]]:
    """The new fact, and the ISBN of its book when the catalogue lacks it."""
    work = work_of(session, reader_id=locked.reader_id, draft=draft, now=now)
    row = {
        "reader_id": locked.reader_id,
        "submission_id": str(draft.submission_id),
        "kind": EntryKind.READING,
        "day": draft.day or today,
        "recorded_at": now,
        "form": draft.form.value,
        "how": draft.how.value,
        "language": draft.language,
        "minutes": draft.minutes,
        "pages": draft.pages,
        "finished": draft.finished,
        "stopped": draft.stopped,
        "again": draft.again,
        "work_id": work.id if work else None,
        "edition": work.isbn if work else None,
        "genre": (work.genre or None) if work else None,
        "series": (work.series_key or None) if work else None,
        "place": draft.place,
        "company": draft.company.value if draft.company else None,
        "feeling": draft.feeling,
        "given_by": given_by,
        "source": source,
    }
    entry_id = _ADD_READING.number(connection_of(session), row)
    fact = fact_of(_Row(id=entry_id, **row))
    assert isinstance(fact, Reading)
    return fact, (work.isbn,) if work and work.isbn and work.book_id is None else ()


class _Row:
    """A just-written row, read by attribute as the database would give it back."""

    def __init__(self, **columns: Any) -> None:
        self.__dict__.update(columns)


def _add_withdrawal(
    session: Session,
    reader_id: int,
    entry_id: int,
    *,
    submission_id: str,
    today: dt.date,
    now: dt.datetime,
    source: str,
    given_by: int | None,
) -> Withdrawal:
    row = {
        "reader_id": reader_id,
        "submission_id": submission_id,
        "kind": EntryKind.WITHDRAWAL,
        "day": today,
        "recorded_at": now,
        "withdraws_id": entry_id,
        "given_by": given_by,
        "source": source,
        "finished": False,
        "stopped": False,
        "again": False,
    }
    return Withdrawal(session.execute(_ADD, row).scalar_one(), today, entry_id)


def _standing_entry(session: Session, reader_id: int, entry_id: int) -> Any:
    entry = session.execute(_ENTRY, {"of_entry": entry_id, "of_reader": reader_id}).one_or_none()
    if entry is None:
        raise NotFound("no_reading", NO_SUCH_READING)
    return entry


def _netted(first: tuple[Crossing, ...], second: tuple[Crossing, ...]) -> tuple[Crossing, ...]:
    """Crossings of a correction: a goal that went down and up again did not cross."""
    both: dict[int, list[bool]] = {}
    for crossing in (*first, *second):
        both.setdefault(crossing.goal_id, []).append(crossing.reached)
    return tuple(Crossing(goal_id, seen[-1]) for goal_id, seen in both.items() if len(seen) == 1)


def _is_first_of_week(locked: Locked, settled: Settled) -> bool:
    before, now_is = locked.tally.week, settled.tally.week
    return now_is is not None and (before is None or before.monday != now_is.monday)
