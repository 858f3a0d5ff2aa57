"""The words of a rulebook, as frozen values: what can be measured, filtered, earned and agreed.

Values only. Reading them from TOML is `parsing`; looking them up for one reader is `rulebook`;
counting with them is `meters` and `fold`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from readify.game.facts import BonusKind, Form, How, Reading


class RulebookError(ValueError):
    """A rule that cannot be. The message names the file and the slug, and says what to mend."""


class Measure(StrEnum):
    """What a meter counts. Each has one small function in `meters`."""

    READINGS = "readings"  # reading turns
    MINUTES = "minutes"  # minutes read
    PAGES = "pages"  # pages read
    FINISHED = "finished"  # turns that finished a book
    DAYS = "days"  # different days with a reading
    FORMS = "forms"  # different forms
    LANGUAGES = "languages"  # different languages
    PLACES = "places"  # different places to read
    GENRES = "genres"  # different genres
    ONE_LANGUAGE = "one_language"  # most turns in one same language
    ONE_SERIES = "one_series"  # most different books of one same series
    SWAPS = "swaps"  # 1 once a book was stopped and another one was read that day or later
    GAP = "gap"  # longest step in days from one reading day to the next
    STAMPS = "stamps"  # different trail spots
    TRAILS = "trails"  # whole trails
    LIBRARIES = "libraries"  # different libraries with a stamp
    BONUSES = "bonuses"  # moments given, of one kind
    LIGHTS = "lights"  # lights won (badges and goals never give lights, so nothing sets itself off)
    LAMPS = "lamps"  # days on which the own goal was reached
    RHYTHM_WEEKS = "rhythm_weeks"  # weeks in which the reading rhythm was reached
    BINGO_ROWS = "bingo_rows"  # full rows, columns and diagonals of bingo cards


class Every(StrEnum):
    """A window that begins again: the meter keeps the best one. Weeks start on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Scope(StrEnum):
    """Whose readings add up in a goal."""

    READER = "reader"
    CLASS = "class"
    LIBRARY = "library"
    NETWORK = "network"


class Band(StrEnum):
    """Age band of a class: 6-8, 9-11, 12-15."""

    KLEIN = "klein"
    MIDDEN = "midden"
    GROOT = "groot"


@dataclass(frozen=True, slots=True)
class Words:
    """One short text in the languages of the house. Limburgs may be missing; Dutch then stands in."""

    nl: str
    en: str
    li: str | None = None

    def of(self, language: str) -> str:
        """The text in `nl`, `en` or `li`; any other language gets Dutch, the source."""
        if language == "en":
            return self.en
        return (self.li or self.nl) if language == "li" else self.nl


@dataclass(frozen=True, slots=True)
class Filter:
    """Which facts a meter sees. Empty means all. Everything named must hold at once.

    Tuples, not sets: their order is fixed, so a rulebook's digest is the same in every process.
    `holiday`: only days inside a holiday pause. `kinds` and `tasks` (the cells that a tick is about) are
    for bonuses alone, the rest for readings alone.
    """

    forms: tuple[Form, ...] = ()
    hows: tuple[How, ...] = ()
    languages: tuple[str, ...] = ()
    except_languages: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    again: bool = False
    holiday: bool = False
    kinds: tuple[BonusKind, ...] = ()
    tasks: tuple[int, ...] = ()

    def fits(self, reading: Reading, *, holiday: bool) -> bool:
        """True when this reading, on a holiday or not, is one the meter counts."""
        return (
            (not self.forms or reading.form in self.forms)
            and (not self.hows or reading.how in self.hows)
            and (not self.languages or reading.tongue in self.languages)
            and (not self.except_languages or reading.tongue not in self.except_languages)
            and (not self.companies or reading.company in self.companies)
            and (not self.genres or reading.genre in self.genres)
            and (not self.places or reading.place in self.places)
            and (reading.again or not self.again)
            and (holiday or not self.holiday)
        )


