"""A family or team: who is in it, by made-up names, and the valley that its members light together.

Only the shared light leaves here, never what one member did. One lamp per member and day, from a stamp or
from reading; each lamp wakes one place.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from readify import tokens
from readify.art.valley import PLACES
from readify.models import LedgerEntry, PassportStamp, ReaderDay, Team, TeamMember, Trail
from readify.queries.school_holidays import school_holidays
from readify.queries.spots import OPEN

WITHOUT_HOLIDAY = dt.timedelta(days=41)  # six weeks
LONGEST = dt.timedelta(days=70)


@dataclass(frozen=True, slots=True)
class Mate:
    """A member as the others see it."""

    name: str
    companion: str
    is_self: bool


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A team as its members see it. `lit` of 28 places are awake."""

    team_id: int
    name: str
    code: str
    starts: dt.date
    ends: dt.date
    lit: int
    mates: tuple[Mate, ...]

    @property
    def full(self) -> bool:
        """Whether the whole valley is awake."""
        return self.lit == len(PLACES)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What somebody who holds the code may know before joining."""

    name: str
    code: str
    companions: tuple[str, ...]


def team_of(
    session: Session, *, passport_id: int | None = None, reader_id: int | None = None
) -> TeamPage | None:
    """The team that this person is in, if any."""
    mine = TeamMember.reader_id == reader_id if reader_id else TeamMember.passport_id == passport_id
    team = session.scalar(select(Team).join(TeamMember).where(mine, TeamMember.left_on.is_(None)))
    if team is None:
        return None
    rows = session.scalars(
        select(TeamMember).where(TeamMember.team_id == team.id).order_by(TeamMember.id)
    ).all()
    lamps = sum(_lamps(session, team, row) for row in rows)
    mates = tuple(
        Mate(
            row.name,
            row.companion,
            row.reader_id == reader_id if reader_id else row.passport_id == passport_id,
        )
        for row in rows
        if row.left_on is None
    )
    lit = min(lamps, len(PLACES))
    return TeamPage(team.id, team.name, team.code, team.starts, team.ends, lit, mates)


def invitation(session: Session, *, code: str) -> Invitation | None:
    """The team of this code, for who wants to join it."""
    team = session.scalar(select(Team).where(Team.code == tokens.card_token(code)))
    if team is None:
        return None
    companions = session.scalars(
        select(TeamMember.companion)
        .where(TeamMember.team_id == team.id, TeamMember.left_on.is_(None))
        .order_by(TeamMember.id)
    )
    return Invitation(team.name, team.code, tuple(companions))


def season_on(session: Session, *, today: dt.date) -> tuple[dt.date, dt.date]:
    """The days whose lamps count for a team that starts today: the holiday, and the trails that run now."""
    now = [one for one in school_holidays(today) if one.starts <= today]
    trails = session.execute(
        select(Trail.starts, Trail.ends).where(
            Trail.stage.in_(OPEN), Trail.starts <= today, Trail.ends >= today
        )
    ).all()
    starts = [one.starts for one in now] + [starts for starts, _ in trails]
    ends = [one.ends for one in now] + [ends for _, ends in trails]
    first, last = min(starts, default=today), max(ends, default=today + WITHOUT_HOLIDAY)
    return max(first, today - LONGEST), min(last, today + LONGEST)


def _lamps(session: Session, team: Team, member: TeamMember) -> int:
    """On how many days of the team's season this member stamped or read, until it left."""
    until = min(team.ends, member.left_on or team.ends)
    return len({day for wanted in _days(member, team.starts, until) for day in session.scalars(wanted)})


def _days(member: TeamMember, starts: dt.date, until: dt.date) -> list[Select[Any]]:
    if member.reader_id is None:
        return [
            select(PassportStamp.day).where(
                PassportStamp.passport_id == member.passport_id, PassportStamp.day.between(starts, until)
            )
        ]
    return [
        select(ReaderDay.day).where(
            ReaderDay.reader_id == member.reader_id,
            ReaderDay.readings > 0,
            ReaderDay.day.between(starts, until),
        ),
        select(LedgerEntry.day).where(
            LedgerEntry.reader_id == member.reader_id,
            LedgerEntry.spot_id.is_not(None),
            LedgerEntry.day.between(starts, until),
        ),
    ]
