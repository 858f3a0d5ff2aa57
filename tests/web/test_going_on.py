"""What staff typed when a sign-in had ended stands there again, for them only, to send after all."""

from __future__ import annotations

import datetime as dt
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from readify import clock
from readify.models import Reader, SignIn, Terms
from readify.web.going_on import is_words
from readify.web.kept_forms import COOKIE
from tests.cast import Cast
from tests.people import PASSWORD


def expire(app: Flask) -> None:
    with app.extensions["readify.database"].writing() as session:
        session.execute(update(SignIn).values(seen_at=clock.now() - dt.timedelta(days=2)))
        session.commit()


def again(client: FlaskClient, email: str = "juf@school.example"):
    return client.post("/inloggen", data={"email": email, "password": PASSWORD})


def of_bram(cast: Cast, rest: str) -> str:
    return f"/klas/{cast.people.classroom}/kind/{cast.people.bram}/{rest}"


@pytest.fixture
def late(cast: Cast) -> FlaskClient:
    """A teacher who sent a name after the sign-in had ended."""
    client = cast.teacher
    expire(cast.app)
    form = {"name": "Bram de Lezer", "companion": "das", "home_languages": ["tr", "pl"]}
    lost = client.post(of_bram(cast, "gegevens"), data=form)
    assert (lost.status_code, lost.location) == (303, "/inloggen")
    return client


def test_what_was_typed_is_shown_and_saved_with_one_button(cast: Cast, late: FlaskClient):
    assert again(late).location == "/verder"
    page = unescape(late.get("/verder").text)
    assert "Bram de Lezer" in page
    assert f'action="{of_bram(cast, "gegevens")}"' in page
    assert page.count('name="home_languages"') == 2
    form = {"name": "Bram de Lezer", "companion": "das", "home_languages": ["tr", "pl"]}
    assert late.post(of_bram(cast, "gegevens"), data=form).status_code == 303
    with cast.app.extensions["readify.database"].reading() as session:
        assert session.get(Reader, cast.people.bram).name == "Bram de Lezer"
    assert late.get_cookie(COOKIE) is None
    assert late.get("/verder").location == "/"


def test_nobody_else_sees_it(cast: Cast, late: FlaskClient):
    assert again(late, "meester@school.example").location != "/verder"
    assert late.get("/verder").location == "/"
    for visitor in ("other_teacher", "librarian", "coordinator"):
        assert getattr(cast, visitor).get("/verder").location == "/"
    assert cast.child.get("/verder").status_code == 404
    assert cast.stranger.get("/verder").location == "/inloggen"


def test_it_can_be_let_go(late: FlaskClient):
    again(late)
    assert late.post("/verder/weg").status_code == 303
    assert late.get_cookie(COOKIE) is None
    assert late.get("/verder").location == "/"


def test_a_goal_is_a_number_and_is_kept_too(cast: Cast):
    client = cast.teacher
    expire(cast.app)
    client.post(of_bram(cast, "doel"), data={"minutes": "12"})
    again(client)
    assert ">12<" in client.get("/verder").text
    client.post(of_bram(cast, "doel"), data={"minutes": "12"})
    with cast.app.extensions["readify.database"].reading() as session:
        assert session.scalar(select(Terms.own_goal)) == 12


def test_a_wrong_value_keeps_what_was_typed_on_its_own_page(cast: Cast):
    client = cast.teacher
    expire(cast.app)
    client.post(of_bram(cast, "doel"), data={"minutes": "999"})
    again(client)
    assert client.post(of_bram(cast, "doel"), data={"minutes": "999"}).status_code == 422
    assert client.get_cookie(COOKIE) is None


def test_passwords_files_and_empty_buttons_are_not_kept(cast: Cast):
    client = cast.teacher
    expire(cast.app)
    client.post(f"/klas/{cast.people.classroom}/scherm")
    assert client.get_cookie(COOKIE) is None
    client.post(of_bram(cast, "gegevens"), data={"password": "geheim", "name": "Bram"})
    again(client)
    page = client.get("/verder").text
    assert "geheim" not in page
    assert "Bram" in page


def test_a_coordinator_has_it_as_well(cast: Cast):
    client = cast.coordinator
    expire(cast.app)
    client.post("/provincie/plek", data={"kind": "school", "name": "Een mooie naam"})
    assert again(client, "kern@bieb.example").location == "/verder"
    assert "Een mooie naam" in client.get("/verder").text


def test_codes_of_choices_are_no_words():
    assert [one for one in ("klein", "9b2f-1", "", " ") if is_words(one)] == []
    assert all(is_words(one) for one in ("Bram", "leest graag", "12", "juf@school.example"))
