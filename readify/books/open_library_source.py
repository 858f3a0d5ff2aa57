"""Open Library's Books API (`/api/books?bibkeys=ISBN:…`) as a source: one edition as JSON.

Asks for `jscmd=details`, which alone tells the language; reads an answer of `jscmd=data` as well.
"""

from __future__ import annotations

import json
from typing import Any

from readify.books.facts import BookFacts
from readify.books.fetching import PATIENCE, FetchError, Patience, fetch
from readify.books.languages import tag_of
from readify.books.open_library import facts_of_record
from readify.books.remote import Answer, Failed, Found, Unknown
from readify.books.tidying import cover_name, isbns_in, language_of, tidy, tidy_title

Record = dict[str, Any]


class OpenLibrary:
    """The service at this base address."""

    name = "openlibrary"

    def __init__(self, address: str, *, patience: Patience = PATIENCE) -> None:
        self._address = f"{address.rstrip('/')}/api/books"
        self._patience = patience

    def find(self, isbn: str) -> Answer:
        """What Open Library says of this ISBN."""
        fields = {"bibkeys": f"ISBN:{isbn}", "format": "json", "jscmd": "details"}
        try:
            body = fetch(self._address, fields, accept="application/json", patience=self._patience)
            said = json.loads(body)
        except FetchError as error:
            return Failed(error.reason, error.retry_after)
        except (ValueError, RecursionError):
            return Failed("no_json")
        if not isinstance(said, dict):
            return Failed("no_json")
        entry = said.get(f"ISBN:{isbn}")
        try:
            return Found(_facts(entry, isbn), self.name) if isinstance(entry, dict) else Unknown()
        except ValueError:
            return Unknown()


def _facts(entry: Record, isbn: str) -> BookFacts:
    """The edition's facts. Raises ValueError when it is another book or has no title."""
    details = entry.get("details")
    record: Record = details if isinstance(details, dict) else entry
    others = _isbns(record)
    if others and isbn not in others:
        raise ValueError("isbn: another book")
    names = [cover_name(author.get("name")) for author in _mappings(record, "authors")]
    plain = {
        **record,
        "title": tidy_title(record.get("title")),
        "authors": [{"key": name} for name in names if name],
        "by_statement": tidy(record.get("by_statement")),
        "languages": [{"key": _language(record, isbn)}],
        "series": [tidy(part) for part in _list(record, "series")],
        "isbn_13": [isbn],
    }
    return facts_of_record(plain, name_of=lambda name: name)


def _isbns(record: Record) -> set[str]:
    identifiers = record.get("identifiers")
    places = (record, identifiers if isinstance(identifiers, dict) else {})
    return {
        isbn for place in places for key in ("isbn_13", "isbn_10") for isbn in isbns_in(_list(place, key))
    }


def _language(record: Record, isbn: str) -> str:
    codes = [str(part.get("key", "")).rpartition("/")[2] for part in _mappings(record, "languages")]
    return next((tag for code in codes if (tag := tag_of(code))), language_of(isbn))


def _list(record: Record, key: str) -> list[Any]:
    found = record.get(key)
    return found if isinstance(found, list) else []


def _mappings(record: Record, key: str) -> list[Record]:
    return [part for part in _list(record, key) if isinstance(part, dict)]
