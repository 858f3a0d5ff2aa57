"""Looking for a book that the catalogue lacks: taking an ISBN up, and writing down what came of it.

The asking itself happens between two of these actions, in no transaction (`readify.book_finder`).
Facts in the ledger stay as they are; the shelves of the children who gave the ISBN are filled in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, delete, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from readify.books.catalogue import find_edition
from readify.books.facts import BookFacts
from readify.books.folding import fold
from readify.books.importing import store_books
from readify.db import connection_of, table_of
from readify.done import Done
from readify.models import Book, BookLookup, LookupState, ReaderBook

LEASE = dt.timedelta(minutes=3)  # a worker that has not answered by then is taken for dead
REMEMBER = dt.timedelta(days=14)  # how long nobody is asked again for a book that nobody knew
FIRST_PAUSE, LONGEST_PAUSE = (
    dt.timedelta(minutes=1),
    dt.timedelta(days=1),
)  # after a failure, doubled each time

_lookups = table_of(BookLookup)
_SAME_NAME = aliased(ReaderBook)


def _ask_again(dialect: Any) -> Any:
    """Asks for an ISBN. One that is asked for stays as it is; one asked in vain long ago begins anew."""
    statement = dialect.insert(_lookups)
    return statement.on_conflict_do_update(
        index_elements=["isbn"],
        set_={name: statement.excluded[name] for name in ("state", "due_at", "attempts")},
        where=(_lookups.c.state == LookupState.UNKNOWN) & (_lookups.c.due_at <= statement.excluded.due_at),
    )


_ASK = {"sqlite": _ask_again(sqlite), "postgresql": _ask_again(postgresql)}
_FIRST_DUE = (
    select(_lookups.c.isbn)
    .where(_lookups.c.state == LookupState.WAITING, _lookups.c.due_at <= bindparam("now"))
    .order_by(_lookups.c.due_at, _lookups.c.isbn)
    .limit(1)
    .with_for_update(skip_locked=True)  # on PostgreSQL two workers pass each other; on SQLite one writes
)
_TAKE_UP = (
    update(_lookups)
    .where(_lookups.c.isbn == _FIRST_DUE.scalar_subquery())
    .values(due_at=bindparam("until"), attempts=_lookups.c.attempts + 1)
    .returning(_lookups.c.isbn)
)


def take_up_lookup(session: Session, *, wanted: Sequence[str], now: dt.datetime) -> Done[str | None]:
    """Notes what is wanted, and takes up the ISBN that waits longest. None when nothing is due.

    Who takes one up has it alone until `LEASE` is over, also among other processes.
    """
    connection = connection_of(session)
    for isbn in sorted(set(wanted)):  # in one order, so that two writers never wait for each other in a ring
        row = {"isbn": isbn, "state": LookupState.WAITING, "due_at": now, "attempts": 0}
        connection.execute(_ASK[connection.dialect.name], row)
    return Done(connection.execute(_TAKE_UP, {"now": now, "until": now + LEASE}).scalar())


def fill_in_book(
    session: Session, *, isbn: str, facts: BookFacts | None, source: str, now: dt.datetime
) -> Done[int]:
    """Puts the book in the catalogue and on the shelves that wait for it. Answers how many those are.

    Without `facts` the catalogue has the book already. A title that a child typed stays; what it left empty
    is filled in. Idempotent.
    """
    del now
    if facts is not None:
        store_books(session, [replace(facts, isbn=isbn)], source=source)
        session.flush()
    session.execute(delete(BookLookup).where(BookLookup.isbn == isbn))
    book = find_edition(session, isbn)
    if book is None:
        return Done(0)
    waiting = session.scalars(
        select(ReaderBook)
        .where(ReaderBook.isbn == isbn, ReaderBook.book_id.is_(None))
        .order_by(ReaderBook.id)
    ).all()
    for row in waiting:
        _fill_in(session, row, book)
    session.flush()
    return Done(len(waiting))


def note_unknown(session: Session, *, isbn: str, now: dt.datetime) -> Done[None]:
    """No source knows it: nobody is asked again for a while."""
    session.execute(
        update(BookLookup)
        .where(BookLookup.isbn == isbn)
        .values(state=LookupState.UNKNOWN, due_at=now + REMEMBER, attempts=0)
    )
    return Done(None)


def put_off_lookup(
    session: Session, *, isbn: str, retry_after: float | None, now: dt.datetime
) -> Done[dt.datetime | None]:
    """A source failed: later again, ever later, and not before it wishes. Answers when."""
    row = session.get(BookLookup, isbn)
    if row is None:
        return Done(None)
    pause = min(FIRST_PAUSE * 2 ** min(max(row.attempts - 1, 0), 20), LONGEST_PAUSE)
    row.due_at = now + max(pause, dt.timedelta(seconds=retry_after or 0.0))
    session.flush()
    return Done(row.due_at)


def _fill_in(session: Session, row: ReaderBook, book: Book) -> None:
    """The catalogue's facts, wherever the child said nothing itself."""
    row.book_id = book.id
    row.author = row.author or book.author
    row.genre = row.genre or book.genre
    row.series_key = row.series_key or book.series_key
    if row.is_named:
        return
    row.title = book.title
    key = fold(book.title)[:300]
    # The same title may stand there already, typed without its number. Both rows have readings: both stay,
    # and this one is still found by its number.
    taken = exists().where(_SAME_NAME.reader_id == row.reader_id, _SAME_NAME.title_key == key)
    if key and not session.scalar(select(taken)):
        row.title_key = key
