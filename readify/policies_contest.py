"""Who may see or change what of a contest. Outsiders cannot tell what exists: NotFound.

A contest is run by its organiser: a library's staff, a school's teachers and who runs that school, or a
coordinator (who may run all).
A session is also run by the library that hosts it. A teacher sees the readers that its own school entered.
"""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.models import (
    Classroom,
    ClassroomTeacher,
    Contest,
    ContestRound,
    ContestSchool,
    ContestSession,
    ContestState,
    Entrant,
    Juror,
    Role,
)
from readify.policies import may_run_library
from readify.policies_school import administers
from readify.queries.visitor import Visitor
from readify.words import N_

NO_CONTEST = N_("Deze wedstrijd heb ik niet gevonden.")
NO_ROUND = N_("Deze ronde heb ik niet gevonden.")
NO_SESSION = N_("Deze zitting heb ik niet gevonden.")
NO_ENTRANT = N_("Deze lezer heb ik niet gevonden.")
NO_CONTEST_SCHOOL = N_("Deze school doet niet mee, of is niet van jou.")


def teaches_at(session: Session, visitor: Visitor, school_id: int) -> bool:
    """Does this visitor teach a class of this school?"""
    wanted = select(
        exists()
        .where(ClassroomTeacher.account_id == (visitor.account_id or 0))
        .where(Classroom.id == ClassroomTeacher.classroom_id, Classroom.school_id == school_id)
    )
    return bool(session.scalar(wanted))


def may_organise(
    session: Session, visitor: Visitor, *, library_id: int | None = None, school_id: int | None = None
) -> bool:
    """May this visitor run contests of this library, of this school, or (with neither) of the province?"""
    if visitor.account_id is None:
        return False
    if visitor.role == Role.COORDINATOR:
        return True
    if library_id is not None:
        return may_run_library(session, visitor, library_id)
    if school_id is None:
        return False
    return teaches_at(session, visitor, school_id) or administers(session, visitor, school_id)


def contest_of_organiser(session: Session, visitor: Visitor, contest_id: int) -> Contest:
    """The contest, for who organises it. NotFound for everyone else."""
    contest = session.get(Contest, contest_id)
    if contest is None or not may_organise(
        session, visitor, library_id=contest.library_id, school_id=contest.school_id
    ):
        raise NotFound("no_contest", NO_CONTEST)
    return contest


def contest_of_staff(session: Session, visitor: Visitor, contest_id: int) -> Contest:
    """The contest to look at: for its organiser, and once it is open for librarians and who was asked."""
    contest = session.get(Contest, contest_id)
    if contest is None or visitor.account_id is None:
        raise NotFound("no_contest", NO_CONTEST)
    seen = contest.school_id is None and contest.state is not ContestState.PLANNED
    mine = may_organise(session, visitor, library_id=contest.library_id, school_id=contest.school_id)
    if not mine and not (seen and (visitor.role == Role.LIBRARIAN or _asked(session, visitor, contest_id))):
        raise NotFound("no_contest", NO_CONTEST)
    return contest


def round_of_organiser(session: Session, visitor: Visitor, round_id: int) -> ContestRound:
    """The round, for who organises its contest. NotFound for everyone else."""
    found = session.get(ContestRound, round_id)
    if found is None:
        raise NotFound("no_round", NO_ROUND)
    try:
        contest_of_organiser(session, visitor, found.contest_id)
    except NotFound:
        raise NotFound("no_round", NO_ROUND) from None
    return found


def session_of_secretary(session: Session, visitor: Visitor, session_id: int) -> ContestSession:
    """The session, for the contest's organiser or staff of the library that hosts it. NotFound otherwise."""
    found = session.get(ContestSession, session_id)
    if found is None or visitor.account_id is None:
        raise NotFound("no_session", NO_SESSION)
    if found.library_id is not None and may_run_library(session, visitor, found.library_id):
        return found
    try:
        round_of_organiser(session, visitor, found.round_id)
    except NotFound:
        raise NotFound("no_session", NO_SESSION) from None
    return found


