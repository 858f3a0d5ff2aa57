"""What every contest action begins and ends with: the row, claimed; and what happened, written down.

The first statement of an action in a session raises that session's version: it locks the row, so two who act
at once act one after the other, on SQLite and PostgreSQL alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from readify.done import Nudge, contest_room
from readify.errors import Conflict, NotFound
from readify.models import (
    Contest,
    ContestEvent,
    ContestRound,
    ContestSchool,
    ContestSession,
    Criterion,
    Entrant,
    Juror,
    SessionState,
)
from readify.policies_contest import NO_CONTEST, NO_CONTEST_SCHOOL, NO_ENTRANT, NO_ROUND, NO_SESSION
from readify.words import N_

NO_JUROR = N_("Dit jurylid heb ik niet gevonden.")
CHANGED = N_("Een collega heeft deze wedstrijd net veranderd. Kijk wat er anders is.")
CLOSED_STATES = (SessionState.SEALED, SessionState.REVEALED, SessionState.DONE)


def claimed_contest(session: Session, contest_id: int, *, version: int | None = None) -> Contest:
    """The contest, its version raised. Raises NotFound, and Conflict when somebody else was first."""
    wanted = update(Contest).where(Contest.id == contest_id)
    if version is not None:
        wanted = wanted.where(Contest.version == version)
    changed = session.execute(
        wanted.values(version=Contest.version + 1), execution_options={"synchronize_session": False}
    )
    contest = session.get(Contest, contest_id, populate_existing=True)
    if contest is None:
        raise NotFound("no_contest", NO_CONTEST)
    if not changed.rowcount:  # type: ignore[attr-defined]
        raise Conflict("changed_meanwhile", CHANGED)
    return contest


def claimed_session(session: Session, session_id: int) -> ContestSession:
    """The session, its version raised and its row held until the end. Raises NotFound."""
    session.execute(
        update(ContestSession)
        .where(ContestSession.id == session_id)
        .values(version=ContestSession.version + 1),
        execution_options={"synchronize_session": False},
    )
    found = session.get(ContestSession, session_id, populate_existing=True)
    if found is None:
        raise NotFound("no_session", NO_SESSION)
    return found


def held_session(session: Session, session_id: int) -> ContestSession:
    """The session, its row held, its version as it was: for what no screen shows. Raises NotFound."""
    found = session.get(ContestSession, session_id, populate_existing=True, with_for_update=True)
    if found is None:
        raise NotFound("no_session", NO_SESSION)
    return found


def found_round(session: Session, round_id: int) -> ContestRound:
    """The round. Raises NotFound."""
    found = session.get(ContestRound, round_id)
    if found is None:
        raise NotFound("no_round", NO_ROUND)
    return found


def found_entrant(session: Session, entrant_id: int) -> Entrant:
    """The reader in a round, as it is now. Raises NotFound."""
    found = session.get(Entrant, entrant_id, populate_existing=True)
    if found is None:
        raise NotFound("no_entrant", NO_ENTRANT)
    return found


def found_juror(session: Session, juror_id: int) -> Juror:
    """The juror, as it is now. Raises NotFound."""
    found = session.get(Juror, juror_id, populate_existing=True)
    if found is None:
        raise NotFound("no_juror", NO_JUROR)
    return found


def held_school(session: Session, contest_school_id: int) -> ContestSchool:
    """The school in its contest, its row held: two of its teachers enter one after the other."""
    found = session.scalar(
        select(ContestSchool).where(ContestSchool.id == contest_school_id).with_for_update()
    )
    if found is None:
        raise NotFound("no_contest_school", NO_CONTEST_SCHOOL)
    return found


def criteria_of(session: Session, round_id: int) -> list[Criterion]:
    """What the jury of a round looks at, in order."""
    wanted = select(Criterion).where(Criterion.round_id == round_id).order_by(Criterion.number)
    return list(session.scalars(wanted))


def happened(
    session: Session,
    kind: str,
    *,
    contest_id: int,
    now: dt.datetime,
    session_id: int | None = None,
    entrant_id: int | None = None,
    juror_id: int | None = None,
    account_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Writes down what happened, in ids and codes."""
    session.add(
        ContestEvent(
            contest_id=contest_id,
            session_id=session_id,
            entrant_id=entrant_id,
            juror_id=juror_id,
            account_id=account_id,
            kind=kind,
            detail=dict(detail or {}),
            at=now,
        )
    )
    session.flush()


def in_session(
    session: Session,
    kind: str,
    sitting: ContestSession,
    *,
    now: dt.datetime,
    entrant_id: int | None = None,
    juror_id: int | None = None,
    account_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> tuple[Nudge, ...]:
    """Writes down what happened in a session and answers the nudge for all who look at it."""
    happened(
        session,
        kind,
        contest_id=found_round(session, sitting.round_id).contest_id,
        now=now,
        session_id=sitting.id,
        entrant_id=entrant_id,
        juror_id=juror_id,
        account_id=account_id,
        detail=detail,
    )
    return (Nudge(contest_room(sitting.id), (kind,), sitting.version),)
