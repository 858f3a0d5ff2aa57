"""Who am I, for a program: a child's own progress, or what a member of staff may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import Session

from readify.game.journey import Rhythm, halte_for, next_halte, rhythm_on, rings_for
from readify.game.rulebook import Rulebook
from readify.game.tally import goal_value
from readify.models import (
    Award,
    Classroom,
    ClassroomTeacher,
    Goal,
    GoalShare,
    Library,
    LibraryStaff,
    Role,
    School,
    Trail,
)
from readify.queries.reader_state import ReaderState, reader_state
from readify.queries.visitor import Visitor
from readify.rulebooks import goal_slug

_AWARDS = (
    select(Award.badge, Award.day)
    .where(Award.reader_id == bindparam("of_reader"))
    .order_by(Award.day, Award.entry_id, Award.badge)
)
_GOALS = (
    select(
        Goal.id,
        Goal.scope,
        Goal.measure,
        Goal.target,
        Goal.starts,
        Goal.ends,
        Goal.progress,
        Goal.reached_at,
        GoalShare.amount,
    )
    .outerjoin(GoalShare, and_(GoalShare.goal_id == Goal.id, GoalShare.reader_id == bindparam("of_reader")))
    .where(
        or_(Goal.classroom_id == bindparam("of_classroom"), Goal.reader_id == bindparam("of_reader")),
        Goal.closed_at.is_(None),
    )
    .order_by(Goal.starts, Goal.id)
)


@dataclass(frozen=True, slots=True)
class OwnBadge:
    """A badge that is out of the stone, named in the asked language, and since which day."""

    slug: str
    name: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class OwnGoal:
    """An open goal of the child or its class. `own` is the child's part of `progress`."""

    id: int
    scope: str
    measure: str
    target: int
    progress: int
    own: int
    starts: dt.date
    ends: dt.date
    reached: bool


@dataclass(frozen=True, slots=True)
class Journey:
    """Where the boat is: halte `number` of `haltes`, the next one and its lights (None after the last)."""

    number: int
    haltes: int
    next: str | None
    next_at: int | None
    rings: int


@dataclass(frozen=True, slots=True)
class ClassroomName:
    """A class, as far as one of its children needs to know."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class ChildMe:
    """A child's own progress. `halte` is a place name. `stale`: refresh the reader and ask again."""

    id: int
    name: str
    band: str
    companion: str
    locale: str
    lights: int
    lamps: int
    readings: int
    halte: str
    journey: Journey
    rhythm: Rhythm
    badges: tuple[OwnBadge, ...]
    goals: tuple[OwnGoal, ...]
    classroom: ClassroomName
    stale: bool
    role: str = "child"


@dataclass(frozen=True, slots=True)
class TaughtClassroom:
    """A class whose week this teacher may see."""

    id: int
    name: str
    band: str
    school: str


@dataclass(frozen=True, slots=True)
class RunLibrary:
    """A library whose trails this member of staff may see."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class RunTrail:
    """A trail whose figures this member of staff may see."""

    id: int
    name: str
    library: int


@dataclass(frozen=True, slots=True)
class StaffMe:
    """A member of staff and what that person may see."""

    id: int
    name: str
    role: str
    locale: str
    classrooms: tuple[TaughtClassroom, ...]
    libraries: tuple[RunLibrary, ...]
    trails: tuple[RunTrail, ...]


def child_me(
    session: Session, *, rules: Rulebook, visitor: Visitor, today: dt.date, language: str
) -> ChildMe:
    """The child's own page for programs: three statements when its rules are known."""
    assert visitor.reader_id is not None
    state = reader_state(session, rules=rules, reader_id=visitor.reader_id)
    lights = state.tally.lights
    return ChildMe(
        id=state.reader_id,
        name=state.name,
        band=state.band,
        companion=state.companion,
        locale=visitor.locale,
        lights=lights,
        lamps=state.tally.lamps,
        readings=state.tally.readings,
        halte=halte_for(state.rulebook, lights).name,
        journey=_journey(state.rulebook, lights),
        rhythm=rhythm_on(state.rulebook, state.tally, today),
        badges=_badges(session, state, language),
        goals=_goals(session, state),
        classroom=ClassroomName(state.classroom_id, state.classroom_name),
        stale=state.stale,
    )


