"""The light of a class: lamps lit, the goal, how many of the valley's 28 places are awake. No names."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from readify.models import Goal, Reader, ReaderTally

PLACES = 28  # in the valley
WITHOUT_GOAL = 280  # lamps that would wake the whole valley when nobody chose a goal

_GOAL = (
    select(
        Goal.id,
        Goal.progress,
        Goal.target,
        Goal.starts,
        Goal.ends,
        Goal.reward,
        Goal.reward_text,
        Goal.reached_at,
    )
    .where(Goal.classroom_id == bindparam("of_classroom"), Goal.closed_at.is_(None), Goal.measure == "lamps")
    .order_by(Goal.starts.desc(), Goal.id.desc())
    .limit(1)
)
_ALL_LAMPS = (
    select(func.coalesce(func.sum(ReaderTally.lamps), 0))
    .join(Reader, Reader.id == ReaderTally.reader_id)
    .where(Reader.classroom_id == bindparam("of_classroom"), Reader.left_at.is_(None))
)


@dataclass(frozen=True, slots=True)
class ClassLight:
    """`lamps` of `target` (None without a goal), `lit` places of 28; the next wakes at `next_at` lamps."""

    lamps: int
    target: int | None
    lit: int
    next_at: int | None
    goal_id: int | None = None
    starts: dt.date | None = None
    ends: dt.date | None = None
    reward: str = ""
    reached: bool = False
    reached_at: dt.datetime | None = None

    @property
    def share(self) -> float:
        """Between 0 and 1, for a bar."""
        return min(1.0, self.lamps / (self.target or WITHOUT_GOAL))

    @property
    def to_next(self) -> int | None:
        """Lamps until the next place wakes; None when all are awake."""
        return None if self.next_at is None else max(1, self.next_at - self.lamps)


def class_light(session: Session, *, classroom_id: int) -> ClassLight:
    """How light it is in this class. One statement with a goal, two without."""
    row = session.execute(_GOAL, {"of_classroom": classroom_id}).one_or_none()
    if row is None:
        lamps = int(session.scalar(_ALL_LAMPS, {"of_classroom": classroom_id}) or 0)
        return light_at(lamps)
    return ClassLight(
        row.progress,
        row.target,
        *_places(row.progress, row.target),
        goal_id=row.id,
        starts=row.starts,
        ends=row.ends,
        reward=row.reward_text or row.reward,
        reached=row.reached_at is not None,
        reached_at=row.reached_at,
    )


def light_at(lamps: int) -> ClassLight:
    """How light it is with so many lamps and no goal."""
    return ClassLight(lamps, None, *_places(lamps, WITHOUT_GOAL))


def lit_at(lamps: int, target: int) -> int:
    """Places awake at `lamps` of `target`."""
    return _places(lamps, target)[0]


def _places(lamps: int, full: int) -> tuple[int, int | None]:
    """Awake places and the lamps at which the next one wakes: the first lamp wakes the first place."""
    lit = min(PLACES, lamps * PLACES // full) if full else 0
    if lamps and not lit:
        lit = 1
    if lit >= PLACES:
        return PLACES, None
    return lit, -(-(lit + 1) * full // PLACES)
