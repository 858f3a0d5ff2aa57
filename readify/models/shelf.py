"""A child's own shelf: read, stopped, wanted, and its tips. Typed titles live here and go with the child."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from readify.db import Base, UtcDateTime
from readify.models.columns import BigId, Code, Json, Key, Moment, coded


class ShelfState(StrEnum):
    """Where a child is with a book."""

    READING = "reading"
    FINISHED = "finished"
    STOPPED = "stopped"
    WANTED = "wanted"


def unnamed(isbn: str | None) -> str:
    """The title of a book of which a child only gave the number: until it is found, or typed."""
    return f"ISBN {isbn}"


class ReaderBook(Base):
    """One title on one child's shelf, from the catalogue or typed."""

    __tablename__ = "reader_books"
    __table_args__ = (
        UniqueConstraint("reader_id", "title_key", "form_group", name="uq_reader_books_reader_title"),
    )

    id: Mapped[Key]
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"))
    book_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("books.id", ondelete="SET NULL"))
    title: Mapped[str] = mapped_column(String(300))
    author: Mapped[str] = mapped_column(String(200), default="")
    title_key: Mapped[str] = mapped_column(String(300))  # folded title
    form_group: Mapped[str] = mapped_column(String(12), default="")  # room for a later split by form
    isbn: Mapped[str | None] = mapped_column(String(13))
    form: Mapped[Code] = mapped_column(default="book")
    language: Mapped[str] = mapped_column(String(12), default="nl")
    genre: Mapped[Code] = mapped_column(default="")
    series_key: Mapped[str] = mapped_column(String(80), default="")
    state: Mapped[ShelfState] = mapped_column(coded(ShelfState), default=ShelfState.READING)
    page: Mapped[int | None]
    minutes: Mapped[int | None]  # of the last reading: the log form's default
    how: Mapped[Code] = mapped_column(default="self")
    touched_at: Mapped[Moment]

    @property
    def is_named(self) -> bool:
        """Has a title of its own, not only a number."""
        return self.isbn is None or self.title != unnamed(self.isbn)


class BookTip(Base):
    """One child's tip: stickers on a book of its own shelf. Codes: nobody can write to a classmate."""

    __tablename__ = "book_tips"

    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"), primary_key=True)
    work_id: Mapped[int] = mapped_column(
        ForeignKey("reader_books.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    stickers: Mapped[list[str]] = mapped_column(Json)
    given_at: Mapped[Moment]
    hidden_at: Mapped[dt.datetime | None] = mapped_column(
        UtcDateTime
    )  # a teacher took it off the class shelf
