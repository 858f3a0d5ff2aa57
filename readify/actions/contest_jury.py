"""Jurors of a session: given a seat and a personal link, replaced on the day, given a new link.

The link's key is shown once and kept as a hash. It ends two days after the session.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from readify.actions.contest_records import (
    CLOSED_STATES,
    claimed_session,
    found_juror,
    found_round,
    in_session,
)
from readify.done import Done
from readify.drafts.contest_session import JurorDraft
from readify.errors import Conflict, Invalid, NotFound
from readify.models import ContestSchool, ContestSession, Juror
from readify.tokens import hash_token, new_key
from readify.words import N_

MOST_JURORS = 15
GOOD_AFTER = dt.timedelta(days=3)  # from the session's day at midnight: two whole days after it
WITHOUT_DAY = dt.timedelta(days=60)
OVER = N_("Deze zitting is voorbij. De jury verandert niet meer.")
FULL = N_("Er zitten al 15 juryleden. Vervang er een.")
REPLACED = N_("Dit jurylid is al vervangen.")
WRONG_SCHOOL = N_("Deze school doet niet mee.")
NO_LINK = N_("Deze jurylink ken ik niet. Vraag de secretaris om een nieuwe.")
EXPIRED = N_("Deze jurylink is verlopen. Vraag de secretaris om een nieuwe. Wat je al gaf, is bewaard.")


@dataclass(frozen=True, slots=True)
class NewJuror:
    """A juror with the link's key, which is not kept."""

    juror_id: int
    key: str = field(repr=False)


def seat_juror(
    session: Session,
    *,
    session_id: int,
    draft: JurorDraft,
    now: dt.datetime,
    account_id: int | None = None,
    key: str | None = None,
) -> Done[NewJuror]:
    """A new juror in a new seat, with a link. Raises Conflict `over`, `jury_full`."""
    sitting = _of_open(session, session_id)
    here = select(func.count(), func.max(Juror.seat)).where(Juror.session_id == session_id)
    seated = session.execute(here.where(Juror.left_at.is_(None))).one()[0]
    last = session.execute(here).one()[1]
    if seated >= MOST_JURORS:
        raise Conflict("jury_full", FULL)
    made = _add(session, sitting, draft, seat=(last or 0) + 1, now=now, key=key)
    nudges = in_session(
        session, "juror_seated", sitting, juror_id=made.juror_id, now=now, account_id=account_id
    )
    return Done(made, nudges)


def replace_juror(
    session: Session,
    *,
    juror_id: int,
    draft: JurorDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[NewJuror]:
    """Somebody takes over the seat and its cards; the old link ends. Raises Conflict `over`, `replaced`."""
    old = found_juror(session, juror_id)
    sitting = _of_open(session, old.session_id)
    old = found_juror(session, juror_id)
    if old.left_at is not None:
        raise Conflict("replaced", REPLACED)
    old.left_at = now
    session.flush()
    chair = JurorDraft.model_validate(draft.model_dump() | {"chair": draft.chair or old.chair})
    made = _add(session, sitting, chair, seat=old.seat, now=now)
    nudges = in_session(
        session,
        "juror_replaced",
        sitting,
        juror_id=made.juror_id,
        now=now,
        account_id=account_id,
        detail={"instead_of": juror_id},
    )
    return Done(made, nudges)


def renew_key(
    session: Session, *, juror_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[str]:
    """A new link for the same juror; the old one ends at once. Answers the key."""
    juror = found_juror(session, juror_id)
    sitting = _of_open(session, juror.session_id)
    if juror.left_at is not None:
        raise Conflict("replaced", REPLACED)
    key = new_key()
    juror.key_hash, juror.expires_at = hash_token(key), expiry_of(sitting, now)
    nudges = in_session(session, "link_renewed", sitting, juror_id=juror_id, now=now, account_id=account_id)
    return Done(key, nudges)


def open_link(session: Session, *, key: str, now: dt.datetime) -> Done[int]:
    """The juror behind a link. Raises NotFound for an unknown or replaced one, Conflict `expired`."""
    juror = session.scalar(select(Juror).where(Juror.key_hash == hash_token(key), Juror.left_at.is_(None)))
    if juror is None:
        raise NotFound("no_link", NO_LINK)
    refuse_expired(juror, now)
    if juror.opened_at is None:
        juror.opened_at = now
        session.flush()
    return Done(juror.id)


def refuse_expired(juror: Juror, now: dt.datetime) -> None:
    """Raises Conflict `expired` when the link has ended."""
    if juror.expires_at <= now:
        raise Conflict("expired", EXPIRED)


def expiry_of(sitting: ContestSession, now: dt.datetime) -> dt.datetime:
    """Until when a link given now is good."""
    if sitting.day is None:
        return now + WITHOUT_DAY
    day = dt.datetime.combine(sitting.day, dt.time(), dt.UTC)
    return max(day, now) + GOOD_AFTER


def _of_open(session: Session, session_id: int) -> ContestSession:
    sitting = claimed_session(session, session_id)
    if sitting.state in CLOSED_STATES:
        raise Conflict("over", OVER)
    return sitting


def _add(
    session: Session,
    sitting: ContestSession,
    draft: JurorDraft,
    *,
    seat: int,
    now: dt.datetime,
    key: str | None = None,
) -> NewJuror:
    _refuse_strange_school(session, sitting, draft.contest_school_id)
    if draft.chair:
        session.execute(
            update(Juror).where(Juror.session_id == sitting.id).values(chair=False),
            execution_options={"synchronize_session": "fetch"},
        )
    last = session.scalar(select(func.max(Juror.number)).where(Juror.session_id == sitting.id))
    key = key or new_key()
    made = Juror(
        session_id=sitting.id,
        number=(last or 0) + 1,
        seat=seat,
        name=draft.name,
        email=draft.email,
        chair=draft.chair,
        key_hash=hash_token(key),
        expires_at=expiry_of(sitting, now),
        contest_school_id=draft.contest_school_id,
    )
    session.add(made)
    session.flush()
    return NewJuror(made.id, key)


def _refuse_strange_school(session: Session, sitting: ContestSession, contest_school_id: int | None) -> None:
    if contest_school_id is None:
        return
    school = session.get(ContestSchool, contest_school_id)
    if school is None or school.contest_id != found_round(session, sitting.round_id).contest_id:
        raise Invalid("invalid", WRONG_SCHOOL, fields={"contest_school_id": WRONG_SCHOOL})
