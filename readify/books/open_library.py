"""Open Library's monthly dumps (one record a line, tab-separated, JSON last) as catalogue facts.

Editions become books; authors are remembered by key, on disk, since a full dump holds millions. Works, covers
and descriptions are passed over.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from readify.books.facts import BookFacts
from readify.books.isbn import parse_isbn
from readify.books.languages import tag_of
from readify.errors import Refused

Edition = dict[str, Any]
_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")
_NUMBER = re.compile(r"^(.*?)[\s,;:(#-]*(\d{1,4})\)?$")
_BY = re.compile(r"^(?:door|by|von|par|tekst:?)\s+", re.IGNORECASE)


class Authors:
    """Names by Open Library key, in a temporary database that vanishes with this object."""

    def __init__(self) -> None:
        self._names = sqlite3.connect("", isolation_level=None)
        self._names.execute("CREATE TABLE names (key TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID")
        self._names.execute("BEGIN")

    def remember(self, record: Edition) -> None:
        """Notes an author record."""
        key, name = record.get("key"), record.get("name")
        if isinstance(key, str) and isinstance(name, str):
            self._names.execute("INSERT OR REPLACE INTO names VALUES (?, ?)", (key, name))

    def name(self, key: str) -> str:
        """The name, or nothing when the dump did not hold the author before the edition."""
        row = self._names.execute("SELECT name FROM names WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def close(self) -> None:
        """Lets the temporary database go."""
        self._names.close()


def read_open_library(lines: Iterable[str], authors: Authors) -> Iterator[str]:
    """The JSON of each edition line; author lines are remembered on the way."""
    for line in lines:
        kind, _, rest = line.partition("\t")
        if kind == "/type/edition":
            yield rest.rpartition("\t")[2]
        elif kind == "/type/author":
            try:
                authors.remember(json.loads(rest.rpartition("\t")[2]))
            except json.JSONDecodeError:
                continue


def facts_of_edition(said: str, name_of: Callable[[str], str]) -> BookFacts:
    """The facts of one edition. Raises ValueError when the title or the language is missing or unknown."""
    return facts_of_record(_parsed(said), name_of)


def facts_of_record(edition: Edition, name_of: Callable[[str], str]) -> BookFacts:
    """The same, of an edition record that is no text any more."""
    title = str(edition.get("title") or "").strip()
    if not title:
        raise ValueError("title: missing")
    series, number = _series(edition)
    found = _YEAR.search(str(edition.get("publish_date") or ""))
    return BookFacts(
        title=title[:300],
        author=_author(edition, name_of)[:200],
        year=int(found[0]) if found else None,
        language=_language(edition),
        series=series[:200],
        series_number=number,
        form="audiobook" if "audio" in str(edition.get("physical_format") or "").lower() else "book",
        isbn=_isbn(edition),
    )


def _parsed(said: str) -> Edition:
    try:
        edition = json.loads(said)
    except json.JSONDecodeError as error:
        raise ValueError("no JSON on this line") from error
    if not isinstance(edition, dict):
        raise ValueError("no record on this line")
    return edition


def _keys(edition: Edition, field: str) -> list[str]:
    refs = edition.get(field)
    return (
        [str(ref.get("key", "")) for ref in refs if isinstance(ref, dict)] if isinstance(refs, list) else []
    )


def _texts(edition: Edition, field: str) -> list[str]:
    said = edition.get(field)
    return [str(part) for part in said] if isinstance(said, list) else []


def _author(edition: Edition, name_of: Callable[[str], str]) -> str:
    names = [name for key in _keys(edition, "authors") if (name := name_of(key))]
    return ", ".join(names) or _BY.sub("", str(edition.get("by_statement") or "").strip(" .;"))


def _language(edition: Edition) -> str:
    codes = [key.rpartition("/")[2] for key in _keys(edition, "languages")]
    tag = tag_of(codes[0]) if codes else None
    if tag is None:
        raise ValueError(f"languages: {codes[0] if codes else 'missing'!r} unknown")
    return tag


def _series(edition: Edition) -> tuple[str, str]:
    said = _texts(edition, "series")
    if not said:
        return "", ""
    numbered = _NUMBER.match(said[0])
    return (numbered[1].strip(), numbered[2]) if numbered and numbered[1].strip() else (said[0].strip(), "")


def _isbn(edition: Edition) -> str | None:
    for said in (*_texts(edition, "isbn_13"), *_texts(edition, "isbn_10")):
        try:
            return parse_isbn(said)
        except Refused:
            continue
    return None
