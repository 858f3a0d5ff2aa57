"""All rules that hold for one reader, and where they come from: the seed files plus what was agreed.

`load_rulebook` reads the network's rules once at start. `Rulebook.for_reader` adds terms, pauses and goals
from the database; its `digest` tells whether a stored tally was folded under these very rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from readify.game.rules import Badge, Family, Goal, Journey, Pause, Rates, RulebookError, Terms

FILES = ("badges.toml", "journey.toml", "rates.toml")


@dataclass(frozen=True)
class Rulebook:
    """Badges, rates and journey of the network; terms, pauses and goals of one reader.

    `bands` holds the standard terms per band. `digest` is a stable hex text over all of it: equal digests
    mean equal rules, on any machine and in any process.
    """

    families: tuple[Family, ...]
    badges: tuple[Badge, ...]
    journey: Journey
    rates: tuple[Rates, ...]
    bands: Mapping[str, Terms]
    own_goal_range: tuple[int, int]
    cap_range: tuple[int, int]
    rhythm_range: tuple[int, int]
    terms: tuple[Terms, ...] = ()
    pauses: tuple[Pause, ...] = ()
    goals: tuple[Goal, ...] = ()
    digest: str = ""

    def for_reader(
        self, *, terms: Iterable[Terms] = (), pauses: Iterable[Pause] = (), goals: Iterable[Goal] = ()
    ) -> Rulebook:
        """This rulebook with one reader's terms (any order), pauses and goals in place of what it had.

        Without terms the standard ones of band midden hold. Raises RulebookError on two goals with one slug,
        on a target below 1, on a pause or goal that ends before it starts.
        """
        raise NotImplementedError

    def badge(self, slug: str) -> Badge:
        """The badge with this slug. KeyError when there is none."""
        raise NotImplementedError

    def goal(self, slug: str) -> Goal:
        """The goal with this slug. KeyError when there is none."""
        raise NotImplementedError

    def standard_terms(self, band: str, *, starts: date) -> Terms:
        """What a class of this band starts with (own goal 10/15/20, cap 60, rhythm 4), from `starts` on."""
        raise NotImplementedError

    def terms_on(self, day: date) -> Terms:
        """What was agreed with this reader on that day."""
        raise NotImplementedError

    def rates_on(self, day: date) -> Rates:
        """What reading was worth on that day."""
        raise NotImplementedError

    def is_holiday(self, day: date) -> bool:
        """True inside a holiday pause."""
        raise NotImplementedError

    def wanted_in_week(self, monday: date, *, terms: Terms) -> int:
        """Reading days wanted in the week of `monday`: no more than the days that are not paused.

        A week that is paused as a whole keeps the agreed number: reading then is welcome, never asked.
        """
        raise NotImplementedError

    def is_paused(self, monday: date) -> bool:
        """True when the whole week from `monday` lies in pauses."""
        raise NotImplementedError


def parse_rulebook(files: Mapping[str, Mapping[str, Any]]) -> Rulebook:
    """A rulebook from parsed TOML: `{"badges.toml": {…}, "journey.toml": {…}, "rates.toml": {…}}`.

    Raises RulebookError, naming file and slug, on unknown keys, duplicate slugs or impossible windows.
    """
    raise NotImplementedError


def load_rulebook(folder: Path) -> Rulebook:
    """The rulebook in a seeds folder. Raises RulebookError when a file is missing, corrupt or wrong."""
    raise NotImplementedError


__all__ = ["FILES", "Rulebook", "RulebookError", "load_rulebook", "parse_rulebook"]
