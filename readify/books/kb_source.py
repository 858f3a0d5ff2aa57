"""The KB's catalogue (GGC) over SRU as a source: `searchRetrieve`, Dublin Core with the KB's additions (dcx).

Reads answers of SRU 1.1, 1.2 and 2.0, and records in `dc` as well: it looks at the elements' local names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring
from stdnum import isbn as stdnum_isbn

from readify.books.facts import FIRST_YEAR, LAST_YEAR, BookFacts
from readify.books.fetching import PATIENCE, FetchError, Patience, fetch
from readify.books.languages import tag_of
from readify.books.remote import Answer, Failed, Found, Unknown
from readify.books.tidying import cover_name, isbns_in, language_of, tidy, tidy_title
from readify.game.facts import Form

MOST_RECORDS = 5  # editions that share an ISBN; the first with our number will do
_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")
_AFTER_TITLE = re.compile(r"(?:^|\s)[/:](?:\s|$)")  # `Lampje : roman / Annet Schaap`
_AUDIO = ("luisterboek", "sound", "geluid", "audio")


class KbCatalogue:
    """The service at this address."""

    name = "kb"

    def __init__(self, address: str, *, patience: Patience = PATIENCE) -> None:
        self._address = address
        self._patience = patience

    def find(self, isbn: str) -> Answer:
        """What the KB's catalogue says of this ISBN."""
        try:
            body = fetch(self._address, _query(isbn), accept="application/xml", patience=self._patience)
            root = fromstring(body, forbid_dtd=True)
        except FetchError as error:
            return Failed(error.reason, error.retry_after)
        except (ParseError, ValueError, LookupError):
            return Failed("no_xml")
        if _local(root) != "searchRetrieveResponse":
            return Failed("no_sru")
        count = tidy(_first(root, "numberOfRecords"))
        if not count.isdecimal():
            return Failed("diagnostic")
        return _answer(root, isbn, alone=int(count[:9]) == 1)


def _query(isbn: str) -> dict[str, str]:
    """Older records carry the number of ten digits only."""
    numbers = [isbn, stdnum_isbn.to_isbn10(isbn)] if isbn.startswith("978") else [isbn]
    return {
        "version": "1.2",
        "operation": "searchRetrieve",
        "x-collection": "GGC",
        "recordSchema": "dcx",
        "x-fields": "ISBN",
        "maximumRecords": str(MOST_RECORDS),
        "query": " or ".join(f"isbn={number}" for number in numbers),
    }


def _answer(root: Element, isbn: str, *, alone: bool) -> Answer:
    for record in _all(root, "recordData"):
        numbers = isbns_in([*_texts(record, "identifier"), *_texts(record, "ISBN")])
        # Some records come without their number: then it is ours only when it is the one answer.
        if isbn in numbers or (alone and not numbers):
            try:
                return Found(_facts(record, isbn), KbCatalogue.name)
            except ValueError:
                continue
    return Unknown()


def _facts(record: Element, isbn: str) -> BookFacts:
    """The record's facts. Raises ValueError when there is no title."""
    title = _AFTER_TITLE.split(_first(record, "title"))[0]
    names = [cover_name(name) for name in _texts(record, "creator")]
    year = _YEAR.search(" ".join(_texts(record, "date")))
    tags = (tag_of(code) for code in _texts(record, "language"))
    kinds = " ".join(_texts(record, "type")).lower()
    return BookFacts(
        title=tidy_title(title),
        author=", ".join(name for name in names if name)[:200],
        year=int(year[0]) if year and FIRST_YEAR <= int(year[0]) <= LAST_YEAR else None,
        language=next((tag for tag in tags if tag), language_of(isbn)),
        form=Form.AUDIOBOOK.value if any(word in kinds for word in _AUDIO) else Form.BOOK.value,
        isbn=isbn,
    )


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(root: Element, name: str) -> Iterable[Element]:
    return (element for element in root.iter() if _local(element) == name)


def _texts(root: Element, name: str) -> list[str]:
    return [text for element in _all(root, name) if (text := tidy(element.text))]


def _first(root: Element, name: str) -> str:
    return next(iter(_texts(root, name)), "")
