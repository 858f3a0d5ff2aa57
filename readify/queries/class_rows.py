"""The rows behind a class's week: one statement each for children, days, books and marks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from readify.models import Mark, Reader, ReaderBook, ReaderDay, ReaderTally, ShelfState

WEEKS_BACK = 5
DAYS = 7
_DAY = (
    ReaderDay.reader_id,
    ReaderDay.day,
    ReaderDay.minutes,
    ReaderDay.pages,
    ReaderDay.lamp,
    ReaderDay.readings,
    ReaderDay.forms,
    ReaderDay.languages,
    ReaderDay.hows,
    ReaderDay.feeling,
    ReaderDay.work_id,
)


@dataclass(frozen=True, slots=True)
class BookNow:
    """A title on a child's shelf, and what its cover needs."""

    title: str
    author: str
    form: str
    language: str
    genre: str


@dataclass(frozen=True, slots=True)
class Look:
    """A day that a teacher may want to look at, and why: `many_logs` or `long_day`."""

    day: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class WeekDays:
    """`week`: per child its days with a reading, oldest first. Of the weeks before it:

    `lamps`: per child the days with the own goal reached, latest week first; `languages` that were read.
    """

    week: Mapping[int, Sequence[Any]]
    lamps: Mapping[int, tuple[int, ...]]
    languages: frozenset[str]


def readers_of(session: Session, classroom_id: int) -> Sequence[Any]:
    """The children: id, name, companion, home_languages, created_at, readings and lamps (ever)."""
    return session.execute(
        select(
            Reader.id,
            Reader.name,
            Reader.companion,
            Reader.home_languages,
            Reader.created_at,
            func.coalesce(ReaderTally.readings, 0).label("readings"),
            func.coalesce(ReaderTally.lamps, 0).label("lamps"),
        )
        .outerjoin(ReaderTally, ReaderTally.reader_id == Reader.id)
        .where(Reader.classroom_id == classroom_id, Reader.left_at.is_(None))
    ).all()


def days_of(session: Session, classroom_id: int, monday: dt.date) -> WeekDays:
    """The days with a reading in the week from `monday`, and what is asked of the weeks before it."""
    rows = session.execute(
        select(*_DAY)
        .join(Reader, Reader.id == ReaderDay.reader_id)
        .where(
            Reader.classroom_id == classroom_id,
            Reader.left_at.is_(None),
            ReaderDay.day.between(
                monday - dt.timedelta(days=DAYS * WEEKS_BACK), monday + dt.timedelta(days=DAYS - 1)
            ),
            ReaderDay.readings > 0,
        )
        .order_by(ReaderDay.day)
    )
    week: dict[int, list[Any]] = {}
    lamps: dict[int, list[int]] = {}
    languages: set[str] = set()
    for row in rows:
        if row.day >= monday:
            week.setdefault(row.reader_id, []).append(row)
            continue
        back = (monday - row.day).days
        lamps.setdefault(row.reader_id, [0] * WEEKS_BACK)[(back - 1) // DAYS] += row.lamp
        languages.update(row.languages)
    return WeekDays(week, {one: tuple(found) for one, found in lamps.items()}, frozenset(languages))


def books_of(
    session: Session, classroom_id: int, days: Mapping[int, Sequence[Any]], *, current: bool
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


def looks_of(session: Session, classroom_id: int, monday: dt.date) -> dict[int, tuple[Look, ...]]:
    """Open marks, of this week and of before: they wait until somebody has looked. Oldest first."""
    found: dict[int, list[Look]] = {}
    for row in session.execute(
        select(Mark.reader_id, Mark.day, Mark.reason)
        .join(Reader, Reader.id == Mark.reader_id)
        .where(
            Reader.classroom_id == classroom_id,
            Mark.looked_at.is_(None),
            Mark.day < monday + dt.timedelta(days=DAYS),
        )
        .order_by(Mark.day, Mark.reason)
    ):
        found.setdefault(row.reader_id, []).append(Look(row.day, row.reason))
    return {reader_id: tuple(looks) for reader_id, looks in found.items()}


def _newest_under_way() -> Any:
    other = aliased(ReaderBook)
    return (
        select(other.id)
        .where(other.reader_id == ReaderBook.reader_id, other.state == ShelfState.READING)
        .order_by(other.touched_at.desc(), other.id.desc())
        .limit(1)
        .scalar_subquery()
    )
