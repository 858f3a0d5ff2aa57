"""One reader's day and week as running sums: what a reading is worth, and when the cap and own goal bite.

Every sum is free of order within the day, so it does not matter which device sent its reading first.
Totals over days are `fold`'s; badges and goals are `meters`'.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from readify.game.facts import Reading
from readify.game.rules import Rates, Terms


@dataclass(frozen=True, slots=True)
class Day:
    """The sum of one reader's day; storage keeps one row per reader per day of it.

    `minutes` and `pages` are everything read, also past the cap. `lights` is what the day gave.
    `worth` is the reading in lights before cap and extras: what the own goal is measured by.
    `extras` are lights for new forms and a finished book (inside the cap), `stamped` for stamps (on top).
    `lamp`: own goal reached. `forms`, `languages`, `hows` are sorted. `feeling`, `work`: the day's last.
    `capped`: the cap is reached. `finished` counts books read out, `book_paid` says one gave its extra.
    `flats` counts, per flat rate, the turns without minutes (some have a most a day).
    A day with only stamps or bonuses has `readings` 0.
    """

    day: date
    minutes: int = 0
    pages: int = 0
    lights: int = 0
    lamp: bool = False
    readings: int = 0
    forms: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    hows: tuple[str, ...] = ()
    feeling: int | None = None
    work: int | None = None
    finished: int = 0
    worth: int = 0
    extras: int = 0
    stamped: int = 0
    capped: bool = False
    book_paid: bool = False
    flats: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """The last week with a reading: its Monday, the weekdays read (0 is Monday), rhythm reached or not."""

    monday: date
    days: tuple[int, ...]
    reached: bool


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def with_reading(
    day: Day, reading: Reading, *, rates: Rates, terms: Terms, new_form: bool, new_book: bool
) -> Day:
    """The day with one reading more.

    `new_form`: this reader never read this form before. `new_book`: this finished book never counted before.
    """
    worth, flats = _worth(day, reading, rates=rates, terms=terms)
    pays = new_book and not day.book_paid
    worth += day.worth
    extras = day.extras + (rates.new_form if new_form else 0) + (rates.finished if pays else 0)
    return Day(
        day=day.day,
        minutes=day.minutes + (reading.minutes or 0),
        pages=day.pages + (reading.pages or 0),
        lights=min(terms.cap, worth + extras) + day.stamped,
        lamp=worth >= terms.own_goal,
        readings=day.readings + 1,
        forms=_with(day.forms, reading.form.value),
        languages=_with(day.languages, reading.tongue),
        hows=_with(day.hows, reading.how.value),
        feeling=day.feeling if reading.feeling is None else reading.feeling,
        work=day.work if reading.work is None else reading.work,
        finished=day.finished + (1 if reading.finished else 0),
        worth=worth,
        extras=extras,
        stamped=day.stamped,
        capped=worth + extras >= terms.cap,
        book_paid=day.book_paid or new_book,
        flats=flats,
    )


def with_stamp(day: Day, *, rates: Rates) -> Day:
    """The day with one new stamp. Stamps come on top of the cap: each is earned once in a lifetime."""
    return replace(day, lights=day.lights + rates.stamp, stamped=day.stamped + rates.stamp)


def _worth(day: Day, reading: Reading, *, rates: Rates, terms: Terms) -> tuple[int, tuple[int, ...]]:
    """Lights for the reading alone, and the day's counts of flat turns with it."""
    if reading.minutes is not None:
        return reading.minutes * rates.minute, day.flats
    if reading.pages is not None and terms.pages_count:
        for form, pages in rates.pages:
            if form is reading.form:
                return max(1, reading.pages // (pages * terms.pages_per_light)), day.flats
    for index, flat in enumerate(rates.flats):
        if reading.form in flat.forms:
            counts = day.flats or (0,) * len(rates.flats)
            counted = flat.most_a_day is None or counts[index] < flat.most_a_day
            return flat.lights if counted else 0, (*counts[:index], counts[index] + 1, *counts[index + 1 :])
    return rates.otherwise, day.flats


def _with(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    return codes if code in codes else tuple(sorted((*codes, code)))
