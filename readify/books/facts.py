"""One title as plain facts, before it is a row: what every source of books is turned into, and checked.

Knows no database and no file format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from readify.books.codes import AGES, GENRES
from readify.books.folding import fold
from readify.books.isbn import parse_isbn
from readify.errors import Refused
from readify.game.facts import Form

COLUMNS = (
    "title", "author", "year", "language", "series", "series_number", "age_code", "genre", "form", "isbn",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1450, 2100


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What we know of one title. `language` is BCP 47, `isbn` thirteen digits or None."""

    title: str
    author: str = ""
    year: int | None = None
    language: str = "nl"
    series: str = ""
    series_number: str = ""
    age_code: str = ""
    genre: str = ""
    form: str = "book"
    isbn: str | None = None

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """Two rows with the same identity are the same title."""
        return (fold(self.title)[:300], fold(self.author), self.language, self.form)


def facts_of(row: Mapping[str, str | None]) -> BookFacts:
    """Facts from a row of text, as in a CSV file. Raises ValueError that names the wrong field."""
    said = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if not fold(said["title"]):
        raise ValueError("title: missing")
    year = _year(said["year"])
    for name, known in (("age_code", AGES), ("genre", GENRES), ("form", frozenset(Form))):
        if said[name] and said[name] not in known:
            raise ValueError(f"{name}: unknown code {said[name]!r}")
    try:
        isbn = parse_isbn(said["isbn"]) if said["isbn"] else None
    except Refused as error:
        raise ValueError(f"isbn: {said['isbn']!r} is no ISBN") from error
    return BookFacts(
        title=said["title"][:300],
        author=said["author"][:200],
        year=year,
        language=said["language"][:12] or "nl",
        series=said["series"][:200],
        series_number=said["series_number"][:12],
        age_code=said["age_code"],
        genre=said["genre"],
        form=said["form"] or Form.BOOK,
        isbn=isbn,
    )


def _year(said: str) -> int | None:
    if not said:
        return None
    if not said.isdecimal() or not FIRST_YEAR <= int(said) <= LAST_YEAR:
        raise ValueError(f"year: {said!r} is no year")
    return int(said)
