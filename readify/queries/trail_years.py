"""A copied trail beside the one it was copied from: the same number of days of both, so that they compare.

Compares totals of what is shown only. Who may see the older trail is asked before.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from readify.queries.small_counts import NONE, Shown
from readify.queries.trail_stats import TrailStats, trail_overview, trail_stats


@dataclass(frozen=True, slots=True)
class SpotYears:
    """One place in the row of spots, in both years; the place's name is of now."""

    position: int
    place: str
    then: Shown
    now: Shown


@dataclass(frozen=True, slots=True)
class TwoYears:
    """Both trails over `days` days from their own first day; `spots` holds stamps."""

    then: TrailStats
    now: TrailStats
    days: int
    spots: tuple[SpotYears, ...]


def two_years(session: Session, *, before_id: int, now: TrailStats) -> TwoYears:
    """The trail `now` beside an older one. Raises NotFound. Five statements."""
    gone = now.until - now.trail.starts
    first = trail_overview(session, trail_id=before_id).starts
    then = trail_stats(session, trail_id=before_id, today=first + gone)
    stamps = {one.spot.position: one.stamps for one in then.spots}
    spots = tuple(
        SpotYears(one.spot.position, one.spot.place, stamps.get(one.spot.position, NONE), one.stamps)
        for one in now.spots
    )
    return TwoYears(then, now, gone.days + 1, spots)
