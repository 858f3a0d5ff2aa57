"""A substitute for some days: a teacher makes a code, and whoever has it stands in for that one class.

The code is known once, when it is made; the server keeps its keyed hash. Taking it back, or its last day,
ends every sign-in that it opened.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from readify import tokens
from readify.actions.classroom import classroom_for, note
from readify.actions.signing_in import OpenedSession, end_sign_ins, open_session
from readify.done import Done
from readify.drafts.substitute import SubstituteDraft
from readify.errors import Conflict, NotFound, Unauthenticated
from readify.models import Classroom, SignIn, SignInKind, SubstituteCode
from readify.queries.visitor import SUBSTITUTE
from readify.words import N_

SUBSTITUTE_MINUTES = 4 * 60
MOST_CODES = 5
NO_CODE = N_("Deze code heb ik niet gevonden. Misschien is hij al weg.")
MANY_CODES = N_("Er zijn al vijf codes voor deze klas. Haal er eerst een weg.")
UNKNOWN_CODE = N_("Deze code werkt niet. Kijk nog eens, of vraag de school om een nieuwe.")


@dataclass(frozen=True, slots=True)
class MadeCode:
    """A fresh code: the only moment that it is known."""

    ends_at: dt.datetime
    code: str = field(repr=False)


def make_substitute_code(
    session: Session,
    *,
    classroom_id: int,
    draft: SubstituteDraft,
    secret: str,
    timezone: str,
    now: dt.datetime,
    account_id: int,
) -> Done[MadeCode]:
    """A code for this class, good until the end of the draft's day. NotFound for who does not teach it."""
    classroom_for(session, classroom_id, account_id)
    live = session.scalar(
        select(func.count()).where(
            SubstituteCode.classroom_id == classroom_id,
            SubstituteCode.revoked_at.is_(None),
            SubstituteCode.ends_at > now,
        )
    )
    if (live or 0) >= MOST_CODES:
        raise Conflict("many_codes", MANY_CODES)
    code = tokens.new_team_code()
    ends_at = dt.datetime.combine(
        draft.until + dt.timedelta(days=1), dt.time(), ZoneInfo(timezone)
    ).astimezone(dt.UTC)
    session.add(
        SubstituteCode(
            classroom_id=classroom_id,
            code_hash=tokens.substitute_hash(secret, code),
            made_by=account_id,
            created_at=now,
            ends_at=ends_at,
        )
    )
    note(session, "make_substitute_code", "classroom", classroom_id, account_id=account_id, now=now)
    session.flush()
    return Done(MadeCode(ends_at, code))


def revoke_substitute_code(
    session: Session, *, classroom_id: int, code_id: int, now: dt.datetime, account_id: int
) -> Done[None]:
    """Takes a code back: who came in with it is out at once. Twice does no harm."""
    classroom_for(session, classroom_id, account_id)
    found = session.execute(
        update(SubstituteCode)
        .where(SubstituteCode.id == code_id, SubstituteCode.classroom_id == classroom_id)
        .values(revoked_at=func.coalesce(SubstituteCode.revoked_at, now))
        .returning(SubstituteCode.id)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound("no_code", NO_CODE)
    end_sign_ins(session, SignIn.substitute_id == code_id, now=now)
    note(session, "revoke_substitute_code", "classroom", classroom_id, account_id=account_id, now=now)
    session.flush()
    return Done(None)


def sign_in_as_substitute(
    session: Session, *, code: str, secret: str, now: dt.datetime, replaces: str | None = None
) -> Done[OpenedSession]:
    """Lets a substitute in. Raises Unauthenticated for a code that is unknown, over, or taken back."""
    found = session.scalar(
        select(SubstituteCode.id)
        .join(Classroom, Classroom.id == SubstituteCode.classroom_id)
        .where(
            SubstituteCode.code_hash == tokens.substitute_hash(secret, code),
            SubstituteCode.revoked_at.is_(None),
            SubstituteCode.ends_at > now,
            Classroom.closed_at.is_(None),
        )
    )
    if found is None:
        raise Unauthenticated("unknown_code", UNKNOWN_CODE)
    opened = open_session(
        session,
        role=SUBSTITUTE,
        kind=SignInKind.WEB,
        idle_minutes=SUBSTITUTE_MINUTES,
        now=now,
        replaces=replaces,
        substitute_id=found,
    )
    return Done(opened)
