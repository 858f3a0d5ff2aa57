"""The coordinator's figures: right, and telling nothing of few children."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import insert

from readify.db import table_of
from readify.models import Classroom, Reader, ReaderDay, School
from tests.people import NOON

TODAY = NOON.date()
MONDAY = TODAY - dt.timedelta(days=TODAY.weekday())


def readers_in(session, municipality: str, *, children: int, read: int) -> None:
    """A school with one class in which so many of the children read today."""
    school = School(name=f"School {municipality}", municipality=municipality, created_at=NOON)
    session.add(school)
    session.flush()
    room = Classroom(
        school_id=school.id,
        name="6",
        band="midden",
        word=municipality.upper()[:12],
        number=42,
        screen_key=municipality,
        created_at=NOON,
    )
    session.add(room)
    session.flush()
    made = [Reader(classroom_id=room.id, name=f"Kind {n}", created_at=NOON) for n in range(children)]
    session.add_all(made)
    session.flush()
    if read:
        days = [{"reader_id": one.id, "day": TODAY, "readings": 1} for one in made[:read]]
        session.execute(insert(table_of(ReaderDay)), days)


@pytest.fixture
def summary(as_, cast, database):
    def asked(*places: tuple[str, int, int]) -> dict:
        with database.writing() as session:
            for name, children, read in places:
                readers_in(session, name, children=children, read=read)
            session.commit()
        answer = as_("coordinator")("GET", "/pilot/summary")
        assert answer.status_code == 200
        return answer.json

    return asked


def place(found: dict, name: str) -> dict:
    return next(one for one in found["municipalities"] if one["name"] == name)


def test_children_and_readers_are_counted_per_municipality(summary):
    found = summary(("Venlo", 20, 12), ("Weert", 30, 0))
    assert place(found, "Venlo") == {
        "name": "Venlo", "schools": 1, "classes": 1, "children": 20, "readers": 12,
    }  # fmt: skip
    assert place(found, "Weert")["readers"] == 0
    assert [week["monday"] for week in found["weeks"]][-1] == MONDAY.isoformat()
    assert len(found["weeks"]) == 8
    assert found["weeks"][-1]["readers"] == 12
    assert found["weeks"][0]["readers"] == 0


def test_few_children_are_hidden_and_no_total_gives_them_away(summary):
    found = summary(("Venlo", 40, 21), ("Beek", 30, 3))
    assert place(found, "Beek")["readers"] == "<5"
    assert (found["readers"], found["weeks"][-1]["readers"]) == ("±20", "±20")


def test_the_few_who_did_not_read_are_hidden_too(summary):
    assert place(summary(("Venlo", 24, 23)), "Venlo")["readers"] == "±20"


@pytest.mark.parametrize(
    ("who", "status"), [(None, 401), ("bram", 403), ("teacher", 403), ("librarian", 403)]
)
def test_it_is_for_the_coordinator_alone(as_, who, status):
    answer = as_(who)("GET", "/pilot/summary")
    assert answer.status_code == status
    assert answer.json["error"]["message"]
