"""A trail's spots, and what was scanned there: counts per spot and day, never a child.

Figures come from the anonymous scans of guests and children; a librarian's own test scans do not count.
Counts under five are hidden by `small_counts`. Other ways to cut up the same stamps are in `trail_figures`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.models import Library, Scan, Spot, Trail, TrailStage
from readify.queries.small_counts import NONE, Shown, shown, shown_total
from readify.words import N_

NO_TRAIL = N_("Dit spoor heb ik niet gevonden.")
VISITORS = ("guest", "reader")


@dataclass(frozen=True, slots=True)
class SpotNow:
    """A spot as it hangs: `code` in its QR, `typed` the word and number below it."""

    spot_id: int
    position: int
    place: str
    code: str
    typed: str


@dataclass(frozen=True, slots=True)
class TrailOverview:
    """A trail with its spots in order. `stage` is draft, running or ended as the library set it."""

    trail_id: int
    name: str
    story: str
    word: str
    stage: str
    starts: dt.date
    ends: dt.date
    created_at: dt.datetime
    library_id: int
    library_name: str
    spots: tuple[SpotNow, ...]

    def step(self, today: dt.date) -> int:
        """Where it stands: 0 draft, 1 ready (open, not begun), 2 runs, 3 over."""
        return trail_step(self.stage, self.starts, self.ends, today)


def trail_step(stage: str, starts: dt.date, ends: dt.date, today: dt.date) -> int:
    """What the library's own stage comes to on this day: 0 draft, 1 ready, 2 runs, 3 over."""
    if stage in (TrailStage.ENDED, TrailStage.ARCHIVED) or today > ends:
        return 3
    if stage == TrailStage.DRAFT:
        return 0
    return 1 if today < starts else 2


def trail_overview(session: Session, *, trail_id: int) -> TrailOverview:
    """The trail and its spots. Raises NotFound. Who may see it is asked before."""
    row = session.execute(
        select(Trail, Library.name).join(Library, Library.id == Trail.library_id).where(Trail.id == trail_id)
    ).one_or_none()
    if row is None:
        raise NotFound("no_trail", NO_TRAIL)
    trail, library = row
    spots = session.scalars(select(Spot).where(Spot.trail_id == trail_id).order_by(Spot.position))
    return TrailOverview(
        trail_id=trail.id,
        name=trail.name,
        story=trail.story,
        word=trail.word,
        stage=trail.stage.value,
        starts=trail.starts,
        ends=trail.ends,
        created_at=trail.created_at,
        library_id=trail.library_id,
        library_name=library,
        spots=tuple(
            SpotNow(spot.id, spot.position, spot.place, spot.code, f"{spot.word} {spot.number}")
            for spot in spots
        ),
    )


@dataclass(frozen=True, slots=True)
class DayCount:
    """One spot on one day. `stamps` are first scans."""

    day: dt.date
    scans: Shown
    stamps: Shown


@dataclass(frozen=True, slots=True)
class SpotStats:
    """One spot over the trail's days so far."""

    spot: SpotNow
    days: tuple[DayCount, ...]
    scans: Shown
    stamps: Shown


@dataclass(frozen=True, slots=True)
class DayFinishers:
    """How many finished the trail on this day."""

    day: dt.date
    count: Shown


@dataclass(frozen=True, slots=True)
class TrailStats:
    """The trail's figures from its first day to `until`; `finishers` and `finished` count whole trails."""

    trail: TrailOverview
    until: dt.date
    spots: tuple[SpotStats, ...]
    scans: Shown
    stamps: Shown
    finishers: tuple[DayFinishers, ...]
    finished: Shown

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days that are counted."""
        return tuple(one.day for one in self.finishers)


class _Cell(NamedTuple):
    scans: int = 0
    stamps: int = 0
    finished: int = 0


def trail_stats(session: Session, *, trail_id: int, today: dt.date) -> TrailStats:
    """Scans, stamps and finishers per spot and day, up to today. Raises NotFound.

    The work grows with the trail's own scans (they are counted in the database), not with the ledger.
    """
    trail = trail_overview(session, trail_id=trail_id)
    until = max(trail.starts, min(trail.ends, today))
    days = [trail.starts + dt.timedelta(days=n) for n in range((until - trail.starts).days + 1)]
    cells = _counted(session, trail, until)
    spots = tuple(_spot_stats(spot, days, cells) for spot in trail.spots)
    finishers = tuple(
        DayFinishers(day, shown(sum(_cell(cells, spot.spot_id, day).finished for spot in trail.spots)))
        for day in days
    )
    return TrailStats(
        trail=trail,
        until=until,
        spots=spots,
        scans=shown_total(spot.scans for spot in spots),
        stamps=shown_total(spot.stamps for spot in spots),
        finishers=finishers,
        finished=shown_total(one.count for one in finishers),
    )


def _counted(session: Session, trail: TrailOverview, until: dt.date) -> dict[tuple[int, dt.date], _Cell]:
    """Per spot and day."""
    rows = session.execute(
        select(
            Scan.spot_id,
            Scan.day,
            func.count(),
            func.sum(case((Scan.first, 1), else_=0)),
            func.sum(case((Scan.finishes, 1), else_=0)),
        )
        .where(scanned_at(trail, until))
        .group_by(Scan.spot_id, Scan.day)
    )
    return {(spot_id, day): _Cell(*map(int, counts)) for spot_id, day, *counts in rows}


def scanned_at(trail: TrailOverview, until: dt.date) -> ColumnElement[bool]:
    """Which scans count for this trail: at its spots, on its days so far, not by staff who look."""
    return and_(
        Scan.spot_id.in_([spot.spot_id for spot in trail.spots]),
        Scan.day.between(trail.starts, until),
        Scan.visitor.in_(VISITORS),
    )


def _cell(cells: dict[tuple[int, dt.date], _Cell], spot_id: int, day: dt.date) -> _Cell:
    return cells.get((spot_id, day), _Cell())


def _spot_stats(spot: SpotNow, days: Iterable[dt.date], cells: dict[tuple[int, dt.date], _Cell]) -> SpotStats:
    counted = tuple(
        DayCount(day, shown(cell.scans), shown(cell.stamps))
        for day, cell in ((day, _cell(cells, spot.spot_id, day)) for day in days)
    )
    return SpotStats(
        spot,
        counted,
        shown_total(one.scans for one in counted) if counted else NONE,
        shown_total(one.stamps for one in counted) if counted else NONE,
    )
