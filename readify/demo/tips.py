"""The made-up class's tips and wishes, through the ordinary actions."""

from __future__ import annotations

import datetime as dt
import random

from sqlalchemy import select

from readify.actions.choosing import wish_for_book
from readify.actions.tips import give_tip
from readify.books.stickers import STICKERS
from readify.demo.network import DemoChild, DemoNetwork
from readify.models import Book, ReaderBook, ShelfState
from readify.perform import database, perform, present

FAVOURITES = ("funny", "exciting", "quick", "beautiful")  # of every two stickers, one is of these
FORMS = ("book", "picture_book", "comic")


def give_their_tips(made: DemoNetwork, *, today: dt.date) -> None:
    """One or two tips of every third child, and a book that it wants to read."""
    for number, child in enumerate(made.children):
        if number % 3 == 0:
            _of_one(child, random.Random(f"tips/{child.reader_id}"), today)  # noqa: S311 - demo data


def _of_one(child: DemoChild, dice: random.Random, today: dt.date) -> None:
    moment = {**present(), "today": today}
    read, wished = _books(child)
    for work in read[: dice.choice((1, 1, 2))]:
        stickers = {dice.choice(FAVOURITES), dice.choice(FAVOURITES if dice.random() < 0.5 else STICKERS)}
        perform(give_tip, reader_id=child.reader_id, work_id=work, stickers=sorted(stickers), **moment)
    perform(wish_for_book, reader_id=child.reader_id, book_id=dice.choice(wished), **moment)


def _books(child: DemoChild) -> tuple[list[int], list[int]]:
    """Rows of the own shelf that the catalogue knows, read out ones first; and titles to want."""
    with database().reading() as session:
        of_child = select(ReaderBook.id).where(
            ReaderBook.reader_id == child.reader_id,
            ReaderBook.book_id.is_not(None),
            ReaderBook.state.in_((ShelfState.FINISHED, ShelfState.READING)),
        )
        read = session.scalars(of_child.order_by(ReaderBook.state, ReaderBook.id)).all()
        fits = select(Book.id).where(Book.language == "nl", Book.age_code == "A", Book.form.in_(FORMS))
        return list(read), list(session.scalars(fits.order_by(Book.id.desc()).limit(40)))
