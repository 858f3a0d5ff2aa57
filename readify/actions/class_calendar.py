"""The secret address of a class's reading calendar: made, made anew, taken away.

`account_id` is the teacher who asks: another's class does not exist for them (NotFound).
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete
from sqlalchemy.orm import Session

from readify import tokens
from readify.actions.classroom import classroom_for, note
from readify.done import Done
from readify.models import ClassCalendar


def renew_calendar(
    session: Session, *, classroom_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[str]:
    """A key for this class's calendar; one of before stops working at once. Answers the key."""
    classroom_for(session, classroom_id, account_id)
    found = session.get(ClassCalendar, classroom_id, with_for_update=True)
    if found is None:
        found = ClassCalendar(classroom_id=classroom_id, key="", made_at=now)
        session.add(found)
    found.key, found.made_at = tokens.new_key(), now
    note(session, "renew_calendar", "classroom", classroom_id, account_id=account_id, now=now)
    session.flush()
    return Done(found.key)


def close_calendar(
    session: Session, *, classroom_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """The calendar's address stops working. Closing twice is closing once."""
    classroom_for(session, classroom_id, account_id)
    session.execute(delete(ClassCalendar).where(ClassCalendar.classroom_id == classroom_id))
    note(session, "close_calendar", "classroom", classroom_id, account_id=account_id, now=now)
    return Done(None)
