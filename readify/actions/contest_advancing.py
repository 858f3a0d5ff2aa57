"""Winners and reserves of a session go to the next round by themselves, each once."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.contest_entering import DRAFT_FIELDS
from readify.actions.contest_records import CLOSED_STATES, claimed_session, found_round, happened
from readify.actions.contest_sessions import room_in
from readify.actions.contest_spreading import next_position
from readify.models import (
    ContestRound,
    ContestSession,
    Entrant,
    EntrantState,
    Outcome,
    SessionResult,
)

KEPT_FIELDS = (
    *DRAFT_FIELDS,
    *("contest_school_id", "consent_at", "consent_by_id", "entered_by_id", "removed_at"),
)


def advance(
    session: Session, *, session_id: int, now: dt.datetime, account_id: int | None = None
) -> tuple[int, ...]:
    """New rows in the next round for who goes on (accepted) and who stands by. Answers their ids.

    They go to the session this one feeds; where that is full or not chosen, they are spread later. Who went
    on before does not go on again. Without a next round nothing happens: this was the last.
    """
    sitting = session.get_one(ContestSession, session_id)
    of_round = found_round(session, sitting.round_id)
    onward = session.scalar(
        select(ContestRound).where(
            ContestRound.contest_id == of_round.contest_id, ContestRound.number == of_round.number + 1
        )
    )
    if onward is None:
        return ()
    target = None if sitting.feeds_id is None else claimed_session(session, sitting.feeds_id)
    if target is not None and (target.round_id != onward.id or target.state in CLOSED_STATES):
        target = None
    made = [
        _go_on(session, result, entrant, onward, target, now=now)
        for result, entrant in _going(session, session_id)
    ]
    for one in made:
        happened(
            session,
            "went_on" if one.reserve_rank is None else "stands_by",
            contest_id=of_round.contest_id,
            session_id=session_id,
            entrant_id=one.id,
            now=now,
            account_id=account_id,
        )
    return tuple(one.id for one in made)


def _going(session: Session, session_id: int) -> list[tuple[SessionResult, Entrant]]:
    """Who goes on and who is reserve, best first, as far as they have no row in the next round yet."""
    there = select(Entrant.came_from_id).where(Entrant.came_from_id.is_not(None))
    rows = session.execute(
        select(SessionResult, Entrant)
        .join(Entrant, Entrant.id == SessionResult.entrant_id)
        .where(SessionResult.session_id == session_id, Entrant.id.not_in(there))
        .where(SessionResult.outcome.in_((Outcome.GOES_ON, Outcome.RESERVE)))
        .order_by(SessionResult.reserve_rank.is_not(None), SessionResult.reserve_rank, Entrant.id)
    )
    return [(result, entrant) for result, entrant in rows]


def _go_on(
    session: Session,
    result: SessionResult,
    entrant: Entrant,
    onward: ContestRound,
    target: ContestSession | None,
    *,
    now: dt.datetime,
) -> Entrant:
    reserve = result.outcome is Outcome.RESERVE
    fits = target is not None and (reserve or room_in(session, target, per_session=onward.per_session) > 0)
    made = Entrant(
        round_id=onward.id,
        came_from_id=entrant.id,
        session_id=target.id if target is not None and fits else None,
        submission_id=str(uuid.uuid5(uuid.NAMESPACE_OID, f"onward/{entrant.id}")),
        state=EntrantState.RESERVE if reserve else EntrantState.ACCEPTED,
        reserve_rank=result.reserve_rank,
        entered_at=now,
        **{name: getattr(entrant, name) for name in KEPT_FIELDS},
    )
    if target is not None and fits and not reserve and target.draw_seed is not None:
        made.position = next_position(session, target.id)
    session.add(made)
    session.flush()
    return made
