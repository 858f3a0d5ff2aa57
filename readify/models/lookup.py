"""Looking for books that the catalogue lacks: which ISBNs are asked for, and which nobody knew.

Holds ISBNs and nothing of who asked: no child, no school, no class.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Index, String, and_
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base
from readify.models.columns import Moment, coded
from readify.models.shelf import ReaderBook


class LookupState(StrEnum):
    """What is known of an ISBN that is not in the catalogue. Once it is there, its row goes."""

    WAITING = "waiting"  # to be looked for from `due_at` on
    UNKNOWN = "unknown"  # no source knew it; until `due_at` nobody is asked again


class BookLookup(Base):
    """One ISBN. While a worker is at it, `due_at` lies ahead: if the worker dies, another takes it up."""

    __tablename__ = "book_lookups"
    __table_args__ = (Index("ix_book_lookups_state_due_at", "state", "due_at"),)

    isbn: Mapped[str] = mapped_column(String(13), primary_key=True)
    state: Mapped[LookupState] = mapped_column(coded(LookupState))
    due_at: Mapped[Moment]
    attempts: Mapped[int]


# The shelves' rows that wait for their book: few, however many rows there are.
_WAITS = and_(ReaderBook.isbn.is_not(None), ReaderBook.book_id.is_(None))
Index("ix_reader_books_waiting", ReaderBook.isbn, sqlite_where=_WAITS, postgresql_where=_WAITS)
