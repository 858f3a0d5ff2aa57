"""The trails that run today, for the challenge page; and what a trail's stage comes to on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.models import Library, Trail, TrailStage
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


def stage_on(stage: str, starts: dt.date, ends: dt.date, today: dt.date) -> str:
    """The stage as of this day: what is ready runs from its first day, what ran is over after its last."""
    if stage not in (TrailStage.READY, TrailStage.RUNNING):
        return str(stage)
    if today > ends:
        return TrailStage.ENDED.value
    return TrailStage.RUNNING.value if stage == TrailStage.RUNNING or today >= starts else stage
