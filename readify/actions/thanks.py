"""Handing out a trail's thanks, once to each who finished it, and taking a hand-out back.

Who may is asked by the caller through `policies`.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.classroom import note
from readify.done import Done
from readify.errors import Conflict, NotFound
from readify.models import HandOut, Trail
from readify.queries.desk import Holder
from readify.queries.thanks import has_finished, has_thanks
from readify.words import N_

ALREADY = N_("Deze kaart heeft het bedankje al gehad.")
NOT_FULL = N_("Deze kaart is nog niet vol. Er zijn nog stempels te vinden.")
NO_HAND_OUT = N_("Dit bedankje heb ik niet gevonden.")


def hand_out(
    session: Session, *, trail_id: int, holder: Holder, now: dt.datetime, account_id: int | None = None
) -> Done[int]:
    """The thanks are given. Answers the hand-out's id. Conflict: given before, or the card is not full."""
    lock_trail(session, trail_id)
    if has_thanks(session, trail_id=trail_id, holder=holder):
        raise Conflict("already_thanked", ALREADY)
    if not has_finished(session, trail_id=trail_id, holder=holder):
        raise Conflict("not_finished", NOT_FULL)
    given = HandOut(trail_id=trail_id, handed_at=now, given_by_id=account_id, **person(holder))
    session.add(given)
    session.flush()
    note(session, "hand_out", "hand_out", given.id, account_id=account_id, now=now)
    return Done(given.id)


def take_back(
    session: Session, *, trail_id: int, hand_out_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """It was a mistake: as if it had not been given. Raises NotFound."""
    given = session.get(HandOut, hand_out_id)
    if given is None or given.trail_id != trail_id:
        raise NotFound("no_hand_out", NO_HAND_OUT)
    session.delete(given)
    note(session, "take_back", "hand_out", hand_out_id, account_id=account_id, now=now)
    session.flush()
    return Done(None)


def person(holder: Holder) -> dict[str, int | None]:
    """Whose row it is: the child's, when the passport went along with one."""
    return {
        "reader_id": holder.reader_id,
        "passport_id": None if holder.reader_id is not None else holder.passport_id,
    }


def lock_trail(session: Session, trail_id: int) -> None:
    """One at a time: two desks at once must not both find that nothing was given."""
    session.scalar(select(Trail.id).where(Trail.id == trail_id).with_for_update())
