"""Everyone once: how far a class is with each child reading this week. In quarters: never who, never how few.

Children with a pause today are not waited for, unless they read.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from readify.game.day import monday_of
from readify.models import Pause, Reader, ReaderDay

QUARTERS = 4


@dataclass(frozen=True, slots=True)
class EveryoneNow:
    """`quarters` full ones of four; 4 only when all of them read. No count that points to a child."""

    quarters: int

    @property
    def all_read(self) -> bool:
        """Everyone read this week."""
        return self.quarters == QUARTERS


def everyone_now(session: Session, *, classroom_id: int, today: dt.date) -> EveryoneNow:
    """How far this class is this week. One statement."""
    read = exists().where(
        ReaderDay.reader_id == Reader.id,
        ReaderDay.day >= monday_of(today),
        ReaderDay.day <= today,
        ReaderDay.readings > 0,
    )
    paused = exists().where(Pause.reader_id == Reader.id, Pause.starts <= today, Pause.ends >= today)
    rows = select(read.label("read")).where(
        Reader.classroom_id == classroom_id, Reader.left_at.is_(None), or_(read, ~paused)
    )
    of_class = rows.subquery()
    counts = session.execute(
        select(func.count(), func.count().filter(of_class.c.read)).select_from(of_class)
    ).one()
    asked, done = counts
    return EveryoneNow(min(QUARTERS, done * QUARTERS // asked) if asked else 0)
