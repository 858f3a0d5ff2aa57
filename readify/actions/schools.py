"""A school runs itself: who runs it, who teaches which class, new classes. Rights are asked before."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from readify.actions.accounts import ResetLink, ask_password_reset, make_account
from readify.actions.classroom import NewClassroom, make_classroom, note
from readify.done import Done
from readify.drafts.school import ColleagueDraft, NewClassDraft
from readify.errors import Conflict, NotFound
from readify.models import (
    Account,
    Band,
    Classroom,
    ClassroomTeacher,
    Role,
    School,
    SchoolAdministrator,
)
from readify.queries.schools import account_for_school, is_colleague, works_at_schools
from readify.words import N_

NO_SCHOOL = N_("Deze school heb ik niet gevonden.")
NO_CLASSROOM = N_("Deze klas heb ik niet gevonden.")
NO_COLLEAGUE = N_("Deze collega heb ik niet gevonden.")
OTHER_WORK = N_("Dit e-mailadres is al van een account dat niet bij een school hoort. Neem een ander adres.")
LAST_TEACHER = N_("Dan heeft deze klas geen leerkracht meer. Vink aan dat je dat wilt.")
LAST_ADMINISTRATOR = N_("Dit is de enige beheerder. Wijs eerst een ander aan.")


def invite_colleague(
    session: Session, *, school_id: int, draft: ColleagueDraft, now: dt.datetime, account_id: int
) -> Done[ResetLink | None]:
    """Lets a colleague teach a class. Answers a link to choose a password; None when the account was there.

    Raises NotFound for a class of another school, Invalid or Conflict for the e-mail.
    """
    classroom_id = _own_room(session, school_id, draft.classroom or 0)
    colleague, link = _account(session, draft, now)
    _teach(session, classroom_id, colleague)
    note(session, "invite_colleague", "account", colleague, account_id=account_id, now=now)
    session.flush()
    return Done(link)


def appoint_administrator(
    session: Session, *, school_id: int, draft: ColleagueDraft, now: dt.datetime, account_id: int
) -> Done[ResetLink | None]:
    """Lets somebody run the school, by e-mail. Answers a link when the account is new."""
    if session.get(School, school_id) is None:
        raise NotFound("no_school", NO_SCHOOL)
    colleague, link = _account(session, draft, now)
    _appoint(session, school_id, colleague, now)
    note(session, "appoint_administrator", "account", colleague, account_id=account_id, now=now)
    session.flush()
    return Done(link)


def dismiss_administrator(
    session: Session,
    *,
    school_id: int,
    colleague: int,
    now: dt.datetime,
    account_id: int,
    may_be_last: bool = False,
) -> Done[None]:
    """Takes the school out of somebody's hands; their classes stay theirs. Conflict for the last one.

    `may_be_last`: a coordinator may leave a school without, and appoint another.
    """
    session.scalar(select(School.id).where(School.id == school_id).with_for_update())  # two at once leave one
    count = session.scalar(select(func.count()).where(SchoolAdministrator.school_id == school_id))
    theirs = session.get(SchoolAdministrator, (school_id, colleague))
    if theirs is None:
        raise NotFound("no_colleague", NO_COLLEAGUE)
    if count == 1 and not may_be_last:
        raise Conflict("last_administrator", LAST_ADMINISTRATOR)
    session.delete(theirs)
    note(session, "dismiss_administrator", "account", colleague, account_id=account_id, now=now)
    session.flush()
    return Done(None)


def open_class(
    session: Session, *, school_id: int, draft: NewClassDraft, now: dt.datetime, account_id: int
) -> Done[NewClassroom]:
    """A new class with its teacher, or on purpose without."""
    if draft.teacher and not is_colleague(session, school_id=school_id, account_id=draft.teacher):
        raise NotFound("no_colleague", NO_COLLEAGUE)
    made = make_classroom(
        session,
        school_id=school_id,
        name=draft.name,
        band=Band(draft.band),
        now=now,
        teachers=[draft.teacher] if draft.teacher else [],
    )
    note(session, "open_class", "classroom", made.value.classroom_id, account_id=account_id, now=now)
    return made


def add_teacher(
    session: Session,
    *,
    school_id: int,
    classroom_id: int,
    colleague: int,
    now: dt.datetime,
    account_id: int,
) -> Done[None]:
    """One more teacher of a class, out of the school's colleagues. Twice does no harm."""
    _own_room(session, school_id, classroom_id)
    if not is_colleague(session, school_id=school_id, account_id=colleague):
        raise NotFound("no_colleague", NO_COLLEAGUE)
    _teach(session, classroom_id, colleague)
    note(session, "add_teacher", "classroom", classroom_id, account_id=account_id, now=now)
    session.flush()
    return Done(None)


def remove_teacher(
    session: Session,
    *,
    school_id: int,
    classroom_id: int,
    colleague: int,
    now: dt.datetime,
    account_id: int,
    sure: bool = False,
) -> Done[None]:
    """Takes a class from a teacher. Conflict when nobody would be left and nobody said that this is meant."""
    _own_room(session, school_id, classroom_id)
    others = session.scalar(
        select(
            exists().where(
                ClassroomTeacher.classroom_id == classroom_id, ClassroomTeacher.account_id != colleague
            )
        )
    )
    if not others and not sure:
        raise Conflict("last_teacher", LAST_TEACHER)
    session.execute(
        delete(ClassroomTeacher).where(
            ClassroomTeacher.classroom_id == classroom_id, ClassroomTeacher.account_id == colleague
        )
    )
    note(session, "remove_teacher", "classroom", classroom_id, account_id=account_id, now=now)
    session.flush()
    return Done(None)


def _own_room(session: Session, school_id: int, classroom_id: int) -> int:
    """The class, locked so that two who take teachers from it do not both leave one behind."""
    found = session.scalar(
        select(Classroom.id)
        .where(Classroom.id == classroom_id, Classroom.school_id == school_id, Classroom.closed_at.is_(None))
        .with_for_update()
    )
    if found is None:
        raise NotFound("no_classroom", NO_CLASSROOM)
    return found


def _account(session: Session, draft: ColleagueDraft, now: dt.datetime) -> tuple[int, ResetLink | None]:
    """The account of this e-mail, made when there is none."""
    found: Account | None = account_for_school(session, draft.email)
    if found is not None:
        if not works_at_schools(found):
            raise Conflict("other_work", OTHER_WORK, fields={"email": OTHER_WORK})
        return found.id, None
    made = make_account(session, email=draft.email, name=draft.name, role=Role.TEACHER, now=now).value
    return made, ask_password_reset(session, email=draft.email, now=now).value


def _teach(session: Session, classroom_id: int, colleague: int) -> None:
    if session.get(ClassroomTeacher, (classroom_id, colleague)) is None:
        session.add(ClassroomTeacher(classroom_id=classroom_id, account_id=colleague))


def _appoint(session: Session, school_id: int, colleague: int, now: dt.datetime) -> None:
    if session.get(SchoolAdministrator, (school_id, colleague)) is None:
        session.add(SchoolAdministrator(school_id=school_id, account_id=colleague, since=now))
