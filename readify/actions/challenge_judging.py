"""Judging a set that a class does together: reached when each of its things is, open again if not."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.done import Nudge, classroom_room
from readify.models import ChallengeItem, ClassChallenge, Goal


def judge_challenge(
    session: Session, classroom_id: int, goal_id: int, *, now: dt.datetime
) -> tuple[Nudge, ...]:
    """Looks at the set that this goal counts for; answers who should look again."""
    challenge_id = session.scalar(select(ChallengeItem.challenge_id).where(ChallengeItem.goal_id == goal_id))
    if challenge_id is not None:
        judge_set(session, challenge_id, now=now)
    return (Nudge(classroom_room(classroom_id), ("challenge",), goal_id),)


def judge_set(session: Session, challenge_id: int, *, now: dt.datetime) -> None:
    """Writes down whether all of this set is done. Two at once: the row is locked first."""
    challenge = session.get(ClassChallenge, challenge_id, with_for_update=True)
    if challenge is None or challenge.offered_at is None:
        return
    rows = session.execute(
        select(ChallengeItem.done_at, Goal.reached_at)
        .outerjoin(Goal, Goal.id == ChallengeItem.goal_id)
        .where(ChallengeItem.challenge_id == challenge_id, ChallengeItem.removed_at.is_(None))
    ).all()
    reached = bool(rows) and all(row.done_at or row.reached_at for row in rows)
    if reached != (challenge.reached_at is not None):
        challenge.reached_at = now if reached else None
    session.flush()
