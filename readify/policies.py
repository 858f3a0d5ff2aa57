"""Who may see or change what: one function per question. No answer tells an outsider that a thing exists."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from readify.errors import NotFound
from readify.models import (
    Classroom,
    ClassroomTeacher,
    CommunityGoal,
    LibraryStaff,
    Reader,
    Role,
    School,
    Trail,
    TrailLibrary,
)
from readify.policies_school import NO_CLASSROOM, NO_READER, school_of_appointer
from readify.queries.community import NO_GOAL
from readify.queries.visitor import Visitor
from readify.words import N_

NO_TRAIL = N_("Dit spoor heb ik niet gevonden.")


def teaches(session: Session, visitor: Visitor, classroom_id: int) -> bool:
    """Does this visitor teach this class?"""
    if visitor.account_id is None:
        return False
    wanted = select(
        exists().where(
            ClassroomTeacher.classroom_id == classroom_id, ClassroomTeacher.account_id == visitor.account_id
        )
    )
    return bool(session.scalar(wanted))


def classroom_of_teacher(session: Session, visitor: Visitor, classroom_id: int) -> Classroom:
    """The class with its school, for who teaches it. NotFound for everyone else."""
    wanted = (
        select(Classroom)
        .join(ClassroomTeacher, ClassroomTeacher.classroom_id == Classroom.id)
        .where(Classroom.id == classroom_id, ClassroomTeacher.account_id == (visitor.account_id or 0))
        .options(joinedload(Classroom.school))  # its name stands on every page
    )
    classroom = session.scalar(wanted)
    if classroom is None:
        raise NotFound("no_classroom", NO_CLASSROOM)
    return classroom


def reader_of_teacher(session: Session, visitor: Visitor, reader_id: int) -> Reader:
    """The child, for who teaches its class. NotFound for everyone else."""
    wanted = (
        select(Reader)
        .join(ClassroomTeacher, ClassroomTeacher.classroom_id == Reader.classroom_id)
        .where(
            Reader.id == reader_id,
            Reader.left_at.is_(None),
            ClassroomTeacher.account_id == (visitor.account_id or 0),
        )
    )
    reader = session.scalar(wanted)
    if reader is None:
        raise NotFound("no_reader", NO_READER)
    return reader


def trail_of_librarian(session: Session, visitor: Visitor, trail_id: int) -> Trail:
    """The trail, for who works at a library that has or shares it, or a coordinator. NotFound otherwise."""
    trail = session.get(Trail, trail_id)
    if trail is None or not (
        may_run_library(session, visitor, trail.library_id) or _shares(session, visitor, trail_id)
    ):
        raise NotFound("no_trail", NO_TRAIL)
    return trail


def trail_of_owner(session: Session, visitor: Visitor, trail_id: int) -> Trail:
    """The trail, for who works at the library that made it, or a coordinator. NotFound for who shares it."""
    trail = session.get(Trail, trail_id)
    if trail is None or not may_run_library(session, visitor, trail.library_id):
        raise NotFound("no_trail", NO_TRAIL)
    return trail


def _shares(session: Session, visitor: Visitor, trail_id: int) -> bool:
    """Does this visitor work at a library that agreed to share this trail?"""
    wanted = select(
        exists()
        .where(TrailLibrary.trail_id == trail_id, TrailLibrary.agreed_at.is_not(None))
        .where(LibraryStaff.library_id == TrailLibrary.library_id)
        .where(LibraryStaff.account_id == (visitor.account_id or 0))
    )
    return bool(session.scalar(wanted))


def may_run_library(session: Session, visitor: Visitor, library_id: int) -> bool:
    """Does this visitor work at this library, or coordinate them all?"""
    if visitor.account_id is None:
        return False
    if visitor.role == Role.COORDINATOR:
        return True
    wanted = select(
        exists().where(LibraryStaff.library_id == library_id, LibraryStaff.account_id == visitor.account_id)
    )
    return bool(session.scalar(wanted))


def community_goal_of_staff(session: Session, visitor: Visitor, goal_id: int) -> CommunityGoal:
    """The goal, for who works at its library; the province's for a coordinator. NotFound for others."""
    goal = session.get(CommunityGoal, goal_id)
    if goal is None or goal.closed_at is not None or not may_set_goals(session, visitor, goal.library_id):
        raise NotFound("no_goal", NO_GOAL)
    return goal


def may_set_goals(session: Session, visitor: Visitor, library_id: int | None) -> bool:
    """May this visitor set goals for this library, or (without one) for the whole province?"""
    if library_id is None:
        return visitor.role == Role.COORDINATOR
    return may_run_library(session, visitor, library_id)


def school_of_importer(session: Session, visitor: Visitor, school_id: int) -> School:
    """The school, for who may bring its class lists in: a coordinator and who runs it. Else NotFound."""
    return school_of_appointer(session, visitor, school_id)
