"""One reader's rulebook: the network's rules plus dated terms, pauses, goals and bingo cards.

Composed from four small reads and kept in the process; `rules_version` says when to compose anew.
Does not decide who may change them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from readify.game.bingo import BingoBook, Card, Task
from readify.game.facts import BonusKind
from readify.game.rulebook import Rulebook
from readify.game.rules import Filter, Measure, Meter, Scope, Window
from readify.game.rules import Goal as GoalRule
from readify.game.rules import Pause as PauseRule
from readify.game.rules import Terms as TermsRule
from readify.models import BingoCard, BingoTask, Goal, Pause, Terms

BEGINNING = dt.date(2000, 1, 1)
OWN = "own-"  # before the number of a cell in a teacher's own words
SCOPES = {
    "classroom": Scope.CLASS,
    "reader": Scope.READER,
    "library": Scope.LIBRARY,
    "network": Scope.NETWORK,
}

_TERMS = (
    select(Terms)
    .where(
        Terms.classroom_id == bindparam("classroom_id"),
        or_(Terms.reader_id.is_(None), Terms.reader_id == bindparam("reader_id")),
    )
    .order_by(Terms.starts, Terms.id)
)
_PAUSES = (
    select(Pause)
    .where(
        Pause.school_id == bindparam("school_id"),
        or_(Pause.classroom_id.is_(None), Pause.classroom_id == bindparam("classroom_id")),
        or_(Pause.reader_id.is_(None), Pause.reader_id == bindparam("reader_id")),
    )
    .order_by(Pause.starts, Pause.id)
)
_GOALS = (
    select(Goal)
    .where(
        or_(Goal.classroom_id == bindparam("classroom_id"), Goal.reader_id == bindparam("reader_id")),
        Goal.closed_at.is_(None),
    )
    .order_by(Goal.id)
)
_CARDS = (
    select(
        BingoCard.id.label("card_id"),
        BingoCard.size,
        BingoCard.free,
        BingoCard.starts.label("card_starts"),
        BingoCard.ends.label("card_ends"),
        BingoTask.id,
        BingoTask.position,
        BingoTask.cell,
        BingoTask.starts,
        BingoTask.ends,
    )
    .join(BingoTask, BingoTask.card_id == BingoCard.id)
    .where(BingoCard.reader_id == bindparam("reader_id"))
    .order_by(BingoCard.id, BingoTask.position, BingoTask.id)
)


def goal_slug(goal_id: int) -> str:
    """The name under which a goal of the database stands in a rulebook."""
    return f"goal-{goal_id}"


def reader_rulebook(
    session: Session,
    base: Rulebook,
    *,
    reader_id: int,
    classroom_id: int,
    school_id: int,
    band: str,
    rules_version: int,
) -> Rulebook:
    """The rules for one reader. No statement when the class's rules were not changed since the last time."""
    key = (session.info["database"], base.digest, reader_id, classroom_id, rules_version, band)
    found = _kept(key)
    if found.rulebook is None:
        scope = {"classroom_id": classroom_id, "reader_id": reader_id, "school_id": school_id}
        found.rulebook = base.for_reader(
            terms=_terms(base, band, session.scalars(_TERMS, scope).all()),
            pauses=[_pause(row) for row in session.scalars(_PAUSES, scope)],
            goals=[_goal(base.bingo, row) for row in session.scalars(_GOALS, scope)],
            cards=_cards(base.bingo, session.execute(_CARDS, scope).all()),
        )
    return found.rulebook


class _Slot:
    """A place for one composed rulebook."""

    __slots__ = ("rulebook",)

    def __init__(self) -> None:
        self.rulebook: Rulebook | None = None


@lru_cache(maxsize=5000)
def _kept(_key: tuple[Any, ...]) -> _Slot:
    return _Slot()


def forget_rulebooks() -> None:
    """Empties the cache: for tests and after a restore."""
    _kept.cache_clear()


def agreed_on(base: Rulebook, band: str, rows: Sequence[Terms], *, day: dt.date) -> TermsRule:
    """What `rows` (of a class, or of a class and one child, oldest first) come to on that day."""
    return _terms_on(base.standard_terms(band, starts=day), rows, day)


def _terms(base: Rulebook, band: str, rows: Sequence[Terms]) -> list[TermsRule]:
    """Full terms from each day on which anything changes: band, then class, then child, latest first."""
    days = sorted({BEGINNING, *(row.starts for row in rows)})
    return [_terms_on(base.standard_terms(band, starts=day), rows, day) for day in days]


def _terms_on(standard: TermsRule, rows: Sequence[Terms], day: dt.date) -> TermsRule:
    class_rows = [row for row in rows if row.starts <= day and row.reader_id is None]
    own_rows = [row for row in rows if row.starts <= day and row.reader_id is not None]

    def latest(name: str, fallback: Any) -> Any:
        for row in [*reversed(own_rows), *reversed(class_rows)]:
            value = getattr(row, name)
            if value is not None:
                return value
        return fallback

    return TermsRule(
        starts=day,
        own_goal=latest("own_goal", standard.own_goal),
        cap=latest("daily_cap", standard.cap),
        rhythm_days=latest("rhythm_days", standard.rhythm_days),
        pages_count=latest("pages_count", standard.pages_count),
        band=standard.band,
        pages_per_light=standard.pages_per_light,
    )


def _pause(row: Pause) -> PauseRule:
    return PauseRule(starts=row.starts, ends=row.ends, holiday=row.kind == "holiday")


def _goal(book: BingoBook, row: Goal) -> GoalRule:
    """A goal that names a cell counts what the cell counts; without it, all that its measure sees."""
    cell = book.cell(row.cell) if row.cell else None
    return GoalRule(
        slug=goal_slug(row.id),
        meter=Meter(Measure(row.measure), cell.meter.filters if cell else ()),
        target=row.target,
        scope=SCOPES[row.scope.value],
        starts=row.starts,
        ends=row.ends,
    )


def task_slug(task_id: int) -> str:
    """The name under which a cell of a bingo card stands in a rulebook and in tallies."""
    return f"cell-{task_id}"


def _cards(book: BingoBook, rows: Sequence[Any]) -> Iterator[Card]:
    for card_id, of_card in groupby(rows, key=lambda row: row.card_id):
        tasks = list(of_card)
        first = tasks[0]
        yield Card(
            id=card_id,
            size=first.size,
            free=first.free,
            starts=first.card_starts,
            ends=first.card_ends,
            tasks=tuple(_tasks(book, tasks)),
        )


def _tasks(book: BingoBook, rows: Iterable[Any]) -> Iterator[Task]:
    """A cell that has left the pool asks nothing any more; its place can still be swapped.

    A cell in a teacher's own words is full when it was ticked: a fact of its own.
    """
    for row in rows:
        if row.cell.startswith(OWN):
            ticked = Filter(kinds=(BonusKind.TICK,), tasks=(row.id,))
            meter = Meter(Measure.BONUSES, (ticked,), Window(row.starts, row.ends))
            yield Task(task_slug(row.id), row.position, row.cell, meter, 1, row.ends is None)
            continue
        cell = book.cell(row.cell)
        if cell is not None:
            meter = Meter(
                cell.meter.measure, cell.meter.filters, Window(row.starts, row.ends, cell.meter.window.every)
            )
            yield Task(task_slug(row.id), row.position, row.cell, meter, cell.target, row.ends is None)
