"""The whole network at a glance: schools, classes, libraries and trails, small groups hidden."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from readify.models import Classroom, Library, LibraryStaff, Reader, Scan, School, Spot, Trail
from readify.queries.small_counts import FEWEST, NONE, Shown, shown, shown_total
from readify.queries.trail_stats import VISITORS, trail_step


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """One school."""

    school_id: int
    name: str
    municipality: str
    classes: int
    children: Shown


@dataclass(frozen=True, slots=True)
class LibraryLine:
    """One library. `running` trails run today; `stamps` of all its trails."""

    library_id: int
    name: str
    municipality: str
    staff: int
    trails: int
    running: int
    stamps: Shown


@dataclass(frozen=True, slots=True)
class Province:
    """All schools and libraries, by municipality and name."""

    schools: tuple[SchoolLine, ...]
    libraries: tuple[LibraryLine, ...]

    @property
    def children(self) -> Shown:
        """All children, made of what the lines show."""
        return shown_total(line.children for line in self.schools)

    @property
    def stamps(self) -> Shown:
        """All stamps."""
        return shown_total(line.stamps for line in self.libraries)

    @property
    def classes(self) -> int:
        """All classes."""
        return sum(line.classes for line in self.schools)

    @property
    def running(self) -> int:
        """Trails that run today."""
        return sum(line.running for line in self.libraries)


def province(session: Session, *, today: dt.date) -> Province:
    """In five statements, however many schools there are."""
    return Province(_schools(session), _libraries(session, today))


def _schools(session: Session) -> tuple[SchoolLine, ...]:
    rows = session.execute(
        select(
            School,
            func.count(Classroom.id.distinct()),
            func.count(Reader.id.distinct()),
        )
        .outerjoin(Classroom, Classroom.school_id == School.id)
        .outerjoin(Reader, (Reader.classroom_id == Classroom.id) & Reader.left_at.is_(None))
        .group_by(School.id)
        .order_by(School.municipality, School.name, School.id)
    )
    return tuple(
        SchoolLine(school.id, school.name, school.municipality, classes, shown(children))
        for school, classes, children in rows
    )


def _libraries(session: Session, today: dt.date) -> tuple[LibraryLine, ...]:
    staff = _counts(session, select(LibraryStaff.library_id, func.count()).group_by(LibraryStaff.library_id))
    stamps = _stamps(session)
    steps: dict[int, list[int]] = {}
    for trail in session.scalars(select(Trail)):
        steps.setdefault(trail.library_id, []).append(
            trail_step(trail.stage, trail.starts, trail.ends, today)
        )
    libraries = session.scalars(select(Library).order_by(Library.municipality, Library.name, Library.id))
    return tuple(
        LibraryLine(
            library_id=library.id,
            name=library.name,
            municipality=library.municipality,
            staff=staff.get(library.id, 0),
            trails=len(steps.get(library.id, ())),
            running=steps.get(library.id, []).count(2),
            stamps=stamps.get(library.id, NONE),
        )
        for library in libraries
    )


def _stamps(session: Session) -> dict[int, Shown]:
    """Per library, made of what its trails' pages show per spot and day: gives no hidden count away."""
    cells = (
        select(Trail.library_id, func.count().label("stamps"))
        .join(Spot, Spot.trail_id == Trail.id)
        .join(Scan, Scan.spot_id == Spot.id)
        .where(Scan.first, Scan.visitor.in_(VISITORS), Scan.day.between(Trail.starts, Trail.ends))
        .group_by(Trail.library_id, Scan.spot_id, Scan.day)
        .subquery()
    )
    seen, hidden = cells.c.stamps >= FEWEST, cells.c.stamps < FEWEST
    rows = session.execute(
        select(
            cells.c.library_id,
            func.sum(case((seen, cells.c.stamps), else_=0)),
            func.sum(case((hidden, 1), else_=0)),
        ).group_by(cells.c.library_id)
    )
    few = Shown(0, few=True)
    return {library: shown_total([Shown(int(exact)), *[few] * int(parts)]) for library, exact, parts in rows}


def _counts(session: Session, statement: object) -> dict[int, int]:
    return {key: int(count) for key, count in session.execute(statement)}  # type: ignore[call-overload]
