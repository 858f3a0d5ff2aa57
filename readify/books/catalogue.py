"""The catalogue: rows of facts about published works, from the seed list or from a file.

Holds no covers and no blurbs, and never what a child typed. Where the facts come from: docs/catalogue.md.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from readify.books.codes import AGES, GENRES
from readify.books.folding import fold, search_text
from readify.books.isbn import parse_isbn
from readify.config import seeds_dir
from readify.errors import ConfigError, Refused
from readify.game.facts import Form
from readify.models.book import Book

SEED = "seed"
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


def book_row(facts: BookFacts, *, source: str) -> dict[str, Any]:
    """The facts as a row of `books`, with what search needs."""
    return {
        **asdict(facts),
        "source": source,
        "title_key": fold(facts.title)[:300],
        "series_key": fold(facts.series)[:80],
        "search_text": search_text(facts.title, facts.series, facts.author),
    }


def read_books_csv(path: Path) -> list[BookFacts]:
    """All facts of a CSV file with our columns. Raises ConfigError that names file and line."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        facts: list[BookFacts] = []
        for row in reader:
            try:
                facts.append(facts_of(row))
            except ValueError as error:
                raise ConfigError(f"{path.name}, line {reader.line_num}: {error}") from error
    return facts


def load_seed_books(session: Session, *, path: Path | None = None) -> int:
    """Brings the catalogue in line with `seeds/books.csv`; how many rows were added or changed.

    Idempotent: a second call changes nothing. A title that left the file stays: children may have read it.
    """
    rows = [book_row(facts, source=SEED) for facts in read_books_csv(path or seeds_dir() / "books.csv")]
    known = {_identity(vars(book)): book for book in session.scalars(select(Book).where(Book.source == SEED))}
    fresh = [row for row in rows if _identity(row) not in known]
    changed = [
        {**row, "id": old.id} for row in rows if (old := known.get(_identity(row))) and _differs(old, row)
    ]
    fresh = list(_unclaimed(session, fresh))
    if fresh:
        session.execute(insert(Book), fresh)
    if changed:
        session.execute(update(Book), changed)
    return len(fresh) + len(changed)


def _differs(old: Book, row: Mapping[str, Any]) -> bool:
    return any(getattr(old, name) != said for name, said in row.items())


def _identity(row: Mapping[str, Any]) -> tuple[str, str, str, str]:
    return (row["title_key"], fold(row["author"]), row["language"], row["form"])


def _unclaimed(session: Session, rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """The rows whose ISBN no imported book has yet: an import that came first holds the same edition."""
    asked = [row["isbn"] for row in rows if row["isbn"]]
    taken = set(session.scalars(select(Book.isbn).where(Book.isbn.in_(asked)))) if asked else set()
    return (row for row in rows if row["isbn"] not in taken)


def find_edition(session: Session, isbn: str) -> Book | None:
    """The book with this ISBN (thirteen digits, see `parse_isbn`), or None when the catalogue lacks it."""
    return session.scalars(select(Book).where(Book.isbn == isbn)).one_or_none()
