"""All rules that hold for one reader, and where they come from: the seed files plus what was agreed.

`load_rulebook` reads the network's rules once at start. `Rulebook.for_reader` adds terms, pauses, goals
and bingo cards from the database; its `digest` tells whether a stored tally was folded under these rules.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import blake2s
from pathlib import Path
from typing import Any

from readify.game.bingo import BingoBook, Card, bingo_in
from readify.game.haltes import Journey
from readify.game.meters import Dial, dials_of
from readify.game.parsing import (
    badges_in,
    bands_in,
    check_reachable,
    families_in,
    journey_in,
    limits_in,
    rates_in,
)
from readify.game.rules import (
    Badge,
    Band,
    Family,
    Goal,
    Limits,
    Pause,
    Rates,
    RulebookError,
    Terms,
    Window,
    in_force,
)
from readify.game.tables import check_keys

# Raised when a fold keeps more of a day than before, under the same rules: every reader is folded anew once.
FOLD = 2
FILES = ("badges.toml", "journey.toml", "rates.toml", "bingo.toml")
WEEK = 7


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Badges, rates, journey and bingo of the network; terms, pauses, goals and bingo cards of one reader.

    `bands` holds the standard terms per band. `digest` is a stable hex text over everything that decides a
    tally (not over names, sentences or a goal's target): equal digests mean equal rules, in any process.
    `dials` is what each kind of fact can turn; only the fold needs it.
    """

    families: tuple[Family, ...]
    badges: tuple[Badge, ...]
    journey: Journey
    rates: tuple[Rates, ...]
    bands: Mapping[str, Terms]
    limits: Limits
    terms: tuple[Terms, ...]
    pauses: tuple[Pause, ...]
    goals: tuple[Goal, ...]
    bingo: BingoBook
    cards: tuple[Card, ...]
    base_digest: str
    digest: str
    dials: Mapping[type, tuple[Dial, ...]]

    @property
    def remembered_books(self) -> int:
        """How many finished books a tally remembers."""
        return self.limits.remembered_books

    def for_reader(
        self,
        *,
        terms: Iterable[Terms] = (),
        pauses: Iterable[Pause] = (),
        goals: Iterable[Goal] = (),
        cards: Iterable[Card] = (),
    ) -> Rulebook:
        """This rulebook with one reader's terms (any order), pauses, goals and cards in place of what it had.

        Without terms the standard ones of band midden hold; of two that start on one day, the last given.
        Raises RulebookError on two goals with one slug, a goal with a badge's slug, a target below 1, or a
        pause or goal that ends before it starts.
        """
        agreed = tuple(sorted(terms, key=lambda entry: entry.starts)) or (self.bands[Band.MIDDEN],)
        rests = tuple(sorted(pauses, key=lambda entry: (entry.starts, entry.ends, entry.holiday)))
        for pause in rests:
            if pause.ends < pause.starts:
                raise RulebookError(f"pause from {pause.starts}: ends before it starts")
        narrowed = tuple(_narrowed(goal) for goal in sorted(goals, key=lambda goal: goal.slug))
        _check_slugs(self.badges, narrowed)
        dials = self.dials if narrowed == self.goals else dials_of(self.badges, narrowed)
        deciding = [(goal.slug, goal.meter) for goal in narrowed]
        dealt = tuple(sorted(cards, key=lambda card: card.id))
        plain_terms = [replace(entry, band="") for entry in agreed]
        digest = _digest(self.base_digest, plain_terms, rests, deciding, dealt)
        return replace(
            self, terms=agreed, pauses=rests, goals=narrowed, cards=dealt, dials=dials, digest=digest
        )

    def badge(self, slug: str) -> Badge:
        """The badge with this slug. KeyError when there is none."""
        for badge in self.badges:
            if badge.slug == slug:
                return badge
        raise KeyError(slug)

    def goal(self, slug: str) -> Goal:
        """The goal with this slug. KeyError when there is none."""
        for goal in self.goals:
            if goal.slug == slug:
                return goal
        raise KeyError(slug)

    def standard_terms(self, band: str, *, starts: date) -> Terms:
        """What a class of this band starts with (own goal 10/15/20, cap 60, rhythm 4), from `starts` on."""
        return replace(self.bands[band], starts=starts)

    def terms_on(self, day: date) -> Terms:
        """What was agreed with this reader on that day."""
        return in_force(self.terms, day)

    def rates_on(self, day: date) -> Rates:
        """What reading was worth on that day."""
        return in_force(self.rates, day)

    def is_holiday(self, day: date) -> bool:
        """True inside a holiday pause."""
        return any(pause.holiday and pause.starts <= day <= pause.ends for pause in self.pauses)

    def wanted_in_week(self, monday: date, *, terms: Terms) -> int:
        """Reading days wanted in the week of `monday`: no more than the days that are not paused.

        A week that is paused as a whole keeps the agreed number: reading then is welcome, never asked.
        """
        return min(terms.rhythm_days, self._open_days(monday) or WEEK)

    def is_paused(self, monday: date) -> bool:
        """True when the whole week from `monday` lies in pauses."""
        return self._open_days(monday) == 0

    def _open_days(self, monday: date) -> int:
        sunday = monday + timedelta(days=WEEK - 1)
        near = [pause for pause in self.pauses if pause.starts <= sunday and monday <= pause.ends]
        if not near:
            return WEEK
        days = (monday + timedelta(days=step) for step in range(WEEK))
        return sum(not any(pause.starts <= day <= pause.ends for pause in near) for day in days)


