"""Names for people without an account, and for teams: words at random, about nobody.

A name is made once, in the language of that moment, and stays: it is a name, not a text.
"""

from __future__ import annotations

import secrets
import tomllib
from dataclasses import dataclass
from functools import cache

from readify.config import seeds_dir
from readify.errors import ConfigError

FEWEST = 1500  # pairs in a language: two in one family rarely get the same
LONGEST = 40
SEED = "names.toml"


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words of one language."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    team: str


def new_name(language: str) -> str:
    """A fresh name: `Zachte Uil`. A language without words of its own gets Dutch ones."""
    words = _words(language)
    return f"{secrets.choice(words.first)} {secrets.choice(words.second)}"


def new_team_name(language: str) -> str:
    """A fresh name for a team: `Team Zachte Uil`."""
    return _words(language).team % {"name": new_name(language)}


@cache
def name_words() -> dict[str, NameWords]:
    """The words of `seeds/names.toml` by language; ConfigError when there are too few, or too long ones."""
    text = (seeds_dir() / SEED).read_text(encoding="utf-8")
    found = {
        language: NameWords(tuple(lists["first"]), tuple(lists["second"]), lists["team"])
        for language, lists in tomllib.loads(text).items()
    }
    for language, words in found.items():
        if len(set(words.first)) * len(set(words.second)) < FEWEST:
            raise ConfigError(f"seeds/{SEED}: too few words in [{language}]")
        longest = max(map(len, words.first)) + max(map(len, words.second)) + 1
        if longest + len(words.team % {"name": ""}) > LONGEST:
            raise ConfigError(f"seeds/{SEED}: too long a name is possible in [{language}]")
    return found


def _words(language: str) -> NameWords:
    found = name_words()
    return found.get(language, found["nl"])
