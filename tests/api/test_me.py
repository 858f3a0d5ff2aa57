"""Who a token belongs to."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import update

from readify.models import Classroom, Goal, GoalScope, Terms
from tests.api.conftest import Cast
from tests.people import NOON
from tests.statements import statements_of


def test_a_child_starts_in_the_dark_at_eijsden(as_, cast: Cast):
    me = as_("bram")("GET", "/me").json
    assert me["classroom"] == {"id": cast.people.classroom, "name": "groep 6"}
    told = {name: me[name] for name in ("role", "name", "band", "lights", "halte", "badges", "goals")}
    assert told == {
        "role": "child", "name": "Bram", "band": "midden", "lights": 0,
        "halte": "Eijsden", "badges": [], "goals": [],
    }  # fmt: skip
    assert me["journey"] == {"number": 1, "haltes": 12, "next": "Maastricht", "next_at": 40, "rings": 0}
    assert me["rhythm"]["monday"] == "2026-11-02"


def test_reading_moves_lights_rhythm_and_badges(as_, reading):
    as_("bram")("POST", "/readings", reading(minutes=45))
    me = as_("bram")("GET", "/me").json
    assert (me["lights"], me["lamps"], me["readings"], me["halte"]) == (55, 1, 1, "Maastricht")
    assert (me["rhythm"]["days"], me["rhythm"]["count"]) == ([1], 1)
    assert {"slug": "eerste-licht", "name": "Eerste licht", "day": "2026-11-03"} in me["badges"]


def test_badges_are_named_in_the_language_of_the_answer(as_, reading, cast, database):
    from readify.models import Reader

    as_("bram")("POST", "/readings", reading())
    with database.writing() as session:
        session.execute(update(Reader).values(locale="en"))
        session.commit()
    names = {badge["name"] for badge in as_("bram")("GET", "/me").json["badges"]}
    assert "First Light" in names


def test_a_class_goal_shows_the_own_part_too(as_, reading, cast: Cast, database):
    with database.writing() as session:
        session.add(_lamps_goal(cast.people.classroom))
        session.execute(update(Classroom).values(rules_version=Classroom.rules_version + 1))
        session.commit()
    for name in ("bram", "amira"):
        as_(name)("POST", "/readings", reading())
    (goal,) = as_("bram")("GET", "/me").json["goals"]
    told = {name: goal[name] for name in ("scope", "measure", "target", "progress", "own", "reached")}
    assert told == {
        "scope": "classroom", "measure": "lamps", "target": 2, "progress": 2, "own": 1, "reached": True,
    }  # fmt: skip
    assert as_("outsider")("GET", "/me").json["goals"] == []


def _lamps_goal(classroom_id: int) -> Goal:
    return Goal(
        scope=GoalScope.CLASSROOM,
        classroom_id=classroom_id,
        target=2,
        starts=dt.date(2026, 11, 2),
        ends=dt.date(2026, 12, 4),
        created_at=NOON,
    )


def test_changed_rules_are_folded_in_before_a_child_looks(as_, reading, cast: Cast, database):
    as_("bram")("POST", "/readings", reading(minutes=60))
    assert as_("bram")("GET", "/me").json["lights"] == 60
    with database.writing() as session:
        session.add(
            Terms(
                classroom_id=cast.people.classroom, starts=dt.date(2026, 11, 1), daily_cap=30, created_at=NOON
            )
        )
        session.execute(update(Classroom).values(rules_version=Classroom.rules_version + 1))
        session.commit()
    assert as_("bram")("GET", "/me").json["lights"] == 30


def test_a_childs_own_goal_is_never_told(as_):
    assert "own_goal" not in as_("bram")("GET", "/me").text


def test_a_teacher_sees_only_the_own_classes(as_, cast: Cast):
    me = as_("teacher")("GET", "/me").json
    assert me.keys() == {"role", "id", "name", "locale", "classrooms", "libraries", "trails"}
    assert me["classrooms"] == [
        {"id": cast.people.classroom, "name": "groep 6", "band": "midden", "school": "School De Proef"}
    ]
    assert me["libraries"] == []
    assert [room["id"] for room in as_("other_teacher")("GET", "/me").json["classrooms"]] == [
        cast.people.other_classroom
    ]


@pytest.mark.parametrize("name", ["librarian", "coordinator"])
def test_library_staff_see_their_library(as_, cast: Cast, name):
    me = as_(name)("GET", "/me").json
    assert me["role"] == name
    assert me["classrooms"] == []
    assert me["libraries"] == [{"id": cast.library, "name": "Bieb De Proef"}]


def test_nobody_is_nobody(as_):
    assert as_()("GET", "/me").status_code == 401


def test_a_made_up_token_is_called_invalid(app, cast):
    from tests.api.conftest import Program

    answer = Program(app, "x" * 32)("GET", "/me")
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_who_am_i_costs_five_statements_however_much_was_read(as_, reading, database):
    for _ in range(4):
        as_("bram")("POST", "/readings", reading())
    with statements_of(database) as seen:
        as_("bram")("GET", "/me")
    assert len(seen) <= 5, seen
