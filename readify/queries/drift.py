"""Does the stored progress still equal the fold over the ledger? Reads only, for `rebuild --check`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from readify.game.rulebook import Rulebook
from readify.game.rules import Scope
from readify.game.tally import Day, Tally, goal_value, replay_days
from readify.ledger import facts_of
from readify.models import Award, Goal, GoalShare, Reader, ReaderDay, ReaderTally
from readify.queries.reader_state import ReaderState, reader_state
from readify.rulebooks import goal_slug


@dataclass(frozen=True, slots=True)
class Drift:
    """One reader or goal whose stored figures differ from the fold, and how."""

    subject: str
    subject_id: int
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id}: {'; '.join(self.reasons)}"


def all_readers(session: Session) -> list[int]:
    """The id of every reader who is still here."""
    return list(session.scalars(select(Reader.id).where(Reader.left_at.is_(None)).order_by(Reader.id)))


def reader_drift(session: Session, *, rules: Rulebook, reader_id: int) -> Drift | None:
    """How this reader's stored progress differs from the fold; None when it does not.

    A reader who waits for a refold under new rules is compared with the new rules' fold only for shares.
    """
    state = reader_state(session, rules=rules, reader_id=reader_id)
    tally, days = replay_days(state.rulebook, facts_of(session, reader_id))
    reasons: list[str] = []
    if not state.stale:
        reasons += _tally_reasons(session, state, tally)
        reasons += _day_reasons(session, reader_id, days)
        reasons += _award_reasons(session, reader_id, tally)
        reasons += _share_reasons(session, state, tally)
    return Drift("reader", reader_id, tuple(reasons)) if reasons else None


def goal_drifts(session: Session) -> Iterator[Drift]:
    """Goals whose progress is not the sum of their shares, or whose mark of being reached is wrong."""
    shares = (
        select(GoalShare.goal_id, func.sum(GoalShare.amount).label("total"))
        .group_by(GoalShare.goal_id)
        .subquery()
    )
    rows = session.execute(
        select(Goal.id, Goal.progress, Goal.target, Goal.reached_at, func.coalesce(shares.c.total, 0))
        .outerjoin(shares, shares.c.goal_id == Goal.id)
        .where(Goal.scope != "reader")
    )
    for goal_id, progress, target, reached_at, total in rows:
        reasons = []
        if progress != total:
            reasons.append(f"progress {progress}, its shares make {total}")
        if (reached_at is not None) != (total >= target):
            reasons.append("its mark of being reached is wrong")
        if reasons:
            yield Drift("goal", goal_id, tuple(reasons))


def _tally_reasons(session: Session, state: ReaderState, tally: Tally) -> list[str]:
    if state.tally != tally:
        return [f"lights {state.tally.lights}, the ledger makes {tally.lights}"]
    row = session.get_one(ReaderTally, state.reader_id)
    plain = (row.lights, row.lamps, row.readings, row.last_day)
    wanted = (tally.lights, tally.lamps, tally.readings, tally.last_read)
    return [] if plain == wanted else [f"columns {plain}, the ledger makes {wanted}"]


def _day_reasons(session: Session, reader_id: int, days: tuple[Day, ...]) -> list[str]:
    kept = {
        row.day: (
            row.minutes,
            row.pages,
            row.lights,
            row.lamp,
            row.readings,
            tuple(row.forms),
            tuple(row.hows),
        )
        for row in session.scalars(select(ReaderDay).where(ReaderDay.reader_id == reader_id))
    }
    wanted = {
        day.day: (
            day.minutes,
            day.pages,
            day.lights,
            day.lamp,
            day.readings,
            tuple(day.forms),
            tuple(day.hows),
        )
        for day in days
    }
    wrong = sorted(day for day in kept.keys() | wanted.keys() if kept.get(day) != wanted.get(day))
    return [f"day {day.isoformat()} differs" for day in wrong[:5]]


def _award_reasons(session: Session, reader_id: int, tally: Tally) -> list[str]:
    rows = session.execute(select(Award.badge, Award.entry_id).where(Award.reader_id == reader_id))
    kept = {badge: entry_id for badge, entry_id in rows}  # noqa: C416 - rows are not pairs to mypy
    return (
        []
        if kept == dict(tally.badges)
        else [f"badges {sorted(kept)}, the ledger makes {sorted(tally.badges)}"]
    )


def _share_reasons(session: Session, state: ReaderState, tally: Tally) -> list[str]:
    rows = session.execute(
        select(GoalShare.goal_id, GoalShare.amount).where(GoalShare.reader_id == state.reader_id)
    )
    kept = {goal_slug(goal_id): amount for goal_id, amount in rows}
    wrong = [
        goal.slug
        for goal in state.rulebook.goals
        if goal.scope is not Scope.READER and kept.get(goal.slug, 0) != goal_value(tally, goal.slug)
    ]
    return [f"share of {slug} differs" for slug in wrong]
