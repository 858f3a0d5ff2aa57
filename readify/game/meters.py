"""How each measure counts: one small function per `Measure`, turning a gauge by one fact.

Meters see facts and what a fact did to its day, never badges or goals, so no rule can set off another.
A function returns the very same gauge when the fact changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from readify.game.facts import Bonus, Reading, Stamp, Standing
from readify.game.rules import ALWAYS, Badge, Every, Goal, Measure, Meter

MOST_SERIES = 40  # series a reader has begun and not gone on with; the oldest are forgotten


class Gauge(NamedTuple):
    """How far a meter has turned: its value, and the little it must remember to go on.

    `memory` is None or nested tuples of numbers and texts, so that it survives JSON.
    """

    value: int = 0
    memory: Any = None


@dataclass(slots=True)
class Moment:
    """One fact, and what it did to the reader's day, week, trail and bingo cards."""

    fact: Standing
    ordinal: int
    holiday: bool = False
    gained: int = 0
    lamp: bool = False
    rhythm: bool = False
    new_spot: bool = False
    spots_found: int = 0
    bingo_rows: int = 0


@dataclass(frozen=True, slots=True)
class Dial:
    """One meter of a rulebook under its slug. `need`: a badge's threshold, None for a goal."""

    slug: str
    meter: Meter
    need: int | None


Count = Callable[[Gauge, Moment], Gauge]


def turn(meter: Meter, gauge: Gauge, moment: Moment) -> Gauge:
    """The gauge after this moment; the same object when it does not count."""
    if meter.filters and not _fits(meter, moment):
        return gauge
    count = COUNTS[meter.measure]
    window = meter.window
    if window is ALWAYS:
        return count(gauge, moment)
    if not window.holds(moment.fact.day):
        return gauge
    if window.every is None:
        return count(gauge, moment)
    return _turn_in_period(count, gauge, moment, _period(window.every, moment))


def dials_of(badges: Iterable[Badge], goals: Iterable[Goal]) -> Mapping[type, tuple[Dial, ...]]:
    """The dials each kind of fact can turn. A goal's own dates narrow its meter's window before this."""
    dials = [Dial(badge.slug, badge.meter, badge.threshold) for badge in badges]
    dials += [Dial(goal.slug, goal.meter, None) for goal in goals]
    return {
        kind: tuple(dial for dial in dials if dial.meter.measure in measures)
        for kind, measures in SEES.items()
    }


def _fits(meter: Meter, moment: Moment) -> bool:
    fact = moment.fact
    if isinstance(fact, Reading):
        holiday = moment.holiday
        for entry in meter.filters:  # noqa: SIM110 - a plain loop: this is the engine's hottest line
            if entry.fits(fact, holiday=holiday):
                return True
        return False
    if isinstance(fact, Bonus):
        return any(
            fact.kind in entry.kinds and (not entry.tasks or fact.task in entry.tasks)
            for entry in meter.filters
        )
    return True


def _period(every: Every, moment: Moment) -> int:
    day = moment.fact.day
    if every is Every.DAY:
        return moment.ordinal
    if every is Every.WEEK:
        return moment.ordinal - day.weekday()
    return day.year * 12 + day.month if every is Every.MONTH else day.year


def _turn_in_period(count: Count, gauge: Gauge, moment: Moment, period: int) -> Gauge:
    """Count inside this period only; the gauge's value is the best period so far."""
    began, value, memory = gauge.memory or (period, 0, None)
    now = Gauge(value, memory) if began == period else Gauge()
    turned = count(now, moment)
    if turned is now:
        return gauge
    return Gauge(max(gauge.value, turned.value), (period, turned.value, turned.memory))


def _reading(moment: Moment) -> Reading:
    assert isinstance(moment.fact, Reading)
    return moment.fact


def _stamp(moment: Moment) -> Stamp:
    assert isinstance(moment.fact, Stamp)
    return moment.fact


def _plus(gauge: Gauge, more: int) -> Gauge:
    return Gauge(gauge.value + more, gauge.memory) if more else gauge


def _different(gauge: Gauge, code: str | int | None) -> Gauge:
    seen = gauge.memory or ()
    if code is None or code in seen:
        return gauge
    return Gauge(len(seen) + 1, tuple(sorted((*seen, code))))


def _days(gauge: Gauge, moment: Moment) -> Gauge:
    return gauge if gauge.memory == moment.ordinal else Gauge(gauge.value + 1, moment.ordinal)


def _gap(gauge: Gauge, moment: Moment) -> Gauge:
    if gauge.memory == moment.ordinal:
        return gauge
    step = 0 if gauge.memory is None else moment.ordinal - gauge.memory
    return Gauge(max(gauge.value, step), moment.ordinal)