def entrant_of_secretary(session: Session, visitor: Visitor, entrant_id: int) -> Entrant:
    """The reader in a round, for the organiser or the secretary of its session. NotFound otherwise."""
    found = session.get(Entrant, entrant_id)
    if found is None:
        raise NotFound("no_entrant", NO_ENTRANT)
    try:
        if found.session_id is not None:
            session_of_secretary(session, visitor, found.session_id)
        else:
            round_of_organiser(session, visitor, found.round_id)
    except NotFound:
        raise NotFound("no_entrant", NO_ENTRANT) from None
    return found


def juror_of_secretary(session: Session, visitor: Visitor, juror_id: int) -> Juror:
    """The juror, for the secretary of the session. NotFound otherwise."""
    found = session.get(Juror, juror_id)
    if found is None:
        raise NotFound("no_session", NO_SESSION)
    session_of_secretary(session, visitor, found.session_id)
    return found


def contest_school_of_teacher(session: Session, visitor: Visitor, contest_school_id: int) -> ContestSchool:
    """The school in a contest, for who teaches there or organises the contest. NotFound otherwise."""
    found = session.get(ContestSchool, contest_school_id)
    if found is None or not _of_school(session, visitor, found):
        raise NotFound("no_contest_school", NO_CONTEST_SCHOOL)
    return found


def towns_of_entering(session: Session, visitor: Visitor, contest_id: int) -> tuple[str, ...] | None:
    """For which municipalities (casefolded) this visitor may let schools enter; None for all of them.

    The organiser: all. Who hosts a session of a round: the municipality of that session. NotFound otherwise.
    """
    try:
        contest_of_organiser(session, visitor, contest_id)
    except NotFound:
        hosted = _hosted_towns(session, visitor, contest_id)
        if not hosted:
            raise
        return hosted
    return None


def school_of_entering(session: Session, visitor: Visitor, contest_school_id: int) -> ContestSchool:
    """The school, for who may let it enter: see `towns_of_entering`. NotFound otherwise."""
    found = session.get(ContestSchool, contest_school_id)
    if found is None:
        raise NotFound("no_contest_school", NO_CONTEST_SCHOOL)
    try:
        towns = towns_of_entering(session, visitor, found.contest_id)
    except NotFound:
        raise NotFound("no_contest_school", NO_CONTEST_SCHOOL) from None
    if towns is not None and found.municipality.casefold() not in towns:
        raise NotFound("no_contest_school", NO_CONTEST_SCHOOL)
    return found


def entrant_of_teacher(session: Session, visitor: Visitor, entrant_id: int) -> Entrant:
    """The reader in a round, for who teaches at its school or organises the contest. NotFound otherwise."""
    found = session.get(Entrant, entrant_id)
    school = None if found is None else session.get(ContestSchool, found.contest_school_id)
    if found is None or school is None or not _of_school(session, visitor, school):
        raise NotFound("no_entrant", NO_ENTRANT)
    return found


def _of_school(session: Session, visitor: Visitor, school: ContestSchool) -> bool:
    if school.school_id is not None and teaches_at(session, visitor, school.school_id):
        return True
    contest = session.get(Contest, school.contest_id)
    return contest is not None and may_organise(
        session, visitor, library_id=contest.library_id, school_id=contest.school_id
    )


def _asked(session: Session, visitor: Visitor, contest_id: int) -> bool:
    """Does this visitor teach at a school that was asked to take part?"""
    wanted = select(
        exists()
        .where(ContestSchool.contest_id == contest_id)
        .where(Classroom.school_id == ContestSchool.school_id)
        .where(ClassroomTeacher.classroom_id == Classroom.id)
        .where(ClassroomTeacher.account_id == (visitor.account_id or 0))
    )
    return bool(session.scalar(wanted))


def _hosted_towns(session: Session, visitor: Visitor, contest_id: int) -> tuple[str, ...]:
    """The municipalities of sessions that are hosted by a library this visitor works at."""
    rows = session.execute(
        select(ContestSession.municipality, ContestSession.library_id)
        .join(ContestRound, ContestRound.id == ContestSession.round_id)
        .where(ContestRound.contest_id == contest_id, ContestSession.library_id.is_not(None))
        .where(ContestSession.municipality != "")
    ).all()
    return tuple(town.casefold() for town, library in rows if may_run_library(session, visitor, library or 0))
