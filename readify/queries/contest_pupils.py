"""The children of a class, to choose readers of a contest from."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from readify.models import Reader


def pupils_of(session: Session, classroom_id: int) -> Sequence[Row[int, str]]:
    """`id` and `name` of each child that is in the class, by name."""
    wanted = select(Reader.id, Reader.name).where(Reader.classroom_id == classroom_id)
    return session.execute(wanted.where(Reader.left_at.is_(None)).order_by(Reader.name, Reader.id)).all()
