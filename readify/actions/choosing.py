"""Choosing books: take one from the catalogue, want one for later, put one away without shame.

Putting a book away is said of the last reading in it (a correction: it now says "stopped"), so it is no new
leesbeurt, gives no lights, and the badge for who picks another follows from the ledger as it always did.
"""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from readify.actions.correcting import amend_reading
from readify.actions.progress import lock_reader
from readify.actions.receipts import Written
from readify.actions.sharing import CAUSES
from readify.actions.tips import own_work
from readify.books.folding import fold
from readify.done import Done
from readify.drafts.parsing import parse
from readify.drafts.reading import ReadingDraft
from readify.errors import NotFound
from readify.game.rulebook import Rulebook
from readify.models import Book, LedgerEntry, ReaderBook, ShelfState
from readify.words import N_

NO_SUCH_BOOK = N_("Dit boek heb ik niet gevonden.")
KEPT = (
    "form",
    "how",
    "language",
    "minutes",
    "pages",
    "finished",
    "again",
    "day",
    "place",
    "company",
    "feeling",
)

_withdrawal = aliased(LedgerEntry)


def choose_book(
    session: Session, *, rules: Rulebook, reader_id: int, book_id: int, today: dt.date, now: dt.datetime
) -> Done[int]:
    """Takes a title of the catalogue to read now: it stands first on the shelf. Answers its row."""
    del today
    row, _new = _on_shelf(session, rules, reader_id=reader_id, book_id=book_id, now=now)
    row.state, row.touched_at = ShelfState.READING, now
    session.flush()
    return Done(row.id)


def wish_for_book(
    session: Session, *, rules: Rulebook, reader_id: int, book_id: int, today: dt.date, now: dt.datetime
) -> Done[int]:
    """Puts a title on the shelf for later; one that is there already stays as it is. Answers its row."""
    del today
    row, new = _on_shelf(session, rules, reader_id=reader_id, book_id=book_id, now=now)
    if new:
        row.state = ShelfState.WANTED
    session.flush()
    return Done(row.id)


def put_away(
    session: Session, *, rules: Rulebook, reader_id: int, work_id: int, today: dt.date, now: dt.datetime
) -> Done[Written | None]:
    """Stops a book under way, or wants one no longer. One that was never read in leaves the shelf.

    Answers what the corrected reading came to; None when there was none. A repeat changes nothing.
    """
    lock_reader(session, rules, reader_id=reader_id, now=now)
    work = own_work(session, reader_id=reader_id, work_id=work_id)
    if work.state in {ShelfState.STOPPED, ShelfState.FINISHED}:
        return Done(None)
    last = _last_reading(session, reader_id, work_id)
    if last is not None and not (last.finished or last.stopped):
        corrected = amend_reading(
            session,
            rules=rules,
            reader_id=reader_id,
            entry_id=last.id,
            draft=_stopped(last, work_id),
            today=today,
            now=now,
            source=last.source,
            given_by=last.given_by,
        )
        done: Done[Written | None] = Done(corrected.value, corrected.nudges, corrected.follow_ups)
        return done
    if last is not None:  # taken up again, and nothing read since
        work.state = ShelfState.FINISHED if last.finished else ShelfState.STOPPED
    elif session.scalar(select(exists().where(LedgerEntry.work_id == work_id))):
        work.state = ShelfState.STOPPED  # it was read in once, and that was taken back
    else:
        session.delete(work)
    session.flush()
    return Done(None)


def _on_shelf(
    session: Session, rules: Rulebook, *, reader_id: int, book_id: int, now: dt.datetime
) -> tuple[ReaderBook, bool]:
    """This child's row of a catalogue title, and whether it is new. Locked: two taps make one row."""
    lock_reader(session, rules, reader_id=reader_id, now=now)
    book = session.get(Book, book_id)
    if book is None:
        raise NotFound("no_book", NO_SUCH_BOOK)
    key = fold(book.title)[:300] or book.title
    known = session.scalar(
        select(ReaderBook).where(ReaderBook.reader_id == reader_id, ReaderBook.title_key == key)
    )
    if known is not None:
        return known, False
    row = ReaderBook(
        reader_id=reader_id,
        book_id=book.id,
        title=book.title,
        author=book.author,
        title_key=key,
        isbn=book.isbn,
        form=book.form,
        language=book.language,
        genre=book.genre,
        series_key=book.series_key,
        touched_at=now,
    )
    session.add(row)
    return row, True


def _last_reading(session: Session, reader_id: int, work_id: int) -> LedgerEntry | None:
    """The newest standing reading in this book."""
    wanted = (
        select(LedgerEntry)
        .outerjoin(_withdrawal, _withdrawal.withdraws_id == LedgerEntry.id)
        .where(LedgerEntry.reader_id == reader_id, LedgerEntry.work_id == work_id, _withdrawal.id.is_(None))
        .order_by(LedgerEntry.day.desc(), LedgerEntry.id.desc())
        .limit(1)
    )
    return session.scalar(wanted)


def _stopped(last: LedgerEntry, work_id: int) -> ReadingDraft:
    """The same reading, saying that the book was put away. Its number follows from the reading's."""
    said = {name: getattr(last, name) for name in KEPT}
    number = uuid.uuid5(CAUSES, f"stop:{last.id}")
    return parse(ReadingDraft, {**said, "submission_id": number, "work": work_id, "stopped": True})
