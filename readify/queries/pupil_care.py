"""What teachers keep and lay ready for one child: a private note, books, kind words; what it sees of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from readify.models import Account, Book, BookPick, Praise, PupilNote, ReaderBook, WeekStep

MOST_PICKS = 6
MOST_PRAISE = 3

_NOTE = (
    select(PupilNote.words, PupilNote.version, PupilNote.changed_at, Account.name)
    .outerjoin(Account, Account.id == PupilNote.changed_by)
    .where(PupilNote.classroom_id == bindparam("of_classroom"), PupilNote.reader_id == bindparam("of_reader"))
)
_ON_SHELF = (
    select(ReaderBook.id)
    .where(ReaderBook.reader_id == BookPick.reader_id, ReaderBook.book_id == BookPick.book_id)
    .exists()
)
_PICKS = (
    select(
        Book.id, Book.title_key, Book.title, Book.author, Book.language, Book.genre, Book.form, Account.name
    )
    .join(BookPick, BookPick.book_id == Book.id)
    .outerjoin(Account, Account.id == BookPick.picked_by)
    .where(BookPick.reader_id == bindparam("of_reader"), BookPick.put_by_at.is_(None), ~_ON_SHELF)
    .order_by(BookPick.picked_at.desc(), Book.id)
    .limit(MOST_PICKS)
)
_PRAISE = (
    select(Praise.code, Account.name)
    .outerjoin(Account, Account.id == Praise.given_by)
    .where(Praise.reader_id == bindparam("of_reader"), Praise.seen_at.is_(None))
    .order_by(Praise.id.desc())
    .limit(MOST_PRAISE)
)
_STEPS = (
    select(WeekStep.id, WeekStep.kind, WeekStep.planned_on)
    .where(WeekStep.reader_id == bindparam("of_reader"), WeekStep.done_at.is_(None))
    .order_by(WeekStep.planned_on, WeekStep.id)
)


@dataclass(frozen=True, slots=True)
class Note:
    """The note of a child in a class; `version` 0 and no words when nobody wrote one."""

    words: str = ""
    version: int = 0
    by: str = ""


@dataclass(frozen=True, slots=True)
class PickedBook:
    """A title that lies ready, and who laid it there."""

    id: int
    key: str
    title: str
    author: str
    language: str
    genre: str
    form: str
    by: str


@dataclass(frozen=True, slots=True)
class KindWord:
    """A kind word that the child has not seen yet: its code, and whose it is."""

    code: str
    by: str


def note_of(session: Session, *, classroom_id: int, reader_id: int) -> Note:
    """The private note, for the teachers of this class only."""
    row = session.execute(_NOTE, {"of_classroom": classroom_id, "of_reader": reader_id}).one_or_none()
    return Note(row.words, row.version, row.name or "") if row else Note()


def picks_for(session: Session, *, reader_id: int) -> tuple[PickedBook, ...]:
    """Books laid ready for this child, newest first; not those it has on its shelf or put by."""
    rows = session.execute(_PICKS, {"of_reader": reader_id})
    return tuple(PickedBook(*row[:7], row[7] or "") for row in rows)


def kind_words_for(session: Session, *, reader_id: int) -> tuple[KindWord, ...]:
    """Kind words that wait for this child, newest first."""
    return tuple(KindWord(row[0], row[1] or "") for row in session.execute(_PRAISE, {"of_reader": reader_id}))


def steps_with(session: Session, *, reader_id: int) -> tuple[Any, ...]:
    """Steps that are planned with this child: id, kind, planned_on."""
    return tuple(session.execute(_STEPS, {"of_reader": reader_id}).all())
