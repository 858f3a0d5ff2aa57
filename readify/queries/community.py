"""Community goals: which schools belong to a library or branch, and how many lamps burn for a goal.

A lamp is a child's reading day that lit one, or a stamp of a guest in that library's spots. Both are counted
from daily rows and anonymous scans, never from the ledger; no name and no number of one child leaves here.
Who left a class keeps its lamps lit; who was erased does not.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from readify.art.valley import lit_places
from readify.errors import NotFound
from readify.models import (
    Branch,
    Classroom,
    CommunityGoal,
    CommunityScope,
    Library,
    Reader,
    ReaderDay,
    Scan,
    School,
    SchoolLibrary,
    Spot,
    Trail,
)
from readify.words import N_

NO_GOAL = N_("Dit doel heb ik niet gevonden.")
NO_SCREEN = N_("Dit scherm werkt niet meer. Vraag de bieb om het nieuwe adres.")
NETWORK = "Limburg"  # a proper name, the same in every language


@dataclass(frozen=True, slots=True)
class CommunityLight:
    """A goal as its screen shows it. `place` is the branch, the library or the province.

    `again`: milliseconds after which a screen does well to look again, as this count was kept; else 0.
    """

    goal_id: int
    scope: str
    name: str
    place: str
    starts: dt.date
    ends: dt.date
    target: int
    lamps: int
    screen_key: str
    again: int = 0

    @property
    def lit(self) -> int:
        """How many of the valley's 28 places are awake."""
        return lit_places(lamps=self.lamps, target=self.target)

    @property
    def share(self) -> float:
        """Between 0 and 1, for a bar."""
        return min(1.0, self.lamps / self.target)

    @property
    def reached(self) -> bool:
        """Whether all lamps burn."""
        return self.lamps >= self.target

    @property
    def to_go(self) -> int:
        """Lamps still to light."""
        return max(0, self.target - self.lamps)


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school with the library and branch it belongs to. `chosen`: by somebody, not by its municipality."""

    school_id: int
    name: str
    municipality: str
    branch_id: int | None
    chosen: bool
    here: bool


def goal_of_key(session: Session, key: str) -> CommunityGoal:
    """The goal whose screen this key opens. Raises NotFound for a key that is unknown or was changed."""
    found = session.scalar(
        select(CommunityGoal).where(CommunityGoal.screen_key == key, CommunityGoal.closed_at.is_(None))
    )
    if found is None:
        raise NotFound("no_screen", NO_SCREEN)
    return found


def goals_of(session: Session, *, library_id: int | None) -> tuple[CommunityGoal, ...]:
    """The open goals of this library and its branches; without one the province's. Newest first."""
    owner = CommunityGoal.library_id
    wanted = owner.is_(None) if library_id is None else owner == library_id
    rows = session.scalars(
        select(CommunityGoal)
        .where(wanted, CommunityGoal.closed_at.is_(None))
        .order_by(CommunityGoal.starts.desc(), CommunityGoal.id.desc())
    )
    return tuple(rows)


def place_of(session: Session, goal: CommunityGoal) -> str:
    """What the goal's branch or library is called."""
    if goal.branch_id is not None:
        return session.scalar(select(Branch.name).where(Branch.id == goal.branch_id)) or ""
    if goal.library_id is not None:
        return session.scalar(select(Library.name).where(Library.id == goal.library_id)) or ""
    return NETWORK


def light_of(session: Session, goal: CommunityGoal, *, lamps: int, again: int = 0) -> CommunityLight:
    """The goal with this count."""
    return CommunityLight(
        goal_id=goal.id,
        scope=goal.scope.value,
        name=goal.name,
        place=place_of(session, goal),
        starts=goal.starts,
        ends=goal.ends,
        target=goal.target,
        lamps=lamps,
        screen_key=goal.screen_key,
        again=again,
    )


