"""One reader's progress as a frozen value, and the only ways to make one: one step on, or all over again.

A tally never goes back: taking a fact away means replaying what still stands. Whoever keeps tallies asks
`follows` first, and compares the rulebook's digest with the one the tally was folded under.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from readify.game.facts import Fact
from readify.game.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Day:
    """The sum of one reader's day; storage keeps one row per reader per day of it.

    `minutes` and `pages` are everything read, also past the cap. `lights` is what the day gave, after the cap.
    `worth` is the reading in lights before cap and extras: what the own goal is measured by.
    `extras` are lights for new forms and a finished book (inside the cap), `stamped` those of stamps (on top).
    `lamp`: own goal reached. `forms` and `languages` are sorted. `feeling` and `work` are the day's last known.
    `flats` counts turns per flat rate that has a daily most. `capped`: the cap held lights back.
    """

    day: date
    minutes: int = 0
    pages: int = 0
    lights: int = 0
    lamp: bool = False
    readings: int = 0
    forms: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    feeling: int | None = None
    work: int | None = None
    finished: int = 0
    worth: int = 0
    extras: int = 0
    stamped: int = 0
    capped: bool = False
    flats: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """The last week with a reading: its Monday, the weekdays read (0 is Monday), rhythm reached or not."""

    monday: date
    days: tuple[int, ...]
    reached: bool


@dataclass(frozen=True, slots=True)
class Gauge:
    """How far one meter has turned: its value, and the little it must remember to go on (JSON-friendly)."""

    value: int
    memory: Any = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Where one reader stands. `Tally()` is the start.

    lights, lamps      in all; lamps are days with the own goal reached
    readings, minutes, pages, days   all standing readings; `days` are different reading days
    rhythm_weeks       weeks with the reading rhythm reached, not in a row
    badges             slug -> id of the fact that crossed the threshold
    gauges             slug of a badge (not yet earned) or goal -> Gauge; a badge's gauge goes once it is earned
    cursor             (day, id) of the last fact folded in, None at the start
    day, week          running summary of the last day with a fact, of the last week with a reading
    last_read          last reading day
    seen_forms, finished, spots   what earns only once: forms, books (latest last, bounded), trail -> spots
    """

    lights: int = 0
    lamps: int = 0
    readings: int = 0
    minutes: int = 0
    pages: int = 0
    days: int = 0
    rhythm_weeks: int = 0
    badges: Mapping[str, int] = None  # type: ignore[assignment]
    gauges: Mapping[str, Gauge] = None  # type: ignore[assignment]
    cursor: tuple[date, int] | None = None
    day: Day | None = None
    week: Week | None = None
    last_read: date | None = None
    seen_forms: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()
    spots: Mapping[int, tuple[int, ...]] = None  # type: ignore[assignment]

    def as_json(self) -> dict[str, Any]:
        """A plain dict for a JSON column; `from_json` gives back an equal tally."""
        raise NotImplementedError

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Tally:
        """The tally that `as_json` wrote down. KeyError or ValueError when it is not one."""
        raise NotImplementedError


def follows(tally: Tally, fact: Fact) -> bool:
    """May `advance` take this fact? False for a late one or a withdrawal: then replay the reader."""
    raise NotImplementedError


def advance(rulebook: Rulebook, tally: Tally, fact: Fact) -> Tally:
    """One step on. ValueError when the fact does not follow. Equal to replaying everything with it."""
    raise NotImplementedError


def replay(rulebook: Rulebook, facts: Iterable[Fact]) -> Tally:
    """Fold all standing facts from the start; facts may come in any order, withdrawals among them."""
    raise NotImplementedError


def replay_days(rulebook: Rulebook, facts: Iterable[Fact]) -> tuple[Tally, tuple[Day, ...]]:
    """As `replay`, with the summary of every day that has a standing fact, oldest first."""
    raise NotImplementedError


def goal_value(tally: Tally, slug: str) -> int:
    """This reader's own part of a goal; 0 when nothing counted yet."""
    raise NotImplementedError
