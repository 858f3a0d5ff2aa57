"""From all handed in to the last applause: ties decided, results sealed, revealed step by step.

A sealed session never changes. Revealing goes from a compliment for each reader, in reading order, to who
goes on; with that last step winners and reserves go to the next round by themselves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from readify.actions.contest_advancing import advance
from readify.actions.contest_after import give_podium
from readify.actions.contest_records import claimed_session, in_session
from readify.done import Done, FollowUp
from readify.errors import Conflict, Invalid
from readify.game.contest.places import Standing
from readify.models import ContestSession, Decision, Outcome, SessionResult, SessionState
from readify.queries.contest_outcome import hash_of_judging, standings_of
from readify.queries.contest_standing import Judging, judging_of
from readify.words import N_

NOT_ALL_IN = N_("Nog niet alle juryleden hebben ingeleverd.")
STILL_TIED = N_("Er staan nog lezers gelijk. De jury overlegt, de voorzitter beslist.")
NOT_TIED = N_("Deze lezers staan niet gelijk. Laad de pagina opnieuw.")
NO_REASON = N_("Schrijf in één zin waarom.")
NOT_UNDER_WAY = N_("De zitting loopt niet, of de uitslag ligt al vast.")
NOT_SEALED = N_("Leg eerst de uitslag vast.")
NO_TOTALS = N_("Geen jurylid beoordeelde alle lezers. Laat een jurylid aanvullen wat mist.")
ALL_REVEALED = N_("De uitslag is al bekend.")


def decide_tie(
    session: Session,
    *,
    session_id: int,
    ordered: Sequence[int],
    reason: str,
    now: dt.datetime,
    chair_id: int | None = None,
    account_id: int | None = None,
) -> Done[None]:
    """The chair's order of readers that stand equal, with the reason. Kept for good.

    `account_id`: the secretary wrote it down for the chair. Raises Conflict `not_tied`, `not_all_in`.
    """
    sitting = claimed_session(session, session_id)
    judging = _all_in(session, sitting)
    if tuple(sorted(ordered)) not in judging.open_ties:
        raise Conflict("not_tied", NOT_TIED)
    if not reason.strip():
        raise Invalid("invalid", NO_REASON, fields={"reason": NO_REASON})
    chair = chair_id or next((juror.id for juror in judging.seated if juror.chair), None)
    session.add(
        Decision(
            session_id=session_id,
            tied=sorted(ordered),
            ordered=list(ordered),
            reason=reason.strip()[:500],
            chair_id=chair,
            account_id=account_id,
            at=now,
        )
    )
    nudges = in_session(session, "decided", sitting, juror_id=chair, now=now, account_id=account_id)
    return Done(None, nudges)


def seal_session(
    session: Session, *, session_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """Fixes the results. Twice is once. Conflict `not_all_in`, `tied`, `no_totals` or `not_under_way`."""
    sitting = claimed_session(session, session_id)
    if sitting.state is SessionState.SEALED:
        return Done(None)
    judging = _all_in(session, sitting)
    if judging.open_ties:
        raise Conflict("tied", STILL_TIED)
    made = standings_of(judging)
    session.add_all(_result(judging, one, session_id) for one in made)
    sitting.state, sitting.sealed_at = SessionState.SEALED, now
    sitting.sealed_hash = hash_of_judging(judging)
    return Done(None, in_session(session, "sealed", sitting, now=now, account_id=account_id))


def reveal_next(
    session: Session, *, session_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[int]:
    """One step further: step n shows the n-th reader's compliment, the step after the last who goes on.

    Answers the step. Raises Conflict `not_sealed`, `all_revealed`.
    """
    sitting = claimed_session(session, session_id)
    if sitting.state in (SessionState.REVEALED, SessionState.DONE):
        raise Conflict("all_revealed", ALL_REVEALED)
    if sitting.state is not SessionState.SEALED:
        raise Conflict("not_sealed", NOT_SEALED)
    sitting.revealed_step += 1
    count = select(func.count()).where(SessionResult.session_id == session_id)
    if sitting.revealed_step > (session.scalar(count) or 0):
        sitting.state, sitting.revealed_at = SessionState.REVEALED, now
        advance(session, session_id=session_id, now=now, account_id=account_id)
    nudges = in_session(session, "revealed", sitting, now=now, account_id=account_id)
    last = sitting.state is SessionState.REVEALED
    badges = (FollowUp(give_podium, {"session_id": session_id}),) if last else ()
    return Done(sitting.revealed_step, nudges, badges)


def finish_session(
    session: Session, *, session_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """Closes the session: the screen says goodbye. Twice is once. Raises Conflict before all is revealed."""
    sitting = claimed_session(session, session_id)
    if sitting.state is SessionState.DONE:
        return Done(None)
    if sitting.state is not SessionState.REVEALED:
        raise Conflict("not_sealed", NOT_SEALED)
    sitting.state = SessionState.DONE
    return Done(None, in_session(session, "done", sitting, now=now, account_id=account_id))


def _all_in(session: Session, sitting: ContestSession) -> Judging:
    if sitting.state is not SessionState.UNDER_WAY:
        raise Conflict("not_under_way", NOT_UNDER_WAY)
    judging = judging_of(session, sitting.id)
    if not judging.all_handed_in:
        raise Conflict("not_all_in", NOT_ALL_IN)
    if not judging.totals:
        raise Conflict("no_totals", NO_TOTALS)
    return judging


def _result(judging: Judging, one: Standing, session_id: int) -> SessionResult:
    outcome = Outcome.GOES_ON if one.goes_on else Outcome.RESERVE if one.reserve_rank else Outcome.TOOK_PART
    total = judging.totals[one.reader]
    return SessionResult(
        entrant_id=one.reader,
        session_id=session_id,
        place=one.place,
        outcome=outcome,
        reserve_rank=one.reserve_rank,
        total=f"{total.numerator}/{total.denominator}",
        compliment=_compliment(judging, one.reader),
        detail={},
    )


def _compliment(judging: Judging, reader: int) -> str:
    """The one that is read out. Jurors take turns over the readers, so that each is heard."""
    turn = judging.readers.index(reader)
    said = [judging.compliments.get((juror.id, reader), "") for juror in judging.jurors]
    kept = [words for words in said if words]
    return kept[turn % len(kept)] if kept else ""
