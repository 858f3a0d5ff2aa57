"""Switching a class's ways on and off: names hidden, reading aloud, "everyone once"."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from readify.actions.classroom import classroom_for, note
from readify.done import Done, Nudge, classroom_room
from readify.models import ClassWays


def keep_ways(session: Session, classroom_id: int, **ways: bool) -> ClassWays:
    """Writes these ways of a class. Who may is the caller's to ask."""
    row = session.get(ClassWays, classroom_id)
    if row is None:
        row = ClassWays(classroom_id=classroom_id, names_hidden=False, read_aloud=False, everyone=False)
        session.add(row)
    for name, on in ways.items():
        setattr(row, name, on)
    session.flush()
    return row


def choose_everyone(
    session: Session, *, classroom_id: int, on: bool, now: dt.datetime, account_id: int | None = None
) -> Done[bool]:
    """ "Everyone once this week" becomes a goal of the class, or no longer. Raises NotFound."""
    classroom_for(session, classroom_id, account_id)
    keep_ways(session, classroom_id, everyone=on)
    note(session, "choose_everyone", "classroom", classroom_id, account_id=account_id, now=now)
    return Done(on, (Nudge(classroom_room(classroom_id), ("class",), 0),))
