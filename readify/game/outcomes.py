"""What there is to tell a reader after a write: the difference between two tallies, as frozen values.

No words for children here: templates choose them by `kind`. Whether to celebrate is the caller's choice;
outcomes of rebuilds and withdrawals stay quiet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar

from readify.game.day import Day
from readify.game.rulebook import Rulebook
from readify.game.rules import Scope
from readify.game.tally import Tally, goal_value


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that changed. `kind` is its code in the API and in socket nudges."""

    kind: ClassVar[str] = "outcome"

    def as_json(self) -> dict[str, Any]:
        """`{"kind": …, field: value}`; days as `YYYY-MM-DD`."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        days = {name: value.isoformat() for name, value in values.items() if isinstance(value, date)}
        return {"kind": self.kind, **values, **days}


@dataclass(frozen=True, slots=True)
class LightsChanged(Outcome):
    """Lights before and after, and the difference (negative after a withdrawal)."""

    kind: ClassVar[str] = "lights_changed"
    before: int
    after: int
    gained: int


@dataclass(frozen=True, slots=True)
class LampLit(Outcome):
    """The own goal of that day is reached: the class gets a lamp."""

    kind: ClassVar[str] = "lamp_lit"
    day: date


@dataclass(frozen=True, slots=True)
class LampOut(Outcome):
    """A withdrawal took a day below the own goal again. Never shown as a loss."""

    kind: ClassVar[str] = "lamp_out"
    day: date


@dataclass(frozen=True, slots=True)
class CapReached(Outcome):
    """Enough lights for that day; `minutes` is all the reading of the day, to praise."""

    kind: ClassVar[str] = "cap_reached"
    day: date
    cap: int
    minutes: int


@dataclass(frozen=True, slots=True)
class RhythmReached(Outcome):
    """This week's reading days are reached; `weeks` is how many such weeks there are now."""

    kind: ClassVar[str] = "rhythm_reached"
    weeks: int


@dataclass(frozen=True, slots=True)
class BadgeEarned(Outcome):
    """A badge came out of the stone."""

    kind: ClassVar[str] = "badge_earned"
    slug: str


@dataclass(frozen=True, slots=True)
class BadgeWithdrawn(Outcome):
    """A badge went back into the stone with the fact that gave it. Quiet."""

    kind: ClassVar[str] = "badge_withdrawn"
    slug: str


@dataclass(frozen=True, slots=True)
class HalteReached(Outcome):
    """The boat moors at a new halte; `number` counts from 1 (Eijsden)."""

    kind: ClassVar[str] = "halte_reached"
    slug: str
    number: int


@dataclass(frozen=True, slots=True)
class RingReached(Outcome):
    """After Mook: a ring on the way back; `number` counts from 1."""

    kind: ClassVar[str] = "ring_reached"
    number: int


@dataclass(frozen=True, slots=True)
class GoalProgress(Outcome):
    """This reader's own part of a goal changed."""

    kind: ClassVar[str] = "goal_progress"
    slug: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class GoalReached(Outcome):
    """A goal is reached. For a shared goal the action says so, over the sum of its readers."""

    kind: ClassVar[str] = "goal_reached"
    slug: str


@dataclass(frozen=True, slots=True)
class BingoCell(Outcome):
    """A place of a bingo card was filled; `position` counts from 1, row by row."""

    kind: ClassVar[str] = "bingo_cell"
    card: int
    position: int


@dataclass(frozen=True, slots=True)
class BingoRow(Outcome):
    """A bingo card has more full rows, columns or diagonals than before: `rows` in all."""

    kind: ClassVar[str] = "bingo_row"
    card: int
    rows: int


@dataclass(frozen=True, slots=True)
class BingoFull(Outcome):
    """Every place of a bingo card is full."""

    kind: ClassVar[str] = "bingo_full"
    card: int


def changes(
    before: Tally, after: Tally, rulebook: Rulebook, *, day: date | None = None
) -> tuple[Outcome, ...]:
    """Everything that differs between two tallies of one reader, in the order a child should hear it.

    `day` is the day of the fact that was written or withdrawn; without it, the last day in `after`.
    An own goal (scope reader) that crosses its target gives `GoalReached` too; shared goals never do.
    """
    day = day or (after.day or before.day or NOBODY_READ).day
    return (
        *_lights(before, after, rulebook, day=day),
        *_badges(before, after, rulebook),
        *_haltes(before, after, rulebook),
        *_goals(before, after, rulebook),
        *_cards(before, after, rulebook),
    )


NOBODY_READ = Day(date.min)


def _lights(before: Tally, after: Tally, rulebook: Rulebook, *, day: date) -> Iterator[Outcome]:
    if after.lights != before.lights:
        yield LightsChanged(before.lights, after.lights, after.lights - before.lights)
    if after.lamps > before.lamps:
        yield LampLit(day)
    elif after.lamps < before.lamps:
        yield LampOut(day)
    was_capped = before.day is not None and before.day.day == day and before.day.capped
    if after.day is not None and after.day.day == day and after.day.capped and not was_capped:
        yield CapReached(day, rulebook.terms_on(day).cap, after.day.minutes)
    if after.rhythm_weeks > before.rhythm_weeks:
        yield RhythmReached(after.rhythm_weeks)


def _badges(before: Tally, after: Tally, rulebook: Rulebook) -> Iterator[Outcome]:
    for badge in rulebook.badges:
        if badge.slug in after.badges and badge.slug not in before.badges:
            yield BadgeEarned(badge.slug)
    for slug in before.badges:
        if slug not in after.badges:
            yield BadgeWithdrawn(slug)


def _haltes(before: Tally, after: Tally, rulebook: Rulebook) -> Iterator[Outcome]:
    journey = rulebook.journey
    for halte in journey.haltes:
        if before.lights < halte.lights <= after.lights:
            yield HalteReached(halte.slug, halte.number)
    for ring in range(journey.rings_for(before.lights), journey.rings_for(after.lights)):
        yield RingReached(ring + 1)


def _goals(before: Tally, after: Tally, rulebook: Rulebook) -> Iterator[Outcome]:
    for goal in rulebook.goals:
        was, now = goal_value(before, goal.slug), goal_value(after, goal.slug)
        if was != now:
            yield GoalProgress(goal.slug, was, now)
        if goal.scope is Scope.READER and was < goal.target <= now:
            yield GoalReached(goal.slug)


def _cards(before: Tally, after: Tally, rulebook: Rulebook) -> Iterator[Outcome]:
    """Only what came: a place that went dark with a withdrawn fact is never named."""
    if after.cells == before.cells:
        return
    for card in rulebook.cards:
        for position in sorted(card.crossed(after.cells) - card.crossed(before.cells)):
            yield BingoCell(card.id, position)
        rows = len(card.full_lines(after.cells))
        if rows > len(card.full_lines(before.cells)):
            yield BingoRow(card.id, rows)
        if card.is_full(after.cells) and not card.is_full(before.cells):
            yield BingoFull(card.id)
