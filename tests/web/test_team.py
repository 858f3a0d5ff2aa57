"""Families and teams: started, joined by a code, left; a valley together and nobody's own part."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.cast import Cast
from tests.walks import Walk, make_walk


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


def text(client: FlaskClient, path: str, status: int = 200, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == status, path
    return unescape(answer.get_data(as_text=True))


def code_of(client: FlaskClient) -> str:
    return re.search(r">([0-9A-Z]{4}-[0-9A-Z]{4})<", text(client, "/paspoort/team"))[1].replace("-", "")


def lit(client: FlaskClient) -> int:
    return int(re.search(r": (\d+) van 28 plekken", text(client, "/paspoort/team"))[1])


def a_team(walk: Walk) -> tuple[FlaskClient, str]:
    guest = walk.app.test_client()
    assert guest.post("/paspoort/team").status_code == 303
    return guest, code_of(guest)


def join(client: FlaskClient, code: str) -> str:
    assert client.post(f"/T/{code}").status_code == 303
    return text(client, "/paspoort/team")


def test_a_family_lights_one_valley_a_lamp_for_each_of_them_a_day(walk: Walk, cast: Cast) -> None:
    guest, code = a_team(walk)
    assert lit(guest) == 0
    child = cast.child
    page = text(child, f"/t/{code.lower()}")
    assert "Ja, ik doe mee" in page
    join(child, code)
    assert lit(guest) == 0
    for spot in walk.codes[:2]:
        text(guest, f"/S/{spot}")
    assert lit(child) == 1
    text(child, f"/S/{walk.codes[0]}")
    assert lit(guest) == lit(child) == 2


def test_nobody_learns_a_childs_own_name_or_number(walk: Walk, cast: Cast) -> None:
    guest, code = a_team(walk)
    child = cast.child
    join(child, code)
    page = text(guest, "/paspoort/team")
    assert "Bram" not in page
    assert page.count('<svg class="head') == 2
    assert "stempels" not in page


def test_opening_an_invitation_puts_nobody_into_a_team(walk: Walk) -> None:
    _, code = a_team(walk)
    other = walk.app.test_client()
    answer = other.get(f"/T/{code}")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Begin een team" in text(other, "/paspoort/team")
    typed = other.post("/paspoort/team/code", data={"code": f" {code[:4]} {code[4:].lower()}"})
    assert typed.headers["Location"] == f"/T/{code}"


def test_five_is_the_most_and_one_team_at_a_time(walk: Walk, cast: Cast) -> None:
    _, code = a_team(walk)
    for _ in range(4):
        join(walk.app.test_client(), code)
    sixth = walk.app.test_client()
    assert "Dit team is vol" in join(sixth, code)
    other, second = a_team(walk)
    assert "Je zit al in een team." in join(other, code)
    assert code_of(other) == second
    assert "Je zit al in een team." in (other.post("/paspoort/team"), text(other, "/paspoort/team"))[1]


def test_who_leaves_leaves_the_light_and_may_come_back(walk: Walk, cast: Cast) -> None:
    guest, code = a_team(walk)
    child = cast.child
    join(child, code)
    text(child, f"/S/{walk.codes[0]}")
    assert lit(guest) == 1
    child.post("/paspoort/team/uit")
    assert "Begin een team" in text(child, "/paspoort/team")
    assert lit(guest) == 1
    join(child, code)
    assert lit(child) == 1
    for client in (guest, child):
        client.post("/paspoort/team/uit")
    assert "Dit team ken ik niet." in text(guest, f"/T/{code}", 404)


def test_a_claimed_passport_stays_in_its_team_as_the_child(walk: Walk, cast: Cast) -> None:
    guest, code = a_team(walk)
    other = walk.app.test_client()
    join(other, code)
    text(other, f"/S/{walk.codes[0]}")
    child = cast.child
    child.set_cookie("paspoort", other.get_cookie("paspoort").value)
    child.post("/paspoort/meenemen")
    assert code_of(child) == code
    assert lit(guest) == 1


def test_an_unknown_code_is_said_kindly(walk: Walk) -> None:
    guest = walk.app.test_client()
    for path in ("/T/00000000", "/T/é", "/t/" + "x" * 400):
        assert "Dit team ken ik niet." in text(guest, path, 404)
    assert guest.post("/T/00000000").status_code == 404
    answer = guest.post("/paspoort/team/code", data={"code": ""})
    assert answer.status_code == 422


def test_staff_are_in_no_team(walk: Walk, cast: Cast) -> None:
    _, code = a_team(walk)
    teacher = cast.teacher
    text(teacher, "/paspoort/team", 404)
    text(teacher, f"/T/{code}", 404)
    for path in ("/paspoort/team", "/paspoort/team/uit", "/paspoort/team/code", f"/T/{code}"):
        assert teacher.post(path, data={"code": code}).status_code == 404


def test_the_team_speaks_english_to_who_wants_it(walk: Walk) -> None:
    guest = walk.app.test_client()
    english = {"Accept-Language": "en"}
    assert "Start a team" in text(guest, "/paspoort/team", **english)
    guest.post("/paspoort/team", headers=english)
    page = text(guest, "/paspoort/team", **english)
    assert "Our own Valley of Light" in page
