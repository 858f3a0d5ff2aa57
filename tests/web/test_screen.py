"""The digiboard through HTTP: what it shows, what it never shows, and its timer."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from readify.actions.timer import start_timer
from readify.models import Classroom, Goal
from readify.queries.reading_timer import timer_now
from tests.stage import Stage, stage_of


@pytest.fixture
def stage(app: Flask) -> Stage:
    return stage_of(app).build()


@pytest.fixture
def url(stage: Stage) -> str:
    return f"/digibord/{stage.classroom.screen_key}"


def test_it_shows_lamps_and_no_child(client: FlaskClient, stage: Stage, url: str):
    stage.goal(30)
    stage.read("Amira", language="ar")
    stage.read("Bram", language="nl", book={"title": "Het geheim van Bram"})
    for page in (client.get(url).text, client.get(f"{url}/deel").text, client.get(f"{url}/meedoen").text):
        for name in stage.readers:
            assert name not in page
        assert "Het geheim" not in page
        assert "Arabisch" not in page
        assert "BEVER 42" in page
    page = client.get(url).text
    assert "2 lampen aan" in page
    assert "We lazen al in 2 talen!" in page
    assert "Nog 1 lamp." in page


def test_a_first_lamp_wakes_the_first_place(client: FlaskClient, stage: Stage, url: str):
    stage.goal(28)
    assert "0 lampen aan" in client.get(f"{url}/deel").text
    stage.read("Amira")
    page = client.get(f"{url}/deel?licht=0").text
    assert "1 lamp aan" in page
    assert 'class="woke"' in page or "woke" in page
    assert 'data-reached="no"' in page


def test_every_mode_is_a_page_and_a_part_of_its_own(client: FlaskClient, stage: Stage, url: str):
    for path, mode, words in (
        ("", "valley", "Groep 6 leest"),
        ("/leestijd", "clock", "Hoe lang lezen we?"),
        ("/boek", "book", "Boek van de dag"),
        ("/meedoen", "join", "Typ jullie klassenwoord."),
    ):
        page, part = client.get(url + path).text, client.get(f"{url}/deel?beeld={mode}").text
        assert words in page
        assert words in part
        assert f"/deel?beeld={mode}" in page
        assert f'data-mode="{mode}"' in part
        assert not any(name in page + part for name in stage.readers)
    assert 'data-mode="valley"' in client.get(f"{url}/deel?beeld=iets").text


def test_the_clock_started_in_a_mode_leads_back_to_it(client: FlaskClient, url: str):
    answer = client.post(f"{url}/klok", data={"minuten": "10", "beeld": "clock"})
    assert answer.location == f"{url}/leestijd"
    assert "Sst, wij lezen." in client.get(answer.location).text


def test_the_party_waits_in_the_part_for_a_week(client: FlaskClient, stage: Stage, url: str):
    stage.goal(1)
    stage.read("Amira")
    page = client.get(f"{url}/deel").text
    assert 'data-party="yes"' in page
    assert '<template class="board-feast-kept">' in page
    with stage.database.writing() as session:
        goal = session.scalars(select(Goal)).one()
        goal.reached_at = stage.now - dt.timedelta(days=8)
        session.commit()
    assert 'data-party="no"' in client.get(f"{url}/deel").text


def test_a_reached_goal_is_said(client: FlaskClient, stage: Stage, url: str):
    stage.goal(1)
    stage.read("Amira")
    page = client.get(url).text
    assert 'data-reached="yes"' in page
    assert "Het doel is gehaald" in page


@pytest.mark.parametrize("path", ["", "/deel", "/meedoen", "/leestijd", "/boek"])
def test_a_wrong_key_is_a_kind_404(client: FlaskClient, stage: Stage, path: str):
    answer = client.get(f"/digibord/wrong-key{path}")
    assert answer.status_code == 404
    assert "Open het digibord opnieuw" in answer.text
    assert client.post("/digibord/wrong-key/klok", data={"minuten": "5"}).status_code == 404


def test_the_key_leaves_no_trace(client: FlaskClient, url: str):
    answer = client.get(url)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_timer_is_kept_on_the_server(client: FlaskClient, stage: Stage, url: str):
    assert client.post(f"{url}/klok", data={"minuten": "20"}).location == url
    page = client.get(url).text
    assert 'data-state="running"' in page
    assert 'value="pause"' in page
    client.post(f"{url}/klok", data={"doe": "pause"})
    assert 'data-state="paused"' in client.get(url).text
    client.post(f"{url}/klok", data={"doe": "resume"})
    client.post(f"{url}/klok", data={"doe": "stop"})
    assert "reading-timer" not in client.get(f"{url}/deel").text
    assert client.post(f"{url}/klok", data={"minuten": "600"}).status_code == 422


def test_time_that_is_up_lingers_and_then_goes(stage: Stage):
    stage.do(start_timer, classroom_id=stage.classroom.classroom_id, minutes=5, now=stage.now)
    with stage.database.reading() as session:
        room = session.get_one(Classroom, stage.classroom.classroom_id)
        states = [
            timer_now(room, now=stage.now + dt.timedelta(seconds=seconds)).state
            for seconds in (1, 299, 300, 500, 700)
        ]
    assert states == ["running", "running", "over", "over", "off"]
