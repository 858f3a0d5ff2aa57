"""One child's school year for its teacher: when it reads, how, in which languages, and how that felt.

One statement over its reading days; nobody to compare with.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.game.day import monday_of
from readify.models import ReaderDay
from readify.queries.class_period import Span

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PupilYear:
    """`weeks`: reading days per week of `span`. `weekdays`: times from Monday to Sunday.

    `forms`, `hows` and `languages` in reading days, most first; `feelings`: times of the faces 1 to 4.
    """

    span: Span
    weeks: tuple[int, ...]
    weekdays: tuple[int, ...]
    forms: Counts
    hows: Counts
    languages: Counts
    feelings: tuple[int, ...]

    @property
    def days(self) -> int:
        """Reading days in all."""
        return sum(self.weeks)

    @property
    def weeks_read(self) -> int:
        """Weeks with a reading."""
        return sum(days > 0 for days in self.weeks)


def pupil_year(session: Session, *, reader_id: int, span: Span) -> PupilYear:
    """The reading days of this child in this stretch."""
    rows = session.execute(
        select(ReaderDay.day, ReaderDay.forms, ReaderDay.hows, ReaderDay.languages, ReaderDay.feeling).where(
            ReaderDay.reader_id == reader_id,
            ReaderDay.day.between(span.first, span.last),
            ReaderDay.readings > 0,
        )
    ).all()
    weeks: Counter[dt.date] = Counter(monday_of(row.day) for row in rows)
    weekdays: Counter[int] = Counter(row.day.weekday() for row in rows)
    feelings: Counter[int] = Counter(row.feeling for row in rows if row.feeling)
    return PupilYear(
        span=span,
        weeks=tuple(weeks[monday] for monday in span.mondays()),
        weekdays=tuple(weekdays[number] for number in range(7)),
        forms=_most(Counter(code for row in rows for code in row.forms)),
        hows=_most(Counter(code for row in rows for code in row.hows)),
        languages=_most(Counter(code for row in rows for code in row.languages)),
        feelings=tuple(feelings[face] for face in (1, 2, 3, 4)),
    )


def _most(times: Counter[str]) -> Counts:
    return tuple(sorted(times.items(), key=lambda pair: (-pair[1], pair[0])))
