"""Tips on the class shelf: books with stickers. Never who gave them, when, or how many did.

Only titles of the catalogue are shown to classmates, with the catalogue's words: what a child typed stays
its own, so a title is no way to write to one another. The order changes with the day and tells no moment.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from readify.books.stickers import STICKERS
from readify.models import Book, BookTip, Reader, ReaderBook

LOOKED_AT = 150  # newest tips of a class; more books than any shelf holds
SHOWN_STICKERS = 2

_TIPS = (
    select(
        BookTip.reader_id,
        BookTip.stickers,
        Book.id,
        Book.title_key,
        Book.title,
        Book.author,
        Book.language,
        Book.genre,
        Book.form,
        Book.series_key,
        Book.age_code,
    )
    .join(Reader, Reader.id == BookTip.reader_id)
    .join(ReaderBook, ReaderBook.id == BookTip.work_id)
    .join(Book, Book.id == ReaderBook.book_id)
    .where(
        Reader.classroom_id == bindparam("of_classroom"),
        Reader.left_at.is_(None),
        BookTip.hidden_at.is_(None),
    )
    .order_by(BookTip.given_at.desc(), BookTip.work_id)
    .limit(LOOKED_AT)
)


@dataclass(frozen=True, slots=True)
class ClassTip:
    """One book of the catalogue with the stickers of a class. `own`: this child's own are among them."""

    book_id: int
    key: str
    title: str
    author: str
    language: str
    genre: str
    form: str
    series: str
    age: str
    stickers: tuple[str, ...]
    own: bool


def class_tips(
    session: Session, *, classroom_id: int, day: dt.date, reader_id: int = 0, others_only: bool = False
) -> tuple[ClassTip, ...]:
    """The books with stickers in this class, in the order of that day. One statement."""
    by_book: dict[int, list[Any]] = {}
    for row in session.execute(_TIPS, {"of_classroom": classroom_id}):
        if not (others_only and row.reader_id == reader_id):
            by_book.setdefault(row.id, []).append(row)
    tips = [_tip(rows, reader_id) for rows in by_book.values()]
    return tuple(sorted(tips, key=lambda tip: _place(day, tip.book_id)))


def _tip(rows: list[Any], reader_id: int) -> ClassTip:
    book = rows[0]
    return ClassTip(
        book_id=book.id,
        key=book.title_key,
        title=book.title,
        author=book.author,
        language=book.language,
        genre=book.genre,
        form=book.form,
        series=book.series_key,
        age=book.age_code,
        stickers=_most_given(sticker for row in rows for sticker in row.stickers),
        own=any(row.reader_id == reader_id for row in rows),
    )


def _most_given(stickers: Iterable[str]) -> tuple[str, ...]:
    """The stickers given most, how often is not told; codes of an older release are passed over."""
    given = Counter(sticker for sticker in stickers if sticker in STICKERS)
    ranked = sorted(given, key=lambda sticker: (-given[sticker], STICKERS.index(sticker)))
    return tuple(ranked[:SHOWN_STICKERS])


def _place(day: dt.date, book_id: int) -> bytes:
    return hashlib.blake2b(f"{day}/{book_id}".encode(), digest_size=8).digest()