@dataclass(frozen=True, slots=True)
class Window:
    """When facts count: from `starts` up to and including `ends`, and per `every` period when given."""

    starts: date | None = None
    ends: date | None = None
    every: Every | None = None

    def holds(self, day: date) -> bool:
        """True when the day lies inside the dates."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)


ALWAYS = Window()


@dataclass(frozen=True, slots=True)
class Meter:
    """Measure + filters + window. A fact counts when any of the filters fits; without filters, always."""

    measure: Measure
    filters: tuple[Filter, ...] = ()
    window: Window = ALWAYS


@dataclass(frozen=True, slots=True)
class Family:
    """Six badges of one shape and colour."""

    slug: str
    name: Words
    shape: str
    colour: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A meter and the value at which the badge comes out of the stone.

    `hidden`: only shown once earned. `suggest`: may be offered as the next one to try
    (never for what only a grown-up gives, or for staying away).
    """

    slug: str
    family: str
    name: Words
    rule: Words
    icon: str
    meter: Meter
    threshold: int
    hidden: bool = False
    suggest: bool = True


@dataclass(frozen=True, slots=True)
class Goal:
    """A target on a meter, agreed by a class, a library, the network, or one reader.

    `starts` and `ends` (both included, None is open) narrow the meter's own window.
    """

    slug: str
    meter: Meter
    target: int
    scope: Scope = Scope.CLASS
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Flat:
    """The worth of a turn without minutes, shared by some forms; at most `most_a_day` of them count."""

    forms: tuple[Form, ...]
    lights: int
    most_a_day: int | None = None


@dataclass(frozen=True, slots=True)
class Rates:
    """What reading is worth from `starts` on, until later rates take over.

    `minute`: lights for a minute. `pages`: per form, how many pages make one light; forms left out do not
    count pages. `flats` in order; the first that names the form holds, else `otherwise`.
    """

    starts: date
    minute: int
    pages: tuple[tuple[Form, int], ...]
    flats: tuple[Flat, ...]
    otherwise: int
    new_form: int
    finished: int
    stamp: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed with one reader from `starts` on. A fact is judged by the terms of its own day.

    `own_goal` and `cap` in lights a day; `rhythm_days` reading days a week; `pages_count`: pages earn lights
    (from group 5); `pages_per_light` stretches the page rate (2 halves it).
    """

    starts: date
    own_goal: int
    cap: int
    rhythm_days: int
    pages_count: bool
    band: str = Band.MIDDEN
    pages_per_light: int = 1


@dataclass(frozen=True, slots=True)
class Pause:
    """Days (both included) on which the rhythm waits. `holiday` is False for a personal one, as when ill."""

    starts: date
    ends: date
    holiday: bool = True


@dataclass(frozen=True, slots=True)
class ClassGoalRate:
    """What a class may aim for: `days` reading days a week a child, of which `share` in 100 light a lamp."""

    days: int
    share: int

    def target(self, *, children: int, weeks: float, days: int | None = None) -> int:
        """Lamps for a class in so many weeks, in whole tens, at least 10: a goal that most classes reach."""
        wanted = children * (days or self.days) * weeks * self.share / 100
        return max(10, round(wanted / 10) * 10)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a teacher or child may choose between (both ends included), in lights a day and days a week.

    `remembered_books`: how many finished books are remembered, so that the same one pays once.
    `class_goal`: what is proposed to a class; its teacher may choose any other number.
    """

    own_goal: tuple[int, int]
    cap: tuple[int, int]
    rhythm_days: tuple[int, int]
    remembered_books: int
    class_goal: ClassGoalRate


Dated = TypeVar("Dated", Rates, Terms)


def in_force(dated: Sequence[Dated], day: date) -> Dated:
    """The one that holds on `day`: the latest that starts on or before it, else the first of all."""
    for entry in reversed(dated):
        if entry.starts <= day:
            return entry
    return dated[0]
