"""The class itself, as its week needs it: one statement, or none when a policy read it already."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.models import Band, Classroom, School


class Room(NamedTuple):
    """The class itself."""

    id: int
    name: str
    band: Band
    word: str
    number: int
    school_id: int
    school: str

    @classmethod
    def of(cls, room: Classroom) -> Room:
        """From a row whose school is loaded."""
        return cls(room.id, room.name, room.band, room.word, room.number, room.school_id, room.school.name)


def room_of(session: Session, classroom_id: int) -> Room:
    """The class with its school's name. Raises NotFound when there is none."""
    row = session.execute(
        select(
            Classroom.id,
            Classroom.name,
            Classroom.band,
            Classroom.word,
            Classroom.number,
            Classroom.school_id,
            School.name.label("school"),
        )
        .join(School, School.id == Classroom.school_id)
        .where(Classroom.id == classroom_id)
    ).one_or_none()
    if row is None:
        raise NotFound("no_classroom")
    return Room(*row)
