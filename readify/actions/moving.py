"""Children who change class or leave the school, many at a time: by a class list or at the year's turn.

Whoever moves keeps everything. Whoever leaves is hidden, and erased later by `leaving`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from readify.actions.signing_in import end_sign_ins
from readify.models import Card, Classroom, Pause, Reader, ReaderTally, School, SignIn, Terms
from readify.queries.roster_changes import Placed
from readify.queries.school_years import school_year_of


def place(
    session: Session, *, going: Sequence[Placed], staying: Sequence[Placed], rooms: Mapping[str, int]
) -> list[int]:
    """Moves children to the class of their group, and names them. Answers who has progress to fold anew."""
    ids = sorted(one.reader_id for one in going)
    awake = _lock(session, ids)
    _write(session, (*going, *staying), rooms)
    for group in {one.group for one in going}:
        _take_along(session, [one.reader_id for one in going if one.group == group], rooms[group])
    reached = {rooms[one.group] for one in going}
    if reached:
        session.execute(
            update(Classroom)
            .where(Classroom.id.in_(reached))
            .values(rules_version=Classroom.rules_version + 1)
        )
    return awake


def _lock(session: Session, ids: Sequence[int]) -> list[int]:
    """Holds these children's tallies, so that no log is under way in the class of before."""
    rows = session.execute(
        select(ReaderTally.reader_id, ReaderTally.version)
        .where(ReaderTally.reader_id.in_(ids))
        .order_by(ReaderTally.reader_id)
        .with_for_update()
    ).all()
    return [row.reader_id for row in rows if row.version > 0]


def _write(session: Session, children: Iterable[Placed], rooms: Mapping[str, int]) -> None:
    rows = [
        {
            "id": one.reader_id,
            "name": one.name,
            "roster_key": one.key,
            "classroom_id": rooms[one.group],
            "left_at": None,
        }
        for one in children
    ]
    if rows:
        session.execute(update(Reader), rows)


def _take_along(session: Session, ids: Sequence[int], classroom_id: int) -> None:
    """Children's own goals, rhythms and pauses go with them."""
    for model in (Terms, Pause):
        session.execute(
            update(model)
            .where(model.reader_id.in_(ids), model.classroom_id != classroom_id)
            .values(classroom_id=classroom_id)
        )


def leave(session: Session, ids: Sequence[int], now: dt.datetime) -> None:
    """Hidden, and signed out everywhere; cards stop working. Nothing is erased yet."""
    if not ids:
        return
    session.execute(update(Reader).where(Reader.id.in_(ids)).values(left_at=now))
    session.execute(
        update(Card).where(Card.reader_id.in_(ids), Card.revoked_at.is_(None)).values(revoked_at=now)
    )
    end_sign_ins(session, SignIn.reader_id.in_(ids), now=now)


def note_turn(session: Session, school_id: int, today: dt.date) -> None:
    """Writes down that this school's children moved up to the school year of `today`."""
    session.execute(update(School).where(School.id == school_id).values(turned_to=school_year_of(today)))
