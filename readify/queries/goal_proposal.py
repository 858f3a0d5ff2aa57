"""What goal is proposed to a class, and why: the formula of the design, and what the class read last month.

The formula is children times days times weeks times share (`rates.toml`). A class that has read for two weeks
or more gets a little above its own pace, within half and one and a quarter of the formula.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from readify.game.day import monday_of
from readify.game.rules import ClassGoalRate
from readify.models import Pause, Reader, ReaderDay

LOOKED_BACK = 4  # whole weeks
PACE_WEEKS = 2  # fewer tell no pace
ABOVE_PACE = 1.1
LEAST, MOST = 0.5, 1.25  # of the formula
TEN = 10
WEEK = 7


@dataclass(frozen=True, slots=True)
class Proposal:
    """`target` lamps in `weeks`; the last day is `ends`. `formula` is what the rule alone gives.

    `lamps` in `read_weeks` are what the class did lately; 0 weeks when it only began.
    """

    children: int
    weeks: int
    ends: dt.date
    target: int
    formula: int
    rate: ClassGoalRate
    lamps: int
    read_weeks: int

    @property
    def bound(self) -> str:
        """`least` or `most` when the pace lay beyond what is proposed, else nothing."""
        pace = self.lamps / max(1, self.read_weeks) * self.weeks * ABOVE_PACE
        if pace < self.formula * LEAST:
            return "least"
        return "most" if pace > self.formula * MOST else ""

    @property
    def from_pace(self) -> bool:
        """Whether what the class read decided."""
        return self.read_weeks >= PACE_WEEKS

    def a_child(self, target: int) -> float:
        """Days a week on which a child reaches the own goal, on average, for this target."""
        return round(target / max(1, self.children * self.weeks), 1)


def goal_proposal(
    session: Session,
    *,
    classroom_id: int,
    rate: ClassGoalRate,
    weeks: int,
    today: dt.date,
    pauses: Sequence[Pause] = (),
) -> Proposal:
    """The proposal for a goal of so many reading weeks from today; weeks inside pauses come on top."""
    children = session.scalar(
        select(func.count(Reader.id)).where(Reader.classroom_id == classroom_id, Reader.left_at.is_(None))
    )
    lamps, read_weeks = _lately(session, classroom_id, today)
    formula = rate.target(children=children or 0, weeks=weeks)
    target = formula
    if read_weeks >= PACE_WEEKS:
        pace = lamps / read_weeks * weeks * ABOVE_PACE
        target = max(TEN, round(min(max(pace, formula * LEAST), formula * MOST) / TEN) * TEN)
    ends = _last_friday(today, weeks, pauses)
    return Proposal(children or 0, weeks, ends, target, formula, rate, lamps, read_weeks)


def _lately(session: Session, classroom_id: int, today: dt.date) -> tuple[int, int]:
    """Lamps of the last whole weeks, and in how many of them the class read."""
    monday = monday_of(today)
    rows = session.execute(
        select(ReaderDay.day, func.count())
        .join(Reader, Reader.id == ReaderDay.reader_id)
        .where(
            Reader.classroom_id == classroom_id,
            Reader.left_at.is_(None),
            ReaderDay.lamp,
            ReaderDay.day >= monday - dt.timedelta(weeks=LOOKED_BACK),
            ReaderDay.day < monday,
        )
        .group_by(ReaderDay.day)
    ).all()
    return sum(row[1] for row in rows), len({monday_of(row[0]) for row in rows})


def _last_friday(today: dt.date, weeks: int, pauses: Sequence[Pause]) -> dt.date:
    """The Friday that ends so many weeks in which at least one school day is no pause."""
    monday, left = monday_of(today), weeks
    while left > 0:
        days = [monday + dt.timedelta(days=step) for step in range(5)]
        left -= any(not any(one.starts <= day <= one.ends for one in pauses) for day in days)
        monday += dt.timedelta(days=WEEK)
    return monday - dt.timedelta(days=3)
