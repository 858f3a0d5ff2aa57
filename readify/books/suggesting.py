"""Three books to choose from, each with its reason: pure, the same for the same seed.

It knows no reader and no clock: who reads and which day it is are in `seed`, what was read is in `Taste`.
The thresholds and the order of reasons come from `seeds/suggestions.toml` (see `suggestion_rules`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a book is suggested."""

    GENRE = "genre"  # the genre of a book this child liked
    TIP = "tip"  # a classmate put stickers on it; nobody is named
    FORM = "form"  # a form this child did not read before
    SERIES = "series"  # another one of a series this child read
    LANGUAGE = "language"  # in a language of the child's home
    NEW_GENRE = "new_genre"  # something else for once
    FITS = "fits"  # nothing more than: it suits this age


@dataclass(frozen=True, slots=True)
class Candidate:
    """A catalogue title that may be suggested. `key` is its folded title; `stickers` are the class's."""

    id: int
    key: str
    title: str
    author: str
    language: str
    genre: str
    form: str
    series: str
    age: str
    stickers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Liked:
    """A book that pleased this child, or that it read out."""

    title: str
    genre: str
    series: str


@dataclass(frozen=True, slots=True)
class Taste:
    """What is known of one child. `known`: folded titles on its shelf, whatever came of them.

    `languages`: BCP 47 first parts it reads; `home` are those of them spoken at home. `forms_off`: switched
    off by the teacher. `genres` and `forms` were read before. `liked` is newest first.
    """

    band: str
    languages: frozenset[str]
    home: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    forms_off: frozenset[str] = frozenset()
    genres: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    liked: tuple[Liked, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One book and why. `like` is the liked title that the reason points to, empty for other reasons."""

    book: Candidate
    reason: Reason
    like: str = ""


@dataclass(frozen=True, slots=True)
class SuggestionRules:
    """How many books are shown, the reasons in order, age codes per band, and what counts as liked."""

    shown: int
    reasons: tuple[Reason, ...]
    ages: Mapping[str, frozenset[str]]
    liked_feeling: int
    liked_days: int
    liked_most: int
    window: int
    home_window: int


def suggest(
    candidates: Iterable[Candidate], taste: Taste, rules: SuggestionRules, *, seed: str, turn: int = 0
) -> tuple[Suggestion, ...]:
    """The books of this turn: as many as `rules.shown`, fewer only when there are not so many.

    The next turn shows other ones; after the last the first come back. Never a book that is on the shelf, of
    a form that is off, in a language the child does not read or (tips aside) for another age.
    """
    fitting = sorted(_fitting(candidates, taste, rules), key=lambda book: _lot(seed, book.id))
    turns = list(_turns(fitting, taste, rules))
    return turns[turn % len(turns)] if turns else ()


def _fitting(candidates: Iterable[Candidate], taste: Taste, rules: SuggestionRules) -> Iterator[Candidate]:
    """What may be suggested, each title once; the one with stickers wins from its double."""
    ages = rules.ages[taste.band]
    seen = set(taste.known)
    for book in sorted(candidates, key=lambda book: (not book.stickers, book.id)):
        fits = (book.age in ages or book.stickers) and book.form not in taste.forms_off
        if fits and book.key not in seen and _tongue(book.language) in taste.languages:
            seen.add(book.key)
            yield book


def _turns(
    fitting: list[Candidate], taste: Taste, rules: SuggestionRules
) -> Iterator[tuple[Suggestion, ...]]:
    """All turns: each begins at the reason after the last one used, and takes one book of each reason."""
    left, start = fitting, 0
    while left:
        picked: list[Suggestion] = []
        first = start
        for step in range(first, first + len(rules.reasons)):
            found = _first(left, rules.reasons[step % len(rules.reasons)], taste, picked)
            if found and len(picked) < rules.shown:
                picked.append(found)
                start = step + 1
        left = _without(left, picked)
        rest = [Suggestion(book, Reason.FITS) for book in left[: rules.shown - len(picked)]]
        left = _without(left, rest)
        yield (*picked, *rest)


def _without(books: list[Candidate], picked: Iterable[Suggestion]) -> list[Candidate]:
    taken = {one.book.id for one in picked}
    return [book for book in books if book.id not in taken]


def _first(
    left: list[Candidate], reason: Reason, taste: Taste, picked: list[Suggestion]
) -> Suggestion | None:
    """The first book that this reason holds for, of no writer and series that is picked already."""
    for book in left:
        found = _because(book, reason, taste)
        if found and not any(_akin(book, one.book) for one in picked):
            return found
    return None


def _because(book: Candidate, reason: Reason, taste: Taste) -> Suggestion | None:
    """The book with this reason when it is true, else None."""
    if reason is Reason.GENRE:
        like = next((one for one in taste.liked if book.genre and one.genre == book.genre), None)
        return Suggestion(book, reason, like.title) if like else None
    if reason is Reason.SERIES:
        like = next((one for one in taste.liked if book.series and one.series == book.series), None)
        return Suggestion(book, reason, like.title) if like else None
    true = {
        Reason.TIP: bool(book.stickers),
        Reason.FORM: bool(taste.forms) and book.form not in taste.forms,
        Reason.LANGUAGE: _tongue(book.language) in taste.home,
        Reason.NEW_GENRE: bool(taste.genres) and bool(book.genre) and book.genre not in taste.genres,
    }
    return Suggestion(book, reason) if true[reason] else None


def _akin(one: Candidate, other: Candidate) -> bool:
    same = one.id == other.id or (one.author and one.author == other.author)
    return bool(same or (one.series and one.series == other.series))


def _tongue(language: str) -> str:
    return language.partition("-")[0].lower()


def _lot(seed: str, number: int) -> bytes:
    return hashlib.blake2b(f"{seed}/{number}".encode(), digest_size=8).digest()
