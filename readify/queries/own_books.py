"""A child's whole shelf, one book of it, and a title of the catalogue as this child sees it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.models import Book, BookTip, ReaderBook, ShelfState
from readify.queries.shelf import ShelfBook, shelf_book
from readify.words import N_

NO_SUCH_BOOK = N_("Dit boek heb ik niet gevonden.")
MOST = 120  # titles shown, those touched last

_SHELF = (
    select(ReaderBook)
    .where(ReaderBook.reader_id == bindparam("of_reader"))
    .order_by(ReaderBook.touched_at.desc(), ReaderBook.id.desc())
    .limit(MOST)
)
_ONE = (
    select(ReaderBook, BookTip.stickers)
    .outerjoin(BookTip, BookTip.work_id == ReaderBook.id)
    .where(ReaderBook.id == bindparam("of_work"), ReaderBook.reader_id == bindparam("of_reader"))
)
_MINE = (
    select(ReaderBook.id)
    .where(
        ReaderBook.reader_id == bindparam("of_reader"),
        or_(ReaderBook.title_key == bindparam("of_key"), ReaderBook.book_id == bindparam("of_book")),
    )
    .order_by(ReaderBook.touched_at.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class OwnShelf:
    """All of a shelf, newest first in each part."""

    reading: tuple[ShelfBook, ...]
    wanted: tuple[ShelfBook, ...]
    finished: tuple[ShelfBook, ...]
    stopped: tuple[ShelfBook, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing on it yet."""
        return not (self.reading or self.wanted or self.finished or self.stopped)


@dataclass(frozen=True, slots=True)
class OwnBook:
    """One book of the shelf. `stickers` are this child's tip; `shown`: classmates can see that tip.

    `book_id` is the catalogue's, None for a title that was typed.
    """

    book: ShelfBook
    book_id: int | None
    touched_at: dt.datetime
    stickers: tuple[str, ...]

    @property
    def shown(self) -> bool:
        """Only titles of the catalogue go to the class shelf."""
        return self.book_id is not None


@dataclass(frozen=True, slots=True)
class CatalogueTitle:
    """A title of the catalogue. `work` is this child's own row of it, if any."""

    id: int
    title: str
    author: str
    form: str
    genre: str
    language: str
    series: str
    work: int | None


def own_shelf(session: Session, *, reader_id: int) -> OwnShelf:
    """The shelf of this child. One statement."""
    rows = [shelf_book(row) for row in session.scalars(_SHELF, {"of_reader": reader_id})]
    parts = {state: tuple(row for row in rows if row.state == state.value) for state in ShelfState}
    return OwnShelf(
        reading=parts[ShelfState.READING],
        wanted=parts[ShelfState.WANTED],
        finished=parts[ShelfState.FINISHED],
        stopped=parts[ShelfState.STOPPED],
    )


def own_book(session: Session, *, reader_id: int, work: int) -> OwnBook:
    """One book of this child's shelf. NotFound for another's."""
    row = session.execute(_ONE, {"of_reader": reader_id, "of_work": work}).one_or_none()
    if row is None:
        raise NotFound("no_book", NO_SUCH_BOOK)
    found = row.ReaderBook
    return OwnBook(shelf_book(found), found.book_id, found.touched_at, tuple(row.stickers or ()))


def catalogue_title(session: Session, *, reader_id: int, book_id: int) -> CatalogueTitle:
    """One title of the catalogue. NotFound when there is none."""
    book = session.get(Book, book_id)
    if book is None:
        raise NotFound("no_book", NO_SUCH_BOOK)
    scope = {"of_reader": reader_id, "of_key": book.title_key, "of_book": book_id}
    return CatalogueTitle(
        id=book.id,
        title=book.title,
        author=book.author,
        form=book.form,
        genre=book.genre,
        language=book.language,
        series=book.series,
        work=session.scalar(_MINE, scope),
    )
