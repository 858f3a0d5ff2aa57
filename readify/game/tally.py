"""One reader's progress as a frozen value, and the only ways to make one: one step on, or all over again.

A tally never goes back: taking a fact away means replaying what still stands. Whoever keeps tallies asks
`follows` first, and compares the rulebook's digest with the one the tally was folded under.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from readify.game.day import Day, Week
from readify.game.facts import Fact, Withdrawal, place_in_order, standing
from readify.game.fold import Fold
from readify.game.meters import Gauge
from readify.game.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Tally:
    """Where one reader stands. `Tally()` is the start.

    lights, lamps      in all; lamps are days with the own goal reached
    readings, minutes, pages, days   all standing readings; `days` are different reading days
    rhythm_weeks       weeks with the reading rhythm reached, not in a row
    badges             slug -> id of the fact that crossed the threshold
    gauges             slug of a badge, goal or bingo task -> Gauge; it goes once a badge or task is full
    cells              slug of a full bingo task -> id of the fact that filled it
    cursor             (day, id) of the last fact folded in, None at the start
    day, week          running summary of the last day with a fact, of the last week with a reading
    last_read          last reading day
    seen_forms         forms ever read, sorted
    finished           (day ordinal, book) of books read out, oldest first, bounded by the rulebook
    spots              trail -> its spots stamped, sorted
    """

    lights: int = 0
    lamps: int = 0
    readings: int = 0
    minutes: int = 0
    pages: int = 0
    days: int = 0
    rhythm_weeks: int = 0
    badges: Mapping[str, int] = field(default_factory=dict)
    gauges: Mapping[str, Gauge] = field(default_factory=dict)
    cells: Mapping[str, int] = field(default_factory=dict)
    cursor: tuple[date, int] | None = None
    day: Day | None = None
    week: Week | None = None
    last_read: date | None = None
    seen_forms: tuple[str, ...] = ()
    finished: tuple[tuple[int, str], ...] = ()
    spots: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """A plain dict for a JSON column; `from_json` gives back an equal tally."""
        return {
            **{name: getattr(self, name) for name in TOTALS},
            "badges": dict(self.badges),
            "gauges": {slug: [gauge.value, gauge.memory] for slug, gauge in self.gauges.items()},
            "cells": dict(self.cells),
            "cursor": self.cursor and [self.cursor[0].isoformat(), self.cursor[1]],
            "day": self.day and _plain_day(self.day),
            "week": self.week and [self.week.monday.isoformat(), self.week.days, self.week.reached],
            "last_read": self.last_read and self.last_read.isoformat(),
            "seen_forms": self.seen_forms,
            "finished": self.finished,
            "spots": {str(trail): spots for trail, spots in self.spots.items()},
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Tally:
        """The tally that `as_json` wrote down. KeyError, TypeError or ValueError when it is not one."""
        cursor, day, week, last_read = (plain[name] for name in ("cursor", "day", "week", "last_read"))
        return cls(
            **{name: plain[name] for name in TOTALS},
            badges=dict(plain["badges"]),
            gauges={slug: Gauge(value, _tuples(memory)) for slug, (value, memory) in plain["gauges"].items()},
            cells=dict(plain.get("cells", {})),  # tallies of before bingo have none
            cursor=cursor and (date.fromisoformat(cursor[0]), cursor[1]),
            day=day and _day(day),
            week=week and Week(date.fromisoformat(week[0]), tuple(week[1]), week[2]),
            last_read=last_read and date.fromisoformat(last_read),
            seen_forms=tuple(plain["seen_forms"]),
            finished=_tuples(plain["finished"]),
            spots={int(trail): tuple(spots) for trail, spots in plain["spots"].items()},
        )


TOTALS = ("lights", "lamps", "readings", "minutes", "pages", "days", "rhythm_weeks")
DAY_PARTS = tuple(part.name for part in fields(Day))


def follows(tally: Tally, fact: Fact) -> bool:
    """May `advance` take this fact? False for a late one or a withdrawal: then replay the reader."""
    if isinstance(fact, Withdrawal):
        return False
    return tally.cursor is None or place_in_order(fact) > tally.cursor


def advance(rulebook: Rulebook, tally: Tally, fact: Fact) -> Tally:
    """One step on. ValueError when the fact does not follow. Equal to replaying everything with it."""
    if isinstance(fact, Withdrawal) or not follows(tally, fact):
        raise ValueError(f"fact {fact.id} of {fact.day} does not follow {tally.cursor}: replay this reader")
    fold = Fold(rulebook, tally)
    fold.take(fact)
    return _still(fold)


def replay(rulebook: Rulebook, facts: Iterable[Fact]) -> Tally:
    """Fold all standing facts from the start; facts may come in any order, withdrawals among them."""
    return replay_days(rulebook, facts)[0]


def replay_days(rulebook: Rulebook, facts: Iterable[Fact]) -> tuple[Tally, tuple[Day, ...]]:
    """As `replay`, with the summary of every day that has a standing fact, oldest first."""
    fold = Fold(rulebook, Tally())
    for fact in standing(facts):
        fold.take(fact)
    last = () if fold.day is None else (fold.day,)
    return _still(fold), (*fold.closed, *last)


def goal_value(tally: Tally, slug: str) -> int:
    """This reader's own part of a goal; 0 when nothing counted yet."""
    gauge = tally.gauges.get(slug)
    return 0 if gauge is None else gauge.value


def _still(fold: Fold) -> Tally:
    """The fold as it stands, for good. The fold must not be used after this."""
    return Tally(
        **{name: getattr(fold, name) for name in TOTALS},
        badges=fold.badges,
        gauges=fold.gauges,
        cells=fold.cells,
        cursor=fold.cursor,
        day=fold.day,
        week=fold.week,
        last_read=fold.last_read,
        seen_forms=fold.seen_forms,
        finished=fold.finished,
        spots=fold.spots,
    )


def _plain_day(day: Day) -> dict[str, Any]:
    return {**{name: getattr(day, name) for name in DAY_PARTS}, "day": day.day.isoformat()}


def _day(plain: Mapping[str, Any]) -> Day:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()
    }
    return Day(**{**values, "day": date.fromisoformat(values["day"])})


def _tuples(plain: Any) -> Any:
    """JSON's lists as tuples again, all the way down."""
    return tuple(_tuples(part) for part in plain) if isinstance(plain, list | tuple) else plain


__all__ = ["Day", "Gauge", "Tally", "Week", "advance", "follows", "goal_value", "replay", "replay_days"]
