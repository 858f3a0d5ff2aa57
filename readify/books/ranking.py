"""How well a book answers what was typed: one number, higher is better. No database here.

Title as typed > title that begins so > words of the title > series > author > what sounds or looks alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from readify.books.folding import fold, is_article, sound, without_article

LEAST_LIKENESS = 0.5  # below it a guess is a riddle
HEARD_LESS = 4.0  # what only sounds the same stands just behind what is written the same
JOINED_LESS = 6.0
LEAST_HEARD = 3  # letters; shorter sounds are in every word
MOST_TO_JOIN = 4  # words; in longer searches a loose word does little harm


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as typed, prepared once. `joined`: the same with two neighbours as one ("griezel bus")."""

    words: tuple[str, ...]
    heard: tuple[str, ...]
    joined: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, text: str) -> Asked:
        """At most eight words of at most forty signs count; children do not type more."""
        words = tuple(word[:40] for word in fold(text[:300]).split()[:8])
        pairs = range(len(words) - 1) if len(words) <= MOST_TO_JOIN else ()
        joined = tuple((*words[:at], words[at] + words[at + 1], *words[at + 2 :]) for at in pairs)
        return cls(words, _sounds(words), tuple(_sounds(way) for way in joined))

    @property
    def key(self) -> str:
        """The words as one text."""
        return " ".join(self.words)

    @property
    def telling(self) -> tuple[str, ...]:
        """The words that say something: no articles, unless there is nothing else."""
        return tuple(word for word in self.words if not is_article(word)) or self.words


def score(asked: Asked, *, title: str, series: str, author: str) -> float:
    """0 to 100 for a book with these folded texts; 0 means that the book is no answer, under 40 a guess."""
    fields = (title, series, author)
    if written := _written(asked.words, fields):
        return written
    heard = (_heard(title), _heard(series), _heard(author))
    for less, words in ((HEARD_LESS, asked.heard), *((JOINED_LESS, words) for words in asked.joined)):
        if sum(map(len, words)) >= LEAST_HEARD and (points := _written(words, heard)):
            return points - less
    return _alike(asked.telling, heard)


def _written(words: tuple[str, ...], fields: tuple[str, str, str]) -> float:
    key, (title, series, author) = " ".join(words), fields
    bare = without_article(title)
    if key in (title, bare):
        return 100.0 if key == title else 98.0
    if title.startswith(key) or bare.startswith(key):
        return 92.0 if _ends_word(title, key) or _ends_word(bare, key) else 90.0
    if key in (series, without_article(series)):
        return 84.0
    tiers = ((80.0, (title,)), (70.0, (series,)), (60.0, (title, series)), (50.0, (author,)), (45.0, fields))
    for tier, within in tiers:
        if found := _begins(words, within):
            return tier + found
    return 0.0


def _ends_word(text: str, key: str) -> bool:
    return text.startswith(f"{key} ")


def _begins(words: tuple[str, ...], within: Iterable[str]) -> float:
    """0 unless every typed word begins a word of the text; up to 3 for whole words, in the typed order."""
    there = [word for text in within for word in text.split()]
    places: list[int] = []
    whole = 0
    for word in words:
        starts = [place for place, other in enumerate(there) if other.startswith(word)]
        if not starts:
            return 0.0
        later = [place for place in starts if not places or place > places[-1]]
        places.append((later or starts)[0])
        whole += word in there
    in_order = places == sorted(places)
    return 0.5 + in_order + 1.5 * whole / len(words)


def _sounds(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sound(word) for word in words)


@lru_cache(maxsize=20_000)
def _heard(folded: str) -> str:
    return " ".join(_sounds(folded.split()))


def _alike(words: tuple[str, ...], heard: tuple[str, str, str]) -> float:
    """0 to 35: how much the typed words look like the words of the book, the title counting most."""
    best = 0.0
    for weight, text in zip((35.0, 30.0, 27.0), heard, strict=True):
        if text:
            likeness = sum(_closest(sound(word), text.split()) * len(word) for word in words)
            likeness /= sum(map(len, words))
            best = max(best, weight * likeness if likeness >= LEAST_LIKENESS else 0.0)
    return best


def _closest(word: str, there: Iterable[str]) -> float:
    return max((_likeness(word, other) for other in there), default=0.0)


def _likeness(typed: str, other: str) -> float:
    """How many pairs of letters two words share; a much shorter word is not what was meant."""
    one, two = _pairs(typed), _pairs(other)
    return 2 * len(one & two) / (len(one) + len(two)) * math.sqrt(min(1.0, len(other) / len(typed)))


@lru_cache(maxsize=20_000)
def _pairs(word: str) -> frozenset[str]:
    """Neighbouring letters, the edges of the word included: 'bus' is ^b bu us s$."""
    edged = f"^{word}$"
    return frozenset(edged[place : place + 2] for place in range(len(edged) - 1))
