"""What is derived when somebody looks: halte, rings, this week's rhythm, and how near each badge is.

Nothing here is stored, and `today` is always an argument.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from readify.game.day import Week, monday_of
from readify.game.haltes import Halte
from readify.game.rulebook import Rulebook
from readify.game.rules import Badge
from readify.game.tally import Tally


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One week's reading days.

    `monday` starts the week; `days` are the weekdays read (0 is Monday); `count` how many; `wanted` how many
    were chosen (less in a week with holidays); `reached`; `paused`: all of it is holiday, nothing is asked;
    `weeks`: rhythm weeks in all, not in a row.
    """

    monday: date
    days: tuple[int, ...]
    count: int
    wanted: int
    reached: bool
    paused: bool
    weeks: int


@dataclass(frozen=True, slots=True)
class BadgeProgress:
    """How far one badge is: `value` of `threshold` (never above it), and whether it is out of the stone."""

    badge: Badge
    value: int
    threshold: int
    earned: bool


def halte_for(rulebook: Rulebook, lights: int) -> Halte:
    """The last halte reached; Eijsden at the start."""
    return rulebook.journey.halte_for(lights)


def next_halte(rulebook: Rulebook, lights: int) -> Halte | None:
    """The halte ahead, None after the last."""
    return rulebook.journey.next_halte(lights)


def rings_for(rulebook: Rulebook, lights: int) -> int:
    """Rings sailed back after the last halte."""
    return rulebook.journey.rings_for(lights)


def rhythm_on(rulebook: Rulebook, tally: Tally, today: date) -> Rhythm:
    """The reading rhythm in the week of `today`. Nothing drains: a missed week only waits."""
    monday = monday_of(today)
    week = tally.week if tally.week is not None and tally.week.monday == monday else Week(monday, (), False)
    return Rhythm(
        monday=monday,
        days=week.days,
        count=len(week.days),
        wanted=rulebook.wanted_in_week(monday, terms=rulebook.terms_on(today)),
        reached=week.reached,
        paused=rulebook.is_paused(monday),
        weeks=tally.rhythm_weeks,
    )


def badge_progress(rulebook: Rulebook, tally: Tally) -> tuple[BadgeProgress, ...]:
    """Every badge of the rulebook in its order, with how far it is, hidden ones too."""
    return tuple(_progress(badge, tally) for badge in rulebook.badges)


def _progress(badge: Badge, tally: Tally) -> BadgeProgress:
    if badge.slug in tally.badges:
        return BadgeProgress(badge, badge.threshold, badge.threshold, True)
    gauge = tally.gauges.get(badge.slug)
    return BadgeProgress(badge, 0 if gauge is None else gauge.value, badge.threshold, False)


def nearest_badge(rulebook: Rulebook, tally: Tally) -> BadgeProgress | None:
    """The one badge to show as next, None when all are out.

    The largest part done, then the fewest left, then what asks nothing special (so a new reader is shown the
    first light), then the rulebook's order. Never a hidden badge, nor one that only others give.
    """
    open_ones = (
        step
        for step in badge_progress(rulebook, tally)
        if not step.earned and step.badge.suggest and not step.badge.hidden
    )
    return min(open_ones, key=_distance, default=None)


def _distance(step: BadgeProgress) -> tuple[float, int, bool]:
    return (-step.value / step.threshold, step.threshold - step.value, bool(step.badge.meter.filters))
