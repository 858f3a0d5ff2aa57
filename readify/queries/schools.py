"""A school for who runs it: classes, who teaches them, colleagues, children by name. No reading figures."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from readify.exchange.rosters.years import years_of
from readify.models import Account, Classroom, ClassroomTeacher, Reader, Role, School, SchoolAdministrator


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who teaches at the school or runs it. `invited`: has not chosen a password yet."""

    account_id: int
    name: str
    email: str
    invited: bool = False
    runs: bool = False


@dataclass(frozen=True, slots=True)
class SchoolRoom:
    """An open class, how many children sit in it and who teaches it."""

    classroom_id: int
    name: str
    word: str
    children: int
    teachers: tuple[Colleague, ...]


@dataclass(frozen=True, slots=True)
class SchoolPage:
    """All that the school's page shows."""

    rooms: tuple[SchoolRoom, ...]
    staff: tuple[Colleague, ...]

    @property
    def administrators(self) -> tuple[Colleague, ...]:
        """Who runs the school."""
        return tuple(one for one in self.staff if one.runs)

    @property
    def children(self) -> int:
        """All children of the school."""
        return sum(room.children for room in self.rooms)

    @property
    def without_teacher(self) -> tuple[SchoolRoom, ...]:
        """Classes that nobody teaches."""
        return tuple(room for room in self.rooms if not room.teachers)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A child of a class by name; `left_at` when it left."""

    reader_id: int
    name: str
    left_at: dt.datetime | None


def administered_schools(session: Session, *, account_id: int) -> tuple[School, ...]:
    """The schools that this account runs, by name."""
    return tuple(
        session.scalars(
            select(School)
            .join(SchoolAdministrator, SchoolAdministrator.school_id == School.id)
            .where(SchoolAdministrator.account_id == account_id)
            .order_by(School.name, School.id)
        )
    )


def school_page(session: Session, *, school_id: int) -> SchoolPage:
    """The school's classes, youngest first, and its colleagues A to Z, in four statements."""
    counts = _counts(session, school_id)
    running = _running(session, school_id)
    teaching: dict[int, list[Colleague]] = defaultdict(list)
    staff = {one.account_id: one for one in running}
    for classroom_id, one in _teaching(session, school_id, frozenset(staff)):
        teaching[classroom_id].append(one)
        staff.setdefault(one.account_id, one)
    rooms = session.scalars(
        select(Classroom).where(Classroom.school_id == school_id, Classroom.closed_at.is_(None))
    )
    found = [
        SchoolRoom(
            room.id, room.name, f"{room.word} {room.number}", counts.get(room.id, 0), tuple(teaching[room.id])
        )
        for room in rooms
    ]
    found.sort(key=lambda room: (years_of(room.name) or (99,), room.name.casefold(), room.classroom_id))
    people = sorted(staff.values(), key=lambda one: (one.name.casefold(), one.account_id))
    return SchoolPage(tuple(found), tuple(people))


def enrolled(session: Session, *, classroom_id: int) -> tuple[Enrolled, ...]:
    """The children of a class A to Z; who left comes last."""
    rows = session.execute(
        select(Reader.id, Reader.name, Reader.left_at).where(Reader.classroom_id == classroom_id)
    )
    found = [Enrolled(row.id, row.name, row.left_at) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.left_at is not None, one.name.casefold(), one.reader_id)))


def _counts(session: Session, school_id: int) -> dict[int, int]:
    rows = session.execute(
        select(Reader.classroom_id, func.count())
        .join(Classroom, Classroom.id == Reader.classroom_id)
        .where(Classroom.school_id == school_id, Reader.left_at.is_(None))
        .group_by(Reader.classroom_id)
    )
    return {row[0]: row[1] for row in rows}


def _running(session: Session, school_id: int) -> list[Colleague]:
    rows = session.scalars(
        select(Account)
        .join(SchoolAdministrator, SchoolAdministrator.account_id == Account.id)
        .where(SchoolAdministrator.school_id == school_id, Account.disabled_at.is_(None))
    )
    return [_colleague(account, runs=True) for account in rows]


def _teaching(session: Session, school_id: int, running: frozenset[int]) -> list[tuple[int, Colleague]]:
    rows = session.execute(
        select(ClassroomTeacher.classroom_id, Account)
        .join(Account, Account.id == ClassroomTeacher.account_id)
        .join(Classroom, Classroom.id == ClassroomTeacher.classroom_id)
        .where(Classroom.school_id == school_id, Classroom.closed_at.is_(None), Account.disabled_at.is_(None))
        .order_by(Account.name, Account.id)
    )
    return [(room, _colleague(account, runs=account.id in running)) for room, account in rows]


def _colleague(account: Account, *, runs: bool) -> Colleague:
    return Colleague(account.id, account.name, account.email, account.password_hash is None, runs)


def is_colleague(session: Session, *, school_id: int, account_id: int) -> bool:
    """Does this account teach at this school, or run it?"""
    return any(one.account_id == account_id for one in school_page(session, school_id=school_id).staff)


def account_for_school(session: Session, email: str) -> Account | None:
    """The account of this e-mail, whatever it is for; None when there is none."""
    return session.scalar(select(Account).where(Account.email == email.strip().lower()))


def works_at_schools(account: Account) -> bool:
    """Whether this account can teach: a librarian's or coordinator's cannot."""
    return account.role is Role.TEACHER and account.disabled_at is None
