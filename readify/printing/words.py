"""The words that stand on paper, per language, read from `seeds/print.toml`.

Not gettext: a poster carries two languages at once and is made without a request. The file is the
translation.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from readify.config import seeds_dir

T = TypeVar("T")


class WordsError(ValueError):
    """A language or a word is missing; the message names it."""


@dataclass(frozen=True, slots=True)
class PosterWords:
    """One language of a poster. `spot` holds %(trail)s, %(position)d and %(total)d."""

    spot: str
    headline: str
    scan: str
    steps: tuple[str, ...]
    go_to: str
    type: str
    no_phone: str
    ask_desk: str
    promise: str


@dataclass(frozen=True, slots=True)
class CardWords:
    """One language of a sheet of sign-in cards."""

    hint: str
    word: str
    phrase: str
    own_device: str
    name: str
    secret: str


@dataclass(frozen=True, slots=True)
class Words:
    """All languages there are."""

    poster: Mapping[str, PosterWords]
    card: Mapping[str, CardWords]


def parse_words(table: Mapping[str, Any]) -> Words:
    """Check one parsed file. Raises WordsError when a word is missing, unknown or empty."""
    posters, cards = table["poster"], table["card"]
    return Words(
        poster={
            name: PosterWords(**_checked(PosterWords, f"poster.{name}", posters[name])) for name in posters
        },
        card={name: CardWords(**_checked(CardWords, f"card.{name}", cards[name])) for name in cards},
    )


def _checked(
    kind: type[PosterWords] | type[CardWords], name: str, table: Mapping[str, Any]
) -> dict[str, Any]:
    wanted = {field.name for field in fields(kind)}
    odd = sorted(wanted ^ set(table)) or sorted(key for key, value in table.items() if not value)
    if odd:
        raise WordsError(f"[{name}]: missing, unknown or empty: {', '.join(odd)}")
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


@lru_cache(maxsize=4)
def _read(path: Path) -> Words:
    return parse_words(tomllib.loads(path.read_text("utf-8")))


def print_words() -> Words:
    """The words of this release."""
    return _read(seeds_dir() / "print.toml")


def poster_words(language: str) -> PosterWords:
    """One language of the poster. Raises WordsError when there is none."""
    return _found(print_words().poster, language)


def card_words(language: str) -> CardWords:
    """One language of the cards. Raises WordsError when there is none."""
    return _found(print_words().card, language)


def _found(table: Mapping[str, T], language: str) -> T:
    if language not in table:
        raise WordsError(f"no words to print in {language!r}; there are {', '.join(sorted(table))}")
    return table[language]
