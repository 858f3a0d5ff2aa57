"""A child's own shelf and the defaults it gives to the next log."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from readify.models import ReaderBook, ShelfState

_RECENT = (
    select(ReaderBook)
    .where(ReaderBook.reader_id == bindparam("of_reader"), ReaderBook.state != ShelfState.WANTED)
    .order_by(ReaderBook.touched_at.desc(), ReaderBook.id.desc())
    .limit(bindparam("most"))
)
_ONE = select(ReaderBook).where(
    ReaderBook.id == bindparam("of_work"), ReaderBook.reader_id == bindparam("of_reader")
)


@dataclass(frozen=True, slots=True)
class ShelfBook:
    """One title on a child's shelf, with how it was last read."""

    work: int
    title: str
    author: str
    form: str
    how: str
    language: str
    genre: str
    state: str
    page: int | None
    minutes: int | None

    @property
    def is_underway(self) -> bool:
        """Being read."""
        return self.state == ShelfState.READING.value


def shelf_of(session: Session, *, reader_id: int, most: int = 12) -> tuple[ShelfBook, ...]:
    """The titles this child read in last, newest first; what it only wants to read is left out."""
    rows = session.scalars(_RECENT, {"of_reader": reader_id, "most": most})
    return tuple(shelf_book(row) for row in rows)


def book_on_shelf(session: Session, *, reader_id: int, work: int) -> ShelfBook | None:
    """This one title, when it is on this child's shelf."""
    row = session.scalar(_ONE, {"of_reader": reader_id, "of_work": work})
    return shelf_book(row) if row is not None else None


def shelf_book(row: ReaderBook) -> ShelfBook:
    """A row as a value."""
    return ShelfBook(
        work=row.id,
        title=row.title,
        author=row.author,
        form=row.form,
        how=row.how,
        language=row.language,
        genre=row.genre,
        state=row.state.value,
        page=row.page,
        minutes=row.minutes,
    )