def parse_rulebook(files: Mapping[str, Mapping[str, Any]]) -> Rulebook:
    """A rulebook from parsed TOML, by file name: `{"badges.toml": {…}, …}`, one table for each of `FILES`.

    Raises RulebookError, naming file and slug, on unknown keys, duplicate slugs or impossible windows.
    """
    for file in FILES:
        if file not in files:
            raise RulebookError(f"{file}: is missing")
    badges_file, journey_file, rates_file, bingo_file = FILES
    check_keys(files[rates_file], ("limits", "bands", "rates"), rates_file)
    families = families_in(files[badges_file], badges_file)
    badges = badges_in(files[badges_file], badges_file, families=families)
    rates = rates_in(files[rates_file], rates_file)
    bands = bands_in(files[rates_file], rates_file)
    if set(bands) != set(Band):
        raise RulebookError(f"{rates_file}: bands: needs exactly {', '.join(Band)}")
    limits = limits_in(files[rates_file], rates_file)
    deciding = [(badge.slug, badge.meter, badge.threshold) for badge in badges]
    base = _digest(FOLD, deciding, rates, limits.remembered_books)
    return Rulebook(
        families=families,
        badges=badges,
        journey=journey_in(files[journey_file], journey_file),
        rates=rates,
        bands=bands,
        limits=limits,
        terms=(),
        pauses=(),
        goals=(),
        bingo=bingo_in(files[bingo_file], bingo_file),
        cards=(),
        base_digest=base,
        digest=base,
        dials=dials_of(badges, ()),
    ).for_reader()


def load_rulebook(folder: Path) -> Rulebook:
    """The rulebook in a seeds folder. Raises RulebookError when a file is missing, corrupt or wrong."""
    return parse_rulebook({file: read_table(folder / file) for file in FILES})


def read_table(path: Path) -> dict[str, Any]:
    """One TOML file. Raises RulebookError, with the file's name, when it cannot be read as TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RulebookError(f"{path.name}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RulebookError(f"{path.name}: is not valid TOML: {error}") from error


def _narrowed(goal: Goal) -> Goal:
    """The goal with its own dates worked into its meter's window."""
    window = goal.meter.window
    starts = max(filter(None, (window.starts, goal.starts)), default=None)
    ends = min(filter(None, (window.ends, goal.ends)), default=None)
    meter = replace(goal.meter, window=Window(starts, ends, window.every))
    check_reachable(meter, 1, f"goal {goal.slug}")
    if goal.target < 1:
        raise RulebookError(f"goal {goal.slug}: the target must be 1 or more, not {goal.target}")
    return replace(goal, meter=meter)


def _check_slugs(badges: Iterable[Badge], goals: Iterable[Goal]) -> None:
    taken = {badge.slug for badge in badges}
    for goal in goals:
        if goal.slug in taken:
            raise RulebookError(f"goal {goal.slug}: this slug is taken")
        taken.add(goal.slug)


def _digest(*rules: object) -> str:
    """Hex over the rules as written. Their reprs are stable: tuples, texts, numbers, days and codes only."""
    return blake2s(repr(rules).encode(), digest_size=16).hexdigest()


__all__ = ["FILES", "Limits", "Rulebook", "RulebookError", "load_rulebook", "parse_rulebook", "read_table"]
