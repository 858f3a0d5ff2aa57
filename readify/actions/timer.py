"""Silent reading: the class's timer, kept on the server so that a reload or a second screen keeps it.

Running: `timer_ends_at` says when it ends. Paused: `timer_left` holds the seconds. Neither: there is none.
`account_id` is the teacher who asks; the class's own screen asks with its key, so without one.
"""

from __future__ import annotations

import datetime as dt
import math

from sqlalchemy.orm import Session

from readify.actions.classroom import classroom_for
from readify.done import Done, Nudge, classroom_room
from readify.drafts.classroom import TIMER_MINUTES, WRONG_TIMER
from readify.errors import Invalid
from readify.models import Classroom


def start_timer(
    session: Session, *, classroom_id: int, minutes: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """Starts (anew) for 5, 10, 15, 20 or 30 minutes. Raises Invalid."""
    if minutes not in TIMER_MINUTES:
        raise Invalid("invalid", WRONG_TIMER, fields={"minutes": WRONG_TIMER})
    classroom = classroom_for(session, classroom_id, account_id)
    classroom.timer_minutes, classroom.timer_left = minutes, None
    classroom.timer_ends_at = now + dt.timedelta(minutes=minutes)
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
    """Puts the timer away."""
    classroom = classroom_for(session, classroom_id, account_id)
    classroom.timer_ends_at = classroom.timer_left = classroom.timer_minutes = None
    return _changed(classroom)


def _changed(classroom: Classroom) -> Done[None]:
    return Done(None, (Nudge(classroom_room(classroom.id), ("timer",), 0),))