def _one_language(gauge: Gauge, moment: Moment) -> Gauge:
    turns = dict(gauge.memory or ())
    tongue = _reading(moment).tongue
    turns[tongue] = turns.get(tongue, 0) + 1
    return Gauge(max(turns.values()), tuple(sorted(turns.items())))


def _one_series(gauge: Gauge, moment: Moment) -> Gauge:
    """Memory: (last day, ((first day, series, (books…)), …)), oldest series first."""
    reading = _reading(moment)
    if reading.series is None or reading.book is None:
        return gauge
    today = moment.ordinal
    last_day, kept = gauge.memory or (today, ())
    if today > last_day:  # forget between days only: within a day, order must not matter
        kept = kept[-MOST_SERIES:]
    known = {name: (began, books) for began, name, books in kept}
    began, books = known.get(reading.series, (today, ()))
    if reading.book in books:
        return gauge
    books = tuple(sorted({*books, reading.book}))
    known[reading.series] = (began, books)
    kept = tuple(sorted((began, name, books) for name, (began, books) in known.items()))
    return Gauge(max(gauge.value, len(books)), (today, kept))


def _swaps(gauge: Gauge, moment: Moment) -> Gauge:
    """Memory: (stopped book or "", day, books of that day; two are enough to know another one)."""
    reading = _reading(moment)
    book = reading.book
    if book is None or gauge.value:
        return gauge
    stopped, day, today = gauge.memory or ("", moment.ordinal, ())
    today = today if day == moment.ordinal else ()
    if stopped not in ("", book) or (reading.stopped and any(other != book for other in today)):
        return Gauge(1)
    stopped = book if reading.stopped else stopped
    return Gauge(0, (stopped, moment.ordinal, tuple(sorted({*today, book})[:2])))


def _trails(gauge: Gauge, moment: Moment) -> Gauge:
    stamp = _stamp(moment)
    return _different(gauge, stamp.trail) if moment.spots_found >= stamp.trail_size else gauge


COUNTS: Mapping[Measure, Count] = {
    Measure.READINGS: lambda gauge, moment: _plus(gauge, 1),
    Measure.MINUTES: lambda gauge, moment: _plus(gauge, _reading(moment).minutes or 0),
    Measure.PAGES: lambda gauge, moment: _plus(gauge, _reading(moment).pages or 0),
    Measure.FINISHED: lambda gauge, moment: _plus(gauge, int(_reading(moment).finished)),
    Measure.DAYS: _days,
    Measure.FORMS: lambda gauge, moment: _different(gauge, _reading(moment).form.value),
    Measure.LANGUAGES: lambda gauge, moment: _different(gauge, _reading(moment).tongue),
    Measure.PLACES: lambda gauge, moment: _different(gauge, _reading(moment).place),
    Measure.GENRES: lambda gauge, moment: _different(gauge, _reading(moment).genre),
    Measure.ONE_LANGUAGE: _one_language,
    Measure.ONE_SERIES: _one_series,
    Measure.SWAPS: _swaps,
    Measure.GAP: _gap,
    Measure.STAMPS: lambda gauge, moment: _plus(gauge, int(moment.new_spot)),
    Measure.TRAILS: _trails,
    Measure.LIBRARIES: lambda gauge, moment: _different(gauge, _stamp(moment).library),
    Measure.BONUSES: lambda gauge, moment: _plus(gauge, 1),
    Measure.LIGHTS: lambda gauge, moment: _plus(gauge, moment.gained),
    Measure.LAMPS: lambda gauge, moment: _plus(gauge, int(moment.lamp)),
    Measure.RHYTHM_WEEKS: lambda gauge, moment: _plus(gauge, int(moment.rhythm)),
    Measure.BINGO_ROWS: lambda gauge, moment: _plus(gauge, moment.bingo_rows),
}

OF_STAMPS = frozenset({Measure.STAMPS, Measure.TRAILS, Measure.LIBRARIES})
OF_BONUSES = frozenset({Measure.BONUSES})
OF_RESULTS = frozenset({Measure.LIGHTS, Measure.LAMPS, Measure.RHYTHM_WEEKS, Measure.BINGO_ROWS})
OF_READINGS = frozenset(Measure) - OF_STAMPS - OF_BONUSES - OF_RESULTS
SEES: Mapping[type, frozenset[Measure]] = {
    Reading: OF_READINGS | OF_RESULTS,
    Stamp: OF_STAMPS | {Measure.LIGHTS, Measure.BINGO_ROWS},
    Bonus: OF_BONUSES | {Measure.BINGO_ROWS},
}
