"""The words of the letter to parents and of the home card, per language, from `seeds/home_letter.toml`.

Like the words of posters: the file is the translation. Read strictly; a text that no font can set is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, TypeVar

from readify.config import seeds_dir
from readify.printing.fonts import MEDIUM, lettering
from readify.printing.shaping import is_right_to_left
from readify.printing.words import WordsError

SEED = "home_letter.toml"
TEXT_FONTS = {"ar": "NotoNaskhArabic-text", "uk": "NotoSans-text"}
"""What a whole letter is set in, where Lexend has no letters."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LetterWords:
    """One language of the letter. `draft` marks what no native speaker has read; `note` says so in it."""

    draft: bool
    kicker: str
    title: str
    to: str
    text: tuple[str, ...]
    help: str
    tips: tuple[str, ...]
    trust: str
    sign: str
    note: str

    @property
    def right_to_left(self) -> bool:
        """Whether lines begin at the right."""
        return is_right_to_left(self.title)


@dataclass(frozen=True, slots=True)
class HomeCardWords:
    """One language of the card for the child."""

    title: str
    scan: str
    word: str
    then: str
    lamps: str
    cut: str
    name: str


@dataclass(frozen=True, slots=True)
class HomeWords:
    """All languages there are."""

    letter: Mapping[str, LetterWords]
    card: Mapping[str, HomeCardWords]


def text_font(language: str) -> str:
    """The font of running text in this language."""
    return TEXT_FONTS.get(language, MEDIUM)


@lru_cache(maxsize=1)
def home_words() -> HomeWords:
    """The words of this release. Raises WordsError when one is missing, unknown, or cannot be set."""
    return parse_home_words(tomllib.loads((seeds_dir() / SEED).read_text(encoding="utf-8")))


def parse_home_words(table: Mapping[str, Any]) -> HomeWords:
    """Check one parsed file."""
    if set(table) != {"letter", "card"} or {"nl", "en"} - set(table["letter"]):
        raise WordsError(f"{SEED}: asks for [letter.…] with nl and en, and [card.…]")
    letters = {code: _made(LetterWords, f"letter.{code}", words) for code, words in table["letter"].items()}
    for code, words in letters.items():
        _settable(code, words)
    return HomeWords(
        letters, {code: _made(HomeCardWords, f"card.{code}", words) for code, words in table["card"].items()}
    )


def _made(kind: type[T], where: str, table: Mapping[str, Any]) -> T:
    wanted = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # a dataclass, by its callers
    empty = {key for key, value in table.items() if value in ("", []) and key != "note"}
    odd = sorted(wanted ^ set(table)) or sorted(empty)
    if odd:
        raise WordsError(f"{SEED} [{where}]: missing, unknown or empty: {', '.join(odd)}")
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in table.items()})


def _settable(code: str, words: LetterWords) -> None:
    if words.draft != bool(words.note):
        raise WordsError(f"{SEED} [letter.{code}]: a draft has a note that says so, another has none")
    font = text_font(code)
    for line in (words.kicker, words.title, words.to, *words.text, words.help, *words.tips, words.trust):
        found = lettering(line, font)
        if found is None or found.font != font:
            raise WordsError(f"{SEED} [letter.{code}]: {font} lacks a letter of {line!r}")
