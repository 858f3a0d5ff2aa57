"""Families and teams of two to five with a valley of their own: start one, join by its code, leave.

A member is a passport or a child with an account. What the others see of a child is a made-up name and its
companion. Who leaves keeps its row, so that what it lit stays lit; a team that nobody is in any more goes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from readify import tokens
from readify.done import Done
from readify.errors import Conflict, NotFound
from readify.guest_names import new_name, new_team_name
from readify.models import Passport, Reader, Team, TeamMember
from readify.words import N_

MOST = 5
UNKNOWN_TEAM = N_("Dit team ken ik niet. Kijk nog eens naar de code.")
FULL_TEAM = N_("Dit team is vol: vijf is genoeg. Begin samen een nieuw team.")
IN_A_TEAM = N_("Je zit al in een team. Ga daar eerst uit, dan kun je hier bij.")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be in a team: exactly one of the two."""

    passport_id: int | None = None
    reader_id: int | None = None

    @property
    def rows(self) -> ColumnElement[bool]:
        """This person's memberships, of now and of before."""
        if self.reader_id is not None:
            return TeamMember.reader_id == self.reader_id
        return TeamMember.passport_id == self.passport_id


def start_team(
    session: Session,
    *,
    person: Person,
    starts: dt.date,
    ends: dt.date,
    language: str,
    today: dt.date,
    now: dt.datetime,
) -> Done[int]:
    """A new team with this person in it. Raises Conflict for who is in one already."""
    shown = _shown(session, person, language)
    _refuse_in_a_team(session, person)
    team = Team(
        name=new_team_name(language), code=_free_code(session), starts=starts, ends=ends, created_at=now
    )
    session.add(team)
    session.flush()
    _add(session, team.id, person, shown, today=today)
    return Done(team.id)


def join_team(session: Session, *, person: Person, code: str, language: str, today: dt.date) -> Done[int]:
    """Joins the team with this code; who is in it already stays in it.

    Raises NotFound for an unknown code, Conflict `full` with five members, Conflict for who is in another.
    """
    team = session.scalar(select(Team).where(Team.code == tokens.card_token(code)).with_for_update())
    if team is None:
        raise NotFound("unknown_team", UNKNOWN_TEAM)
    shown = _shown(session, person, language)
    mine = session.scalar(select(TeamMember).where(TeamMember.team_id == team.id, person.rows))
    if mine is not None and mine.left_on is None:
        return Done(team.id)
    _refuse_in_a_team(session, person)
    if _size(session, team.id) >= MOST:
        raise Conflict("full", FULL_TEAM)
    if mine is not None:
        mine.left_on = None
    else:
        _add(session, team.id, person, shown, today=today)
    return Done(team.id)


def leave_team(session: Session, *, person: Person, today: dt.date) -> Done[None]:
    """Leaves the team; leaving twice is leaving once. What was lit stays lit for the others."""
    mine = session.scalar(select(TeamMember).where(person.rows, TeamMember.left_on.is_(None)))
    if mine is None:
        return Done(None)
    mine.left_on = today
    session.flush()
    if _size(session, mine.team_id) == 0:
        session.execute(delete(Team).where(Team.id == mine.team_id))
    return Done(None)


def hand_over_membership(session: Session, *, passport_id: int, reader_id: int, today: dt.date) -> None:
    """The passport went along with this child: so do its teams. If in two at once, the child's own stays."""
    child = Person(reader_id=reader_id)
    own = set(session.scalars(select(TeamMember.team_id).where(child.rows)))
    active = session.scalar(select(TeamMember.team_id).where(child.rows, TeamMember.left_on.is_(None)))
    mine = session.scalars(select(TeamMember).where(TeamMember.passport_id == passport_id)).all()
    for row in mine:
        if row.team_id in own:
            if row.left_on is None and active is None:
                session.execute(
                    update(TeamMember)
                    .where(child.rows, TeamMember.team_id == row.team_id)
                    .values(left_on=None)
                )
            session.delete(row)
            continue
        if active is not None and row.left_on is None:
            row.left_on = today
        row.passport_id, row.reader_id = None, reader_id
    session.flush()


def _shown(session: Session, person: Person, language: str) -> tuple[str, str]:
    """What the others see, name and companion; locks the person's row, so that two joins come in turn."""
    if person.reader_id is not None:
        companion = session.scalar(
            select(Reader.companion)
            .where(Reader.id == person.reader_id, Reader.left_at.is_(None))
            .with_for_update()
        )
        found = None if companion is None else (new_name(language), companion)
    else:
        row = session.execute(
            select(Passport.name, Passport.companion)
            .where(Passport.id == person.passport_id)
            .with_for_update()
        ).first()
        found = None if row is None else (row.name, row.companion)
    if found is None:
        raise NotFound("not_found")
    return found


def _refuse_in_a_team(session: Session, person: Person) -> None:
    if session.scalar(select(TeamMember.id).where(person.rows, TeamMember.left_on.is_(None))) is not None:
        raise Conflict("in_a_team", IN_A_TEAM)


def _add(session: Session, team_id: int, person: Person, shown: tuple[str, str], *, today: dt.date) -> None:
    name, companion = shown
    session.add(
        TeamMember(
            team_id=team_id,
            passport_id=person.passport_id,
            reader_id=person.reader_id,
            name=name,
            companion=companion,
            joined_on=today,
        )
    )
    session.flush()


def _size(session: Session, team_id: int) -> int:
    wanted = select(func.count()).where(TeamMember.team_id == team_id, TeamMember.left_on.is_(None))
    return session.scalar(wanted) or 0


def _free_code(session: Session) -> str:
    while True:
        code = tokens.new_team_code()
        if session.scalar(select(Team.id).where(Team.code == code)) is None:
            return code
