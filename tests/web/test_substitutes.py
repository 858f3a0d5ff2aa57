"""A substitute comes in with a code, for one class and some days; may log and run the clock, nothing else."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from werkzeug.routing import AnyConverter

from readify import clock
from readify.config import Config
from readify.models import (
    Classroom,
    ClassroomTeacher,
    LedgerEntry,
    ReaderTally,
    SignIn,
    SubstituteCode,
    Terms,
)
from tests.cast import Cast


def today() -> dt.date:
    return clock.day_of(clock.now(), "Europe/Amsterdam")


def make(client: FlaskClient, classroom: int, days: int = 3) -> str:
    """The code, as it is read out."""
    until = (today() + dt.timedelta(days=days)).isoformat()
    answer = client.post(f"/klas/{classroom}/invallers", data={"until": until})
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    return re.search(r"<b>([0-9A-Z]{4}-[0-9A-Z]{4})</b>", answer.text)[1]


def let_in(app: Flask, code: str) -> FlaskClient:
    client = app.test_client()
    assert client.post("/inval", data={"code": code}).location == "/inval/klas"
    return client


@pytest.fixture
def code(cast: Cast) -> str:
    return make(cast.teacher, cast.people.classroom)


@pytest.fixture
def substitute(cast: Cast, code: str) -> FlaskClient:
    return let_in(cast.app, code)


def reading(**about) -> dict[str, str]:
    wanted = {"form": "book", "how": "self", "language": "nl", "unit": "minutes", "minutes": "20"}
    return {"submission_id": str(uuid.uuid4()), **wanted, **about}


def one(cast: Cast, wanted):
    with cast.app.extensions["readify.database"].reading() as session:
        return session.scalar(wanted)


def test_the_code_is_typed_or_scanned_and_kept_as_a_hash_only(cast: Cast, code: str):
    client = cast.app.test_client()
    scanned = client.get(f"/inval/met/{code}")
    assert f'value="{code}"' in scanned.text
    assert scanned.headers["Referrer-Policy"] == "no-referrer"
    assert client.post("/inval", data={"code": code.lower().replace("-", " ")}).status_code == 303
    kept = one(cast, select(SubstituteCode.code_hash))
    assert code.replace("-", "") not in kept
    assert len(kept) == 64


def test_a_substitute_sees_the_week_and_logs_for_one_child_and_for_all(cast: Cast, substitute: FlaskClient):
    people = cast.people
    here = f"/inval/klas/{people.classroom}"
    assert substitute.get("/").location == "/inval/klas"
    assert substitute.get("/inval/klas").location == here
    page = substitute.get(here).text
    assert "Bram" in page
    assert "amira" in page
    assert substitute.get(f"{here}/kind/{people.bram}").status_code == 200
    assert substitute.post(f"{here}/kind/{people.bram}", data=reading()).status_code == 303
    whole = {"submission_id": str(uuid.uuid4()), "minutes": "15", "absent": [str(people.amira)]}
    for _twice in range(2):
        assert substitute.post(f"{here}/samen", data=whole).status_code == 303
    lights = select(ReaderTally.readings).where(ReaderTally.reader_id == people.bram)
    assert one(cast, lights) == 2
    assert one(cast, select(func.count()).where(LedgerEntry.reader_id == people.amira)) == 0
    refused = substitute.post(f"{here}/kind/{people.bram}", data=reading(minutes="900"))
    assert refused.status_code == 422
    assert 'value="900"' in refused.text


def test_a_substitute_starts_the_clock_and_opens_the_board(cast: Cast, substitute: FlaskClient):
    here = f"/inval/klas/{cast.people.classroom}"
    assert substitute.post(f"{here}/klok", data={"minuten": "10"}).status_code == 303
    assert one(cast, select(Classroom.timer_minutes).where(Classroom.id == cast.people.classroom)) == 10
    board = re.search(r'href="(/digibord/[^"]+)"', substitute.get(here).text)[1]
    assert substitute.get(board).status_code == 200


def test_everything_else_of_the_class_does_not_exist_for_a_substitute(cast: Cast, substitute: FlaskClient):
    people = cast.people
    filled = {"classroom_id": people.classroom, "reader_id": people.bram, "screen_key": "x"}
    tried = set()
    for rule in cast.app.url_map.iter_rules():
        if not rule.rule.startswith(("/klas", "/school", "/bieb", "/provincie", "/account", "/wedstrijd")):
            continue
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            values = {name: filled.get(name, 1) for name in rule.arguments}
            for name, kind in rule._converters.items():
                if isinstance(kind, AnyConverter):
                    values[name] = sorted(kind.items)[0]
            path = cast.app.url_map.bind("localhost").build(rule.endpoint, values, method=method)
            answer = substitute.open(path, method=method, data={**reading(), "until": str(today())})
            assert answer.status_code in (401, 404), (method, path)
            tried.add(rule.rule)
    assert {"/klas/<int:classroom_id>/kind/<int:reader_id>/doel"} <= tried
    assert one(cast, select(func.count()).select_from(Terms)) == 0


def test_a_substitute_is_no_program_and_no_child(cast: Cast, substitute: FlaskClient):
    week = f"/api/v1/classrooms/{cast.people.classroom}/week"
    assert substitute.get(week).status_code in (401, 403, 404)
    assert substitute.get("/thuis").status_code == 404
    assert substitute.post("/gelezen", data=reading()).status_code == 404


def test_another_class_and_its_children_do_not_exist(cast: Cast, substitute: FlaskClient):
    people = cast.people
    assert substitute.get(f"/inval/klas/{people.other_classroom}").status_code == 404
    for room in (people.classroom, people.other_classroom):
        path = f"/inval/klas/{room}/kind/{people.outsider}"
        assert substitute.get(path).status_code == 404
        assert substitute.post(path, data=reading()).status_code == 404
    assert substitute.post(f"/inval/klas/{people.other_classroom}/klok").status_code == 404


@pytest.mark.parametrize("visitor", ["teacher", "other_teacher", "librarian", "coordinator", "child"])
def test_a_substitutes_pages_are_a_substitutes(cast: Cast, visitor: str):
    client, people = getattr(cast, visitor), cast.people
    here = f"/inval/klas/{people.classroom}"
    for path in ("/inval/klas", here, f"{here}/kind/{people.bram}"):
        assert client.get(path).status_code == 404, path
    for path in (f"{here}/samen", f"{here}/klok", f"{here}/kind/{people.bram}"):
        assert client.post(path, data=reading()).status_code == 404, path


def test_only_a_teacher_of_the_class_makes_and_takes_codes(cast: Cast, code: str):
    url = f"/klas/{cast.people.classroom}/invallers"
    made = one(cast, select(SubstituteCode.id))
    for visitor in ("other_teacher", "librarian", "coordinator", "child"):
        client = getattr(cast, visitor)
        assert client.get(url).status_code == 404
        assert client.post(url, data={"until": str(today())}).status_code == 404
        assert client.post(f"{url}/{made}/weg").status_code == 404
    other = f"/klas/{cast.people.other_classroom}/invallers/{made}/weg"
    assert cast.other_teacher.post(other).status_code == 404
    assert one(cast, select(SubstituteCode.revoked_at)) is None


def test_taking_a_code_back_puts_who_came_in_with_it_out(cast: Cast, substitute: FlaskClient, code: str):
    url = f"/klas/{cast.people.classroom}/invallers"
    made = one(cast, select(SubstituteCode.id))
    assert cast.teacher.post(f"{url}/{made}/weg").status_code == 303
    assert substitute.get("/inval/klas").location == "/inloggen"
    again = cast.app.test_client().post("/inval", data={"code": code})
    assert again.status_code == 422
    assert "werkt niet" in again.text


def test_after_the_last_day_nobody_is_in(cast: Cast, substitute: FlaskClient, code: str):
    with cast.app.extensions["readify.database"].writing() as session:
        session.execute(update(SubstituteCode).values(ends_at=clock.now() - dt.timedelta(seconds=1)))
        session.commit()
    assert substitute.get("/inval/klas").location == "/inloggen"
    assert cast.app.test_client().post("/inval", data={"code": code}).status_code == 422


def test_a_code_lasts_two_weeks_at_most_and_not_from_yesterday(cast: Cast):
    url = f"/klas/{cast.people.classroom}/invallers"
    for days in (-1, 14, 400):
        until = (today() + dt.timedelta(days=days)).isoformat()
        assert cast.teacher.post(url, data={"until": until}).status_code == 422
    assert cast.teacher.post(url, data={"until": "morgen"}).status_code == 422
    make(cast.teacher, cast.people.classroom, days=13)
    ends = one(cast, select(SubstituteCode.ends_at))
    assert clock.day_of(ends - dt.timedelta(seconds=1), "Europe/Amsterdam") == today() + dt.timedelta(days=13)


def test_five_codes_are_enough(cast: Cast):
    for _ in range(5):
        make(cast.teacher, cast.people.classroom)
    full = cast.teacher.post(f"/klas/{cast.people.classroom}/invallers", data={"until": str(today())})
    assert full.status_code == 409
    assert "vijf codes" in full.text


def test_a_closed_class_lets_no_substitute_in(cast: Cast, code: str):
    with cast.app.extensions["readify.database"].writing() as session:
        session.execute(update(Classroom).values(closed_at=clock.now()))
        session.commit()
    assert cast.app.test_client().post("/inval", data={"code": code}).status_code == 422


def test_a_substitute_has_no_account(cast: Cast, substitute: FlaskClient):
    row = select(SignIn.account_id).where(SignIn.substitute_id.is_not(None))
    assert one(cast, row) is None
    assert one(cast, select(func.count()).select_from(ClassroomTeacher)) == 2
    assert substitute.post("/taal", data={"taal": "en"}).status_code == 303
    assert "Children" in substitute.get(f"/inval/klas/{cast.people.classroom}").text
    assert substitute.post("/uitloggen").status_code == 303
    assert substitute.get("/inval/klas").location == "/inloggen"


class TestTries:
    @pytest.fixture
    def config(self, config: Config) -> Config:
        return config.model_copy(update={"rate_limits": True})

    def test_guessing_is_limited(self, cast: Cast, code: str):
        client = cast.app.test_client()
        answers = [client.post("/inval", data={"code": f"AAAA-{n:04}"}).status_code for n in range(21)]
        assert answers == [422] * 20 + [429]
        assert client.post("/inval", data={"code": code}).status_code == 429
