"""The class's shared goal as every screen shows it: lamps lit, what for, on schedule or not.

One statement for a class; nothing of any child.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from readify.models import Goal, GoalScope, Pause

_GOALS = (
    select(Goal)
    .where(
        Goal.classroom_id == bindparam("classroom_id"),
        Goal.scope == GoalScope.CLASSROOM,
        Goal.measure == "lamps",
        Goal.closed_at.is_(None),
    )
    .order_by(Goal.id.desc())
    .limit(1)
)
ON_SCHEDULE = 0.9


@dataclass(frozen=True, slots=True)
class GoalNow:
    """The open class goal. `expected` is the lamps that a steady class would have by now.

    `reward` is a code of the list, or the teacher's own words.
    """

    goal_id: int
    target: int
    progress: int
    starts: dt.date
    ends: dt.date
    reward: str
    reached: bool
    expected: int
    days_left: int

    @property
    def on_schedule(self) -> bool:
        """Near enough to what a steady class would have."""
        return self.reached or self.progress >= self.expected * ON_SCHEDULE

    @property
    def to_go(self) -> int:
        """Lamps until the goal; 0 once it is there."""
        return max(0, self.target - self.progress)

    @property
    def is_over(self) -> bool:
        """The last day has gone by."""
        return self.days_left < 0


def class_goal(
    session: Session, *, classroom_id: int, today: dt.date, pauses: Sequence[Pause] = ()
) -> GoalNow | None:
    """The open goal of a class, or None. Days inside `pauses` ask for nothing."""
    row = session.scalar(_GOALS, {"classroom_id": classroom_id})
    if row is None:
        return None
    last = min(today, row.ends + dt.timedelta(days=1))
    gone = _asked_days(row.starts, last - dt.timedelta(days=1), pauses)
    whole = _asked_days(row.starts, row.ends, pauses) or 1
    return GoalNow(
        goal_id=row.id,
        target=row.target,
        progress=row.progress,
        starts=row.starts,
        ends=row.ends,
        reward=row.reward_text or row.reward,
        reached=row.reached_at is not None,
        expected=math.floor(row.target * gone / whole),
        days_left=(row.ends - today).days,
    )


def _asked_days(first: dt.date, last: dt.date, pauses: Sequence[Pause]) -> int:
    days = (first + dt.timedelta(days=step) for step in range((last - first).days + 1))
    return sum(not any(pause.starts <= day <= pause.ends for pause in pauses) for day in days)
