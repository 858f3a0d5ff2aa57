"""What we can say at once of an ISBN: in the catalogue, on the own shelf, looked for, or asked in vain."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from readify.books.catalogue import find_edition
from readify.models import BookLookup, LookupState, ReaderBook

_ON_SHELF = (
    select(ReaderBook)
    .where(
        ReaderBook.reader_id == bindparam("of_reader"),
        or_(ReaderBook.isbn == bindparam("of_isbn"), ReaderBook.book_id == bindparam("of_book")),
    )
    .order_by((ReaderBook.isbn == bindparam("of_isbn")).desc(), ReaderBook.touched_at.desc())
    .limit(1)
)
_NEXT_DUE = select(func.min(BookLookup.due_at)).where(BookLookup.state == LookupState.WAITING)
_UNASKED = (
    select(ReaderBook.isbn)
    .distinct()
    .outerjoin(BookLookup, BookLookup.isbn == ReaderBook.isbn)
    .where(ReaderBook.isbn.is_not(None), ReaderBook.book_id.is_(None), BookLookup.isbn.is_(None))
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class KnownBook:
    """What is known of an ISBN now. `book` is the catalogue's id, `work` the row on the own shelf."""

    isbn: str
    title: str | None = None
    author: str | None = None
    book: int | None = None
    work: int | None = None
    is_asked: bool = False  # somebody is looking, or shall
    is_unknown: bool = False  # no source knew it, lately

    @property
    def is_known(self) -> bool:
        """There is a title to show."""
        return self.title is not None

    @property
    def is_lacking(self) -> bool:
        """Not in the catalogue, and nobody was asked for it yet."""
        return self.book is None and not self.is_asked and not self.is_unknown


def known_book(session: Session, isbn: str, *, reader_id: int | None, now: dt.datetime) -> KnownBook:
    """The catalogue's book, else the title on this reader's own shelf, else how the search for it stands."""
    book = find_edition(session, isbn)
    own = None
    if reader_id is not None:
        scope = {"of_reader": reader_id, "of_isbn": isbn, "of_book": book.id if book else None}
        own = session.scalars(_ON_SHELF, scope).one_or_none()
    work = own.id if own else None
    if book is not None:
        return KnownBook(isbn, book.title, book.author, book.id, work)
    asked = session.get(BookLookup, isbn)
    waits = asked is not None and asked.state is LookupState.WAITING
    unknown = asked is not None and asked.state is LookupState.UNKNOWN and asked.due_at > now
    if own is not None and own.is_named:
        return KnownBook(isbn, own.title, own.author, None, work, waits, unknown)
    return KnownBook(isbn, None, None, None, work, waits, unknown)


def next_due(session: Session) -> dt.datetime | None:
    """When the next look-up is due; None when nobody asks for anything."""
    found: dt.datetime | None = session.scalar(_NEXT_DUE)
    return found


def unasked_isbns(session: Session, *, most: int = 200) -> tuple[str, ...]:
    """ISBNs on shelves that nobody has looked for yet: logged while the sources were off, or cut off."""
    return tuple(isbn for isbn in session.scalars(_UNASKED, {"most": most}) if isbn)
