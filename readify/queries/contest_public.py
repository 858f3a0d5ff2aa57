"""A round as everybody may see it: when, where, who may enter, what the jury looks at. No children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.models import Contest, ContestRound, ContestSession, ContestState, Criterion
from readify.policies_contest import NO_ROUND


@dataclass(frozen=True, slots=True)
class PublicRound:
    """The round with its sessions by day, its criteria, and the rounds beside it."""

    contest: Contest
    of_round: ContestRound
    sessions: Sequence[ContestSession]
    criteria: Sequence[Criterion]
    rounds: Sequence[ContestRound]


def public_round(session: Session, *, contest_id: int, round_id: int) -> PublicRound:
    """NotFound for a contest that is not open to everybody: planned, or a school's own."""
    contest = session.get(Contest, contest_id)
    of_round = session.get(ContestRound, round_id)
    if (
        contest is None
        or of_round is None
        or of_round.contest_id != contest_id
        or contest.state is ContestState.PLANNED
        or contest.school_id is not None
    ):
        raise NotFound("no_round", NO_ROUND)
    return PublicRound(
        contest,
        of_round,
        session.scalars(
            select(ContestSession)
            .where(ContestSession.round_id == round_id)
            .order_by(ContestSession.day, ContestSession.starts, ContestSession.name)
        ).all(),
        session.scalars(
            select(Criterion).where(Criterion.round_id == round_id).order_by(Criterion.number)
        ).all(),
        session.scalars(
            select(ContestRound).where(ContestRound.contest_id == contest_id).order_by(ContestRound.number)
        ).all(),
    )
