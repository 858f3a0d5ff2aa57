"""Folding readers anew: after changed rules, and on a rebuild. Quiet: nothing of it is celebrated."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.progress import lock_reader, refresh
from readify.actions.sharing import follow_ups_of
from readify.done import Done, Nudge, classroom_room
from readify.game.rulebook import Rulebook
from readify.models import Reader


def refresh_reader(
    session: Session, *, reader_id: int, rules: Rulebook, today: dt.date, now: dt.datetime
) -> Done[bool]:
    """Folds one reader anew. Answers whether anything changed but the rules' digest."""
    del today
    locked = lock_reader(session, rules, reader_id=reader_id, now=now)
    settled = refresh(session, locked, now=now)
    return Done(settled.tally != locked.tally, (), follow_ups_of(locked, settled.crossings))


def refresh_classroom(
    session: Session, *, classroom_id: int, rules: Rulebook, today: dt.date, now: dt.datetime
) -> Done[int]:
    """Folds every reader of a class anew, by id, in one transaction. Answers how many there are.

    Readers' rows are locked by id before any goal's row is touched by the first refold; two classes share
    no goals, so no ring of waiting can form.
    """
    del today
    wanted = select(Reader.id).where(Reader.classroom_id == classroom_id, Reader.left_at.is_(None))
    locks = [
        lock_reader(session, rules, reader_id=reader_id, now=now)
        for reader_id in session.scalars(wanted.order_by(Reader.id)).all()
    ]
    follow_ups = []
    for locked in locks:
        settled = refresh(session, locked, now=now)
        follow_ups.extend(follow_ups_of(locked, settled.crossings))
    nudge = Nudge(classroom_room(classroom_id), ("rules_changed",), 0)
    return Done(len(locks), (nudge,), tuple(follow_ups))
