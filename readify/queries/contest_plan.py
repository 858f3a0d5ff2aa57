"""A contest as its organiser sees it: rounds in columns, sessions as nodes, what needs a hand. No scores.

Sessions are `contest_nodes`; lines between columns follow `feeds_id`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from readify.models import (
    Answer,
    Contest,
    ContestRound,
    ContestSchool,
    Entrant,
    EntrantState,
    Library,
    School,
)
from readify.queries.contest_nodes import OVER, SessionNode, nodes_of


@dataclass(frozen=True, slots=True)
class RoundColumn:
    """One rung of the ladder. `to_accept`, `without_session` and `waiting` are readers."""

    round_id: int
    number: int
    name: str
    level: str
    at_school: bool
    opens: dt.date | None
    closes: dt.date | None
    sessions: tuple[SessionNode, ...]
    to_accept: int
    without_session: int
    waiting: int

    @property
    def known(self) -> int:
        """How many sessions have a winner."""
        return sum(one.state in OVER for one in self.sessions)


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school that was asked, and whether it answered or entered anybody."""

    contest_school_id: int
    name: str
    municipality: str
    answer: Answer
    entered: int


@dataclass(frozen=True, slots=True)
class ContestPage:
    """The whole plan."""

    contest: Contest
    organiser: str
    rounds: tuple[RoundColumn, ...]
    schools: tuple[SchoolLine, ...]

    @property
    def answered(self) -> int:
        """How many schools said yes or no, or entered somebody."""
        return sum(one.answer is not Answer.NONE or one.entered > 0 for one in self.schools)

    @property
    def nodes(self) -> dict[int, SessionNode]:
        """All sessions by id."""
        return {one.session_id: one for column in self.rounds for one in column.sessions}


def contest_page(session: Session, contest_id: int) -> ContestPage:
    """The contest with its rounds, sessions and schools. The caller asked who may look."""
    contest = session.get_one(Contest, contest_id)
    rounds = session.scalars(
        select(ContestRound).where(ContestRound.contest_id == contest_id).order_by(ContestRound.number)
    ).all()
    nodes = nodes_of(session, rounds)
    counts = _counts(session, [one.id for one in rounds])
    columns = [_column(one, nodes[one.id], counts[one.id]) for one in rounds]
    owner = session.get(Library, contest.library_id or 0) or session.get(School, contest.school_id or 0)
    return ContestPage(
        contest, owner.name if owner else "", tuple(_untangled(columns)), school_lines(session, contest_id)
    )


def school_lines(session: Session, contest_id: int) -> tuple[SchoolLine, ...]:
    """The schools that were asked: who has not answered first, then by name."""
    entered = (
        select(Entrant.contest_school_id, func.count().label("many"))
        .where(Entrant.state != EntrantState.WITHDRAWN, Entrant.came_from_id.is_(None))
        .group_by(Entrant.contest_school_id)
        .subquery()
    )
    rows = session.execute(
        select(ContestSchool, func.coalesce(entered.c.many, 0))
        .outerjoin(entered, entered.c.contest_school_id == ContestSchool.id)
        .where(ContestSchool.contest_id == contest_id)
        .order_by(ContestSchool.name, ContestSchool.municipality)
    )
    lines = [SchoolLine(one.id, one.name, one.municipality, one.answer, many) for one, many in rows]
    return tuple(sorted(lines, key=lambda one: one.answer is not Answer.NONE or one.entered > 0))


def _counts(session: Session, rounds: Sequence[int]) -> defaultdict[int, Counter[str]]:
    """Per round: readers to accept, accepted without a session, waiting."""
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    rows = session.execute(
        select(Entrant.round_id, Entrant.state, Entrant.session_id.is_(None), func.count())
        .where(Entrant.round_id.in_(rounds))
        .group_by(Entrant.round_id, Entrant.state, Entrant.session_id.is_(None))
    )
    for round_id, state, homeless, many in rows:
        if state is EntrantState.ACCEPTED and homeless:
            found[round_id]["without_session"] += many
        elif state in (EntrantState.ENTERED, EntrantState.WAITING):
            found[round_id]["to_accept" if state is EntrantState.ENTERED else "waiting"] += many
    return found


def _column(one: ContestRound, nodes: list[SessionNode], counts: Counter[str]) -> RoundColumn:
    return RoundColumn(
        round_id=one.id,
        number=one.number,
        name=one.name,
        level=one.level.value,
        at_school=one.at_school,
        opens=one.opens,
        closes=one.closes,
        sessions=tuple(nodes),
        to_accept=counts["to_accept"],
        without_session=counts["without_session"],
        waiting=counts["waiting"],
    )


def _untangled(columns: list[RoundColumn]) -> list[RoundColumn]:
    """Sessions that feed the same one stand together, in the order of where they lead: lines do not cross."""
    result: list[RoundColumn] = []
    place: dict[int, int] = {}
    for column in reversed(columns):
        ordered = sorted(column.sessions, key=lambda one: place.get(one.feeds_id or 0, len(place)))
        place = {one.session_id: turn for turn, one in enumerate(ordered)}
        fields = {name: getattr(column, name) for name in RoundColumn.__slots__}
        result.append(RoundColumn(**{**fields, "sessions": tuple(ordered)}))
    return result[::-1]
