"""The small part of the catalogue that a child's device keeps, to find titles while there is no network.

The own shelf first, then what is on most shelves of the network, then more of the catalogue in the languages
that this child reads. A title that fewer than five children have is never shown because of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from readify.models import Book, ReaderBook

MOST = 300
FEWEST_SHELVES = 5

_FACTS = (Book.id, Book.title, Book.author, Book.form, Book.language)


@dataclass(frozen=True, slots=True)
class TitleAtHand:
    """One title; `id` is the catalogue's, None for what the child typed."""

    id: int | None
    title: str
    author: str
    form: str
    language: str


def titles_at_hand(
    session: Session,
    *,
    reader_id: int,
    popular: Iterable[TitleAtHand],
    languages: Iterable[str],
    most: int = MOST,
) -> tuple[TitleAtHand, ...]:
    """At most `most` titles, each once, the likeliest first. `popular` comes from `popular_titles`."""
    found: dict[tuple[str, str], TitleAtHand] = {}
    wanted = tuple(dict.fromkeys(languages))
    for row in (*_own(session, reader_id), *popular, *_more(session, wanted, most)):
        found.setdefault((row.title, row.language), row)
    return tuple(found.values())[:most]


def _own(session: Session, reader_id: int) -> list[TitleAtHand]:
    rows = session.execute(
        select(ReaderBook.book_id, ReaderBook.title, ReaderBook.author, ReaderBook.form, ReaderBook.language)
        .where(ReaderBook.reader_id == reader_id)
        .order_by(ReaderBook.touched_at.desc(), ReaderBook.id.desc())
        .limit(40)
    )
    return [TitleAtHand(*row) for row in rows]


def popular_titles(session: Session, *, most: int = 200) -> tuple[TitleAtHand, ...]:
    """What at least five children have on their shelf, the most loved first."""
    shelves = func.count(ReaderBook.id)
    often = (
        select(ReaderBook.book_id, shelves.label("shelves"))
        .where(ReaderBook.book_id.is_not(None))
        .group_by(ReaderBook.book_id)
        .having(shelves >= FEWEST_SHELVES)
        .subquery()
    )
    rows = session.execute(
        select(*_FACTS)
        .join(often, often.c.book_id == Book.id)
        .order_by(often.c.shelves.desc(), Book.id)
        .limit(most)
    )
    return tuple(TitleAtHand(*row) for row in rows)


def _more(session: Session, languages: tuple[str, ...], most: int) -> list[TitleAtHand]:
    """As the catalogue came: the best known titles stand first in it."""
    rows = session.execute(select(*_FACTS).where(Book.language.in_(languages)).order_by(Book.id).limit(most))
    return [TitleAtHand(*row) for row in rows]
