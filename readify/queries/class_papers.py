"""What a class's papers say: a child's year for its parents, the class for its supervisor, days to export.

Reads shelves, awards, tallies and one row per reading day, never the ledger. Children stand from A to Z; no
figure puts one beside another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.books.folding import fold
from readify.game.day import monday_of
from readify.game.rulebook import Rulebook
from readify.models import Reader, ReaderDay
from readify.queries.class_rows import DAYS, BookNow
from readify.queries.class_week import class_week
from readify.queries.my_year import MyYear, my_year, year_begin
from readify.queries.reader_state import reader_state

WEEKS = 8  # of reading days in the overview


@dataclass(frozen=True, slots=True)
class PaperChild:
    """A child on paper: its first name, companion and home languages."""

    reader_id: int
    name: str
    companion: str
    home_languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChildYear:
    """One child and its own school year so far."""

    child: PaperChild
    year: MyYear


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One child in the overview. `weeks`: reading days a week, oldest first; the rest is of those weeks."""

    child: PaperChild
    weeks: tuple[int, ...]
    minutes: int
    pages: int
    forms: tuple[str, ...]
    languages: tuple[str, ...]
    own_goal: int
    own_goal_differs: bool
    rhythm_days: int
    book: BookNow | None
    paused: bool

    @property
    def days(self) -> int:
        """Reading days in all."""
        return sum(self.weeks)


@dataclass(frozen=True, slots=True)
class ClassOverview:
    """The class over the last weeks; `mondays` are the weeks' first days, oldest first."""

    name: str
    school: str
    mondays: tuple[dt.date, ...]
    today: dt.date
    rows: tuple[OverviewRow, ...]


@dataclass(frozen=True, slots=True)
class ReadingDay:
    """What one child did on one day."""

    name: str
    day: dt.date
    minutes: int
    pages: int
    readings: int
    lamp: bool
    forms: tuple[str, ...]
    languages: tuple[str, ...]


def paper_children(session: Session, *, classroom_id: int) -> tuple[PaperChild, ...]:
    """The children of a class, A to Z."""
    rows = session.execute(
        select(Reader.id, Reader.name, Reader.companion, Reader.home_languages).where(
            Reader.classroom_id == classroom_id, Reader.left_at.is_(None)
        )
    )
    found = [PaperChild(row.id, row.name, row.companion, tuple(row.home_languages or ())) for row in rows]
    return tuple(sorted(found, key=lambda one: (fold(one.name) or one.name, one.name, one.reader_id)))


def child_years(
    session: Session, *, rules: Rulebook, children: Sequence[PaperChild], today: dt.date, timezone: str
) -> tuple[ChildYear, ...]:
    """The school year so far of each of these children. A handful of statements for each."""
    found = []
    for child in children:
        state = reader_state(session, rules=rules, reader_id=child.reader_id)
        found.append(ChildYear(child, my_year(session, state=state, today=today, timezone=timezone)))
    return tuple(found)


def class_overview(session: Session, *, rules: Rulebook, classroom_id: int, today: dt.date) -> ClassOverview:
    """The last weeks of a class. Raises NotFound when there is no such class."""
    monday = monday_of(today)
    week = class_week(session, rules=rules, classroom_id=classroom_id, monday=monday, today=today)
    mondays = tuple(monday - dt.timedelta(days=DAYS * back) for back in reversed(range(WEEKS)))
    days: dict[int, list[ReaderDay]] = {}
    for row in _days(session, classroom_id, mondays[0], today):
        days.setdefault(row.reader_id, []).append(row)
    rows = tuple(_overview_row(one, days.get(one.reader_id, []), mondays) for one in week.readers)
    return ClassOverview(week.name, week.school, mondays, today, rows)


def reading_days(session: Session, *, classroom_id: int, today: dt.date) -> tuple[ReadingDay, ...]:
    """Every reading day of this school year, by child (A to Z) and day."""
    names = {one.reader_id: one.name for one in paper_children(session, classroom_id=classroom_id)}
    order = {reader_id: place for place, reader_id in enumerate(names)}
    rows = _days(session, classroom_id, year_begin(today), today)
    return tuple(
        ReadingDay(
            name=names[row.reader_id],
            day=row.day,
            minutes=row.minutes,
            pages=row.pages,
            readings=row.readings,
            lamp=row.lamp,
            forms=tuple(row.forms),
            languages=tuple(row.languages),
        )
        for row in sorted(rows, key=lambda row: (order[row.reader_id], row.day))
    )


def _days(session: Session, classroom_id: int, first: dt.date, last: dt.date) -> Sequence[ReaderDay]:
    return session.scalars(
        select(ReaderDay)
        .join(Reader, Reader.id == ReaderDay.reader_id)
        .where(
            Reader.classroom_id == classroom_id,
            Reader.left_at.is_(None),
            ReaderDay.day.between(first, last),
            ReaderDay.readings > 0,
        )
        .order_by(ReaderDay.day)
    ).all()


def _overview_row(one: Any, days: Sequence[ReaderDay], mondays: Sequence[dt.date]) -> OverviewRow:
    read = [monday_of(row.day) for row in days]
    return OverviewRow(
        child=PaperChild(one.reader_id, one.name, one.companion, one.home_languages),
        weeks=tuple(read.count(monday) for monday in mondays),
        minutes=sum(row.minutes for row in days),
        pages=sum(row.pages for row in days),
        forms=tuple(dict.fromkeys(form for row in days for form in row.forms)),
        languages=tuple(dict.fromkeys(tongue for row in days for tongue in row.languages)),
        own_goal=one.own_goal,
        own_goal_differs=one.own_goal_differs,
        rhythm_days=one.rhythm_days,
        book=one.book,
        paused=one.paused,
    )