def staff_me(session: Session, *, visitor: Visitor) -> StaffMe:
    """Three statements, however large the network."""
    assert visitor.account_id is not None
    libraries = _libraries(session, visitor)
    return StaffMe(
        id=visitor.account_id,
        name=visitor.name,
        role=visitor.role,
        locale=visitor.locale,
        classrooms=_classrooms(session, visitor.account_id),
        libraries=libraries,
        trails=_trails(session, libraries),
    )


def _journey(rulebook: Rulebook, lights: int) -> Journey:
    coming = next_halte(rulebook, lights)
    return Journey(
        number=halte_for(rulebook, lights).number,
        haltes=len(rulebook.journey.haltes),
        next=coming.name if coming else None,
        next_at=coming.lights if coming else None,
        rings=rings_for(rulebook, lights),
    )


def _badges(session: Session, state: ReaderState, language: str) -> tuple[OwnBadge, ...]:
    """A badge that has left the rulebook is left out: it has no name any more."""
    names = {badge.slug: badge.name.of(language) for badge in state.rulebook.badges}
    rows = session.execute(_AWARDS, {"of_reader": state.reader_id})
    return tuple(OwnBadge(row.badge, names[row.badge], row.day) for row in rows if row.badge in names)


def _goals(session: Session, state: ReaderState) -> tuple[OwnGoal, ...]:
    scope = {"of_reader": state.reader_id, "of_classroom": state.classroom_id}
    return tuple(_goal(row, state) for row in session.execute(_GOALS, scope))


def _goal(row: Any, state: ReaderState) -> OwnGoal:
    own = goal_value(state.tally, goal_slug(row.id))
    alone = row.scope == "reader"
    return OwnGoal(
        id=row.id,
        scope=row.scope.value,
        measure=row.measure,
        target=row.target,
        progress=own if alone else row.progress,
        own=own if alone else row.amount or 0,
        starts=row.starts,
        ends=row.ends,
        reached=own >= row.target if alone else row.reached_at is not None,
    )


def _classrooms(session: Session, account_id: int) -> tuple[TaughtClassroom, ...]:
    rows = session.execute(
        select(Classroom.id, Classroom.name, Classroom.band, School.name.label("school"))
        .join(ClassroomTeacher, ClassroomTeacher.classroom_id == Classroom.id)
        .join(School, School.id == Classroom.school_id)
        .where(ClassroomTeacher.account_id == account_id, Classroom.closed_at.is_(None))
        .order_by(Classroom.name, Classroom.id)
    )
    return tuple(TaughtClassroom(row.id, row.name, row.band.value, row.school) for row in rows)


def _libraries(session: Session, visitor: Visitor) -> tuple[RunLibrary, ...]:
    wanted = select(Library.id, Library.name).order_by(Library.name, Library.id)
    if visitor.role != Role.COORDINATOR:
        wanted = wanted.join(LibraryStaff, LibraryStaff.library_id == Library.id).where(
            LibraryStaff.account_id == visitor.account_id
        )
    return tuple(RunLibrary(row.id, row.name) for row in session.execute(wanted))


def _trails(session: Session, libraries: Sequence[RunLibrary]) -> tuple[RunTrail, ...]:
    wanted = (
        select(Trail.id, Trail.name, Trail.library_id)
        .where(Trail.library_id.in_([library.id for library in libraries]))
        .order_by(Trail.starts.desc(), Trail.id.desc())
    )
    return tuple(RunTrail(row.id, row.name, row.library_id) for row in session.execute(wanted))
