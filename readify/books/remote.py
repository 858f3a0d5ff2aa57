"""Asking others about a book: the one small interface of every source outside, and asking them in order.

A source gets an ISBN and nothing else: not who asks, not where. It answers, it does not raise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from readify.books.facts import BookFacts


@dataclass(frozen=True, slots=True)
class Found:
    """The book, as this source knows it."""

    facts: BookFacts
    source: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """The source answered, and does not know the book."""


@dataclass(frozen=True, slots=True)
class Failed:
    """No answer that we can use. `reason` is a code; `retry_after` are the seconds it named, if any."""

    reason: str
    retry_after: float | None = None


Answer = Found | Unknown | Failed


class BookSource(Protocol):
    """Something outside that may know a book."""

    @property
    def name(self) -> str:
        """A code, kept with the book as its source."""

    def find(self, isbn: str) -> Answer:
        """What it says about these thirteen digits. Takes seconds, never minutes."""


def ask_in_order(sources: Iterable[BookSource], isbn: str) -> Answer:
    """The first that knows the book. Unknown only when every source said so: a failed one may know it."""
    failures: list[Failed] = []
    for source in sources:
        answer = source.find(isbn)
        if isinstance(answer, Found):
            return answer
        if isinstance(answer, Failed):
            failures.append(Failed(f"{source.name}: {answer.reason}", answer.retry_after))
    if not failures:
        return Unknown()
    waits = [failure.retry_after for failure in failures if failure.retry_after is not None]
    return Failed("; ".join(failure.reason for failure in failures), max(waits, default=None))
