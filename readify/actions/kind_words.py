"""What a teacher gives a child to see: a kind word from a fixed set, a book laid ready. And its answer."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from readify.actions.classroom import classroom_for, note, reader_for
from readify.actions.week_steps import children_of
from readify.db import connection_of, table_of
from readify.done import Done, Nudge, classroom_room
from readify.drafts.week import PraiseDraft
from readify.errors import NotFound
from readify.models import Book, BookPick, Praise
from readify.words import N_

NO_BOOK = N_("Dit boek heb ik niet gevonden.")

_PRAISE = {
    "sqlite": sqlite.insert(table_of(Praise)).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(table_of(Praise)).on_conflict_do_nothing(),
}
_PICK = {
    name: dialect.insert(table_of(BookPick)).on_conflict_do_update(
        index_elements=["reader_id", "book_id"], set_={"put_by_at": None}
    )
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


def praise(
    session: Session,
    *,
    classroom_id: int,
    draft: PraiseDraft,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[int]:
    """Gives each of these children this kind word, once a day. Answers to how many.

    Raises NotFound for a child of another class.
    """
    classroom_for(session, classroom_id, account_id)
    readers = children_of(session, classroom_id, draft.readers)
    connection = connection_of(session)
    for one in readers:
        row = {"reader_id": one, "code": draft.code, "day": today, "given_by": account_id}
        connection.execute(_PRAISE[connection.dialect.name], row)
    note(session, "praise", "classroom", classroom_id, account_id=account_id, now=now)
    return Done(len(readers), (Nudge(classroom_room(classroom_id), ("praise",), 0),))


def thank_for_praise(session: Session, *, reader_id: int, now: dt.datetime) -> Done[None]:
    """The child read its kind words: they come no more."""
    unseen = update(Praise).where(Praise.reader_id == reader_id, Praise.seen_at.is_(None))
    session.execute(unseen.values(seen_at=now))
    return Done(None)


def pick_book(
    session: Session, *, reader_id: int, book_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[str]:
    """Lays a title of the catalogue ready for this child. Answers the title. Raises NotFound."""
    reader = reader_for(session, reader_id, account_id)
    title = session.scalar(select(Book.title).where(Book.id == book_id))
    if title is None:
        raise NotFound("no_book", NO_BOOK)
    connection = connection_of(session)
    row = {"reader_id": reader_id, "book_id": book_id, "picked_at": now, "picked_by": account_id}
    connection.execute(_PICK[connection.dialect.name], {**row, "put_by_at": None})
    note(session, "pick_book", "reader", reader_id, account_id=account_id, now=now)
    return Done(title, (Nudge(classroom_room(reader.classroom_id), ("pick",), 0),))


def put_pick_by(session: Session, *, reader_id: int, book_id: int, now: dt.datetime) -> Done[None]:
    """The child would rather not, or the teacher takes it away: it lies ready no longer."""
    mine = update(BookPick).where(BookPick.reader_id == reader_id, BookPick.book_id == book_id)
    session.execute(mine.values(put_by_at=now))
    return Done(None)