def count_lamps(session: Session, goal: CommunityGoal) -> int:
    """The children's lamps and the guests' stamps in the goal's days: two sums, each read from an index."""
    days = (
        select(func.count())
        .select_from(ReaderDay)
        .where(ReaderDay.lamp, ReaderDay.day.between(goal.starts, goal.ends))
    )
    stamps = (
        select(func.count())
        .select_from(Scan)
        .where(Scan.first, Scan.visitor == "guest", Scan.day.between(goal.starts, goal.ends))
        .where(Scan.spot_id.in_(_spots_of(goal)))
    )
    if goal.scope is not CommunityScope.NETWORK:
        days = days.join(Reader, Reader.id == ReaderDay.reader_id).where(
            Reader.classroom_id.in_(classrooms_of(goal))
        )
    return int(session.scalar(days) or 0) + int(session.scalar(stamps) or 0)


def classrooms_of(goal: CommunityGoal) -> Select[int]:
    """The ids of the classes whose lamps count."""
    wanted = select(Classroom.id)
    if goal.library_id is None:
        return wanted
    return wanted.where(
        Classroom.school_id.in_(schools_of(library_id=goal.library_id, branch_id=goal.branch_id))
    )


def libraries_of_goal(goal: CommunityGoal) -> Select[int]:
    """The ids of the libraries whose guests' stamps count: the goal's own, or all."""
    wanted = select(Library.id)
    return wanted if goal.library_id is None else wanted.where(Library.id == goal.library_id)


def schools_of(*, library_id: int, branch_id: int | None = None) -> Select[int]:
    """The ids of a library's schools: those given to it, and those of its municipality given to nobody.

    A branch has the schools given to it; the only branch of a library has them all.
    """
    own = select(School.id).outerjoin(SchoolLibrary, SchoolLibrary.school_id == School.id)
    given = own.where(_belongs(library_id))
    if branch_id is None:
        return given
    branches = select(func.count()).where(Branch.library_id == library_id).scalar_subquery()
    return given.where(or_(SchoolLibrary.branch_id == branch_id, branches == 1))


def school_lines(session: Session, *, library_id: int) -> tuple[SchoolLine, ...]:
    """Schools a library may choose from: its own first, then those that were given to no other library."""
    rows = session.execute(
        select(School, SchoolLibrary, _belongs(library_id).label("here"))
        .outerjoin(SchoolLibrary, SchoolLibrary.school_id == School.id)
        .where(or_(SchoolLibrary.school_id.is_(None), SchoolLibrary.library_id == library_id))
    )
    lines = [
        SchoolLine(
            school_id=school.id,
            name=school.name,
            municipality=school.municipality,
            branch_id=given.branch_id if given else None,
            chosen=given is not None,
            here=bool(here),
        )
        for school, given, here in rows
    ]
    return tuple(sorted(lines, key=lambda one: (not one.here, one.municipality, one.name, one.school_id)))


def branches_of(session: Session, *, library_id: int) -> tuple[tuple[int, str], ...]:
    """The library's branches by id and name."""
    rows = session.execute(
        select(Branch.id, Branch.name).where(Branch.library_id == library_id).order_by(Branch.name, Branch.id)
    )
    return tuple((number, name) for number, name in rows)


def _belongs(library_id: int) -> ColumnElement[bool]:
    town = select(func.lower(Library.municipality)).where(Library.id == library_id).scalar_subquery()
    return or_(
        SchoolLibrary.library_id == library_id,
        and_(SchoolLibrary.school_id.is_(None), func.lower(School.municipality) == town),
    )


def _spots_of(goal: CommunityGoal) -> Select[int]:
    """The ids of the spots whose guests count: named even for all, as scans are found by spot and day."""
    if goal.library_id is None:
        return select(Spot.id)
    if goal.branch_id is not None:
        return select(Spot.id).where(Spot.branch_id == goal.branch_id)
    owner = func.coalesce(Branch.library_id, Trail.library_id)
    return (
        select(Spot.id)
        .join(Trail, Trail.id == Spot.trail_id)
        .outerjoin(Branch, Branch.id == Spot.branch_id)
        .where(owner == goal.library_id)
    )
