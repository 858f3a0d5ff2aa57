"""A child's own readings, and the answer one of them gave: for the done page and for correcting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from readify.errors import NotFound
from readify.models import LedgerEntry, ReaderBook, Receipt
from readify.words import N_

NO_SUCH_READING = N_("Dat heb ik niet gevonden. Misschien is het al weg.")

_withdrawal = aliased(LedgerEntry)
_COLUMNS = (
    LedgerEntry.id,
    LedgerEntry.day,
    LedgerEntry.recorded_at,
    LedgerEntry.form,
    LedgerEntry.how,
    LedgerEntry.language,
    LedgerEntry.minutes,
    LedgerEntry.pages,
    LedgerEntry.finished,
    LedgerEntry.stopped,
    LedgerEntry.again,
    LedgerEntry.work_id,
    LedgerEntry.place,
    LedgerEntry.company,
    LedgerEntry.feeling,
    LedgerEntry.source,
    ReaderBook.title,
    ReaderBook.author,
    ReaderBook.isbn,
    ReaderBook.genre,
)
_STANDING = (
    select(*_COLUMNS)
    .outerjoin(ReaderBook, ReaderBook.id == LedgerEntry.work_id)
    .outerjoin(_withdrawal, _withdrawal.withdraws_id == LedgerEntry.id)
    .where(
        LedgerEntry.reader_id == bindparam("of_reader"),
        LedgerEntry.kind == "reading",
        _withdrawal.id.is_(None),
    )
)
_PAGE = (
    _STANDING.where(LedgerEntry.id < bindparam("before"))
    .order_by(LedgerEntry.id.desc())
    .limit(bindparam("most"))
)
_ONE = _STANDING.where(LedgerEntry.id == bindparam("of_entry"))
_ANSWER = (
    select(Receipt.answer)
    .join(LedgerEntry, LedgerEntry.id == Receipt.entry_id)
    .where(LedgerEntry.id == bindparam("of_entry"), LedgerEntry.reader_id == bindparam("of_reader"))
)
_RECENT = select(func.count(LedgerEntry.id)).where(
    LedgerEntry.reader_id == bindparam("of_reader"),
    LedgerEntry.day >= bindparam("since_day"),
    LedgerEntry.recorded_at > bindparam("since"),
    LedgerEntry.kind == "reading",
)
NEWEST = 2**53


@dataclass(frozen=True, slots=True)
class OwnReading:
    """One standing reading, with the shelf's title when it has one."""

    id: int
    day: dt.date
    recorded_at: dt.datetime
    form: str
    how: str
    language: str
    minutes: int | None
    pages: int | None
    finished: bool
    stopped: bool
    again: bool
    work_id: int | None
    place: str | None
    company: str | None
    feeling: int | None
    source: str
    title: str | None
    author: str | None
    isbn: str | None
    genre: str | None


@dataclass(frozen=True, slots=True)
class DonePage:
    """What a log came to: the first answer, the reading, and whether to ask "is this right?"."""

    reading: OwnReading
    answer: Mapping[str, Any]
    recent: int


def own_readings(
    session: Session, *, reader_id: int, before: int | None = None, most: int = 20
) -> tuple[OwnReading, ...]:
    """Standing readings, newest first, older than the entry `before`."""
    scope = {"of_reader": reader_id, "before": NEWEST if before is None else before, "most": most}
    return tuple(_own(row) for row in session.execute(_PAGE, scope))


def own_reading(session: Session, *, reader_id: int, entry_id: int) -> OwnReading:
    """One standing reading of this reader. NotFound for another's, a withdrawn or an unknown one."""
    row = session.execute(_ONE, {"of_reader": reader_id, "of_entry": entry_id}).one_or_none()
    if row is None:
        raise NotFound("no_reading", NO_SUCH_READING)
    return _own(row)


def done_page(session: Session, *, reader_id: int, entry_id: int, now: dt.datetime) -> DonePage:
    """The celebration of one log, from the answer that was kept with it."""
    reading = own_reading(session, reader_id=reader_id, entry_id=entry_id)
    answer = session.scalar(_ANSWER, {"of_reader": reader_id, "of_entry": entry_id})
    since = now - dt.timedelta(minutes=10)
    scope = {"of_reader": reader_id, "since": since, "since_day": since.date() - dt.timedelta(days=8)}
    return DonePage(
        reading, answer or {"lights": 0, "outcomes": [], "tally": {}}, session.scalar(_RECENT, scope) or 0
    )


def _own(row: Any) -> OwnReading:
    return OwnReading(**row._mapping)
