"""The catalogue: rows of facts about published works, from the seed list or from a file.

Holds no covers and no blurbs, and never what a child typed. Where the facts come from: docs/catalogue.md.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from readify.books.facts import BookFacts, facts_of
from readify.books.folding import fold, search_text
from readify.config import seeds_dir
from readify.errors import ConfigError
from readify.models.book import Book

SEED = "seed"


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
