"""Teachers out of a roster: an account and their classes, only for who has an e-mail in the file.

Sending the link is the caller's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from readify.actions.accounts import ResetLink, ask_password_reset, make_account
from readify.errors import Invalid
from readify.models import ClassroomTeacher, Role
from readify.queries.roster_teachers import TeacherPlan


@dataclass(frozen=True, slots=True)
class Invited:
    """A teacher who has just got an account, with the link to choose a password."""

    link: ResetLink


def bring_teachers(
    session: Session, teachers: Iterable[TeacherPlan], rooms: Mapping[str, int], *, now: dt.datetime
) -> tuple[Invited, ...]:
    """Accounts for who has none, and classes for all of them. Doing it twice adds nothing."""
    taught = {
        (row.classroom_id, row.account_id)
        for row in session.execute(
            select(ClassroomTeacher.classroom_id, ClassroomTeacher.account_id).where(
                ClassroomTeacher.classroom_id.in_(set(rooms.values()))
            )
        )
    }
    invited, made = [], dict[str, int]()
    for teacher in teachers:
        if not teacher.may_invite:
            continue
        account = teacher.account_id or made.get(teacher.email)
        if account is None:
            link = _account(session, teacher, now)
            if link is None:
                continue
            account, invitation = link
            made[teacher.email] = account
            invited.append(invitation)
        theirs = {(rooms[group], account) for group in teacher.groups if group in rooms} - taught
        taught |= theirs
        if theirs:
            rows = [{"classroom_id": room, "account_id": who} for room, who in sorted(theirs)]
            session.execute(insert(ClassroomTeacher), rows)
    return tuple(invited)


def _account(session: Session, teacher: TeacherPlan, now: dt.datetime) -> tuple[int, Invited] | None:
    """The new account and its link; None when the file's e-mail is none."""
    try:
        account = make_account(
            session, email=teacher.email, name=teacher.name, role=Role.TEACHER, now=now
        ).value
    except Invalid:
        return None
    link = ask_password_reset(session, email=teacher.email, now=now).value
    assert link is not None, "the account was just made"
    return account, Invited(link)
