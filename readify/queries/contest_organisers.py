"""For whom a member of staff may make a contest: libraries, schools, or the province."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import CompoundSelect, select
from sqlalchemy.orm import Session

from readify.models import (
    Classroom,
    ClassroomTeacher,
    Library,
    LibraryStaff,
    Role,
    School,
    SchoolAdministrator,
)
from readify.queries.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Organiser:
    """A library or a school; with neither the province (then `name` is empty)."""

    name: str
    library_id: int | None = None
    school_id: int | None = None

    @property
    def code(self) -> str:
        """How a form names it."""
        if self.library_id is not None:
            return f"library-{self.library_id}"
        return "province" if self.school_id is None else f"school-{self.school_id}"


def schools_of(account_id: int) -> CompoundSelect[int]:
    """The ids of the schools where this account teaches a class, or which it runs."""
    taught = (
        select(Classroom.school_id)
        .join(ClassroomTeacher, ClassroomTeacher.classroom_id == Classroom.id)
        .where(ClassroomTeacher.account_id == account_id)
    )
    return taught.union(
        select(SchoolAdministrator.school_id).where(SchoolAdministrator.account_id == account_id)
    )


def organisers_for(session: Session, visitor: Visitor) -> tuple[Organiser, ...]:
    """What a form may offer. A coordinator's first choice is the province."""
    account = visitor.account_id or 0
    if visitor.role == Role.TEACHER:
        rows = session.execute(
            select(School.id, School.name)
            .where(School.id.in_(schools_of(account)))
            .order_by(School.name, School.id)
        )
        return tuple(Organiser(row.name, school_id=row.id) for row in rows)
    wanted = select(Library.id, Library.name).order_by(Library.name, Library.id)
    if visitor.role != Role.COORDINATOR:
        wanted = wanted.join(LibraryStaff, LibraryStaff.library_id == Library.id)
        wanted = wanted.where(LibraryStaff.account_id == account)
    found = tuple(Organiser(row.name, library_id=row.id) for row in session.execute(wanted))
    return (Organiser(""), *found) if visitor.role == Role.COORDINATOR else found
