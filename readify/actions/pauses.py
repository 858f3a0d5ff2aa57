"""Holidays and other pauses of a class or one child, in which the reading rhythm waits."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.classroom import classroom_for, note, reader_for
from readify.actions.terms import class_changed
from readify.done import Done
from readify.drafts.classroom import PauseDraft
from readify.errors import NotFound
from readify.game.rulebook import Rulebook
from readify.models import Pause
from readify.words import N_

NO_PAUSE = N_("Deze pauze is er niet (meer).")


def add_pause(
    session: Session,
    *,
    rules: Rulebook,
    classroom_id: int,
    draft: PauseDraft,
    today: dt.date,
    now: dt.datetime,
    reader_id: int | None = None,
    account_id: int | None = None,
) -> Done[int]:
    """A pause of the class, or of one child in it. The same pause twice is one. Answers its id."""
    classroom = classroom_for(session, classroom_id, account_id)
    if reader_id is not None and reader_for(session, reader_id, account_id).classroom_id != classroom_id:
        raise NotFound("no_reader")
    mine = Pause.reader_id.is_(None) if reader_id is None else Pause.reader_id == reader_id
    same = session.scalar(
        select(Pause.id).where(
            Pause.classroom_id == classroom_id, mine, Pause.starts == draft.starts, Pause.ends == draft.ends
        )
    )
    if same is not None:
        return Done(same)
    pause = Pause(
        school_id=classroom.school_id,
        classroom_id=classroom_id,
        reader_id=reader_id,
        name=draft.name,
        kind="holiday" if draft.holiday else "pause",
        starts=draft.starts,
        ends=draft.ends,
    )
    session.add(pause)
    session.flush()
    note(session, "add_pause", "classroom", classroom_id, account_id=account_id, now=now)
    return Done(pause.id, *class_changed(session, classroom_id))


def remove_pause(
    session: Session,
    *,
    rules: Rulebook,
    classroom_id: int,
    pause_id: int,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """Takes a pause of this class away again. Raises NotFound for another class's, or the school's."""
    classroom_for(session, classroom_id, account_id)
    pause = session.scalar(select(Pause).where(Pause.id == pause_id, Pause.classroom_id == classroom_id))
    if pause is None:
        raise NotFound("no_pause", NO_PAUSE)
    session.delete(pause)
    session.flush()
    note(session, "remove_pause", "classroom", classroom_id, account_id=account_id, now=now)
    return Done(None, *class_changed(session, classroom_id))
