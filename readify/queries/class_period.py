"""A term or a school year of a class: per week who read, lamps, forms and languages. Children from A to Z.

One row per child per reading day is read, never the ledger: a year costs the same however long the history.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from readify.books.folding import fold
from readify.game.day import monday_of
from readify.models import Classroom, Pause, Reader, ReaderDay
from readify.queries.class_goal import GoalNow
from readify.queries.my_year import year_begin
from readify.queries.school_holidays import school_holidays

WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)
SHORTEST_TERM = 14  # days; a shorter stretch between two holidays is no term


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both of them in it."""

    first: dt.date
    last: dt.date

    def mondays(self) -> tuple[dt.date, ...]:
        """The Mondays of its weeks."""
        start = monday_of(self.first)
        return tuple(start + number * WEEK for number in range((self.last - start).days // 7 + 1))


@dataclass(frozen=True, slots=True)
class ChildPeriod:
    """One child: reading days per week, in the order of the weeks; and the weeks with any."""

    reader_id: int
    name: str
    companion: str
    weeks: tuple[int, ...]

    @property
    def weeks_read(self) -> int:
        """Weeks with a reading."""
        return sum(days > 0 for days in self.weeks)


@dataclass(frozen=True, slots=True)
class ClassPeriod:
    """`readers_read`, `minutes` and `lamps` per week of `mondays`; `forms`, `languages` with times.

    `paused`: weeks that lie wholly in a pause of the class.
    """

    span: Span
    mondays: tuple[dt.date, ...]
    children: tuple[ChildPeriod, ...]
    readers_read: tuple[int, ...]
    minutes: tuple[int, ...]
    lamps: tuple[int, ...]
    forms: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    paused: tuple[bool, ...]

    @property
    def reading_days(self) -> int:
        """Days with a reading, of all children together."""
        return sum(sum(one.weeks) for one in self.children)


def year_of(day: dt.date) -> Span:
    """The school year that a day lies in."""
    first = year_begin(day)
    return Span(first, first.replace(year=first.year + 1) - DAY)


def terms_of(day: dt.date) -> tuple[Span, ...]:
    """The terms of the school year that a day lies in: what is between the holidays of the region."""
    year = year_of(day)
    terms, first = [], year.first
    for holiday in school_holidays(year.first):
        if holiday.starts > year.last:
            break
        terms.append(Span(first, holiday.starts - DAY))
        first = holiday.ends + DAY
    terms.append(Span(first, year.last))
    return tuple(one for one in terms if (one.last - one.first).days >= SHORTEST_TERM)


def term_of(day: dt.date) -> Span:
    """The term of a day; in a holiday the one before it, or else the first."""
    begun = [one for one in terms_of(day) if one.first <= day]
    return begun[-1] if begun else terms_of(day)[0]


def class_period(
    session: Session, *, classroom_id: int, span: Span, pauses: Sequence[Pause] = ()
) -> ClassPeriod:
    """The class in this stretch. Two statements."""
    readers = session.execute(
        select(Reader.id, Reader.name, Reader.companion).where(
            Reader.classroom_id == classroom_id, Reader.left_at.is_(None)
        )
    ).all()
    days = _days(session, classroom_id, span)
    mondays = span.mondays()
    by_week: dict[dt.date, list[Any]] = defaultdict(list)
    by_child: dict[int, Counter[dt.date]] = defaultdict(Counter)
    for row in days:
        monday = monday_of(row.day)
        by_week[monday].append(row)
        by_child[row.reader_id][monday] += 1
    children = [
        ChildPeriod(one.id, one.name, one.companion, tuple(by_child[one.id][monday] for monday in mondays))
        for one in readers
    ]
    children.sort(key=lambda one: (fold(one.name) or one.name, one.name, one.reader_id))
    return ClassPeriod(
        span=span,
        mondays=mondays,
        children=tuple(children),
        readers_read=tuple(len({row.reader_id for row in by_week[monday]}) for monday in mondays),
        minutes=tuple(sum(row.minutes for row in by_week[monday]) for monday in mondays),
        lamps=tuple(sum(row.lamp for row in by_week[monday]) for monday in mondays),
        forms=_most(form for row in days for form in row.forms),
        languages=_most(tongue for row in days for tongue in row.languages),
        paused=tuple(_is_paused(monday, pauses) for monday in mondays),
    )


def pauses_of(session: Session, classroom: Classroom) -> Sequence[Pause]:
    """The pauses of the school and of the whole class."""
    wanted = select(Pause).where(
        Pause.school_id == classroom.school_id,
        Pause.reader_id.is_(None),
        or_(Pause.classroom_id.is_(None), Pause.classroom_id == classroom.id),
    )
    return session.scalars(wanted).all()


def goal_steps(period: ClassPeriod, goal: GoalNow) -> tuple[int, ...]:
    """Lamps of the goal at the end of each week of the period, up to what is lit now.

    From the weeks' lamps, counted back from today's progress: a child that left took its lamps along.
    """
    inside = [
        lamps if goal.starts - 6 * DAY <= monday <= goal.ends else 0
        for monday, lamps in zip(period.mondays, period.lamps, strict=True)
    ]
    at = goal.progress - sum(inside)
    steps = []
    for lamps in inside:
        at += lamps
        steps.append(max(0, at))
    return tuple(steps)


def _days(session: Session, classroom_id: int, span: Span) -> Sequence[Any]:
    return session.execute(
        select(
            ReaderDay.reader_id,
            ReaderDay.day,
            ReaderDay.minutes,
            ReaderDay.lamp,
            ReaderDay.forms,
            ReaderDay.languages,
        )
        .join(Reader, Reader.id == ReaderDay.reader_id)
        .where(
            Reader.classroom_id == classroom_id,
            Reader.left_at.is_(None),
            ReaderDay.day.between(span.first, span.last),
            ReaderDay.readings > 0,
        )
    ).all()


def _most(codes: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(codes).items(), key=lambda pair: (-pair[1], pair[0])))


def _is_paused(monday: dt.date, pauses: Sequence[Pause]) -> bool:
    return all(
        any(pause.starts <= monday + step * DAY <= pause.ends for pause in pauses) for step in range(7)
    )
