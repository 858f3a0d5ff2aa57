"""Who may run a school: its administrators. Another school, class or child is NotFound."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.models import Classroom, Reader, Role, School, SchoolAdministrator
from readify.queries.visitor import Visitor
from readify.words import N_

NO_CLASSROOM = N_("Deze klas heb ik niet gevonden.")
NO_READER = N_("Dit kind heb ik niet gevonden.")
NO_SCHOOL = N_("Deze school heb ik niet gevonden.")


def administers(session: Session, visitor: Visitor, school_id: int) -> bool:
    """Does this visitor run this school?"""
    if visitor.account_id is None:
        return False
    wanted = select(
        exists().where(
            SchoolAdministrator.school_id == school_id, SchoolAdministrator.account_id == visitor.account_id
        )
    )
    return bool(session.scalar(wanted))


def school_of_administrator(session: Session, visitor: Visitor, school_id: int) -> School:
    """The school, for who runs it. NotFound for everyone else, coordinators too."""
    school = session.get(School, school_id) if administers(session, visitor, school_id) else None
    if school is None:
        raise NotFound("no_school", NO_SCHOOL)
    return school


def school_of_appointer(session: Session, visitor: Visitor, school_id: int) -> School:
    """The school, for who may say who runs it: a coordinator, and who runs it already."""
    school = session.get(School, school_id)
    if school is None or not (visitor.role == Role.COORDINATOR or administers(session, visitor, school_id)):
        raise NotFound("no_school", NO_SCHOOL)
    return school


def classroom_of_administrator(
    session: Session, visitor: Visitor, school_id: int, classroom_id: int
) -> Classroom:
    """The open class of this school, for who runs it."""
    school_of_administrator(session, visitor, school_id)
    classroom = session.get(Classroom, classroom_id)
    if classroom is None or classroom.school_id != school_id or classroom.closed_at is not None:
        raise NotFound("no_classroom", NO_CLASSROOM)
    return classroom


def reader_of_administrator(session: Session, visitor: Visitor, school_id: int, reader_id: int) -> Reader:
    """The child of this school, also one who left, for who runs it."""
    school_of_administrator(session, visitor, school_id)
    reader = session.scalar(
        select(Reader)
        .join(Classroom, Classroom.id == Reader.classroom_id)
        .where(Reader.id == reader_id, Classroom.school_id == school_id)
    )
    if reader is None:
        raise NotFound("no_reader", NO_READER)
    return reader
