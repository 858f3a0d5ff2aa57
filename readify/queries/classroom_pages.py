"""Small reads behind the teacher's other pages: own classes, book talks, terms and pauses of a class."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from readify.game.facts import BonusKind
from readify.game.rulebook import Rulebook
from readify.models import (
    Classroom,
    ClassroomTeacher,
    EntryKind,
    LedgerEntry,
    Pause,
    Reader,
    School,
    Terms,
)
from readify.rulebooks import agreed_on


@dataclass(frozen=True, slots=True)
class TaughtClass:
    """One of a teacher's classes, for the list."""

    classroom_id: int
    name: str
    school: str
    children: int
    word: str
    number: int


@dataclass(frozen=True, slots=True)
class PauseLine:
    """A pause as a line in the settings. `own`: of this class, so its teacher may take it away."""

    pause_id: int
    name: str
    starts: dt.date
    ends: dt.date
    own: bool
    reader_id: int | None
    reader: str


@dataclass(frozen=True, slots=True)
class ClassSettings:
    """What the settings page shows."""

    own_goal: int
    daily_cap: int
    pages_count: bool
    pauses: tuple[PauseLine, ...]


def taught_classes(session: Session, *, account_id: int) -> tuple[TaughtClass, ...]:
    """The open classes of this teacher, by school and name."""
    children = (
        select(func.count())
        .select_from(Reader)
        .where(Reader.classroom_id == Classroom.id, Reader.left_at.is_(None))
        .scalar_subquery()
    )
    rows = session.execute(
        select(Classroom.id, Classroom.name, School.name, children, Classroom.word, Classroom.number)
        .join(School, School.id == Classroom.school_id)
        .join(ClassroomTeacher, ClassroomTeacher.classroom_id == Classroom.id)
        .where(ClassroomTeacher.account_id == account_id, Classroom.closed_at.is_(None))
        .order_by(School.name, Classroom.name, Classroom.id)
    )
    return tuple(TaughtClass(*row) for row in rows)


def school_name(session: Session, school_id: int) -> str:
    """What the school is called."""
    return session.scalar(select(School.name).where(School.id == school_id)) or ""


def book_talks(session: Session, *, classroom_id: int, since: dt.date) -> Mapping[int, dt.date]:
    """The last day with a book talk per child, from `since` on."""
    rows = session.execute(
        select(LedgerEntry.reader_id, func.max(LedgerEntry.day))
        .join(Reader, Reader.id == LedgerEntry.reader_id)
        .where(
            Reader.classroom_id == classroom_id,
            LedgerEntry.day >= since,
            LedgerEntry.kind == EntryKind.BONUS,
            LedgerEntry.bonus == BonusKind.BOOK_TALK.value,
        )
        .group_by(LedgerEntry.reader_id)
    )
    return {row[0]: row[1] for row in rows}


def class_settings(
    session: Session, *, rules: Rulebook, classroom: Classroom, today: dt.date
) -> ClassSettings:
    """What this class agreed on today, and its pauses from today on."""
    terms = session.scalars(
        select(Terms)
        .where(Terms.classroom_id == classroom.id, Terms.reader_id.is_(None), Terms.starts <= today)
        .order_by(Terms.starts, Terms.id)
    ).all()
    agreed = agreed_on(rules, classroom.band.value, terms, day=today)
    pauses = session.execute(
        select(Pause, Reader.name)
        .outerjoin(Reader, Reader.id == Pause.reader_id)
        .where(
            Pause.school_id == classroom.school_id,
            or_(Pause.classroom_id.is_(None), Pause.classroom_id == classroom.id),
            Pause.ends >= today,
        )
        .order_by(Pause.starts, Pause.id)
    )
    lines = tuple(
        PauseLine(
            row.id,
            row.name,
            row.starts,
            row.ends,
            row.classroom_id == classroom.id,
            row.reader_id,
            name or "",
        )
        for row, name in pauses
    )
    return ClassSettings(agreed.own_goal, agreed.cap, agreed.pages_count, lines)
