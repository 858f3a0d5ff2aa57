"""What a class gets when it reaches something together: `seeds/rewards.toml`, read once and checked.

Always more reading, for everyone at once; no thing, no money, nothing for one child.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from readify.config import seeds_dir
from readify.errors import ConfigError
from readify.game.rules import RulebookError, Words
from readify.game.tables import check_keys, tables, text, texts, words

OWN = "own"  # the code of a reward in the teacher's own words
CODE = re.compile(r"[a-z]+(_[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Reward:
    """One reward of the list."""

    slug: str
    icon: str
    name: Words


@dataclass(frozen=True, slots=True)
class Rewards:
    """The list, by code, and the words that own words may not have."""

    known: Mapping[str, Reward]
    refused: frozenset[str]

    def refuses(self, own: str) -> bool:
        """Do these own words tell of money, or of a thing to have?"""
        found = set(re.findall(r"\w+|€", own.casefold()))
        return bool(found & self.refused)


@cache
def rewards() -> Rewards:
    """The network's rewards. Raises ConfigError that names the file and the reward."""
    return read_rewards(seeds_dir() / "rewards.toml")


def read_rewards(path: Path) -> Rewards:
    """The rewards in one file, strictly."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        check_keys(table, ("refused", "reward"), path.name)
        known: dict[str, Reward] = {}
        for row in tables(table, "reward", path.name):
            slug = row.get("slug")
            where = f"{path.name}: {slug}"
            check_keys(row, ("slug", "icon", "name"), where)
            if not isinstance(slug, str) or not CODE.fullmatch(slug) or slug == OWN or slug in known:
                raise RulebookError(f"{where}: a slug is small letters, once, and not {OWN}")
            known[slug] = Reward(slug, text(row, "icon", where), words(row, "name", where))
        return Rewards(known, frozenset(word.casefold() for word in texts(table, "refused", path.name)))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, RulebookError) as error:
        raise ConfigError(f"{path.name}: {error}") from error
