"""Folding readers anew after their class's rules changed: quiet, idempotent, one reader a transaction.

Each reader is locked only for its own replay, so a class of thirty never holds up a child who logs.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.progress import lock_reader, refresh
from readify.actions.sharing import follow_ups_of
from readify.done import Done, FollowUp, Nudge, classroom_room
from readify.errors import NotFound
from readify.game.rulebook import Rulebook
from readify.models import Reader


def refresh_classroom(
    session: Session, *, classroom_id: int, rules: Rulebook, today: dt.date, now: dt.datetime
) -> Done[int]:
    """Has each reader of the class folded anew where the rules differ. Answers how many there are."""
    readers = session.scalars(
        select(Reader.id)
        .where(Reader.classroom_id == classroom_id, Reader.left_at.is_(None))
        .order_by(Reader.id)
    ).all()
    return Done(len(readers), (), tuple(FollowUp(refresh_reader, {"reader_id": one}) for one in readers))


def refresh_reader(
    session: Session,
    *,
    reader_id: int,
    rules: Rulebook,
    today: dt.date,
    now: dt.datetime,
    always: bool = False,
) -> Done[bool]:
    """Folds this reader anew when its rules changed, or `always`. Answers whether it did."""
    try:
        locked = lock_reader(session, rules, reader_id=reader_id, now=now)
    except NotFound:  # left the class between the change and now
        return Done(False)
    if not (locked.stale or always):
        return Done(False)
    settled = refresh(session, locked, now=now)
    nudge = Nudge(classroom_room(locked.classroom_id), ("rules",), 0)
    return Done(True, (nudge,) if settled.outcomes else (), follow_ups_of(locked, settled.crossings))
