"""What the teachers of a class did with its week: steps planned and done, readings together, sentences shown.

One statement for the whole class, whatever lies behind it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Boolean,
    Date,
    Integer,
    Select,
    String,
    and_,
    cast,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from readify.models import Account, ClassReading, ShownSentences, WeekStep
from readify.models.columns import Json

WEEK = dt.timedelta(days=7)
WEEKS_SHOWN = 2
MOST_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step that waits: its kind, the child (None: the class), since when."""

    step_id: int
    kind: str
    reader_id: int | None
    planned_on: dt.date


@dataclass(frozen=True, slots=True)
class ReadTogether:
    """What the class read together today, and who wrote it down."""

    class_reading_id: int
    minutes: int
    how: str
    children: int
    by: str


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """`steps` wait, oldest first. `talked`: children with a book talk this week. `together`: of today.

    `shown`: the slugs of sentences in the weeks before, the last week first; `shown_now`: in this week.
    """

    steps: tuple[PlannedStep, ...]
    talked: frozenset[int]
    together: tuple[ReadTogether, ...]
    shown: tuple[frozenset[str], ...]
    shown_now: frozenset[str]

    def waiting(self, kind: str) -> frozenset[int]:
        """The children with whom this step is planned."""
        return frozenset(one.reader_id for one in self.steps if one.kind == kind and one.reader_id)

    def waits_for_class(self, kind: str) -> bool:
        """Whether the class has this step planned."""
        return any(one.kind == kind and one.reader_id is None for one in self.steps)


def week_plan(session: Session, *, classroom_id: int, monday: dt.date, today: dt.date) -> WeekPlan:
    """The plan of the week from `monday`. One statement: three small lists of rows of one shape."""
    rows = session.execute(
        union_all(_steps(classroom_id, monday), _together(classroom_id, today), _shown(classroom_id, monday))
    ).all()
    of: dict[str, list[Any]] = {"step": [], "together": [], "shown": []}
    for row in rows:
        of[row.what].append(row)
    steps = sorted(of["step"], key=lambda row: (row.day, row.id))
    shown = {row.day: frozenset(row.slugs) for row in of["shown"]}
    return WeekPlan(
        steps=tuple(PlannedStep(row.id, row.code, row.child, row.day) for row in steps if not row.done),
        talked=frozenset(row.child for row in steps if row.done and row.code == "talk"),
        together=tuple(
            ReadTogether(row.id, row.amount, row.code, row.children, row.who or "")
            for row in sorted(of["together"], key=lambda row: -row.id)[:MOST_TOGETHER]
        ),
        shown=tuple(shown.get(monday - back * WEEK, frozenset()) for back in range(1, WEEKS_SHOWN + 1)),
        shown_now=shown.get(monday, frozenset()),
    )


def _shape(what: str, **columns: Any) -> Select[Any]:
    """A row of the one shape; what a list does not know is empty."""
    kinds: dict[str, Any] = {
        "id": Integer(),
        "code": String(),
        "day": Date(),
        "child": Integer(),
        "done": Boolean(),
        "amount": Integer(),
        "children": Integer(),
        "who": String(),
        "slugs": Json,
    }
    filled = [columns.get(name, cast(null(), kind)).label(name) for name, kind in kinds.items()]
    return select(literal(what).label("what"), *filled)


def _steps(classroom_id: int, monday: dt.date) -> Select[Any]:
    return _shape(
        "step",
        id=WeekStep.id,
        code=WeekStep.kind,
        day=WeekStep.planned_on,
        child=WeekStep.reader_id,
        done=WeekStep.done_at.is_not(None),
    ).where(
        WeekStep.classroom_id == classroom_id,
        or_(
            WeekStep.done_at.is_(None),
            and_(WeekStep.done_on >= monday, WeekStep.done_on < monday + WEEK),
        ),
    )


def _together(classroom_id: int, today: dt.date) -> Select[Any]:
    return (
        _shape(
            "together",
            id=ClassReading.id,
            code=ClassReading.how,
            day=ClassReading.day,
            amount=ClassReading.minutes,
            children=ClassReading.children,
            who=Account.name,
        )
        .outerjoin_from(ClassReading, Account, Account.id == ClassReading.given_by)
        .where(
            ClassReading.classroom_id == classroom_id,
            ClassReading.day == today,
            ClassReading.undone_at.is_(None),
        )
    )


def _shown(classroom_id: int, monday: dt.date) -> Select[Any]:
    return _shape("shown", day=ShownSentences.monday, slugs=ShownSentences.slugs).where(
        ShownSentences.classroom_id == classroom_id,
        ShownSentences.monday.between(monday - WEEKS_SHOWN * WEEK, monday),
    )
