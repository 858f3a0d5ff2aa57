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
from readify.printing.word_kinds import (
    CardWords,
    FoldedWords,
    InfoWords,
    LineWords,
    PassportWords,
    PosterWords,
    TentWords,
)

__all__ = [
    "CardWords",
    "FoldedWords",
    "PassportWords",
    "PosterWords",
    "Words",
    "WordsError",
    "card_words",
    "line_words",
    "of_language",
    "poster_words",
    "print_words",
]

T = TypeVar("T")


class WordsError(ValueError):
    """A language or a word is missing; the message names it."""


@dataclass(frozen=True, slots=True)
class Words:
    """All languages there are, by kind of print."""

    poster: Mapping[str, PosterWords]
    card: Mapping[str, CardWords]
    line: Mapping[str, LineWords]
    tent: Mapping[str, TentWords]
    info: Mapping[str, InfoWords]
    stampcard: Mapping[str, FoldedWords]
    passport: Mapping[str, PassportWords]


KINDS: Mapping[str, type[Any]] = {
    "poster": PosterWords,
    "card": CardWords,
    "line": LineWords,
    "tent": TentWords,
    "info": InfoWords,
    "stampcard": FoldedWords,
    "passport": PassportWords,
}


def parse_words(table: Mapping[str, Any]) -> Words:
    """Check one parsed file. Raises WordsError when a word is missing, unknown or empty."""
    return Words(
        **{
            kind: {
                name: made(**_checked(made, f"{kind}.{name}", words)) for name, words in table[kind].items()
            }
            for kind, made in KINDS.items()
        }
    )


def _checked(kind: type[Any], name: str, table: Mapping[str, Any]) -> dict[str, Any]:
    wanted = {field.name for field in fields(kind)}
    odd = sorted(wanted ^ set(table)) or sorted(key for key, value in table.items() if value in ("", []))
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
    return of_language(print_words().poster, language)


def card_words(language: str) -> CardWords:
    """One language of the cards. Raises WordsError when there is none."""
    return of_language(print_words().card, language)


def line_words(language: str) -> LineWords:
    """The short line in one more language. Raises WordsError when there is none."""
    return of_language(print_words().line, language)


def of_language(table: Mapping[str, T], language: str) -> T:
    """This language of one kind of print. Raises WordsError when there is none."""
    if language not in table:
        raise WordsError(f"no words to print in {language!r}; there are {', '.join(sorted(table))}")
    return table[language]
