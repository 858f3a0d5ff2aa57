"""The child's own shelf: find or put the title of a reading there. Typed titles stay with the child."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from readify.books.catalogue import find_edition
from readify.books.folding import fold
from readify.db import connection_of, table_of
from readify.drafts.reading import BookDraft, ReadingDraft
from readify.errors import Invalid
from readify.models import Book, ReaderBook, ShelfState
from readify.models.shelf import unnamed
from readify.prepared import Prepared
from readify.words import N_

NOT_ON_SHELF = N_("Dit boek staat niet op jouw plank. Typ de titel.")
NOT_IN_CATALOGUE = N_("Dit boek ken ik niet (meer). Typ zelf de titel.")

_shelf = table_of(ReaderBook)

_TOUCH = Prepared(
    update(_shelf)
    .where(_shelf.c.id == bindparam("of_work"), _shelf.c.reader_id == bindparam("of_reader"))
    .values(
        {name: bindparam(name) for name in ("form", "language", "how", "state", "touched_at")}
        # a log that says no page or minutes leaves what is known of the book
        | {name: func.coalesce(bindparam(name), _shelf.c[name]) for name in ("minutes", "page")}
    )
    .returning(*(_shelf.c[name] for name in ("id", "book_id", "title", "isbn", "genre", "series_key")))
)
_books = table_of(Book)
_SAME_TITLE = Prepared(  # two rows tell that a title is not the only one of its name
    select(*(_books.c[name] for name in ("id", "title", "author", "isbn", "genre", "series_key")))
    .where(_books.c.title_key == bindparam("of_title"))
    .limit(2)
)
_BY_TITLE = Prepared(
    select(_shelf.c.id).where(
        _shelf.c.reader_id == bindparam("of_reader"), _shelf.c.title_key == bindparam("of_title")
    )
)
_BY_ISBN = Prepared(
    select(_shelf.c.id, _shelf.c.book_id)
    .where(_shelf.c.reader_id == bindparam("of_reader"), _shelf.c.isbn == bindparam("of_isbn"))
    .order_by(_shelf.c.id)
    .limit(1)
)


def work_of(session: Session, *, reader_id: int, draft: ReadingDraft, now: dt.datetime) -> Any | None:
    """The draft's shelf row (id, book_id, title, isbn, genre, series_key), touched; None without a title.

    Raises Invalid when the draft names a shelf row or catalogue id that is not there.
    """
    if draft.work is not None:
        touched = _touch(session, reader_id, draft.work, draft, now)
        if touched is None:
            raise Invalid("invalid", NOT_ON_SHELF, fields={"work": NOT_ON_SHELF})
        return touched
    if draft.book is None or not draft.book.is_named:
        return None
    numbered = _by_isbn(session, reader_id, draft.book)
    if numbered is not None:
        return _touch(session, reader_id, numbered, draft, now)
    typed = _typed_key(draft.book)
    known = _of_title(session, reader_id, typed) if typed else None
    if known is not None:  # the catalogue would find it under this very key
        return _touch(session, reader_id, known, draft, now)
    facts = _title_facts(session, draft.book)
    known = None if facts["title_key"] == typed else _of_title(session, reader_id, facts["title_key"])
    if known is not None:
        return _touch(session, reader_id, known, draft, now)
    row = {**facts, "reader_id": reader_id, "form_group": "", "touched_at": now, "form": draft.form.value}
    made = session.execute(insert(ReaderBook).values(**row).returning(ReaderBook.id)).scalar_one()
    return _touch(session, reader_id, made, draft, now)


def _touch(
    session: Session, reader_id: int, work_id: int, draft: ReadingDraft, now: dt.datetime
) -> Any | None:
    """Notes the last reading on the shelf row: the log form's defaults for next time."""
    return _TOUCH.row(
        connection_of(session),
        {
            "of_work": work_id,
            "of_reader": reader_id,
            "form": draft.form.value,
            "language": draft.language,
            "how": draft.how.value,
            "minutes": draft.minutes,
            "page": draft.page,
            "state": _state(draft),
            "touched_at": now,
        },
    )


def _typed_key(draft: BookDraft) -> str:
    """The key of a title that is all that was said of the book; empty when there is a number as well."""
    return "" if draft.id is not None or draft.isbn is not None else fold(draft.title or "")[:300]


def _of_title(session: Session, reader_id: int, key: str) -> int | None:
    """The shelf row with this key."""
    row = _BY_TITLE.row(connection_of(session), {"of_reader": reader_id, "of_title": key})
    return None if row is None else int(row.id)


def _by_isbn(session: Session, reader_id: int, draft: BookDraft) -> int | None:
    """The shelf row with this very number, whatever its title; a title typed now names an unknown one."""
    if draft.isbn is None:
        return None
    scope = {"of_reader": reader_id, "of_isbn": draft.isbn}
    row = _BY_ISBN.row(connection_of(session), scope)
    if row is None:
        return None
    if draft.title and row.book_id is None:
        _name(session, reader_id, row.id, draft)
    return int(row.id)


def _name(session: Session, reader_id: int, work_id: int, draft: BookDraft) -> None:
    """Gives the row the typed title, unless another row of this shelf has it."""
    key = fold(draft.title or "")[:300]
    if key and _of_title(session, reader_id, key) is None:
        typed = {"title": draft.title, "title_key": key}
        typed |= {"author": draft.author} if draft.author else {}
        session.execute(update(ReaderBook).where(ReaderBook.id == work_id).values(**typed))


def _state(draft: ReadingDraft) -> ShelfState:
    if draft.finished:
        return ShelfState.FINISHED
    return ShelfState.STOPPED if draft.stopped else ShelfState.READING


def _title_facts(session: Session, draft: BookDraft) -> dict[str, Any]:
    """What the shelf keeps of a title: the catalogue's facts when it knows the book, else what was typed."""
    book = _in_catalogue(session, draft)
    if book is not None:
        return {
            "book_id": book.id,
            "title": book.title,
            "author": book.author,
            "title_key": fold(book.title)[:300],
            "isbn": draft.isbn or book.isbn,
            "genre": book.genre,
            "series_key": book.series_key,
        }
    title = draft.title or unnamed(draft.isbn)
    return {
        "title": title,
        "author": draft.author or "",
        "title_key": fold(title)[:300] or title[:300],
        "isbn": draft.isbn,
    }


def _in_catalogue(session: Session, draft: BookDraft) -> Any | None:
    if draft.id is not None:
        book = session.get(Book, draft.id)
        if book is None and not draft.title:
            raise Invalid("invalid", NOT_IN_CATALOGUE, fields={"book.id": NOT_IN_CATALOGUE})
        return book
    if draft.isbn is not None and (book := find_edition(session, draft.isbn)) is not None:
        return book
    if draft.title:
        same = _SAME_TITLE.rows(connection_of(session), {"of_title": fold(draft.title)[:300]})
        return same[0] if len(same) == 1 else None
    return None
