"""Logging a reading: the write that everything else leans on. Changing and taking back: `correcting`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from readify.actions.doubts import note_doubts
from readify.actions.progress import Locked, Settled, lock_reader, settle
from readify.actions.receipts import Written, answer_of, done_with, keep_receipt, repeated
from readify.actions.shelf import work_of
from readify.db import connection_of, table_of
from readify.done import Done
from readify.drafts.reading import ReadingDraft
from readify.game.facts import Reading
from readify.game.rulebook import Rulebook
from readify.ledger import fact_of
from readify.models import EntryKind, LedgerEntry
from readify.prepared import Prepared

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
_ADD = Prepared(insert(table_of(LedgerEntry)).returning(table_of(LedgerEntry).c.id), columns=READING_COLUMNS)


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
    fact, lacking = add_reading(
        session, locked, draft, today=today, now=now, source=source, given_by=given_by
    )
    settled = settle(session, locked, fact, now=now)
    note_doubts(session, locked, settled, day=fact.day)
    answer = answer_of(fact.id, settled.outcomes, settled, locked)
    keep_receipt(session, fact.id, content, answer)
    first_this_week = _is_first_of_week(locked, settled)
    written = Written(fact.id, answer, True)
    return done_with(locked, written, settled, everyone=first_this_week, wanted_books=lacking)


def add_reading(
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
    entry_id = _ADD.number(connection_of(session), row)
    fact = fact_of(_Row(id=entry_id, **row))
    assert isinstance(fact, Reading)
    return fact, (work.isbn,) if work and work.isbn and work.book_id is None else ()


class _Row:
    """A just-written row, read by attribute as the database would give it back."""

    def __init__(self, **columns: Any) -> None:
        self.__dict__.update(columns)


def _is_first_of_week(locked: Locked, settled: Settled) -> bool:
    before, now_is = locked.tally.week, settled.tally.week
    return now_is is not None and (before is None or before.monday != now_is.monday)
