"""A badge is new until its child has seen it: celebrated after a log, or tapped on the wall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import update
from sqlalchemy.orm import Session

from readify.done import Done
from readify.models import Award


def note_badges_seen(
    session: Session, *, reader_id: int, now: dt.datetime, badges: Collection[str] | None = None
) -> Done[None]:
    """These badges are new no longer; without `badges` all of this child's. Those it has not stay away."""
    fresh = update(Award).where(Award.reader_id == reader_id, Award.seen_at.is_(None))
    if badges is not None:
        fresh = fresh.where(Award.badge.in_(list(badges)))
    session.execute(fresh.values(seen_at=now))
    return Done(None)
