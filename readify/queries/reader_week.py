"""One child's week as its teacher sees it, made of rows that `class_rows` read for the whole class."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from readify.queries.agreements import Agreements
from readify.queries.class_rows import DAYS, BookNow, Look

READ_TO = frozenset({"read_to_me", "listened"})


@dataclass(frozen=True, slots=True)
class ReaderWeek:
    """One child's week. `days` is Monday to Sunday: read or not. `minutes` and `pages` are of the week.

    `book` is the one under way (in an earlier week: the last one read in it), `feeling` the last opinion of
    the week (1-4). `own_goal` in minutes; `own_goal_differs`: not what the class has, not for children.
    `lamp_days`: days the own goal was reached, this week first, then the weeks before it.
    `hows`: ways of reading (self, together, …). `joined`: the day it came into the class's list.
    `looks`: days the teacher may want to look at, and why.
    """

    reader_id: int
    name: str
    companion: str
    home_languages: tuple[str, ...]
    days: tuple[bool, ...]
    minutes: int
    pages: int
    readings: int
    forms: tuple[str, ...]
    languages: tuple[str, ...]
    hows: tuple[str, ...]
    book: BookNow | None
    feeling: int | None
    own_goal: int
    own_goal_differs: bool
    rhythm_days: int
    rhythm_reached: bool
    lamp_days: tuple[int, ...]
    paused: bool
    looks: tuple[Look, ...]
    readings_ever: int
    joined: dt.date

    @property
    def reading_days(self) -> int:
        """Days of the week with a reading."""
        return sum(self.days)

    @property
    def marks(self) -> tuple[dt.date, ...]:
        """Days to look at, each once."""
        return tuple(dict.fromkeys(look.day for look in self.looks))

    @property
    def lamps(self) -> int:
        """Lamps lit for the class this week."""
        return self.lamp_days[0]

    @property
    def is_quiet(self) -> bool:
        """Did not read yet in this week, and has no pause."""
        return not self.readings and not self.paused

    @property
    def was_only_read_to(self) -> bool:
        """Read this week, and only with the ears: somebody read to it, or it listened."""
        return bool(self.hows) and set(self.hows) <= READ_TO


def reader_week(
    row: Any,
    days: Sequence[Any],
    *,
    monday: dt.date,
    agreements: Agreements,
    lamps: tuple[int, ...],
    book: BookNow | None,
    looks: tuple[Look, ...],
) -> ReaderWeek:
    """Out of a child's row, its days of the week, lamps of this and the weeks before, book and marks."""
    read = {day.day for day in days}
    feelings = [day.feeling for day in days if day.feeling is not None]
    terms, wanted, paused = agreements.of(row.id)
    return ReaderWeek(
        reader_id=row.id,
        name=row.name,
        companion=row.companion,
        home_languages=tuple(row.home_languages or ()),
        days=tuple(monday + dt.timedelta(days=step) in read for step in range(DAYS)),
        minutes=sum(day.minutes for day in days),
        pages=sum(day.pages for day in days),
        readings=sum(day.readings for day in days),
        forms=_in_order(form for day in days for form in day.forms),
        languages=_in_order(tongue for day in days for tongue in day.languages),
        hows=_in_order(how for day in days for how in day.hows),
        book=book,
        feeling=feelings[-1] if feelings else None,
        own_goal=terms.own_goal,
        own_goal_differs=terms.own_goal != agreements.class_terms.own_goal,
        rhythm_days=wanted,
        rhythm_reached=len(read) >= wanted,
        lamp_days=(sum(day.lamp for day in days), *lamps),
        paused=paused,
        looks=looks,
        readings_ever=row.readings,
        joined=row.created_at.date(),
    )


def _in_order(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
