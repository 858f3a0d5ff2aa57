"""What a trail's figures come to: spots that fell silent, and the findings with a next step.

Judges from what may be shown only, so that no finding tells more than the table does. `web` makes the words.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from readify.queries.small_counts import FEWEST
from readify.queries.trail_figures import TrailFigures
from readify.queries.trail_stats import SpotNow, TrailStats

SILENT_DAYS = 2
ENOUGH = 10  # stamps at a spot before a drop after it means something
BIG_DROP = 25  # percent
BUSY = 1.5  # times the average day
WEEKS_SEEN = 14  # days: every weekday at least twice
MANY_GUESTS = 0.2


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `kind` is drop, busy, guests, finished or early; the rest as that kind needs it."""

    kind: str
    spot: SpotNow | None = None
    after: SpotNow | None = None
    percent: int = 0
    weekdays: tuple[int, ...] = ()
    text: str = ""


def silent_spots(stats: TrailStats, *, today: dt.date) -> tuple[SpotNow, ...]:
    """Spots where nobody scanned for two days while people did elsewhere on the trail."""
    since = today - dt.timedelta(days=SILENT_DAYS - 1)
    if stats.trail.step(today) != 2 or stats.trail.starts > since:
        return ()
    recent = {
        one.spot.spot_id: sum(cell.scans.size for cell in one.days if cell.day >= since)
        for one in stats.spots
    }
    if sum(recent.values()) < FEWEST:
        return ()
    return tuple(one.spot for one in stats.spots if not recent[one.spot.spot_id])


def findings(figures: TrailFigures) -> tuple[Finding, ...]:
    """At most three: where people stop, on which days they come, how they take part."""
    stats = figures.stats
    found = [
        one for one in (_drop(stats), _busy(stats), _guests(figures), _finished(stats)) if one is not None
    ]
    return tuple(found[:3]) or (Finding("early"),)


def drops(stats: TrailStats) -> tuple[int | None, ...]:
    """For each spot, how many percent fewer stamps than at the one before; None where that says little."""
    here = [one.stamps.size for one in stats.spots]
    later = (round((one - two) / one * 100) if one >= ENOUGH else None for one, two in pairwise(here))
    return (None, *later) if here else ()


def finished_share(stats: TrailStats) -> int | None:
    """One in how many of those who came to the busiest spot finished; None while that says little."""
    most = max((one.stamps.size for one in stats.spots), default=0.0)
    if most < ENOUGH or stats.finished.size < FEWEST:
        return None
    return max(1, round(most / stats.finished.size))


def _drop(stats: TrailStats) -> Finding | None:
    found = [(percent, number) for number, percent in enumerate(drops(stats)) if percent is not None]
    if not found:
        return None
    percent, number = max(found, key=lambda drop: drop[0])
    here, there = stats.spots[number - 1].spot, stats.spots[number].spot
    return Finding("drop", here, there, percent=percent) if percent >= BIG_DROP else None


def _busy(stats: TrailStats) -> Finding | None:
    per_weekday: dict[int, list[float]] = defaultdict(list)
    for index, day in enumerate(stats.days):
        per_weekday[day.weekday()].append(sum(one.days[index].scans.size for one in stats.spots))
    means = {weekday: sum(sizes) / len(sizes) for weekday, sizes in per_weekday.items()}
    average = sum(means.values()) / max(1, len(means))
    busy = [weekday for weekday, mean in sorted(means.items()) if mean >= max(FEWEST, average * BUSY)]
    return Finding("busy", weekdays=tuple(busy[:2])) if busy and len(stats.days) >= WEEKS_SEEN else None


def _guests(figures: TrailFigures) -> Finding | None:
    if figures.ways is None:
        return None
    guests, accounts = figures.ways.guests, figures.ways.accounts
    total = guests.size + accounts.size
    if total < ENOUGH or guests.few or guests.size / total < MANY_GUESTS:
        return None
    return Finding("guests", percent=round(guests.size / total * 100))


def _finished(stats: TrailStats) -> Finding | None:
    return Finding("finished", text=stats.finished.text) if stats.finished.size >= FEWEST else None
