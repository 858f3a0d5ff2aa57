"""What a substitute may: look at one class and log for it, while the code works. Nothing else exists."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.models import Classroom, Reader
from readify.policies_school import NO_CLASSROOM, NO_READER
from readify.queries.visitor import Visitor


def classroom_of_substitute(session: Session, visitor: Visitor, classroom_id: int) -> Classroom:
    """The open class, for who stands in for it now. NotFound for everyone else, its teachers too.

    Whether the code still works was asked when the visitor was looked up.
    """
    found = None
    if visitor.substitute_id is not None and visitor.classroom_id == classroom_id:
        found = session.get(Classroom, classroom_id)
    if found is None or found.closed_at is not None:
        raise NotFound("no_classroom", NO_CLASSROOM)
    return found


def reader_of_substitute(session: Session, visitor: Visitor, classroom_id: int, reader_id: int) -> Reader:
    """A child of that class."""
    classroom_of_substitute(session, visitor, classroom_id)
    found = session.scalar(
        select(Reader).where(
            Reader.id == reader_id, Reader.classroom_id == classroom_id, Reader.left_at.is_(None)
        )
    )
    if found is None:
        raise NotFound("no_reader", NO_READER)
    return found
