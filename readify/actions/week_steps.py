"""Steps that a teacher plans from the week page: in sight of all the class's teachers until they are done.

Planning what is planned already, and finishing what is done, change nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from readify.actions.classroom import classroom_for, note
from readify.db import connection_of, table_of
from readify.done import Done, Nudge, classroom_room
from readify.drafts.week import NO_CHILD, OF_CHILD, StepDraft
from readify.errors import Invalid, NotFound
from readify.models import Reader, WeekStep
from readify.words import N_

NO_STEP = N_("Deze stap heb ik niet gevonden. Misschien is hij al gedaan.")

_ADD = {
    "sqlite": sqlite.insert(table_of(WeekStep)).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(table_of(WeekStep)).on_conflict_do_nothing(),
}


def plan_steps(
    session: Session,
    *,
    classroom_id: int,
    draft: StepDraft,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[int]:
    """Plans this step with each of these children, or with the class. Answers with how many.

    Raises Invalid without a child where the step needs one, NotFound for a child of another class.
    """
    classroom_for(session, classroom_id, account_id)
    readers = children_of(session, classroom_id, draft.readers)
    if draft.kind in OF_CHILD and not readers:
        raise Invalid("invalid", NO_CHILD, fields={"readers": NO_CHILD})
    about = {"classroom_id": classroom_id, "kind": draft.kind, "planned_on": today, "planned_by": account_id}
    with_whom: Sequence[int | None] = readers if draft.kind in OF_CHILD else (None,)
    connection = connection_of(session)
    for one in with_whom:
        connection.execute(_ADD[connection.dialect.name], {**about, "reader_id": one})
    note(session, f"plan_{draft.kind}", "classroom", classroom_id, account_id=account_id, now=now)
    return Done(len(with_whom), (_nudge(classroom_id),))


def finish_step(
    session: Session,
    *,
    classroom_id: int,
    step_id: int,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[tuple[str, int | None]]:
    """It is done. Answers its kind and the child. Raises NotFound for another class's."""
    classroom_for(session, classroom_id, account_id)
    step = session.get(WeekStep, step_id)
    if step is None or step.classroom_id != classroom_id:
        raise NotFound("no_step", NO_STEP)
    if step.done_at is None:
        step.done_at, step.done_on = now, today
    session.flush()
    return Done((step.kind, step.reader_id), (_nudge(classroom_id),))


def drop_step(
    session: Session, *, classroom_id: int, step_id: int, account_id: int | None = None
) -> Done[None]:
    """Not needed after all. Raises NotFound for another class's and for one that is gone."""
    classroom_for(session, classroom_id, account_id)
    gone = session.execute(
        delete(WeekStep)
        .where(WeekStep.id == step_id, WeekStep.classroom_id == classroom_id)
        .returning(WeekStep.id)
    ).scalar_one_or_none()
    if gone is None:
        raise NotFound("no_step", NO_STEP)
    return Done(None, (_nudge(classroom_id),))


def note_talk(
    session: Session,
    *,
    reader_id: int,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """A book talk was had: one that was planned is done, else it is written down as done."""
    reader = session.get_one(Reader, reader_id)
    mine = (WeekStep.reader_id == reader_id, WeekStep.kind == "talk")
    done = session.execute(
        update(WeekStep)
        .where(*mine, WeekStep.done_at.is_(None))
        .values(done_at=now, done_on=today)
        .returning(WeekStep.id)
    ).all()
    today_too = select(WeekStep.id).where(*mine, WeekStep.done_on == today).limit(1)
    if not done and session.scalar(today_too) is None:
        about = {"classroom_id": reader.classroom_id, "reader_id": reader_id, "kind": "talk"}
        session.add(WeekStep(**about, planned_on=today, planned_by=account_id, done_at=now, done_on=today))
        session.flush()
    return Done(None, (_nudge(reader.classroom_id),))


def children_of(session: Session, classroom_id: int, asked: Sequence[int]) -> list[int]:
    """These children, each once and in order. Raises NotFound when one is not of this class."""
    wanted = sorted(set(asked))
    found = session.scalars(
        select(Reader.id)
        .where(Reader.id.in_(wanted), Reader.classroom_id == classroom_id, Reader.left_at.is_(None))
        .order_by(Reader.id)
    ).all()
    if len(found) != len(wanted):
        raise NotFound("no_reader", N_("Dit kind heb ik niet gevonden."))
    return list(found)


def _nudge(classroom_id: int) -> Nudge:
    return Nudge(classroom_room(classroom_id), ("step",), 0)
