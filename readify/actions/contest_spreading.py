"""Accepted readers spread over a round's sessions, and moved by hand."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from readify.actions.contest_records import (
    CLOSED_STATES,
    claimed_session,
    found_entrant,
    found_round,
    happened,
    in_session,
)
from readify.actions.contest_sessions import room_in
from readify.done import Done
from readify.errors import Conflict, Invalid
from readify.game.contest.sittings import Comer, Sitting
from readify.game.contest.spread import Spread, spread
from readify.models import (
    TAKES_PART,
    ContestRound,
    ContestSchool,
    ContestSession,
    Entrant,
    EntrantState,
    SessionState,
)
from readify.words import N_

NO_SESSIONS = N_("Maak eerst een zitting.")
FULL = N_("Deze zitting is vol. Kies een andere, of laat meer lezers toe.")
ONLY_OF_ROUND = N_("Kies een zitting van dezelfde ronde.")
READ_ALREADY = N_("Deze lezer heeft al gelezen. Terugtrekken kan niet meer.")
SESSION_OVER = N_("Deze zitting is voorbij. Hier verandert niets meer aan.")
NOT_ACCEPTED = N_("Neem deze lezer eerst aan.")


def spread_entrants(
    session: Session,
    *,
    round_id: int,
    now: dt.datetime,
    account_id: int | None = None,
    seed: str | None = None,
) -> Done[Spread]:
    """Gives every accepted reader without a session one, drawn under a fresh seed; the rest waits in order.

    Who has a session keeps it. Seed and outcome are written down, also who reads where its language is
    not heard. Raises Conflict `no_sessions`.
    """
    found = found_round(session, round_id)
    sittings = _open_sessions(session, round_id)
    if not sittings:
        raise Conflict("no_sessions", NO_SESSIONS)
    comers = _comers(session, round_id)
    seed = seed or secrets.token_hex(16)
    made = spread(
        seed=seed,
        comers=[Comer(row.id, school, town, row.language) for row, school, town in comers],
        sittings=[_sitting(session, one, found) for one in sittings],
    )
    by_id = {row.id: row for row, _, _ in comers}
    for entrant_id, session_id in made.placed.items():
        _seat(session, by_id[entrant_id], session_id)
    for turn, entrant_id in enumerate(made.waiting, start=1):
        by_id[entrant_id].state, by_id[entrant_id].reserve_rank = EntrantState.WAITING, turn
    happened(
        session,
        "spread",
        contest_id=found.contest_id,
        now=now,
        account_id=account_id,
        detail={
            "round": round_id,
            "seed": seed,
            "placed": sorted(made.placed.items()),
            "waiting": list(made.waiting),
            "unheard": list(made.unheard),
        },
    )
    return Done(made)


def move_entrant(
    session: Session,
    *,
    entrant_id: int,
    session_id: int,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """Puts a reader in another session of its round; where the order is drawn, at the end of it.

    Raises Conflict `full` (with what to do), `over`, `not_accepted`; Invalid for another round's session.
    """
    sitting = claimed_session(session, session_id)
    entrant = found_entrant(session, entrant_id)
    if sitting.round_id != entrant.round_id:
        raise Invalid("invalid", ONLY_OF_ROUND, fields={"session_id": ONLY_OF_ROUND})
    if sitting.state in CLOSED_STATES:
        raise Conflict("over", SESSION_OVER)
    if entrant.state is EntrantState.READ or _is_over(session, entrant):
        raise Conflict("over", READ_ALREADY)
    if entrant.state not in (EntrantState.ACCEPTED, EntrantState.WAITING, EntrantState.LATE):
        raise Conflict("not_accepted", NOT_ACCEPTED)
    found = found_round(session, entrant.round_id)
    if entrant.session_id != session_id:
        if room_in(session, sitting, per_session=found.per_session) == 0:
            raise Conflict("full", FULL, fields={"session_id": FULL})
        _seat(session, entrant, session_id)
    nudges = in_session(session, "moved", sitting, entrant_id=entrant_id, now=now, account_id=account_id)
    return Done(None, nudges)


def next_position(session: Session, session_id: int) -> int:
    """The turn after the last one."""
    last = session.scalar(select(func.max(Entrant.position)).where(Entrant.session_id == session_id))
    return (last or 0) + 1


def _seat(session: Session, entrant: Entrant, session_id: int) -> None:
    """Gives a place; in a session whose order is drawn already, the last turn."""
    drawn = session.scalar(select(ContestSession.draw_seed).where(ContestSession.id == session_id))
    entrant.position = None
    entrant.session_id, entrant.reserve_rank = session_id, None
    entrant.state = EntrantState.ACCEPTED
    session.flush()
    if drawn is not None:
        entrant.position = next_position(session, session_id)
        session.flush()


def _is_over(session: Session, entrant: Entrant) -> bool:
    before = None if entrant.session_id is None else session.get(ContestSession, entrant.session_id)
    return before is not None and before.state in CLOSED_STATES


def _open_sessions(session: Session, round_id: int) -> Sequence[ContestSession]:
    return session.scalars(
        select(ContestSession)
        .where(ContestSession.round_id == round_id)
        .where(ContestSession.state.in_((SessionState.PLANNED, SessionState.OPEN)))
        .order_by(ContestSession.id)
        .with_for_update()
    ).all()


def _sitting(session: Session, one: ContestSession, found: ContestRound) -> Sitting:
    schools = session.scalars(
        select(Entrant.contest_school_id).where(Entrant.session_id == one.id, Entrant.state.in_(TAKES_PART))
    )
    room = room_in(session, one, per_session=found.per_session)
    return Sitting(one.id, one.municipality, room, tuple(schools), tuple(one.languages))


def _comers(session: Session, round_id: int) -> list[tuple[Entrant, int, str]]:
    """Accepted readers without a session and those who wait, with their school and its municipality."""
    rows = session.execute(
        select(Entrant, ContestSchool.id, ContestSchool.municipality)
        .join(ContestSchool, ContestSchool.id == Entrant.contest_school_id)
        .where(Entrant.round_id == round_id, Entrant.session_id.is_(None))
        .where(Entrant.state.in_((EntrantState.ACCEPTED, EntrantState.WAITING)))
        .order_by(Entrant.id)
        .with_for_update(of=Entrant)
    )
    return [(entrant, school, town) for entrant, school, town in rows]
