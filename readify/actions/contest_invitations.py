"""That an invitation went out, once for each session a reader is given."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from readify.actions.contest_records import found_entrant, found_round, happened, held_school
from readify.done import Done


def take_invitation(
    session: Session, *, entrant_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[bool]:
    """The mail to this reader's teacher is ours to send: True once, whoever asks, also at once."""
    held_school(session, found_entrant(session, entrant_id).contest_school_id)
    entrant = found_entrant(session, entrant_id)
    if entrant.invited_at is not None or entrant.session_id is None:
        return Done(False)
    entrant.invited_at = now
    happened(
        session,
        "invited",
        contest_id=found_round(session, entrant.round_id).contest_id,
        session_id=entrant.session_id,
        entrant_id=entrant_id,
        now=now,
        account_id=account_id,
    )
    return Done(True)


def give_back_invitation(session: Session, *, entrant_id: int) -> Done[None]:
    """The mail could not be delivered: it may be sent again."""
    found_entrant(session, entrant_id).invited_at = None
    return Done(None)
