"""Who goes on from a contest's sessions, once revealed. No places, no totals, no names without a yes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from readify.models import (
    Contest,
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


def champion_of_class(session: Session, classroom_id: int, *, season: str) -> Entrant | None:
    """Who of this class won its school's own contest of a season: the last round, once revealed."""
    last = (
        select(func.max(ContestRound.number)).where(ContestRound.contest_id == Contest.id).correlate(Contest)
    )
    return session.scalar(
        select(Entrant)
        .join(SessionResult, SessionResult.entrant_id == Entrant.id)
        .join(ContestSession, ContestSession.id == SessionResult.session_id)
        .join(ContestRound, ContestRound.id == ContestSession.round_id)
        .join(Contest, Contest.id == ContestRound.contest_id)
        .where(Contest.school_id.is_not(None), Contest.season == season)
        .where(ContestRound.number == last.scalar_subquery(), SessionResult.outcome == Outcome.GOES_ON)
        .where(ContestSession.state.in_((SessionState.REVEALED, SessionState.DONE)))
        .where(Entrant.classroom_id == classroom_id, Entrant.name != "")
        .order_by(Entrant.id.desc())
        .limit(1)
    )
