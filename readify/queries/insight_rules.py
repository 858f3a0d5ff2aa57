"""The seed file behind the three sentences: `seeds/insights.toml`, read once and checked. No database."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from readify.config import seeds_dir
from readify.errors import ConfigError

KINDS = frozenset({"care", "goal", "praise", "variety", "start", "tip"})
COLOURS = frozenset({"kers", "heuvel", "heide", "maas", "lamp"})
THRESHOLDS: Mapping[str, frozenset[str]] = {
    "no_children": frozenset(),
    "not_started": frozenset(),
    "first_week": frozenset(),
    "pause": frozenset(),
    "doubtful": frozenset(),
    "silent": frozenset({"from_day"}),
    "quiet": frozenset({"from_day"}),
    "own_goal_hard": frozenset({"weeks"}),
    "goal_reached": frozenset(),
    "no_goal": frozenset(),
    "goal_over": frozenset(),
    "goal_near": frozenset({"lamps", "share"}),
    "goal_behind": frozenset(),
    "everyone": frozenset({"children"}),
    "own_goal_streak": frozenset({"days", "weeks"}),
    "rhythm": frozenset({"children"}),
    "loved": frozenset({"children"}),
    "home_languages": frozenset({"languages"}),
    "same_book": frozenset({"children"}),
    "forms": frozenset({"forms"}),
    "read_aloud": frozenset(),
    "other_form": frozenset(),
    "swap_book": frozenset(),
}
LOOKS = frozenset({"kind", "weight", "icon", "colour"})


@dataclass(frozen=True, slots=True)
class InsightRule:
    """One finding: its kind, weight, look and thresholds."""

    slug: str
    kind: str
    weight: int
    icon: str
    colour: str
    thresholds: Mapping[str, float]


@cache
def insight_rules() -> Mapping[str, InsightRule]:
    """The network's findings by slug. Raises ConfigError with file and slug."""
    return read_insight_rules(seeds_dir() / "insights.toml")


def read_insight_rules(path: Path) -> Mapping[str, InsightRule]:
    """The findings in one file. Raises ConfigError, naming file and slug, for anything but exactly ours."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name}: cannot be read: {error}") from error
    if tables.keys() != THRESHOLDS.keys():
        wrong = ", ".join(sorted(tables.keys() ^ THRESHOLDS.keys()))
        raise ConfigError(f"{path.name}: missing or unknown: {wrong}")
    return {slug: _rule(path.name, slug, table) for slug, table in tables.items()}


def _rule(file: str, slug: str, table: Mapping[str, object]) -> InsightRule:
    wanted = LOOKS | THRESHOLDS[slug]
    if not isinstance(table, Mapping) or table.keys() != wanted:
        raise ConfigError(f"{file}: {slug}: needs exactly {', '.join(sorted(wanted))}")
    kind, colour, weight = table["kind"], table["colour"], table["weight"]
    if kind not in KINDS or colour not in COLOURS or not isinstance(weight, int):
        raise ConfigError(f"{file}: {slug}: kind, colour or weight is none that exists")
    thresholds: dict[str, float] = {}
    for name in THRESHOLDS[slug]:
        value = table[name]
        if not isinstance(value, int | float) or value <= 0:
            raise ConfigError(f"{file}: {slug}: {name} must be a number above 0")
        thresholds[name] = value
    return InsightRule(slug, str(kind), weight, str(table["icon"]), str(colour), thresholds)
