"""The contests that a member of staff may look at."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from readify.models import (
    Contest,
    ContestSchool,
    ContestState,
    Library,
    LibraryStaff,
    Role,
    School,
)
from readify.queries.contest_organisers import schools_of
from readify.queries.visitor import Visitor


@dataclass(frozen=True, slots=True)
class ContestLine:
    """One contest in the list. `organiser` is a library's or school's name, empty for the province."""

    contest_id: int
    name: str
    season: str
    audience: str
    state: ContestState
    organiser: str


def contests_for(session: Session, visitor: Visitor) -> tuple[ContestLine, ...]:
    """The contests a member of staff may look at, newest season first."""
    rows = session.execute(
        select(Contest, func.coalesce(Library.name, School.name, ""))
        .outerjoin(Library, Library.id == Contest.library_id)
        .outerjoin(School, School.id == Contest.school_id)
        .where(_seen_by(visitor))
        .order_by(Contest.season.desc(), Contest.name, Contest.id)
    )
    return tuple(
        ContestLine(one.id, one.name, one.season, one.audience, one.state, organiser)
        for one, organiser in rows
    )


def _seen_by(visitor: Visitor) -> ColumnElement[bool]:
    if visitor.role == Role.COORDINATOR:
        return Contest.id.is_not(None)
    mine = select(LibraryStaff.library_id).where(LibraryStaff.account_id == (visitor.account_id or 0))
    taught = schools_of(visitor.account_id or 0)
    asked = select(ContestSchool.contest_id).where(ContestSchool.school_id.in_(taught))
    shown = Contest.state != ContestState.PLANNED
    if visitor.role == Role.LIBRARIAN:
        return or_(Contest.library_id.in_(mine), shown & Contest.school_id.is_(None))
    return or_(Contest.school_id.in_(taught), shown & Contest.id.in_(asked))
