"""Readers entered in a round: for a teacher what the school may enter and did, for the organiser all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from readify.models import (
    Contest,
    ContestRound,
    ContestSchool,
    ContestSession,
    ContestState,
    Entrant,
    EntrantState,
    EntryRule,
)


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One reader in a round, with its school and, once it has one, its session."""

    entrant: Entrant
    school: ContestSchool
    sitting: ContestSession | None


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round that a school may enter for. `may_enter`: it is open today and the school has room left."""

    contest: Contest
    of_round: ContestRound
    school: ContestSchool
    may_enter: bool
    entries: tuple[EntryLine, ...]


def rounds_for_school(
    session: Session, *, school_id: int, classroom_id: int, today: dt.date
) -> tuple[OpenRound, ...]:
    """The rounds of open contests this school was asked for, with the readers of this class or the school's.

    Where each class sends its own, only this class's readers are shown.
    """
    found = _rounds(session, ContestSchool.school_id == school_id)
    return tuple(_open_rounds(session, found, today=today, classroom_id=classroom_id))


def rounds_by_link(session: Session, *, contest_school_id: int, today: dt.date) -> tuple[OpenRound, ...]:
    """The same for who enters by the school's link: no class is known, so all its readers are shown."""
    return tuple(_open_rounds(session, _rounds(session, ContestSchool.id == contest_school_id), today=today))


def _rounds(session: Session, of: ColumnElement[bool]) -> Sequence[Row[Contest, ContestRound, ContestSchool]]:
    return session.execute(
        select(Contest, ContestRound, ContestSchool)
        .join(ContestRound, ContestRound.contest_id == Contest.id)
        .join(ContestSchool, ContestSchool.contest_id == Contest.id)
        .where(Contest.state == ContestState.OPEN, of)
        .where(~ContestRound.at_school)
        .order_by(Contest.id, ContestRound.number)
    ).all()


def _open_rounds(
    session: Session,
    rows: Sequence[Row[Contest, ContestRound, ContestSchool]],
    *,
    today: dt.date,
    classroom_id: int | None = None,
) -> Iterator[OpenRound]:
    for contest, of_round, school in rows:
        lines = _lines(session, of_round.id, contest_school_id=school.id)
        by_class = of_round.entry_rule is EntryRule.CLASS
        if by_class and classroom_id is not None:
            lines = tuple(one for one in lines if one.entrant.classroom_id == classroom_id)
        takes = of_round.entry_rule is not EntryRule.WINNERS
        if takes or lines:
            counted = sum(one.entrant.state is not EntrantState.WITHDRAWN for one in lines)
            whole_school = by_class and classroom_id is None  # which class sent how many is asked on entering
            room = of_round.entry_rule is EntryRule.ANYONE or whole_school or counted < of_round.entries_each
            yield OpenRound(contest, of_round, school, takes and room and is_open(of_round, today), lines)


def is_open(of_round: ContestRound, today: dt.date) -> bool:
    """Whether readers may be entered on this day."""
    begun = of_round.opens is None or of_round.opens <= today
    return begun and (of_round.closes is None or today <= of_round.closes)


def entries_of_round(session: Session, round_id: int) -> tuple[EntryLine, ...]:
    """Everyone in the round: by session, then by school."""
    return _lines(session, round_id)


def sessions_of_round(session: Session, round_id: int) -> Sequence[ContestSession]:
    """The round's sessions by day and name."""
    wanted = select(ContestSession).where(ContestSession.round_id == round_id)
    return session.scalars(wanted.order_by(ContestSession.day, ContestSession.name, ContestSession.id)).all()


def _lines(session: Session, round_id: int, *, contest_school_id: int | None = None) -> tuple[EntryLine, ...]:
    wanted = (
        select(Entrant, ContestSchool, ContestSession)
        .join(ContestSchool, ContestSchool.id == Entrant.contest_school_id)
        .outerjoin(ContestSession, ContestSession.id == Entrant.session_id)
        .where(Entrant.round_id == round_id)
        .order_by(ContestSession.day, ContestSession.id, Entrant.position, ContestSchool.name, Entrant.id)
    )
    if contest_school_id is not None:
        wanted = wanted.where(Entrant.contest_school_id == contest_school_id)
    return tuple(EntryLine(entrant, school, sitting) for entrant, school, sitting in session.execute(wanted))
