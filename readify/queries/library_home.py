"""A librarian's libraries and their trails, and what a running trail shows at a glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from readify.models import Library, LibraryStaff, Scan, Spot, Trail, TrailStage
from readify.queries.small_counts import Shown, shown
from readify.queries.trail_stats import trail_step

FIRST_HOUR, LAST_HOUR = 10, 17  # shown at least: a library's day


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One trail in a list. `stage` is draft, running or ended; what it is today follows from its dates."""

    trail_id: int
    name: str
    stage: TrailStage
    starts: dt.date
    ends: dt.date
    spots: int

    def step(self, today: dt.date) -> int:
        """0 draft, 1 ready, 2 runs, 3 over."""
        return trail_step(self.stage, self.starts, self.ends, today)


@dataclass(frozen=True, slots=True)
class OwnLibrary:
    """A library with its trails, newest first."""

    library_id: int
    name: str
    municipality: str
    trails: tuple[TrailLine, ...]


def own_libraries(session: Session, *, account_id: int, all_of_them: bool = False) -> tuple[OwnLibrary, ...]:
    """The libraries where this account works (a coordinator: all of them), by name."""
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
    rows = session.execute(
        select(Trail, func.count(Spot.id))
        .outerjoin(Spot, Spot.trail_id == Trail.id)
        .where(Trail.library_id.in_(list(library_ids)))
        .group_by(Trail.id)
        .order_by(Trail.starts.desc(), Trail.id.desc())
    )
    found: dict[int, list[TrailLine]] = {}
    for trail, spots in rows:
        line = TrailLine(trail.id, trail.name, trail.stage, trail.starts, trail.ends, spots)
        found.setdefault(trail.library_id, []).append(line)
    return found


def stamps_by_hour(session: Session, *, trail_id: int, day: dt.date) -> tuple[tuple[int, Shown], ...]:
    """Stamps of one day per hour, from ten to five and wider when there were some outside."""
    rows = session.execute(
        select(Scan.hour, func.count())
        .join(Spot, Spot.id == Scan.spot_id)
        .where(Spot.trail_id == trail_id, Scan.day == day, Scan.first, Scan.visitor != "staff")
        .group_by(Scan.hour)
    )
    counts = dict(rows.all())
    first, last = min([FIRST_HOUR, *counts]), max([LAST_HOUR, *counts])
    return tuple((hour, shown(counts.get(hour, 0))) for hour in range(first, last + 1))
