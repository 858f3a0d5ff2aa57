"""Two classes beside each other: invitations, and both valleys in per cent of the own goal. Never a child.

The other class is named only once both teachers chose it; before that it is a class word.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from readify.models import Classroom, School, ValleyPair
from readify.queries.class_light import ClassLight, class_light

FULL = 100


@dataclass(frozen=True, slots=True)
class Valley:
    """One class's valley: name, school, light, and how far it is in whole per cents of its goal."""

    classroom_id: int
    name: str
    school: str
    light: ClassLight

    @property
    def percent(self) -> int:
        """Of the own goal, at most 100; 0 while there is no goal."""
        if not self.light.target:
            return 0
        return min(FULL, self.light.lamps * FULL // self.light.target)


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that waits. `word` is the class word of the other class, `mine`: this class sent it."""

    pair_id: int
    word: str
    ends: dt.date
    mine: bool


@dataclass(frozen=True, slots=True)
class TwoValleys:
    """A pair that both chose: this class first."""

    pair_id: int
    own: Valley
    other: Valley
    ends: dt.date

    @property
    def both_full(self) -> bool:
        """Both goals are reached."""
        return self.own.light.reached and self.other.light.reached


def open_pair(session: Session, *, classroom_id: int, today: dt.date) -> ValleyPair | None:
    """The pair of this class that runs today."""
    return session.scalar(
        _of(classroom_id, today).where(ValleyPair.accepted_at.is_not(None)).order_by(ValleyPair.id).limit(1)
    )


def two_valleys(session: Session, *, classroom_id: int, today: dt.date) -> TwoValleys | None:
    """Both valleys, when there is a pair today. One statement when there is none."""
    pair = open_pair(session, classroom_id=classroom_id, today=today)
    if pair is None:
        return None
    other = pair.invited_id if pair.inviter_id == classroom_id else pair.inviter_id
    return TwoValleys(pair.id, _valley(session, classroom_id), _valley(session, other), pair.ends)


def invitations(session: Session, *, classroom_id: int, today: dt.date) -> tuple[Invitation, ...]:
    """What waits for an answer, of this class and to it."""
    rows = session.scalars(
        _of(classroom_id, today).where(ValleyPair.accepted_at.is_(None)).order_by(ValleyPair.id)
    ).all()
    found = []
    for row in rows:
        mine = row.inviter_id == classroom_id
        other = session.get_one(Classroom, row.invited_id if mine else row.inviter_id)
        found.append(Invitation(row.id, f"{other.word} {other.number}", row.ends, mine))
    return tuple(found)


def _of(classroom_id: int, today: dt.date) -> Select[ValleyPair]:
    return select(ValleyPair).where(
        or_(ValleyPair.inviter_id == classroom_id, ValleyPair.invited_id == classroom_id),
        ValleyPair.stopped_at.is_(None),
        ValleyPair.ends >= today,
    )


def _valley(session: Session, classroom_id: int) -> Valley:
    row = session.execute(
        select(Classroom.name, School.name.label("school"))
        .join(School, School.id == Classroom.school_id)
        .where(Classroom.id == classroom_id)
    ).one()
    return Valley(classroom_id, row.name, row.school, class_light(session, classroom_id=classroom_id))
