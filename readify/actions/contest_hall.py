"""The audience: a clap for a reader, codes on seats, and one vote a code for the audience's prize."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from readify.actions.contest_records import claimed_session, in_session
from readify.done import Done, Nudge, contest_hall_room
from readify.errors import Conflict, Invalid, NotFound
from readify.models import AudienceCode, Clap, ContestRound, Entrant, EntrantState, SessionState
from readify.tokens import CROCKFORD, card_token
from readify.words import N_

SIGNS = ("lamp", "heart", "flower", "laugh")
MOST_CODES = 1000
CODE_LENGTH = 6  # 30 bits, behind a limit on failed tries
NOT_NOW = N_("Je kunt nu niet klappen. Wacht op de volgende lezer.")
NO_PRIZE = N_("In deze ronde is er geen publieksprijs.")
WRONG_COUNT = N_("Kies 1 tot 1000 codes.")
NO_CODE = N_("Deze code ken ik niet. Kijk nog eens op het kaartje van je stoel.")
USED = N_("Met deze code is al gestemd. Elke stoel heeft één stem.")
NO_VOTES_NOW = N_("Je kunt nu niet stemmen. Dat kan als iedereen heeft gelezen.")
NO_CHOICE = N_("Kies een lezer.")


def clap(session: Session, *, session_id: int, entrant_id: int, sign: str, now: dt.datetime) -> Done[int]:
    """One clap more for who reads or has read. Answers the count. Only the hall's screen is told.

    Raises Conflict `not_now` for a reader who has not begun, and once the session is over.
    """
    entrant = session.get(Entrant, entrant_id)
    if entrant is None or entrant.session_id != session_id or sign not in SIGNS:
        raise Conflict("not_now", NOT_NOW)
    if entrant.state not in (EntrantState.READING, EntrantState.READ):
        raise Conflict("not_now", NOT_NOW)
    mine = (Clap.entrant_id == entrant_id, Clap.sign == sign)
    raised = update(Clap).where(*mine).values(count=Clap.count + 1)
    if not session.execute(raised).rowcount:  # type: ignore[attr-defined]
        try:
            with session.begin_nested():
                session.execute(insert(Clap).values(entrant_id=entrant_id, sign=sign, count=1))
        except IntegrityError:  # somebody else gave the first one just now
            session.execute(raised)
    count = session.scalar(select(Clap.count).where(*mine))
    nudge = Nudge(contest_hall_room(session_id), ("clap", sign), int(now.timestamp() * 1000))
    return Done(count or 0, (nudge,))


def make_codes(
    session: Session, *, session_id: int, count: int, now: dt.datetime, account_id: int | None = None
) -> Done[int]:
    """Codes until there are `count`; those that exist stay. Answers how many there are.

    Raises Invalid for an odd count, Conflict when the round has no audience prize.
    """
    if not 1 <= count <= MOST_CODES:
        raise Invalid("invalid", WRONG_COUNT, fields={"count": WRONG_COUNT})
    sitting = claimed_session(session, session_id)
    if not session.get_one(ContestRound, sitting.round_id).audience_prize:
        raise Conflict("no_prize", NO_PRIZE)
    there = set(session.scalars(select(AudienceCode.code).where(AudienceCode.session_id == session_id)))
    while len(there) < count:
        fresh = "".join(secrets.choice(CROCKFORD) for _ in range(CODE_LENGTH))
        if fresh not in there:
            there.add(fresh)
            session.add(AudienceCode(session_id=session_id, code=fresh))
    session.flush()
    detail = {"codes": len(there)}
    return Done(
        len(there), in_session(session, "codes", sitting, now=now, account_id=account_id, detail=detail)
    )


def vote(
    session: Session, *, session_id: int, code: str, entrant_id: int | None, now: dt.datetime
) -> Done[None]:
    """One vote for one code. Raises NotFound for a code of no seat here, Conflict for a used one."""
    sitting = claimed_session(session, session_id)
    entrant = session.get(Entrant, entrant_id) if entrant_id else None
    if entrant is None or entrant.session_id != session_id:
        raise Invalid("invalid", NO_CHOICE, fields={"reader": NO_CHOICE})
    unread = select(Entrant.id).where(
        Entrant.session_id == session_id,
        Entrant.state.in_((EntrantState.ACCEPTED, EntrantState.LATE, EntrantState.READING)),
    )
    if sitting.state is not SessionState.UNDER_WAY or session.scalar(unread.limit(1)) is not None:
        raise Conflict("no_votes_now", NO_VOTES_NOW)
    mine = (AudienceCode.session_id == session_id, AudienceCode.code == card_token(code))
    if session.scalar(select(AudienceCode.id).where(*mine)) is None:
        raise NotFound("no_code", NO_CODE)
    cast = update(AudienceCode).where(*mine, AudienceCode.used_at.is_(None))
    changed = session.execute(cast.values(entrant_id=entrant_id, used_at=now))
    if not changed.rowcount:  # type: ignore[attr-defined]
        raise Conflict("used", USED)
    return Done(None)
