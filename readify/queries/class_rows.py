"""The rows behind a class's week: one statement each for children, days, lamps before, books and marks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from readify.models import Mark, Reader, ReaderBook, ReaderDay, ReaderTally, ShelfState

WEEKS_BACK = 5
DAYS = 7


@dataclass(frozen=True, slots=True)
class BookNow:
    """A title on a child's shelf, and what its cover needs."""

    title: str
    author: str
    form: str
    language: str
    genre: str


def readers_of(session: Session, classroom_id: int) -> Sequence[Any]:
    """The children: id, name, companion, home_languages, readings and lamps (ever)."""
    return session.execute(
        select(
            Reader.id,
            Reader.name,
            Reader.companion,
            Reader.home_languages,
            func.coalesce(ReaderTally.readings, 0).label("readings"),
            func.coalesce(ReaderTally.lamps, 0).label("lamps"),
        )
        .outerjoin(ReaderTally, ReaderTally.reader_id == Reader.id)
        .where(Reader.classroom_id == classroom_id, Reader.left_at.is_(None))
    ).all()


def days_of(session: Session, classroom_id: int, monday: dt.date) -> dict[int, list[ReaderDay]]:
    """Per child the days of the week with a reading, oldest first."""
    found: dict[int, list[ReaderDay]] = {}
    for row in session.scalars(
        select(ReaderDay)
        .join(Reader, Reader.id == ReaderDay.reader_id)
        .where(
            Reader.classroom_id == classroom_id,
            Reader.left_at.is_(None),
            ReaderDay.day.between(monday, monday + dt.timedelta(days=DAYS - 1)),
            ReaderDay.readings > 0,
        )
        .order_by(ReaderDay.day)
    ):
        found.setdefault(row.reader_id, []).append(row)
    return found


def lamps_before(session: Session, classroom_id: int, monday: dt.date) -> dict[int, tuple[int, ...]]:
    """Per child the days with the own goal reached, in each of the weeks before, latest first."""
    starts = [monday - dt.timedelta(days=DAYS * back) for back in range(1, WEEKS_BACK + 1)]
    sums = [
        func.sum(case((ReaderDay.day.between(start, start + dt.timedelta(days=DAYS - 1)), 1), else_=0))
        for start in starts
    ]
    rows = session.execute(
        select(ReaderDay.reader_id, *sums)
        .join(Reader, Reader.id == ReaderDay.reader_id)
        .where(
            Reader.classroom_id == classroom_id,
            ReaderDay.day >= starts[-1],
            ReaderDay.day < monday,
            ReaderDay.lamp.is_(True),
        )
        .group_by(ReaderDay.reader_id)
    )
    return {row[0]: tuple(int(value) for value in row[1:]) for row in rows}


def books_of(
    session: Session, classroom_id: int, days: Mapping[int, Sequence[ReaderDay]], *, current: bool
) -> dict[int, BookNow]:
    """Now: the title under way, touched last. In another week: the last title read in it."""
    read = {day.work_id for rows in days.values() for day in rows if day.work_id is not None}
    wanted = ReaderBook.id == _newest_under_way() if current else ReaderBook.id.in_(read)
    rows = session.scalars(
        select(ReaderBook)
        .join(Reader, Reader.id == ReaderBook.reader_id)
        .where(Reader.classroom_id == classroom_id, wanted)
    ).all()
    if current:
        return {row.reader_id: _book(row) for row in rows}
    by_id = {row.id: row for row in rows}
    last = {reader_id: [day.work_id for day in found if day.work_id] for reader_id, found in days.items()}
    return {one: _book(by_id[works[-1]]) for one, works in last.items() if works and works[-1] in by_id}


def _book(row: ReaderBook) -> BookNow:
    return BookNow(row.title, row.author, row.form, row.language, row.genre)


def marks_of(session: Session, classroom_id: int, monday: dt.date) -> dict[int, tuple[dt.date, ...]]:
    """Open marks, of this week and of before: they wait until somebody has looked."""
    found: dict[int, set[dt.date]] = {}
    for row in session.execute(
        select(Mark.reader_id, Mark.day)
        .join(Reader, Reader.id == Mark.reader_id)
        .where(
            Reader.classroom_id == classroom_id,
            Mark.looked_at.is_(None),
            Mark.day < monday + dt.timedelta(days=DAYS),
        )
    ):
        found.setdefault(row.reader_id, set()).add(row.day)
    return {reader_id: tuple(sorted(days)) for reader_id, days in found.items()}


def _newest_under_way() -> Any:
    other = aliased(ReaderBook)
    return (
        select(other.id)
        .where(other.reader_id == ReaderBook.reader_id, other.state == ShelfState.READING)
        .order_by(other.touched_at.desc(), other.id.desc())
        .limit(1)
        .scalar_subquery()
    )
