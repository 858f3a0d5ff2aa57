"""The silent reading time that a class may still write down: today's last, when it is over. No names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify import clock
from readify.models import ClassReading, Classroom, ReadingTime
from readify.queries.reading_timer import timer_now


@dataclass(frozen=True, slots=True)
class TimeToWrite:
    """A time that is over: so many minutes. `reading_id` once it was written, for `children` of the class."""

    time_id: int
    submission_id: str
    minutes: int
    reading_id: int | None
    children: int

    @property
    def is_written(self) -> bool:
        """It stands in the class's readings, and was not taken back."""
        return self.reading_id is not None


def time_to_write(
    session: Session, *, classroom: Classroom, now: dt.datetime, timezone: str
) -> TimeToWrite | None:
    """Today's last time, when it is over and the teacher did not pass it by; None while one runs."""
    if timer_now(classroom, now=now).state in ("running", "paused"):
        return None
    row = session.execute(
        select(ReadingTime, ClassReading.id, ClassReading.children, ClassReading.undone_at)
        .outerjoin(
            ClassReading,
            (ClassReading.classroom_id == ReadingTime.classroom_id)
            & (ClassReading.submission_id == ReadingTime.submission_id),
        )
        .where(ReadingTime.classroom_id == classroom.id)
        .order_by(ReadingTime.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    time, reading_id, children, undone_at = row
    is_today = clock.day_of(time.started_at, timezone) == clock.day_of(now, timezone)
    if time.passed_at is not None or undone_at is not None or not is_today:
        return None
    return TimeToWrite(time.id, time.submission_id, time.minutes, reading_id, children or 0)
