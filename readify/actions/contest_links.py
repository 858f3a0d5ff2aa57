"""A school's personal link, by which a teacher enters a champion without an account.

One link a school and contest: a new one ends the old one. Its key is handed out once, kept as a hash. When it
ends by itself is a matter of the rounds' days: see `readify.queries.contest_links`.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from readify.actions.contest_records import happened, held_school
from readify.done import Done
from readify.errors import Conflict
from readify.models import Contest, ContestSchool, ContestState
from readify.tokens import hash_token, new_key
from readify.words import N_

NOT_OPEN = N_("Open eerst de wedstrijd. Daarna kun je links geven.")


def give_link(
    session: Session,
    *,
    contest_school_id: int,
    now: dt.datetime,
    account_id: int | None = None,
    key: str | None = None,
) -> Done[str]:
    """A new link for this school; the old one ends at once. Answers the key. Raises Conflict `not_open`."""
    school = _of_open(session, contest_school_id)
    key = key or new_key()
    _set(session, school, key, "entry_link_given", now=now, account_id=account_id)
    return Done(key)


def take_link(
    session: Session, *, contest_school_id: int, key: str, now: dt.datetime, account_id: int | None = None
) -> Done[bool]:
    """The mail with this key is ours to send: True once, and False when the school has a link already."""
    school = _of_open(session, contest_school_id)
    if school.key_hash is not None:
        return Done(False)
    school.invited_at = now
    _set(session, school, key, "entry_link_mailed", now=now, account_id=account_id)
    return Done(True)


def give_back_link(session: Session, *, contest_school_id: int, key: str) -> Done[None]:
    """The mail could not be delivered: its link ends, and a new one may be sent."""
    school = held_school(session, contest_school_id)
    if school.key_hash == hash_token(key):
        school.key_hash = school.invited_at = None
        session.flush()
    return Done(None)


def end_link(
    session: Session, *, contest_school_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """The link works no more from this moment. What was entered by it stays."""
    school = held_school(session, contest_school_id)
    if school.key_hash is not None:
        _set(session, school, None, "entry_link_ended", now=now, account_id=account_id)
    return Done(None)


def _of_open(session: Session, contest_school_id: int) -> ContestSchool:
    school = held_school(session, contest_school_id)
    if session.get_one(Contest, school.contest_id).state is not ContestState.OPEN:
        raise Conflict("not_open", NOT_OPEN)
    return school


def _set(
    session: Session,
    school: ContestSchool,
    key: str | None,
    kind: str,
    *,
    now: dt.datetime,
    account_id: int | None,
) -> None:
    school.key_hash = None if key is None else hash_token(key)
    happened(
        session,
        kind,
        contest_id=school.contest_id,
        now=now,
        account_id=account_id,
        detail={"school": school.id},
    )
