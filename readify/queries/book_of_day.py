"""The book of the day on a class's board: one title that the class knows, another one each school day.

A tip of the class goes first, with its stickers; else a book that at least three children of the class have
on their shelf. Only titles of the catalogue, in the catalogue's words: what a child typed is never shown, and
nobody can see who read or tipped it. What came up today waits until tomorrow, so the book stays all day.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from readify.books.stickers import STICKERS
from readify.models import Book, BookTip, Reader, ReaderBook, ShelfState

ENOUGH = 3  # children with a book on their shelf, so that it is nobody's alone
MOST = 150
SHOWN_STICKERS = 3
_BOOK = (Book.id, Book.title, Book.author, Book.language, Book.genre, Book.form, Book.title_key)
_TIPPED = (
    select(*_BOOK, BookTip.stickers)
    .join(ReaderBook, ReaderBook.book_id == Book.id)
    .join(BookTip, BookTip.work_id == ReaderBook.id)
    .join(Reader, Reader.id == BookTip.reader_id)
    .where(
        Reader.classroom_id == bindparam("of_classroom"),
        Reader.left_at.is_(None),
        BookTip.hidden_at.is_(None),
        BookTip.given_at < bindparam("before"),
    )
    .order_by(BookTip.given_at.desc(), BookTip.work_id)
    .limit(MOST)
)
_SHELVED = (
    select(*_BOOK)
    .join(ReaderBook, ReaderBook.book_id == Book.id)
    .join(Reader, Reader.id == ReaderBook.reader_id)
    .where(
        Reader.classroom_id == bindparam("of_classroom"),
        Reader.left_at.is_(None),
        ReaderBook.state.in_((ShelfState.READING, ShelfState.FINISHED)),
        ReaderBook.touched_at < bindparam("before"),
    )
    .group_by(*_BOOK)
    .having(func.count(func.distinct(Reader.id)) >= ENOUGH)
    .order_by(Book.id)
    .limit(MOST)
)


@dataclass(frozen=True, slots=True)
class DayBook:
    """One book of the catalogue; `stickers` of the class, most given first, none when it is no tip."""

    key: str
    title: str
    author: str
    language: str
    genre: str
    form: str
    stickers: tuple[str, ...]


def book_of_day(session: Session, *, classroom_id: int, today: dt.date, dawn: dt.datetime) -> DayBook | None:
    """Today's book, or None while the class has none. `dawn` is when today began. One or two statements."""
    asked = {"of_classroom": classroom_id, "before": dawn}
    rows: Sequence[Any] = session.execute(_TIPPED, asked).all()
    if not rows:
        rows = session.execute(_SHELVED, asked).all()
    ids = sorted({row.id for row in rows}, key=_place)
    if not ids:
        return None
    chosen = ids[_school_days(today) % len(ids)]
    return _book([row for row in rows if row.id == chosen])


def _place(book_id: int) -> bytes:
    """An order that says nothing about when or by whom."""
    return hashlib.blake2b(str(book_id).encode(), digest_size=8).digest()


def _school_days(day: dt.date) -> int:
    """Mondays to Fridays since the year one: the next school day takes the next book."""
    weeks, weekday = divmod(day.toordinal() - 1, 7)
    return weeks * 5 + min(weekday, 4)


def _book(rows: Sequence[Any]) -> DayBook:
    one = rows[0]
    all_given = (sticker for row in rows for sticker in getattr(row, "stickers", ()))
    given = Counter(sticker for sticker in all_given if sticker in STICKERS)
    ranked = sorted(given, key=lambda sticker: (-given[sticker], STICKERS.index(sticker)))
    return DayBook(
        key=one.title_key,
        title=one.title,
        author=one.author,
        language=one.language,
        genre=one.genre,
        form=one.form,
        stickers=tuple(ranked[:SHOWN_STICKERS]),
    )
