"""The class's silent reading time, as it is now: pure, from the class's row and the clock."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from readify.models import Classroom

LINGERS = dt.timedelta(minutes=5)  # how long "time is up" stays on the screen


@dataclass(frozen=True, slots=True)
class TimerNow:
    """`state` is off, running, paused or over; `left` in seconds; `ends_at` only while it runs."""

    state: str = "off"
    minutes: int = 0
    left: int = 0
    ends_at: dt.datetime | None = None

    @property
    def share(self) -> float:
        """What is left of it, between 0 and 1."""
        return min(1.0, self.left / (self.minutes * 60)) if self.minutes else 0.0

    @property
    def minutes_left(self) -> int:
        """Begun minutes that are left."""
        return math.ceil(self.left / 60)


def timer_now(classroom: Classroom, *, now: dt.datetime) -> TimerNow:
    """The timer of this class at this moment."""
    minutes = classroom.timer_minutes or 0
    if classroom.timer_left is not None:
        return TimerNow("paused", minutes, classroom.timer_left)
    ends_at = classroom.timer_ends_at
    if ends_at is None or now - ends_at > LINGERS:
        return TimerNow()
    left = math.ceil((ends_at - now).total_seconds())
    return TimerNow("running", minutes, left, ends_at) if left > 0 else TimerNow("over", minutes)
