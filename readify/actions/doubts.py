"""Marking a day for the teacher's eye: many logs in ten minutes, or very long. Never shown to the child."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from readify.actions.progress import Locked, Settled
from readify.db import connection_of, table_of
from readify.models import Mark
from readify.prepared import Prepared

MANY_LOGS = 4  # more than this in ten minutes
LONG_DAY = 180  # minutes

_ADD = Prepared(
    {
        "sqlite": sqlite.insert(table_of(Mark)).on_conflict_do_nothing(),
        "postgresql": postgresql.insert(table_of(Mark)).on_conflict_do_nothing(),
    },
    columns=("reader_id", "day", "reason"),
)


def asks_twice(recent: int) -> bool:
    """Whether to ask "is this right?" after so many readings in ten minutes."""
    return recent > MANY_LOGS


def note_doubts(session: Session, locked: Locked, settled: Settled, *, day: dt.date) -> None:
    """Adds a mark for each reason to look at this reader's day."""
    reasons = []
    if asks_twice(locked.recent + 1):
        reasons.append("many_logs")
    last = settled.tally.day
    if last is not None and last.day == day and last.minutes > LONG_DAY:
        reasons.append("long_day")
    for reason in reasons:
        _ADD.run(connection_of(session), {"reader_id": locked.reader_id, "day": day, "reason": reason})
