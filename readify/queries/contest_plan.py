"""A contest as its organiser sees it: rounds in columns, sessions as nodes, what needs a hand. No scores.

`SessionNode.tag` says in one code where a session stands. Lines between columns follow `feeds_id`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from readify.models import (
    TAKES_PART,
    Answer,
    Classroom,
    ClassroomTeacher,
    Contest,
    ContestRound,
    ContestSchool,
    ContestSession,
    ContestState,
    Entrant,
    EntrantState,
    Juror,
    Library,
    LibraryStaff,
    Role,
    School,
    SessionState,
)
from readify.queries.contest_standing import judging_of
from readify.queries.visitor import Visitor

OVER = (SessionState.REVEALED, SessionState.DONE)


@dataclass(frozen=True, slots=True)
class ContestLine:
    """One contest in the list. `organiser` is a library's or school's name, empty for the province."""

    contest_id: int
    name: str
    season: str
    audience: str
    state: ContestState
    organiser: str


@dataclass(frozen=True, slots=True)
class JurorLine:
    """A juror in the panel."""

    name: str
    chair: bool
    handed_in: bool


@dataclass(frozen=True, slots=True)
class SessionNode:
    """One session. `tied`: readers (name, book) equal where it matters; `short`: jurors missing."""

    session_id: int
    round_id: int
    name: str
    place: str
    day: dt.date | None
    starts: dt.time | None
    state: SessionState
    readers: int
    goes_on: int
    feeds_id: int | None
    short: int
    jurors: tuple[JurorLine, ...]
    tied: tuple[tuple[str, str], ...] = ()

    def tag(self, today: dt.date) -> str:
        """known, tie, sealed, now, today, late, jury, day or none."""
        if self.tied:
            return "tie"
        begun = {SessionState.UNDER_WAY: "now", SessionState.SEALED: "sealed"} | dict.fromkeys(OVER, "known")
        if self.state in begun:
            return begun[self.state]
        if self.day is None:
            return "none"
        if self.day <= today:
            return "today" if self.day == today else "late"
        return "jury" if self.short else "day"


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


def contests_for(session: Session, visitor: Visitor) -> tuple[ContestLine, ...]:
    """The contests a member of staff may look at, newest season first."""
    rows = session.execute(
        select(Contest, func.coalesce(Library.name, School.name, ""))
        .outerjoin(Library, Library.id == Contest.library_id)
        .outerjoin(School, School.id == Contest.school_id)
        .where(_seen_by(visitor))
        .order_by(Contest.season.desc(), Contest.name, Contest.id)
    )
    return tuple(
        ContestLine(one.id, one.name, one.season, one.audience, one.state, organiser)
        for one, organiser in rows
    )


def contest_page(session: Session, contest_id: int) -> ContestPage:
    """The contest with its rounds, sessions and schools. The caller asked who may look."""
    contest = session.get_one(Contest, contest_id)
    rounds = session.scalars(
        select(ContestRound).where(ContestRound.contest_id == contest_id).order_by(ContestRound.number)
    ).all()
    nodes = _nodes(session, rounds)
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


def _seen_by(visitor: Visitor) -> ColumnElement[bool]:
    if visitor.role == Role.COORDINATOR:
        return Contest.id.is_not(None)
    mine = select(LibraryStaff.library_id).where(LibraryStaff.account_id == (visitor.account_id or 0))
    taught = (
        select(Classroom.school_id)
        .join(ClassroomTeacher, ClassroomTeacher.classroom_id == Classroom.id)
        .where(ClassroomTeacher.account_id == (visitor.account_id or 0))
    )
    asked = select(ContestSchool.contest_id).where(ContestSchool.school_id.in_(taught))
    shown = Contest.state != ContestState.PLANNED
    if visitor.role == Role.LIBRARIAN:
        return or_(Contest.library_id.in_(mine), shown & Contest.school_id.is_(None))
    return or_(Contest.school_id.in_(taught), shown & Contest.id.in_(asked))


def _nodes(session: Session, rounds: Sequence[ContestRound]) -> dict[int, list[SessionNode]]:
    by_round = {one.id: one for one in rounds}
    sittings = session.scalars(
        select(ContestSession)
        .where(ContestSession.round_id.in_(by_round))
        .order_by(ContestSession.day.is_(None), ContestSession.day, ContestSession.id)
    ).all()
    ids = [one.id for one in sittings]
    rows = session.execute(
        select(Entrant.session_id, func.count().label("many"))
        .where(Entrant.session_id.in_(ids), Entrant.state.in_(TAKES_PART))
        .group_by(Entrant.session_id)
    )
    readers = {row.session_id: row.many for row in rows}
    jurors: defaultdict[int, list[JurorLine]] = defaultdict(list)
    for row in session.scalars(
        select(Juror).where(Juror.session_id.in_(ids), Juror.left_at.is_(None)).order_by(Juror.seat)
    ):
        jurors[row.session_id].append(JurorLine(row.name, row.chair, row.handed_in_at is not None))
    found: defaultdict[int, list[SessionNode]] = defaultdict(list)
    for one in sittings:
        of_round = by_round[one.round_id]
        found[one.round_id].append(
            SessionNode(
                session_id=one.id,
                round_id=one.round_id,
                name=one.name,
                place=one.place,
                day=one.day,
                starts=one.starts,
                state=one.state,
                readers=readers.get(one.id, 0),
                goes_on=of_round.goes_on,
                feeds_id=one.feeds_id,
                short=max(0, of_round.jury_size - len(jurors[one.id])),
                jurors=tuple(jurors[one.id]),
                tied=_tied(session, one),
            )
        )
    return found


def _tied(session: Session, sitting: ContestSession) -> tuple[tuple[str, str], ...]:
    """Who stands equal where it matters, once all have handed in. Asked of sessions under way only."""
    if sitting.state is not SessionState.UNDER_WAY:
        return ()
    judging = judging_of(session, sitting.id)
    if not judging.all_handed_in or not judging.open_ties:
        return ()
    rows = session.execute(
        select(Entrant.name, Entrant.book_title)
        .where(Entrant.id.in_(judging.open_ties[0]))
        .order_by(Entrant.position, Entrant.id)
    )
    return tuple((row.name, row.book_title) for row in rows)


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
