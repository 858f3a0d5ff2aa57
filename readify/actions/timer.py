"""Silent reading: the class's timer, kept on the server so that a reload or a second screen keeps it.

Running: `timer_ends_at` says when it ends. Paused: `timer_left` holds the seconds. Neither: there is none.
A time of at least a minute is kept as a row, so that it can be written down for who was there, once.
`account_id` is the teacher who asks; the class's own screen asks with its key, so without one.
"""

from __future__ import annotations

import datetime as dt
import math
import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.classroom import classroom_for
from readify.done import Done, Nudge, classroom_room
from readify.drafts.classroom import TIMER_MINUTES, WRONG_TIMER
from readify.errors import Invalid, NotFound
from readify.models import Classroom, ReadingTime
from readify.words import N_

NO_TIME = N_("Deze leestijd is er niet (meer).")


def start_timer(
    session: Session, *, classroom_id: int, minutes: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """Starts (anew) for 5, 10, 15, 20 or 30 minutes. Raises Invalid."""
    if minutes not in TIMER_MINUTES:
        raise Invalid("invalid", WRONG_TIMER, fields={"minutes": WRONG_TIMER})
    classroom = classroom_for(session, classroom_id, account_id)
    classroom.timer_minutes, classroom.timer_left = minutes, None
    classroom.timer_ends_at = now + dt.timedelta(minutes=minutes)
    session.add(
        ReadingTime(
            classroom_id=classroom_id, submission_id=str(uuid.uuid4()), minutes=minutes, started_at=now
        )
    )
    session.flush()
    return _changed(classroom)


def pause_timer(
    session: Session, *, classroom_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """Holds the time that is left; nothing when it is not running."""
    classroom = classroom_for(session, classroom_id, account_id)
    if classroom.timer_ends_at is None or classroom.timer_ends_at <= now:
        return Done(None)
    classroom.timer_left = math.ceil((classroom.timer_ends_at - now).total_seconds())
    classroom.timer_ends_at = None
    return _changed(classroom)


def resume_timer(
    session: Session, *, classroom_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """Goes on with the time that was left; nothing when it was not paused."""
    classroom = classroom_for(session, classroom_id, account_id)
    if classroom.timer_left is None:
        return Done(None)
    classroom.timer_ends_at = now + dt.timedelta(seconds=classroom.timer_left)
    classroom.timer_left = None
    return _changed(classroom)


def stop_timer(
    session: Session, *, classroom_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """Puts the timer away. What was read until now can still be written down."""
    classroom = classroom_for(session, classroom_id, account_id)
    _stop_time(session, classroom, now)
    classroom.timer_ends_at = classroom.timer_left = classroom.timer_minutes = None
    return _changed(classroom)


def pass_reading_time(
    session: Session, *, classroom_id: int, time_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """This time is not written down. Raises NotFound for another class's."""
    classroom_for(session, classroom_id, account_id)
    row = session.get(ReadingTime, time_id)
    if row is None or row.classroom_id != classroom_id:
        raise NotFound("no_time", NO_TIME)
    row.passed_at = now
    return Done(None, (Nudge(classroom_room(classroom_id), ("timer",), 0),))


def _stop_time(session: Session, classroom: Classroom, now: dt.datetime) -> None:
    """A time that was stopped before its end lasted as long as it was read; under a minute it is none."""
    left = classroom.timer_left
    if left is None:
        left = math.ceil((classroom.timer_ends_at - now).total_seconds()) if classroom.timer_ends_at else 0
    row = session.scalar(
        select(ReadingTime)
        .where(ReadingTime.classroom_id == classroom.id)
        .order_by(ReadingTime.id.desc())
        .limit(1)
    )
    if row is None or row.stopped_at is not None or left <= 0:
        return
    read = row.minutes - math.ceil(left / 60)
    if read < 1:
        session.delete(row)
    else:
        row.minutes, row.stopped_at = read, now
    session.flush()


def _changed(classroom: Classroom) -> Done[None]:
    return Done(None, (Nudge(classroom_room(classroom.id), ("timer",), 0),))
