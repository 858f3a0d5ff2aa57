"""Who goes on from a contest's sessions, once revealed. No places, no totals, no names without a yes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.models import (
    ContestRound,
    ContestSchool,
    ContestSession,
    Entrant,
    Outcome,
    SessionResult,
    SessionState,
)


@dataclass(frozen=True, slots=True)
class Winner:
    """Who goes on. `name` is None without the parents' yes, or once names were removed."""

    name: str | None
    school: str
    book: str


def winners_of(session: Session, contest_id: int) -> Mapping[int, tuple[Winner, ...]]:
    """By session, in reading order; sessions that were not revealed are left out."""
    rows = session.execute(
        select(SessionResult.session_id, Entrant, ContestSchool.name)
        .join(Entrant, Entrant.id == SessionResult.entrant_id)
        .join(ContestSchool, ContestSchool.id == Entrant.contest_school_id)
        .join(ContestSession, ContestSession.id == SessionResult.session_id)
        .join(ContestRound, ContestRound.id == ContestSession.round_id)
        .where(ContestRound.contest_id == contest_id, SessionResult.outcome == Outcome.GOES_ON)
        .where(ContestSession.state.in_((SessionState.REVEALED, SessionState.DONE)))
        .order_by(SessionResult.session_id, Entrant.position, Entrant.id)
    )
    found: defaultdict[int, list[Winner]] = defaultdict(list)
    for session_id, entrant, school in rows:
        name = entrant.name if entrant.consent_at is not None and entrant.name else None
        found[session_id].append(Winner(name, school, entrant.book_title))
    return {session_id: tuple(winners) for session_id, winners in found.items()}
