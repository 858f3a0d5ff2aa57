"""Children who left: hidden at once, erased when their time is over. The term is said in docs/privacy.md."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.privacy import erase_reader
from readify.done import Done, FollowUp
from readify.game.rulebook import Rulebook
from readify.models import Reader

LEFT_KEPT = dt.timedelta(days=120)  # a summer holiday and a mistake in a class list fit in


def erase_left(session: Session, *, rules: Rulebook, today: dt.date, now: dt.datetime) -> Done[int]:
    """Has every child erased who left long enough ago, each in a transaction of its own. Answers how many."""
    del rules, today
    gone = session.scalars(
        select(Reader.id).where(Reader.left_at < now - LEFT_KEPT).order_by(Reader.id)
    ).all()
    return Done(len(gone), (), tuple(FollowUp(erase_reader, {"reader_id": one}) for one in gone))
