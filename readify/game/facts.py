"""What happened, as frozen values: readings, stamps, bonuses and withdrawals. Never points.

Rules may change; facts may not. Deleting appends a `Withdrawal`; editing is a withdrawal and a new fact.
This module knows nothing of rules, lights or badges, and checks no limits: drafts do that at the door.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Form(StrEnum):
    """What was read. The codes of the API contract."""

    BOOK = "book"
    PICTURE_BOOK = "picture_book"
    COMIC = "comic"
    EBOOK = "ebook"
    AUDIOBOOK = "audiobook"
    MAGAZINE = "magazine"
    NEWSPAPER = "newspaper"
    POEM = "poem"
    RECIPE = "recipe"
    RULES = "rules"
    LETTER = "letter"
    SUBTITLES = "subtitles"
    WEBSITE = "website"
    OTHER = "other"


class How(StrEnum):
    """The way of reading. Every way earns the same."""

    SELF = "self"
    TOGETHER = "together"
    READ_TO_ME = "read_to_me"
    READ_TO_SOMEONE = "read_to_someone"
    LISTENED = "listened"


class Company(StrEnum):
    """Who was there. `OLDER` is an older person (opa, oma), `PET` and `TOY` are good listeners."""

    OLDER = "older"
    YOUNGER = "younger"
    PEER = "peer"
    PET = "pet"
    TOY = "toy"


class BonusKind(StrEnum):
    """Things a grown-up or the class gives; they earn badges, never lights."""

    TIP = "tip"
    WORD = "word"
    BOOK_TALK = "book_talk"
    CONTEST_ROUND = "contest_round"
    CLASS_GOAL = "class_goal"
    EVERYONE = "everyone"
    TICK = "tick"  # a cell in a teacher's own words is done


@dataclass(frozen=True, slots=True)
class Reading:
    """One leesbeurt.

    `id` is the ledger's id: higher means written later. `day` is the local reading day.
    `language` is a BCP 47 tag; only its first part counts (`en-GB` is `en`).
    `minutes` and `pages` may both be unknown: a picture book or a poem then has its flat worth.
    `work` is the id of the reader's own book row, `edition` an ISBN-13; both may be unknown.
    `finished`: the book is out. `stopped`: put away for another. `again`: read before.
    `feeling` is 1 to 4. `place`, `genre` and `series` are codes, never free text.
    """

    id: int
    day: date
    form: Form
    how: How = How.SELF
    language: str = "nl"
    minutes: int | None = None
    pages: int | None = None
    finished: bool = False
    stopped: bool = False
    again: bool = False
    work: int | None = None
    edition: str | None = None
    genre: str | None = None
    series: str | None = None
    place: str | None = None
    company: str | None = None
    feeling: int | None = None

    @property
    def book(self) -> str | None:
        """What tells this book from another: the edition, else the reader's own row, else None (unknown)."""
        if self.edition is not None:
            return self.edition
        return None if self.work is None else f"w{self.work}"

    @property
    def tongue(self) -> str:
        """The language without region or script, in lower case."""
        return self.language.partition("-")[0].lower()


@dataclass(frozen=True, slots=True)
class Stamp:
    """A poster found. `trail_size` is how many spots the trail had on that day."""

    id: int
    day: date
    spot: int
    trail: int
    library: int
    trail_size: int


@dataclass(frozen=True, slots=True)
class Bonus:
    """A moment given by the teacher or the class (a book talk, a class goal reached).

    `task` is the cell on a bingo card that a tick is about.
    """

    id: int
    day: date
    kind: BonusKind
    task: int | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Takes back the fact with id `withdraws`, as if it had never been. Its own id is newer."""

    id: int
    day: date
    withdraws: int


Standing = Reading | Stamp | Bonus
Fact = Standing | Withdrawal


def place_in_order(fact: Fact) -> tuple[date, int]:
    """The one sort key of the ledger: day first, then id."""
    return (fact.day, fact.id)


def standing(facts: Iterable[Fact]) -> list[Standing]:
    """The facts that still count, oldest first: withdrawn ones and withdrawals left out, each id once."""
    taken_back: set[int] = set()
    kept: dict[int, Standing] = {}
    for fact in facts:
        if isinstance(fact, Withdrawal):
            taken_back.add(fact.withdraws)
        else:
            kept[fact.id] = fact
    return sorted((fact for fact in kept.values() if fact.id not in taken_back), key=place_in_order)
