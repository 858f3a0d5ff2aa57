"""Teachers in a roster beside the accounts there are: who can be invited, who is only named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.exchange.rosters.roster import Teacher
from readify.models import Account, Role


@dataclass(frozen=True, slots=True)
class TeacherPlan:
    """A teacher of the file. `may_invite`: there is an e-mail, and no account of another kind has it."""

    name: str
    email: str
    groups: tuple[str, ...]
    account_id: int | None
    may_invite: bool


def teacher_plans(session: Session, teachers: Sequence[Teacher]) -> tuple[TeacherPlan, ...]:
    """All of them, in the file's order."""
    emails = {teacher.email for teacher in teachers if teacher.email}
    rows = session.execute(select(Account.id, Account.email, Account.role).where(Account.email.in_(emails)))
    accounts = {row.email: row for row in rows}
    return tuple(_plan(teacher, accounts.get(teacher.email)) for teacher in teachers)


def _plan(teacher: Teacher, account: object) -> TeacherPlan:
    role = getattr(account, "role", Role.TEACHER)
    return TeacherPlan(
        name=teacher.name,
        email=teacher.email,
        groups=teacher.groups,
        account_id=getattr(account, "id", None),
        may_invite=bool(teacher.email) and role == Role.TEACHER,
    )
