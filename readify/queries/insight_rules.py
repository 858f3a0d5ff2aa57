"""The seed file behind the three sentences: `seeds/insights.toml`, read once and checked. No database."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from readify.config import seeds_dir
from readify.errors import ConfigError
from readify.queries.week_findings import THRESHOLDS

KINDS = frozenset({"care", "goal", "praise", "variety", "start", "tip"})
COLOURS = frozenset({"kers", "heuvel", "heide", "maas", "lamp"})
LOOKS = frozenset({"kind", "weight", "icon", "colour"})
AGAIN = "again"  # the table about sentences that stood there before


@dataclass(frozen=True, slots=True)
class InsightRule:
    """One finding: its kind, weight, look and thresholds."""

    slug: str
    kind: str
    weight: int
    icon: str
    colour: str
    thresholds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class InsightRules:
    """All findings by slug, in the order of the file. One that stood there each of `weeks` weighs `less`."""

    by_slug: Mapping[str, InsightRule]
    weeks: int
    less: int


@cache
def insight_rules() -> InsightRules:
    """The network's findings. Raises ConfigError with file and slug."""
    return read_insight_rules(seeds_dir() / "insights.toml")


def read_insight_rules(path: Path) -> InsightRules:
    """The findings in one file. Raises ConfigError, naming file and slug, for anything but exactly ours."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name}: cannot be read: {error}") from error
    if tables.keys() != {AGAIN, *THRESHOLDS}:
        wrong = ", ".join(sorted(tables.keys() ^ {AGAIN, *THRESHOLDS}))
        raise ConfigError(f"{path.name}: missing or unknown: {wrong}")
    weeks, less = _again(path.name, tables[AGAIN])
    rules = {slug: _rule(path.name, slug, table) for slug, table in tables.items() if slug != AGAIN}
    return InsightRules(rules, weeks, less)


def _again(file: str, table: Any) -> tuple[int, int]:
    if not isinstance(table, Mapping) or table.keys() != {"weeks", "less"}:
        raise ConfigError(f"{file}: {AGAIN}: needs exactly less, weeks")
    for name, value in table.items():
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise ConfigError(f"{file}: {AGAIN}: {name} must be a whole number above 0")
    return table["weeks"], table["less"]


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
