"""A reader withdraws; the reserve comes in, or in a round of entries the first who waits."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.contest_records import (
    CLOSED_STATES,
    claimed_session,
    found_entrant,
    found_round,
    happened,
    in_session,
)
from readify.actions.contest_spreading import READ_ALREADY, next_position
from readify.done import Done, Nudge
from readify.errors import Conflict
from readify.models import TAKES_PART, ContestSession, Entrant, EntrantState, SessionState


def withdraw_entrant(
    session: Session, *, entrant_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[int | None]:
    """Takes a reader out, and brings in the reserve, else the first who waits. Answers who came in.

    Twice is once. Raises Conflict `over` for who has read.
    """
    entrant = found_entrant(session, entrant_id)
    sitting = None if entrant.session_id is None else claimed_session(session, entrant.session_id)
    entrant = found_entrant(session, entrant_id)
    if entrant.state is EntrantState.WITHDRAWN:
        return Done(None)
    if entrant.state in (EntrantState.READ, EntrantState.READING) or (
        sitting is not None and sitting.state in CLOSED_STATES
    ):
        raise Conflict("over", READ_ALREADY)
    took_part, position = entrant.state in TAKES_PART, entrant.position
    entrant.state, entrant.position, entrant.withdrawn_at = EntrantState.WITHDRAWN, None, now
    session.flush()
    newcomer = _bring_in(session, entrant, sitting, position=position) if took_part else None
    nudges = _note_withdrawal(session, entrant, sitting, newcomer, now=now, account_id=account_id)
    return Done(None if newcomer is None else newcomer.id, nudges)


def _bring_in(
    session: Session, gone: Entrant, sitting: ContestSession | None, *, position: int | None
) -> Entrant | None:
    newcomer = _stand_in(session, gone)
    if newcomer is None:
        return None
    newcomer.replaces_id, newcomer.reserve_rank = gone.id, None
    newcomer.state, newcomer.session_id = EntrantState.ACCEPTED, gone.session_id
    if sitting is not None and sitting.draw_seed is not None:
        begun = sitting.state is SessionState.UNDER_WAY
        newcomer.position = next_position(session, sitting.id) if begun else position
    session.flush()
    return newcomer


def _stand_in(session: Session, gone: Entrant) -> Entrant | None:
    """The first reserve of the session that one came from; in a round of entries who waits longest."""
    wanted = select(Entrant).where(Entrant.round_id == gone.round_id)
    if gone.came_from_id is None:
        wanted = wanted.where(Entrant.state == EntrantState.WAITING)
    else:
        earlier = select(Entrant.session_id).where(Entrant.id == gone.came_from_id).scalar_subquery()
        same = select(Entrant.id).where(Entrant.session_id == earlier)
        wanted = wanted.where(Entrant.state == EntrantState.RESERVE, Entrant.came_from_id.in_(same))
    return session.scalar(wanted.order_by(Entrant.reserve_rank, Entrant.id).limit(1).with_for_update())


def _note_withdrawal(
    session: Session,
    entrant: Entrant,
    sitting: ContestSession | None,
    newcomer: Entrant | None,
    *,
    now: dt.datetime,
    account_id: int | None,
) -> tuple[Nudge, ...]:
    detail = {} if newcomer is None else {"replaced_by": newcomer.id}
    if sitting is not None:
        return in_session(
            session,
            "withdrawn",
            sitting,
            entrant_id=entrant.id,
            now=now,
            account_id=account_id,
            detail=detail,
        )
    contest_id = found_round(session, entrant.round_id).contest_id
    happened(
        session,
        "withdrawn",
        contest_id=contest_id,
        entrant_id=entrant.id,
        now=now,
        account_id=account_id,
        detail=detail,
    )
    return ()
