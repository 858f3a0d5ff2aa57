"""Does a contest add up? Every sealed session is judged again, every draw drawn again, every way on followed.

Reads only. A fault names ids and what is wrong, never a child.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from readify.game.contest.order import DrawRecord
from readify.models import (
    TAKES_PART,
    Contest,
    ContestRound,
    ContestSession,
    Entrant,
    EntrantState,
    EntryRule,
    Outcome,
    SessionResult,
    SessionState,
)
from readify.queries.contest_outcome import hash_of_judging, standings_of
from readify.queries.contest_standing import judging_of

SEALED = (SessionState.SEALED, SessionState.REVEALED, SessionState.DONE)
REVEALED = (SessionState.REVEALED, SessionState.DONE)


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not add up, in which contest; `session_id` and `entrant_id` where it has to do with one."""

    contest_id: int
    code: str
    session_id: int | None = None
    entrant_id: int | None = None


def faults(session: Session, *, contest_id: int | None = None) -> tuple[Fault, ...]:
    """All faults of one contest, or of all. Empty when everything adds up."""
    wanted = select(Contest.id).order_by(Contest.id)
    if contest_id is not None:
        wanted = wanted.where(Contest.id == contest_id)
    return tuple(fault for found in session.scalars(wanted) for fault in _of_contest(session, found))


def _of_contest(session: Session, contest_id: int) -> Iterator[Fault]:
    rounds = session.scalars(
        select(ContestRound).where(ContestRound.contest_id == contest_id).order_by(ContestRound.number)
    ).all()
    following = {one.id: after.id for one, after in itertools.pairwise(rounds)}
    for one in rounds:
        sittings = session.scalars(select(ContestSession).where(ContestSession.round_id == one.id)).all()
        for sitting in sittings:
            yield from _of_draw(contest_id, sitting)
            yield from _of_room(session, contest_id, one, sitting)
            if sitting.state in SEALED:
                yield from _of_result(session, contest_id, sitting)
            if sitting.state in REVEALED and one.id in following:
                yield from _of_way_on(session, contest_id, sitting, following[one.id])
        if one.entry_rule is EntryRule.WINNERS:
            yield from _of_winners(session, contest_id, one)


def _of_draw(contest_id: int, sitting: ContestSession) -> Iterator[Fault]:
    kept = sitting.draw_record
    if kept is None:
        return
    record = DrawRecord(
        method=kept["method"],
        seed=kept["seed"],
        seed_hash=kept["seed_hash"],
        tickets=tuple(kept["tickets"]),
        list_hash=kept["list_hash"],
        order=tuple(kept["order"]),
    )
    if record.seed != sitting.draw_seed or not record.repeats():
        yield Fault(contest_id, "draw_does_not_repeat", sitting.id)


def _of_room(
    session: Session, contest_id: int, of_round: ContestRound, sitting: ContestSession
) -> Iterator[Fault]:
    taking = select(func.count()).where(Entrant.session_id == sitting.id, Entrant.state.in_(TAKES_PART))
    if (session.scalar(taking) or 0) > of_round.per_session:
        yield Fault(contest_id, "too_many_readers", sitting.id)
    strangers = select(Entrant.id).where(Entrant.session_id == sitting.id, Entrant.round_id != of_round.id)
    for entrant_id in session.scalars(strangers):
        yield Fault(contest_id, "reader_of_another_round", sitting.id, entrant_id)


def _of_result(session: Session, contest_id: int, sitting: ContestSession) -> Iterator[Fault]:
    """Judges the session again and compares."""
    judging = judging_of(session, sitting.id)
    if not judging.all_handed_in or hash_of_judging(judging) != sitting.sealed_hash:
        yield Fault(contest_id, "changed_after_sealing", sitting.id)
        return
    kept = {
        row.entrant_id: (row.place, row.outcome is Outcome.GOES_ON, row.reserve_rank)
        for row in session.scalars(select(SessionResult).where(SessionResult.session_id == sitting.id))
    }
    again = {one.reader: (one.place, one.goes_on, one.reserve_rank) for one in standings_of(judging)}
    for reader in sorted(kept.keys() | again.keys()):
        if kept.get(reader) != again.get(reader):
            yield Fault(contest_id, "result_differs", sitting.id, reader)


def _of_way_on(session: Session, contest_id: int, sitting: ContestSession, onward: int) -> Iterator[Fault]:
    """Everyone who goes on, and every reserve, has a row in the next round."""
    there = select(Entrant.came_from_id).where(Entrant.round_id == onward, Entrant.came_from_id.is_not(None))
    lost = select(SessionResult.entrant_id).where(
        SessionResult.session_id == sitting.id,
        SessionResult.outcome != Outcome.TOOK_PART,
        SessionResult.entrant_id.not_in(there),
    )
    for entrant_id in session.scalars(lost):
        yield Fault(contest_id, "did_not_go_on", sitting.id, entrant_id)


def _of_winners(session: Session, contest_id: int, of_round: ContestRound) -> Iterator[Fault]:
    """Nobody is in a round of winners without having won; a reserve takes part only for one who withdrew."""
    rows = session.execute(
        select(Entrant, SessionResult.outcome)
        .outerjoin(SessionResult, SessionResult.entrant_id == Entrant.came_from_id)
        .where(Entrant.round_id == of_round.id, Entrant.state != EntrantState.WITHDRAWN)
    )
    for entrant, outcome in rows:
        if outcome not in (Outcome.GOES_ON, Outcome.RESERVE):
            yield Fault(contest_id, "did_not_win", entrant.session_id, entrant.id)
        elif outcome is Outcome.RESERVE and entrant.state in TAKES_PART and entrant.replaces_id is None:
            yield Fault(contest_id, "reserve_without_place", entrant.session_id, entrant.id)
