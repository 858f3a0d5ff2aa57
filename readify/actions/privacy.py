"""Erasing a child: every row of it, and its share of what the class did together."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from readify.actions.contest_names import forget_reader
from readify.actions.progress import NOT_HERE
from readify.done import Done, Nudge, classroom_room
from readify.errors import NotFound
from readify.game.rulebook import Rulebook
from readify.models import AuditEntry, Goal, GoalShare, Reader, ReaderTally


def erase_reader(
    session: Session,
    *,
    rules: Rulebook,
    reader_id: int,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[int]:
    """Deletes this child: name, cards, sign-ins, shelf, ledger, progress. Answers the class it was in.

    The lamps it lit leave the class's count, so that the count stays the sum of those who are there.
    Classmates keep their badges; a contest keeps its results, without name or words.
    Raises NotFound for a reader who is not there.
    """
    del rules, today
    classroom_id = _held(session, reader_id)
    shares = session.execute(
        select(GoalShare.goal_id, GoalShare.amount)
        .where(GoalShare.reader_id == reader_id)
        .order_by(GoalShare.goal_id)
    ).all()
    for goal_id, amount in shares:
        session.execute(update(Goal).where(Goal.id == goal_id).values(progress=Goal.progress - amount))
        session.execute(
            update(Goal).where(Goal.id == goal_id, Goal.progress < Goal.target).values(reached_at=None)
        )
    forget_reader(session, reader_id=reader_id, now=now)
    session.execute(delete(Reader).where(Reader.id == reader_id))
    if account_id is not None:
        session.add(
            AuditEntry(
                account_id=account_id, action="erase_reader", subject="reader", subject_id=reader_id, at=now
            )
        )
    session.flush()
    return Done(classroom_id, (Nudge(classroom_room(classroom_id), ("class",), 0),))


def _held(session: Session, reader_id: int) -> int:
    """The child's class, once nobody else writes this child's progress; also of a child who left."""
    session.execute(
        update(ReaderTally).where(ReaderTally.reader_id == reader_id).values(version=ReaderTally.version + 1)
    )
    found = session.scalar(select(Reader.classroom_id).where(Reader.id == reader_id))
    if found is None:
        raise NotFound("no_reader", NOT_HERE)
    return found
