"""Schools of a contest that did not say whether they take part."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.models import Answer, ContestSchool, Entrant


def schools_to_remind(session: Session, contest_id: int) -> Sequence[ContestSchool]:
    """By municipality and name; a school that entered a reader has answered."""
    entered = select(Entrant.contest_school_id)
    return session.scalars(
        select(ContestSchool)
        .where(ContestSchool.contest_id == contest_id, ContestSchool.answer == Answer.NONE)
        .where(ContestSchool.id.not_in(entered))
        .order_by(ContestSchool.municipality, ContestSchool.name, ContestSchool.id)
    ).all()
