"""A trail from draft to ready and into the archive. Opening and ending by hand are in `trails`.

Between its dates a ready trail runs by itself, and after them it is over by itself: no clock writes anything.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from readify.actions.classroom import note
from readify.actions.trails import ENDED, found_trail
from readify.done import Done
from readify.errors import Conflict
from readify.models import Scan, Spot, Trail, TrailStage
from readify.queries.tellings import Stories
from readify.queries.trail_checks import open_checks
from readify.words import N_

NOT_READY = N_("Er staat nog iets open. Kijk naar de lijst.")
NOT_A_DRAFT = N_("Dit spoor is geen concept meer.")
WALKED = N_("Er zijn al stempels gegeven. Stop het spoor en maak een kopie.")
STILL_RUNS = N_("Dit spoor loopt nog. Stop het eerst.")


def ready_trail(
    session: Session,
    *,
    stories: Stories,
    trail_id: int,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """The trail is ready and runs by itself from its first day. Raises Conflict when a check is open."""
    trail = found_trail(session, trail_id)
    if trail.ends < today or trail.stage in (TrailStage.ENDED, TrailStage.ARCHIVED):
        raise Conflict("trail_ended", ENDED)
    if trail.stage is not TrailStage.DRAFT:
        return Done(None)
    if any(not check.soft for check in open_checks(session, stories=stories, trail_id=trail_id, today=today)):
        raise Conflict("not_ready", NOT_READY)
    return _to(session, trail, TrailStage.READY, "ready_trail", account_id=account_id, now=now)


def begin_trail(
    session: Session, *, trail_id: int, today: dt.date, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """A ready trail begins today, before its first day. Raises Conflict when it is not ready."""
    trail = found_trail(session, trail_id)
    if trail.stage not in (TrailStage.READY, TrailStage.RUNNING):
        raise Conflict("not_ready", NOT_READY)
    trail.starts = min(trail.starts, today)
    trail.version += 1
    return _to(session, trail, TrailStage.RUNNING, "begin_trail", account_id=account_id, now=now)


def redraft_trail(
    session: Session, *, trail_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """A ready trail is a draft again, so that its spots can change. Raises Conflict once it gave a stamp."""
    trail = found_trail(session, trail_id)
    if trail.stage not in (TrailStage.READY, TrailStage.RUNNING):
        raise Conflict("not_a_draft", NOT_A_DRAFT)
    stamped = exists().where(Scan.spot_id == Spot.id, Scan.first, Spot.trail_id == trail_id)
    if session.scalar(select(stamped)):
        raise Conflict("walked", WALKED)
    return _to(session, trail, TrailStage.DRAFT, "redraft_trail", account_id=account_id, now=now)


def archive_trail(
    session: Session, *, trail_id: int, today: dt.date, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """A draft or a trail that is over goes out of sight; its story stays readable. Raises Conflict."""
    trail = found_trail(session, trail_id)
    if trail.stage in (TrailStage.READY, TrailStage.RUNNING) and today <= trail.ends:
        raise Conflict("still_runs", STILL_RUNS)
    return _to(session, trail, TrailStage.ARCHIVED, "archive_trail", account_id=account_id, now=now)


def _to(
    session: Session,
    trail: Trail,
    stage: TrailStage,
    action: str,
    *,
    account_id: int | None,
    now: dt.datetime,
) -> Done[None]:
    trail.stage = stage
    note(session, action, "trail", trail.id, account_id=account_id, now=now)
    return Done(None)
