"""Sharing a trail between libraries: one asks, the other agrees or leaves and takes its walls along."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.classroom import note
from readify.actions.trails import found_trail
from readify.done import Done
from readify.errors import NotFound
from readify.models import Branch, Library, Spot, TrailLibrary
from readify.words import N_

NO_LIBRARY = N_("Deze bieb heb ik niet gevonden.")
NOT_ASKED = N_("Deze vraag is er niet meer.")


def ask_library(
    session: Session, *, trail_id: int, library_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """Asks another library to share this trail; asking twice is asking once. Raises NotFound."""
    trail = found_trail(session, trail_id)
    if library_id == trail.library_id or session.get(Library, library_id) is None:
        raise NotFound("no_library", NO_LIBRARY)
    if session.get(TrailLibrary, (trail_id, library_id)) is None:
        session.add(TrailLibrary(trail_id=trail_id, library_id=library_id, agreed_at=None))
        note(session, "ask_library", "trail", trail_id, account_id=account_id, now=now)
        session.flush()
    return Done(None)


def agree_to_share(
    session: Session, *, trail_id: int, library_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """The library that was asked shares the trail. Raises NotFound when it was not asked."""
    asked = _asked(session, trail_id, library_id)
    asked.agreed_at = asked.agreed_at or now
    note(session, "agree_to_share", "trail", trail_id, account_id=account_id, now=now)
    return Done(None)


def stop_sharing(
    session: Session, *, trail_id: int, library_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """The library has no part in the trail (any more): spots in its branches hang nowhere until moved."""
    session.delete(_asked(session, trail_id, library_id))
    theirs = select(Branch.id).where(Branch.library_id == library_id)
    spots = session.scalars(select(Spot).where(Spot.trail_id == trail_id, Spot.branch_id.in_(theirs))).all()
    for spot in spots:
        spot.branch_id = None
    if spots:
        found_trail(session, trail_id).version += 1  # who is editing must see that walls are gone
    note(session, "stop_sharing", "trail", trail_id, account_id=account_id, now=now)
    return Done(None)


def _asked(session: Session, trail_id: int, library_id: int) -> TrailLibrary:
    found = session.get(TrailLibrary, (trail_id, library_id))
    if found is None:
        raise NotFound("not_asked", NOT_ASKED)
    return found
