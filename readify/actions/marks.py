"""The teacher has looked: private marks on a child's days are put away. What was logged stays as it is."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import update
from sqlalchemy.orm import Session

from readify.actions.classroom import note, reader_for
from readify.done import Done, Nudge, classroom_room
from readify.models import Mark


def resolve_marks(
    session: Session, *, reader_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[int]:
    """Puts all open marks of one child away. Answers how many there were."""
    reader = reader_for(session, reader_id, account_id)
    put_away = session.execute(
        update(Mark)
        .where(Mark.reader_id == reader_id, Mark.looked_at.is_(None))
        .values(looked_at=now)
        .returning(Mark.day)
    ).all()
    if put_away:
        note(session, "resolve_marks", "reader", reader_id, account_id=account_id, now=now)
    return Done(len(put_away), (Nudge(classroom_room(reader.classroom_id), ("marks",), 0),))
