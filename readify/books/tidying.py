"""Texts from outside as they may stand on a child's shelf: readable signs only, names as on a cover.

Judges no meaning; what is too long or empty is no text.
"""

from __future__ import annotations

import re
import unicodedata

from readify.books.isbn import parse_isbn
from readify.errors import Refused

LONGEST_TITLE = 300
LONGEST_NAME = 200
JOINERS = "\u200c\u200d"  # unseen, yet part of the spelling of Persian and Hindi
_YEARS = re.compile(r"\s*[([][^)\]]*[)\]]|,?\s*\d{4}\s*-\s*(?:\d{4})?")
# The publishers' language by an ISBN's first digits, where a country speaks one: for records without any.
_GROUPS = (
    ("97890", "nl"), ("97894", "nl"), ("9780", "en"), ("9781", "en"), ("9782", "fr"), ("9783", "de"),
    ("9784", "ja"), ("9785", "ru"), ("9787", "zh"), ("97883", "pl"), ("97884", "es"), ("97887", "da"),
    ("97888", "it"), ("978605", "tr"), ("978625", "tr"), ("978975", "tr"), ("978617", "uk"), ("978966", "uk"),
    ("9798", "en"), ("97910", "fr"), ("97912", "it"),
)  # fmt: skip


def tidy(said: object) -> str:
    """One line of readable signs; nothing for what is no text."""
    if not isinstance(said, str):
        return ""
    kept = "".join(sign if sign.isprintable() or sign in JOINERS else " " for sign in said)
    return " ".join(unicodedata.normalize("NFC", kept).split()).strip(JOINERS)


def tidy_title(said: object) -> str:
    """A title. Raises ValueError when there is none, or more of it than any book has."""
    title = tidy(said)
    if not title or not any(sign.isalnum() for sign in title):
        raise ValueError("title: missing")
    if len(title) > LONGEST_TITLE:
        raise ValueError("title: too long")
    return title


def cover_name(said: object) -> str:
    """A name as on a cover: `Schaap, Annet (1965-)` is `Annet Schaap`."""
    family, comma, given = _YEARS.sub("", tidy(said)).partition(",")
    return tidy(f"{given} {family}" if comma else family)[:LONGEST_NAME]


def isbns_in(said: object) -> set[str]:
    """The ISBNs, as thirteen digits, among texts such as `URN:ISBN:90…` or `9789045120393 (geb.)`."""
    texts = said if isinstance(said, list | tuple) else (said,)
    found = set()
    for text in texts:
        plain = re.sub(r"^(?:urn:)?isbn:?", "", tidy(text), flags=re.IGNORECASE).strip().split(" ")[0]
        try:
            found.add(parse_isbn(plain))
        except Refused:
            continue
    return found


def language_of(isbn: str) -> str:
    """What a book with this ISBN is most likely written in, when its record does not say."""
    return next((tag for start, tag in _GROUPS if isbn.startswith(start)), "nl")
