"""The day itself: the order drawn, the session begun, readers called with their clock, late ones, breaks."""

from __future__ import annotations

import dataclasses
import datetime as dt
import secrets

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from readify.actions.contest_records import claimed_session, found_entrant, in_session
from readify.actions.contest_spreading import next_position
from readify.done import Done
from readify.errors import Conflict, Invalid
from readify.game.contest.order import DrawRecord, draw_order
from readify.models import TAKES_PART, ContestSession, Entrant, EntrantState, Juror, SessionState
from readify.words import N_

NOBODY = N_("In deze zitting staat nog niemand.")
DRAWN = N_("De volgorde is al geloot. Dat gebeurt één keer.")
NOT_DRAWN = N_("Loot eerst de volgorde.")
NO_JURY = N_("Zet eerst een jurylid in deze zitting.")
BEGUN = N_("Deze zitting is al begonnen.")
NOT_BEGUN = N_("Begin eerst de zitting.")
SOMEBODY_READS = N_("Er leest al iemand. Sluit die beurt eerst af.")
NOT_THEIR_TURN = N_("Deze lezer kan nu niet aan de beurt zijn.")
WRONG_BREAK = N_("Kies een pauze van 1 tot 60 minuten.")
BEFORE = (SessionState.PLANNED, SessionState.OPEN)


def draw_session(
    session: Session,
    *,
    session_id: int,
    now: dt.datetime,
    account_id: int | None = None,
    seed: str | None = None,
) -> Done[DrawRecord]:
    """Draws who reads when, under a fresh seed, and keeps the record. Who joins later reads last.

    Drawing again is only possible before the start, and when other readers have come or gone since.
    Raises Conflict `nobody`, `already_drawn`, `begun`.
    """
    sitting = claimed_session(session, session_id)
    if sitting.state not in BEFORE:
        raise Conflict("begun", BEGUN)
    ids = [entrant.id for entrant in session.scalars(_present(session_id))]
    if not ids:
        raise Conflict("nobody", NOBODY)
    before = sitting.draw_record
    if before is not None and set(before["order"]) == set(ids):
        raise Conflict("already_drawn", DRAWN)
    record = draw_order(seed=seed or secrets.token_hex(16), entrants=ids)
    _number(session, session_id, record.order)
    sitting.draw_seed = record.seed
    sitting.draw_record = dataclasses.asdict(record) | {"drawn_at": now.isoformat()}
    nudges = in_session(
        session, "drawn", sitting, now=now, account_id=account_id, detail={"seed": record.seed}
    )
    return Done(record, nudges)


