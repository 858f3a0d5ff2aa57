"""What `seeds/demo.toml` says: schools, classes, libraries, names and kinds of reading lives."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from readify.config import seeds_dir

SMALLEST_NETWORK = 4  # classes


@dataclass(frozen=True, slots=True)
class Life:
    """How a made-up child reads: chance a day, minutes from-to, and when a pause began and ended."""

    kind: str
    chance: float
    minutes: tuple[int, int]
    stops_days_ago: int | None = None
    back_days_ago: int | None = None

    def reads_on(self, days_ago: int) -> bool:
        """False inside this life's pause."""
        if self.stops_days_ago is None or days_ago > self.stops_days_ago:
            return True
        return self.back_days_ago is not None and days_ago <= self.back_days_ago


@dataclass(frozen=True, slots=True)
class PlannedChild:
    """A first name, home languages and a life."""

    name: str
    languages: tuple[str, ...]
    life: Life


@dataclass(frozen=True, slots=True)
class PlannedClass:
    """One class as the seed file describes it, with its children; `copy` counts those of one line."""

    facts: Mapping[str, Any]
    copy: int
    children: tuple[PlannedChild, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole demo."""

    facts: Mapping[str, Any]
    classes: tuple[PlannedClass, ...]


def read_plan(*, children: int) -> Plan:
    """The plan for so many children: four classes up to 136, more classes beyond."""
    facts = tomllib.loads((seeds_dir() / "demo.toml").read_text(encoding="utf-8"))
    count = max(SMALLEST_NETWORK, -(-children // 34))
    lives = {
        kind: Life(kind, **{**values, "minutes": tuple(values["minutes"])})
        for kind, values in facts["lives"].items()
    }
    everyone = [_child(facts["children"], lives, number) for number in range(children)]
    lines = facts["classrooms"]
    classes = tuple(
        PlannedClass(lines[index % len(lines)], index // len(lines), tuple(everyone[index::count]))
        for index in range(count)
    )
    return Plan(facts, classes)


def _child(pool: Mapping[str, Any], lives: Mapping[str, Life], number: int) -> PlannedChild:
    names = pool["names"]
    name, _, language = names[number % len(names)].partition(":")
    again = number // len(names)
    kind = pool["lives"][(number // 4) % len(pool["lives"])]
    return PlannedChild(
        f"{name} {again + 1}" if again else name, (language,) if language else (), lives[kind]
    )
