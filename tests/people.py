"""A small standing cast for signing in: two classes, a few children, staff; and an outsider of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from readify.actions.accounts import make_account
from readify.models import Band, Classroom, ClassroomTeacher, Reader, Role, School
from readify.passwords import hash_password

NOON = dt.datetime(2026, 11, 3, 12, 0, tzinfo=dt.UTC)
SECRET = "a-secret-for-tests-only-and-long-enough"
PASSWORD = "lees het licht aan"
PASSWORD_HASH = hash_password(PASSWORD)


@dataclass(frozen=True)
class People:
    """Ids of the cast."""

    classroom: int
    other_classroom: int
    bram: int
    amira: int
    outsider: int  # a child of the other class
    teacher: int
    other_teacher: int
    librarian: int


def settle(session: Session, now: dt.datetime = NOON) -> People:
    """Writes the cast; the caller commits."""
    school = School(name="School De Proef", municipality="Stein", created_at=now)
    session.add(school)
    session.flush()
    classes = [
        Classroom(
            school_id=school.id,
            name=name,
            band=band,
            word=word,
            number=number,
            screen_key=f"screen-{word}",
            created_at=now,
        )
        for name, band, word, number in (
            ("groep 6", Band.MIDDEN, "BEVER", 42),
            ("klas 1", Band.GROOT, "DAS", 17),
        )
    ]
    session.add_all(classes)
    session.flush()
    children = [
        Reader(
            classroom_id=classes[where].id, name=name, companion=companion, created_at=now, welcomed_at=now
        )
        for where, name, companion in ((0, "Bram", "das"), (0, "amira", "oehoe"), (1, "Lotte", "bever"))
    ]
    session.add_all(children)
    staff = [
        make_account(session, email=email, name=name, role=role, password_hash=PASSWORD_HASH, now=now).value
        for email, name, role in (
            ("juf@school.example", "Juf Proef", Role.TEACHER),
            ("meester@school.example", "Meester Proef", Role.TEACHER),
            ("bieb@bieb.example", "Bieb Proef", Role.LIBRARIAN),
        )
    ]
    session.add_all(
        [
            ClassroomTeacher(classroom_id=classes[0].id, account_id=staff[0]),
            ClassroomTeacher(classroom_id=classes[1].id, account_id=staff[1]),
        ]
    )
    session.flush()
    return People(classes[0].id, classes[1].id, *(child.id for child in children), *staff)
