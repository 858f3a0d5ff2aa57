"""A scanned or typed ISBN on its way into the log form: found, not known yet, or no ISBN at all.

Whatever it is, the child goes on at once: an unknown number is kept and sent along with the log.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from readify.books.catalogue import find_edition
from readify.books.isbn import WRONG, BadIsbn, parse_isbn
from readify.errors import Invalid
from readify.models import Book
from readify.perform import want_book
from readify.queries.book_lookup import known_book
from readify.web.reading_form import SCANNED, scanned_isbn


class Scanned(NamedTuple):
    """What the log form shows of it: values to fill in, a notice, and errors."""

    values: dict[str, Any]
    notice: str = ""
    errors: Invalid | None = None


def scanned_book(session: Session, text: str, *, reader_id: int, now: dt.datetime) -> Scanned:
    """What to fill in for this ISBN. Nothing typed: a new book, its title still to be looked for."""
    nothing = {"work": ""}
    if not text.strip():
        return Scanned(nothing)
    try:
        isbn = parse_isbn(text)
    except BadIsbn:
        wrong = Invalid("bad_isbn", WRONG, fields={"book.isbn": WRONG})
        return Scanned(nothing | {"isbn": text}, errors=wrong)
    book = find_edition(session, isbn)
    if book is not None:
        return Scanned({"work": SCANNED + isbn, "form": book.form, "language": book.language})
    own = known_book(session, isbn, reader_id=reader_id, now=now)
    looking = own.is_asked or (own.is_lacking and want_book(isbn))
    typed = {"isbn": isbn, "title": own.title, "author": own.author}
    notice = "looking_book" if looking else "unknown_book"
    return Scanned(nothing | typed, notice="" if own.is_known else notice)


def chosen_by_isbn(session: Session, work: object) -> Book | None:
    """The catalogue's book that stands chosen in the form, when it was scanned."""
    isbn = scanned_isbn(str(work))
    return None if isbn is None else find_edition(session, isbn)
