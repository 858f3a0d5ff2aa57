"""The seed file behind "kies een boek": `seeds/suggestions.toml`, read once and checked. No database."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from readify.books.codes import AGES
from readify.books.suggesting import Reason, SuggestionRules
from readify.config import seeds_dir
from readify.errors import ConfigError
from readify.game.rules import Band

NUMBERS = ("shown", "liked_feeling", "liked_days", "liked_most", "window", "home_window")
KEYS = frozenset({*NUMBERS, "reasons", "ages"})


@cache
def suggestion_rules() -> SuggestionRules:
    """The network's rules. Raises ConfigError that says what to mend."""
    return read_suggestion_rules(seeds_dir() / "suggestions.toml")


def read_suggestion_rules(path: Path) -> SuggestionRules:
    """The rules in one file. Raises ConfigError, naming file and key, for anything but exactly ours."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name}: cannot be read: {error}") from error
    if table.keys() != KEYS:
        raise ConfigError(f"{path.name}: missing or unknown: {', '.join(sorted(table.keys() ^ KEYS))}")
    for name in NUMBERS:
        if not isinstance(table[name], int) or isinstance(table[name], bool) or table[name] < 1:
            raise ConfigError(f"{path.name}: {name} must be a whole number above 0")
    return SuggestionRules(
        reasons=_reasons(path.name, table["reasons"]),
        ages=_ages(path.name, table["ages"]),
        **{name: table[name] for name in NUMBERS},
    )


def _reasons(file: str, named: Any) -> tuple[Reason, ...]:
    known = {reason.value: reason for reason in Reason if reason is not Reason.FITS}
    if not isinstance(named, list) or not named or len(set(named)) != len(named) or set(named) - set(known):
        raise ConfigError(f"{file}: reasons must be some of {', '.join(known)}, each once")
    return tuple(known[name] for name in named)


def _ages(file: str, table: Any) -> Mapping[str, frozenset[str]]:
    if not isinstance(table, Mapping) or set(table) != {band.value for band in Band}:
        raise ConfigError(f"{file}: ages needs exactly {', '.join(Band)}")
    for band, codes in table.items():
        if not codes or set(codes) - AGES:
            raise ConfigError(f"{file}: ages: {band} must list some of {', '.join(sorted(AGES))}")
    return {band: frozenset(codes) for band, codes in table.items()}
