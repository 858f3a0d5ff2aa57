"""Bringing a catalogue file in: in batches, each committed, so that a stopped import goes on where it was.

Never overwrites: a known title only gets the facts that it lacked. What the seeds or a librarian say stays.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from readify.books.catalogue import book_row
from readify.books.facts import BookFacts
from readify.books.sources import opened
from readify.models.book import Book

BATCH = 500
PROBLEMS_SHOWN = 20
GAPS = ("author", "year", "series", "series_number", "age_code", "genre", "isbn")

Writing = Callable[[], AbstractContextManager[Session]]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, since its very first start. `problems` holds the first few, as (record, reason)."""

    read: int = 0
    added: int = 0
    completed: int = 0
    known: int = 0
    unusable: int = 0
    problems: tuple[tuple[int, str], ...] = ()


def import_books(
    writing: Writing,
    path: Path,
    *,
    progress: Progress | None = None,
    checkpoint: Path | None = None,
    batch: int = BATCH,
) -> ImportReport:
    """Imports CSV (our columns), MARC 21, MARCXML or an Open Library dump, plain or gzipped.

    `writing` gives a write session (`Database.writing`). `progress` hears bytes read and bytes in all, after
    each batch. With `checkpoint`, a file of ours, a second call goes on after the last committed batch; it is
    removed at the end. Raises ConfigError when the file cannot be read; unusable records are counted.
    """
    report = _resumed(checkpoint, path)
    with opened(path) as source:
        raws = islice(source.raws, report.read, None)
        for chunk in _chunks(raws, batch):
            facts, problems = _parsed(source.parse, chunk, first=report.read + 1)
            with writing() as session:
                added, completed = store_books(session, facts, source=source.kind)
                session.commit()
            report = replace(
                report,
                read=report.read + len(chunk),
                added=report.added + added,
                completed=report.completed + completed,
                known=report.known + len(facts) - added - completed,
                unusable=report.unusable + len(problems),
                problems=(*report.problems, *problems)[:PROBLEMS_SHOWN],
            )
            _noted(checkpoint, path, report)
            if progress is not None:
                progress(source.position(), source.size)
    if checkpoint is not None:
        checkpoint.unlink(missing_ok=True)
    return report


def _chunks(raws: Iterable[Any], size: int) -> Iterator[list[Any]]:
    iterator = iter(raws)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _parsed(
    parse: Callable[[Any], BookFacts], raws: Sequence[Any], *, first: int
) -> tuple[list[BookFacts], list[tuple[int, str]]]:
    facts: list[BookFacts] = []
    problems: list[tuple[int, str]] = []
    for number, raw in enumerate(raws, first):
        try:
            facts.append(parse(raw))
        except ValueError as error:
            problems.append((number, str(error)))
    return facts, problems


def store_books(session: Session, batch: Sequence[BookFacts], *, source: str) -> tuple[int, int]:
    """Adds what is new and fills gaps of what is known: (added, completed). Three statements at most.

    A title is known by its ISBN, or by title, language, form and author when one of the two has no ISBN.
    """
    shelf = _Shelf(session, [book_row(facts, source=source) for facts in batch])
    if shelf.fresh:
        session.execute(insert(Book), shelf.fresh)
    if shelf.completed:
        session.execute(update(Book), shelf.completed)
    return len(shelf.fresh), len(shelf.completed)


class _Shelf:
    """The known rows that a batch may mean, by ISBN and by title, growing with the batch itself."""

    def __init__(self, session: Session, rows: Sequence[dict[str, Any]]) -> None:
        self.fresh: list[dict[str, Any]] = []
        self._filled: dict[int, dict[str, Any]] = {}
        self._by_isbn: dict[str, dict[str, Any]] = {}
        self._by_title: dict[tuple[str, str, str], dict[str, Any]] = {}
        for known in self._known(session, rows):
            self._place(known)
        for row in rows:
            self._take(row)

    @property
    def completed(self) -> list[dict[str, Any]]:
        """Rows whose gaps were filled, with their ids, all with the same columns."""
        return list(self._filled.values())

    @staticmethod
    def _known(session: Session, rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        isbns = {row["isbn"] for row in rows if row["isbn"]}
        titles = {row["title_key"] for row in rows}
        table = Book.__table__
        found = select(table).where(or_(table.c.isbn.in_(isbns), table.c.title_key.in_(titles)))
        return (dict(row) for row in session.execute(found).mappings())

    def _place(self, row: dict[str, Any]) -> None:
        if row["isbn"]:
            self._by_isbn[row["isbn"]] = row
        self._by_title.setdefault(_title(row), row)

    def _take(self, row: dict[str, Any]) -> None:
        same = self._by_isbn.get(row["isbn"] or "")
        if same is None:
            other = self._by_title.get(_title(row))
            if other is not None and (not row["isbn"] or not other["isbn"]) and _one_author(row, other):
                same = other
        if same is None:
            self.fresh.append(row)
            self._place(row)
        elif gaps := {name: row[name] for name in GAPS if row[name] and not same[name]}:
            self._fill(same, gaps)

    def _fill(self, same: dict[str, Any], gaps: dict[str, Any]) -> None:
        same |= gaps
        facts = BookFacts(**{name: same[name] for name in asdict(BookFacts(""))})
        same |= book_row(facts, source=same["source"])
        if "id" in same:
            self._filled[same["id"]] = dict(same)
        self._place(same)


def _title(row: dict[str, Any]) -> tuple[str, str, str]:
    return (row["title_key"], row["language"], row["form"])


def _one_author(row: dict[str, Any], other: dict[str, Any]) -> bool:
    """True when an author is unknown, or the last words of the names agree."""
    names = [str(each["author"]).casefold().split() for each in (row, other)]
    return not all(names) or names[0][-1] == names[1][-1]


def _resumed(checkpoint: Path | None, path: Path) -> ImportReport:
    """The report so far, when the checkpoint is about this very file; else an empty one."""
    if checkpoint is None or not checkpoint.is_file():
        return ImportReport()
    said = json.loads(checkpoint.read_text(encoding="utf-8"))
    if said.pop("file", None) != _mark(path):
        return ImportReport()
    problems = tuple((number, reason) for number, reason in said.pop("problems"))
    return ImportReport(**said, problems=problems)


def _noted(checkpoint: Path | None, path: Path, report: ImportReport) -> None:
    if checkpoint is None:
        return
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    fresh = checkpoint.with_suffix(".new")
    fresh.write_text(json.dumps({"file": _mark(path), **asdict(report)}), encoding="utf-8")
    fresh.replace(checkpoint)


def _mark(path: Path) -> str:
    found = path.stat()
    return f"{path.name} {found.st_size} {found.st_mtime_ns}"