def start_session(
    session: Session, *, session_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """Begins: jurors can score from now on. Twice is once. Raises Conflict `not_drawn`, `no_jury`."""
    sitting = claimed_session(session, session_id)
    if sitting.state is SessionState.UNDER_WAY:
        return Done(None)
    if sitting.state not in BEFORE:
        raise Conflict("begun", BEGUN)
    if sitting.draw_seed is None:
        raise Conflict("not_drawn", NOT_DRAWN)
    seated = select(Juror.id).where(Juror.session_id == session_id, Juror.left_at.is_(None))
    if session.scalar(seated.limit(1)) is None:
        raise Conflict("no_jury", NO_JURY)
    sitting.state = SessionState.UNDER_WAY
    return Done(None, in_session(session, "begun", sitting, now=now, account_id=account_id))


def call_reader(
    session: Session, *, entrant_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """This reader begins, and so does its clock. Raises Conflict `somebody_reads`, `not_begun`."""
    entrant, sitting = _of_running(session, entrant_id)
    reading = _present(sitting.id).where(Entrant.state == EntrantState.READING)
    now_reading = session.scalar(reading)
    if now_reading is not None and now_reading.id != entrant_id:
        raise Conflict("somebody_reads", SOMEBODY_READS)
    if entrant.state is EntrantState.READING:
        return Done(None)
    if entrant.state not in (EntrantState.ACCEPTED, EntrantState.LATE):
        raise Conflict("not_their_turn", NOT_THEIR_TURN)
    entrant.state, entrant.started_at, sitting.break_until = EntrantState.READING, now, None
    nudges = in_session(session, "called", sitting, entrant_id=entrant_id, now=now, account_id=account_id)
    return Done(None, nudges)


def finish_reader(
    session: Session, *, entrant_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """The turn is over. Twice is once. Raises Conflict for who was not reading."""
    entrant, sitting = _of_running(session, entrant_id)
    if entrant.state is EntrantState.READ:
        return Done(None)
    if entrant.state is not EntrantState.READING:
        raise Conflict("not_their_turn", NOT_THEIR_TURN)
    entrant.state, entrant.finished_at = EntrantState.READ, now
    nudges = in_session(session, "finished", sitting, entrant_id=entrant_id, now=now, account_id=account_id)
    return Done(None, nudges)


def mark_late(
    session: Session, *, entrant_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """Not there yet: the others go on, this one keeps its place until it comes or is withdrawn."""
    entrant = found_entrant(session, entrant_id)
    if entrant.session_id is None or entrant.state is not EntrantState.ACCEPTED:
        raise Conflict("not_their_turn", NOT_THEIR_TURN)
    sitting = claimed_session(session, entrant.session_id)
    entrant.state = EntrantState.LATE
    nudges = in_session(session, "late", sitting, entrant_id=entrant_id, now=now, account_id=account_id)
    return Done(None, nudges)


def bring_back(
    session: Session, *, entrant_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """The late one is there: it reads at its own turn if that is still to come, else last."""
    entrant = found_entrant(session, entrant_id)
    if entrant.session_id is None or entrant.state is not EntrantState.LATE:
        raise Conflict("not_their_turn", NOT_THEIR_TURN)
    sitting = claimed_session(session, entrant.session_id)
    entrant.state = EntrantState.ACCEPTED
    passed = select(Entrant.id).where(
        Entrant.session_id == sitting.id,
        Entrant.position > (entrant.position or 0),
        Entrant.state.in_((EntrantState.READING, EntrantState.READ)),
    )
    if entrant.position is not None and session.scalar(passed.limit(1)) is not None:
        entrant.position = next_position(session, sitting.id)
    nudges = in_session(session, "arrived", sitting, entrant_id=entrant_id, now=now, account_id=account_id)
    return Done(None, nudges)


def take_break(
    session: Session, *, session_id: int, minutes: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """A pause, shown on the screens until it is over or ended. Raises Invalid for an odd length."""
    if not 1 <= minutes <= 60:
        raise Invalid("invalid", WRONG_BREAK, fields={"minutes": WRONG_BREAK})
    sitting = claimed_session(session, session_id)
    if sitting.state is not SessionState.UNDER_WAY:
        raise Conflict("not_begun", NOT_BEGUN)
    sitting.break_until = now + dt.timedelta(minutes=minutes)
    return Done(None, in_session(session, "break", sitting, now=now, account_id=account_id))


def end_break(
    session: Session, *, session_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """On with it."""
    sitting = claimed_session(session, session_id)
    sitting.break_until = None
    return Done(None, in_session(session, "break_over", sitting, now=now, account_id=account_id))


def _of_running(session: Session, entrant_id: int) -> tuple[Entrant, ContestSession]:
    entrant = found_entrant(session, entrant_id)
    if entrant.session_id is None:
        raise Conflict("not_begun", NOT_BEGUN)
    sitting = claimed_session(session, entrant.session_id)
    if sitting.state is not SessionState.UNDER_WAY:
        raise Conflict("not_begun", NOT_BEGUN)
    return found_entrant(session, entrant_id), sitting


def _present(session_id: int) -> Select[Entrant]:
    return (
        select(Entrant)
        .where(Entrant.session_id == session_id, Entrant.state.in_(TAKES_PART))
        .order_by(Entrant.id)
    )


def _number(session: Session, session_id: int, order: tuple[int, ...]) -> None:
    """Everyone's turn; first all go, since two may not have one turn even for a moment."""
    session.execute(
        update(Entrant).where(Entrant.session_id == session_id).values(position=None),
        execution_options={"synchronize_session": "fetch"},
    )
    for turn, entrant_id in enumerate(order, start=1):
        session.execute(update(Entrant).where(Entrant.id == entrant_id).values(position=turn))
    session.flush()
