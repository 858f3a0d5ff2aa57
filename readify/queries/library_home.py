"""A librarian's libraries and their trails, and what a running trail shows at a glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from readify.models import Branch, Library, LibraryStaff, Scan, Spot, Trail, TrailLibrary, TrailStage
from readify.queries.small_counts import Shown, Whole
from readify.queries.trail_figures import FIRST_HOUR, LAST_HOUR
from readify.queries.trail_stats import VISITORS, trail_step


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One trail in a list. `stage` is as it was set; what it is today follows from its dates."""

    trail_id: int
    name: str
    stage: TrailStage
    starts: dt.date
    ends: dt.date
    spots: int
    shared_by: str = ""  # the library that made it, when that is another

    def step(self, today: dt.date) -> int:
        """0 draft, 1 ready, 2 runs, 3 over."""
        return trail_step(self.stage, self.starts, self.ends, today)

    @property
    def archived(self) -> bool:
        """Whether it was put out of sight."""
        return self.stage is TrailStage.ARCHIVED


@dataclass(frozen=True, slots=True)
class OwnLibrary:
    """A library with its trails, newest first."""

    library_id: int
    name: str
    municipality: str
    trails: tuple[TrailLine, ...]

    @property
    def shown(self) -> tuple[TrailLine, ...]:
        """The trails that are not archived."""
        return tuple(one for one in self.trails if not one.archived)

    @property
    def archive(self) -> tuple[TrailLine, ...]:
        """The archived ones."""
        return tuple(one for one in self.trails if one.archived)


def own_libraries(session: Session, *, account_id: int, all_of_them: bool = False) -> tuple[OwnLibrary, ...]:
    """The libraries where this account works (a coordinator: all of them), by name.

    A trail that a library shares stands with its own.
    """
    wanted = select(Library).order_by(Library.name, Library.id)
    if not all_of_them:
        wanted = wanted.join(LibraryStaff).where(LibraryStaff.account_id == account_id)
    libraries = session.scalars(wanted).all()
    trails = _trails(session, [library.id for library in libraries])
    return tuple(
        OwnLibrary(library.id, library.name, library.municipality, tuple(trails.get(library.id, ())))
        for library in libraries
    )


def _trails(session: Session, library_ids: Iterable[int]) -> dict[int, list[TrailLine]]:
    shared: dict[int, list[int]] = {}
    for trail_id, library_id in session.execute(
        select(TrailLibrary.trail_id, TrailLibrary.library_id).where(
            TrailLibrary.library_id.in_(list(library_ids)), TrailLibrary.agreed_at.is_not(None)
        )
    ):
        shared.setdefault(trail_id, []).append(library_id)
    rows = session.execute(
        select(Trail, Library.name, func.count(Spot.id))
        .join(Library, Library.id == Trail.library_id)
        .outerjoin(Spot, Spot.trail_id == Trail.id)
        .where(or_(Trail.library_id.in_(list(library_ids)), Trail.id.in_(list(shared))))
        .group_by(Trail.id, Library.name)
        .order_by(Trail.starts.desc(), Trail.id.desc())
    )
    found: dict[int, list[TrailLine]] = {}
    for trail, maker, spots in rows:
        line = TrailLine(trail.id, trail.name, trail.stage, trail.starts, trail.ends, spots)
        found.setdefault(trail.library_id, []).append(line)
        for library_id in shared.get(trail.id, ()):
            found.setdefault(library_id, []).append(replace(line, shared_by=maker))
    return found


def stamps_by_hour(
    session: Session, *, trail_id: int, day: dt.date, beside: Iterable[Shown]
) -> tuple[tuple[int, Shown], ...]:
    """Stamps of one day per hour, from ten to five and wider when there were some outside.

    `beside` are the day's stamps per spot, as they are shown elsewhere. Empty when it may not be seen.
    """
    rows = session.execute(
        select(Scan.hour, func.count())
        .join(Spot, Spot.id == Scan.spot_id)
        .where(Spot.trail_id == trail_id, Scan.day == day, Scan.first, Scan.visitor.in_(VISITORS))
        .group_by(Scan.hour)
    )
    counts = dict(rows.all())
    hours = range(min([FIRST_HOUR, *counts]), max([LAST_HOUR, *counts]) + 1)
    seen = Whole(beside).cut([counts.get(hour, 0) for hour in hours], tells_nothing=True)
    return tuple(zip(hours, seen, strict=True)) if seen else ()


def branches_of(session: Session, *, library_id: int) -> tuple[tuple[int, str], ...]:
    """The library's buildings: id and name."""
    rows = session.execute(
        select(Branch.id, Branch.name).where(Branch.library_id == library_id).order_by(Branch.name, Branch.id)
    )
    return tuple((branch_id, name) for branch_id, name in rows)
