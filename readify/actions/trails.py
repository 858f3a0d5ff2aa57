"""Making, opening and ending trails, and a new code for a poster that was photographed and shared.

`account_id` is the librarian who asks; None means that Readify itself does it. Who may is asked by the caller
through `policies`; an unknown trail is NotFound here.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from readify.actions.classroom import note
from readify.done import Done
from readify.drafts.codes import new_code
from readify.drafts.trail import TrailDraft
from readify.errors import Conflict, NotFound
from readify.models import Branch, Spot, Trail, TrailStage
from readify.words import N_

NO_TRAIL = N_("Dit spoor heb ik niet gevonden.")
NO_SPOT = N_("Deze plek heb ik niet gevonden.")
ENDED = N_("Dit spoor is al voorbij. Maak een nieuw spoor.")


def make_trail(
    session: Session,
    *,
    library_id: int,
    draft: TrailDraft,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
    told_for: str = "6-9",
) -> Done[int]:
    """A new trail in draft, with a spot for each place at the library's first branch. Answers its id."""
    del today
    branch = session.scalar(
        select(Branch.id).where(Branch.library_id == library_id).order_by(Branch.id).limit(1)
    )
    trail = Trail(
        library_id=library_id,
        name=draft.name,
        story=draft.story,
        told_for=told_for,
        word=draft.word,
        starts=draft.starts,
        ends=draft.ends,
        created_at=now,
    )
    session.add(trail)
    session.flush()
    for position, place in enumerate(draft.places, start=1):
        add_spot(session, trail, position=position, place=place, branch_id=branch)
    note(session, "make_trail", "trail", trail.id, account_id=account_id, now=now)
    return Done(trail.id)


def open_trail(
    session: Session, *, trail_id: int, today: dt.date, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """The trail runs: its posters give stamps between its dates. Raises Conflict when it is over."""
    trail = found_trail(session, trail_id)
    if trail.ends < today or trail.stage in (TrailStage.ENDED, TrailStage.ARCHIVED):
        raise Conflict("trail_ended", ENDED)
    trail.stage = TrailStage.RUNNING
    note(session, "open_trail", "trail", trail_id, account_id=account_id, now=now)
    return Done(None)


def end_trail(
    session: Session, *, trail_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """The trail is over: its story can be read, stamps are no longer given."""
    found_trail(session, trail_id).stage = TrailStage.ENDED
    note(session, "end_trail", "trail", trail_id, account_id=account_id, now=now)
    return Done(None)


def replace_code(
    session: Session, *, spot_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[str]:
    """A new code for the spot's poster; the old one answers kindly that it no longer works.

    The typed word and number stay with the spot: they hang inside the library. Answers the new code.
    """
    spot = session.get(Spot, spot_id)
    if spot is None:
        raise NotFound("no_spot", NO_SPOT)
    spot.old_codes = [*spot.old_codes, spot.code]
    spot.code = _free_code(session, spot.word)
    note(session, "replace_code", "spot", spot_id, account_id=account_id, now=now)
    session.flush()
    return Done(spot.code)


def add_spot(
    session: Session,
    trail: Trail,
    *,
    position: int,
    place: str,
    branch_id: int | None,
    riddle: str | None = None,
    task: str | None = None,
) -> Spot:
    """A spot with a code and a number of its own."""
    spot = Spot(
        trail_id=trail.id, branch_id=branch_id, position=position, place=place, riddle=riddle, task=task
    )
    name_codes(session, spot, trail.word)
    session.add(spot)
    session.flush()
    return spot


def name_codes(session: Session, spot: Spot, word: str) -> None:
    """Gives the spot a new code and a new number, both with this word."""
    spot.code, spot.word, spot.number = _free_code(session, word), word, _next_number(session, word)


def found_trail(session: Session, trail_id: int) -> Trail:
    """The trail. Raises NotFound."""
    trail = session.get(Trail, trail_id)
    if trail is None:
        raise NotFound("no_trail", NO_TRAIL)
    return trail


def _next_number(session: Session, word: str) -> int:
    highest = session.scalar(select(func.max(Spot.number)).where(Spot.word == word))
    return (highest or 0) + 1


def _free_code(session: Session, word: str) -> str:
    while True:
        code = new_code(word)
        if session.scalar(select(Spot.id).where(Spot.code == code)) is None:
            return code
