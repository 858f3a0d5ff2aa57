"""The trails that run today, for the challenge page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.models import Library, Trail
from readify.queries.spots import OPEN


@dataclass(frozen=True, slots=True)
class TrailNow:
    """A running trail and where it is."""

    trail_id: int
    name: str
    library: str
    ends: dt.date


def trails_now(session: Session, *, today: dt.date) -> tuple[TrailNow, ...]:
    """Running trails, those that end first in front."""
    rows = session.execute(
        select(Trail.id, Trail.name, Library.name, Trail.ends)
        .join(Library, Library.id == Trail.library_id)
        .where(Trail.stage.in_(OPEN), Trail.starts <= today, Trail.ends >= today)
        .order_by(Trail.ends, Trail.id)
        .limit(20)
    )
    return tuple(TrailNow(*row) for row in rows)
