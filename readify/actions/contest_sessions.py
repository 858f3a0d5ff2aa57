"""Sessions of a round: added, changed, taken away while they are only planned."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from readify.actions.contest_records import CLOSED_STATES, claimed_session, found_round, happened, in_session
from readify.done import Done
from readify.drafts.contest_session import SessionDraft
from readify.errors import Conflict, Invalid
from readify.models import (
    TAKES_PART,
    ContestRound,
    ContestSession,
    Entrant,
    EntrantState,
    Library,
    SessionState,
)
from readify.words import N_

AT_SCHOOL = N_("Deze ronde houden scholen zelf. Daar maak je geen zittingen voor.")
BEGUN = N_("Deze zitting is al begonnen. Weghalen kan niet meer; er gaat niets verloren.")
HAS_READERS = N_("In deze zitting staan al lezers. Verplaats ze eerst.")
OVER = N_("Deze zitting is voorbij. Hier verandert niets meer aan.")
WRONG_FEEDS = N_("Kies een zitting van de volgende ronde.")
WRONG_HOST = N_("Deze bibliotheek ken ik niet.")
TOO_FEW_SEATS = N_("Er zitten al meer lezers in deze zitting dan er stoelen zijn.")
SCREEN_KEY_BYTES = 24


def add_session(
    session: Session,
    *,
    round_id: int,
    draft: SessionDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[int]:
    """A new session with a secret screen key. Answers its id. Raises Conflict for a round held at school."""
    found = found_round(session, round_id)
    if found.at_school:
        raise Conflict("at_school", AT_SCHOOL)
    _refuse_wrong(session, found, draft)
    fields = draft.model_dump() | {"languages": list(draft.languages)}
    made = ContestSession(round_id=round_id, screen_key=secrets.token_urlsafe(SCREEN_KEY_BYTES), **fields)
    session.add(made)
    session.flush()
    happened(
        session,
        "session_added",
        contest_id=found.contest_id,
        session_id=made.id,
        now=now,
        account_id=account_id,
    )
    return Done(made.id)


def change_session(
    session: Session,
    *,
    session_id: int,
    draft: SessionDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """Saves place, time and the like. Raises Conflict `over` once it is sealed, `too_few_seats`."""
    sitting = claimed_session(session, session_id)
    if sitting.state in CLOSED_STATES:
        raise Conflict("over", OVER)
    _refuse_wrong(session, found_round(session, sitting.round_id), draft)
    if draft.seats is not None and readers_in(session, session_id) > draft.seats:
        raise Conflict("too_few_seats", TOO_FEW_SEATS, fields={"seats": TOO_FEW_SEATS})
    for name, value in draft.model_dump().items():
        setattr(sitting, name, list(value) if name == "languages" else value)
    nudges = in_session(session, "session_changed", sitting, now=now, account_id=account_id)
    return Done(None, nudges)


def remove_session(
    session: Session, *, session_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """Takes a session away. Raises Conflict `under_way` once it began, `has_readers` with readers in it."""
    sitting = claimed_session(session, session_id)
    if sitting.state not in (SessionState.PLANNED, SessionState.OPEN):
        raise Conflict("under_way", BEGUN)
    there = exists().where(Entrant.session_id == session_id, Entrant.state != EntrantState.WITHDRAWN)
    if session.scalar(select(there)):
        raise Conflict("has_readers", HAS_READERS)
    contest_id = found_round(session, sitting.round_id).contest_id
    session.execute(delete(ContestSession).where(ContestSession.id == session_id))
    happened(session, "session_removed", contest_id=contest_id, now=now, account_id=account_id)
    return Done(None)


def readers_in(session: Session, session_id: int) -> int:
    """How many readers take part in a session."""
    wanted = select(func.count()).where(Entrant.session_id == session_id, Entrant.state.in_(TAKES_PART))
    return session.scalar(wanted) or 0


def room_in(session: Session, sitting: ContestSession, *, per_session: int) -> int:
    """How many readers more may sit there: the round's most, and never more than there are seats."""
    most = per_session if sitting.seats is None else min(per_session, sitting.seats)
    return max(0, most - readers_in(session, sitting.id))


def _refuse_wrong(session: Session, found: ContestRound, draft: SessionDraft) -> None:
    if draft.library_id is not None and session.get(Library, draft.library_id) is None:
        raise Invalid("invalid", WRONG_HOST, fields={"library_id": WRONG_HOST})
    if draft.feeds_id is None:
        return
    target = session.scalar(
        select(ContestRound)
        .join(ContestSession, ContestSession.round_id == ContestRound.id)
        .where(ContestSession.id == draft.feeds_id)
    )
    if target is None or target.contest_id != found.contest_id or target.number != found.number + 1:
        raise Invalid("invalid", WRONG_FEEDS, fields={"feeds_id": WRONG_FEEDS})
