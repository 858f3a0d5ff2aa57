"""Tips: a child puts stickers on a book it read, takes them off again; a teacher clears a book off the shelf.

A tip is a fact (a bonus of kind `tip`, once per book), so that the badge follows from the ledger like all
others. The stickers themselves are codes beside it: changing them changes no fact.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from readify.actions.classroom import note
from readify.actions.progress import lock_reader
from readify.actions.sharing import give_bonus, take_bonus
from readify.done import Done, Nudge, classroom_room
from readify.errors import Invalid, NotFound
from readify.game.facts import BonusKind
from readify.game.rulebook import Rulebook
from readify.models import Award, BookTip, Reader, ReaderBook, ShelfState
from readify.words import N_

NOT_YOURS = N_("Dit boek staat niet op jouw plank.")
READ_FIRST = N_("Lees er eerst in. Dan kun je een tip geven.")


@dataclass(frozen=True, slots=True)
class Tipped:
    """What giving a tip came to: `new` is False when only the stickers changed; `badges` are fresh ones."""

    new: bool
    badges: tuple[str, ...]


def give_tip(
    session: Session,
    *,
    rules: Rulebook,
    reader_id: int,
    work_id: int,
    stickers: Sequence[str],
    today: dt.date,
    now: dt.datetime,
) -> Done[Tipped]:
    """Puts these stickers on a book of the own shelf, in place of what was there.

    Raises NotFound for a book of another, Invalid for one that was not read in yet.
    """
    locked = lock_reader(session, rules, reader_id=reader_id, now=now)
    work = own_work(session, reader_id=reader_id, work_id=work_id)
    if work.state is ShelfState.WANTED:
        raise Invalid("not_read", READ_FIRST, fields={"stickers": READ_FIRST})
    tip = session.get(BookTip, (reader_id, work_id))
    if tip is None:
        session.add(BookTip(reader_id=reader_id, work_id=work_id, stickers=list(stickers), given_at=now))
    else:
        tip.stickers = list(stickers)
    session.flush()
    given = give_bonus(
        session,
        rules=rules,
        reader_id=reader_id,
        kind=BonusKind.TIP,
        cause=_cause(work_id),
        today=today,
        now=now,
    )
    new = given.value
    fresh = _awards(session, reader_id) - set(locked.tally.badges) if new else set()
    return Done(Tipped(new, tuple(sorted(fresh))), (_nudge(locked.classroom_id),))


def take_tip_back(
    session: Session, *, rules: Rulebook, reader_id: int, work_id: int, today: dt.date, now: dt.datetime
) -> Done[bool]:
    """Takes the stickers off again, and the fact with them. Answers whether there was a tip."""
    locked = lock_reader(session, rules, reader_id=reader_id, now=now)
    gone = session.execute(
        delete(BookTip)
        .where(BookTip.reader_id == reader_id, BookTip.work_id == work_id)
        .returning(BookTip.work_id)
    ).all()
    if gone:
        take_bonus(session, rules=rules, reader_id=reader_id, cause=_cause(work_id), today=today, now=now)
    return Done(bool(gone), (_nudge(locked.classroom_id),))


def hide_tips(
    session: Session, *, classroom_id: int, book_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[int]:
    """Clears one book off a class's shelf of tips. The children keep what they gave, and their badge.

    Answers how many tips went. Raises NotFound when this class has none of that book.
    """
    works = (
        select(ReaderBook.id)
        .join(Reader, Reader.id == ReaderBook.reader_id)
        .where(Reader.classroom_id == classroom_id, ReaderBook.book_id == book_id)
    )
    hidden = session.execute(
        update(BookTip)
        .where(BookTip.work_id.in_(works), BookTip.hidden_at.is_(None))
        .values(hidden_at=now)
        .returning(BookTip.work_id)
        .execution_options(synchronize_session=False)
    ).all()
    if not hidden:
        raise NotFound("no_tip")
    note(session, "hide_tips", "book", book_id, account_id=account_id, now=now)
    return Done(len(hidden), (_nudge(classroom_id),))


def own_work(session: Session, *, reader_id: int, work_id: int) -> ReaderBook:
    """A book of this child's shelf. NotFound for one of another."""
    work = session.get(ReaderBook, work_id)
    if work is None or work.reader_id != reader_id:
        raise NotFound("no_book", NOT_YOURS)
    return work


def _cause(work_id: int) -> str:
    return f"tip:{work_id}"


def _awards(session: Session, reader_id: int) -> set[str]:
    return set(session.scalars(select(Award.badge).where(Award.reader_id == reader_id)))


def _nudge(classroom_id: int) -> Nudge:
    return Nudge(classroom_room(classroom_id), ("tip",), 0)
