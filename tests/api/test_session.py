"""Signing in and out as a program."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from flask import Flask

from readify import clock, create_app
from readify.actions.cards import revoke_cards
from readify.config import Config
from tests.api.conftest import Cast, Program, settle_cast
from tests.people import NOON, PASSWORD


def test_a_card_gives_a_token_that_opens_the_api(as_, cast: Cast, app: Flask):
    answer = as_()("POST", "/session", {"card": cast.card})
    assert answer.status_code == 201
    assert answer.json.keys() == {"token", "role", "expires_at"}
    assert answer.json["role"] == "child"
    assert answer.json["expires_at"] == "2026-12-03T12:00:00Z"
    assert "no-store" in answer.headers["Cache-Control"]
    assert Program(app, answer.json["token"])("GET", "/me").json["name"] == "Bram"


def test_a_card_may_be_typed_in_lower_case_with_spaces(as_, cast: Cast):
    typed = " ".join(cast.card[at : at + 4] for at in range(0, len(cast.card), 4)).lower()
    assert as_()("POST", "/session", {"card": typed}).status_code == 201


def test_email_and_password_give_staff_a_token(as_):
    answer = as_()("POST", "/session", {"email": "Juf@School.example", "password": PASSWORD})
    assert (answer.status_code, answer.json["role"]) == (201, "teacher")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"card": "7K2M9Q4TXB3HZ8WN5CRD"}, "unknown_card"),
        ({"email": "juf@school.example", "password": "niet het goede"}, "wrong_password"),
        ({"email": "niemand@school.example", "password": PASSWORD}, "wrong_password"),
    ],
)
def test_a_wrong_way_in_is_refused_and_says_how_to_sign_in(as_, body, code):
    answer = as_()("POST", "/session", body)
    assert (answer.status_code, answer.json["error"]["code"]) == (401, code)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_card_opens_nothing(as_, cast: Cast, database):
    with database.writing() as session:
        revoke_cards(session, reader_id=cast.people.bram, now=NOON)
        session.commit()
    assert as_()("POST", "/session", {"card": cast.card}).json["error"]["code"] == "revoked_card"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"email", "password"}),
        ({"card": ""}, {"card"}),
        ({"card": 7}, {"card"}),
        ({"email": "juf@school.example"}, {"password"}),
        ({"password": "x"}, {"email"}),
        ({"card": "x" * 101}, {"card"}),
        ([], {"body"}),
    ],
)
def test_a_half_sign_in_names_the_fields(as_, body, fields):
    answer = as_()("POST", "/session", body)
    assert answer.status_code == 422
    assert set(answer.json["error"]["fields"]) == fields


def test_after_delete_the_token_opens_nothing(as_):
    assert as_("bram")("DELETE", "/session").status_code == 204
    assert as_("bram")("GET", "/me").status_code == 401
    assert as_("bram")("DELETE", "/session").status_code == 401


def test_nobody_can_end_no_session(as_):
    assert as_()("DELETE", "/session").status_code == 401


def test_a_token_that_was_not_used_for_its_time_has_ended(as_, cast: Cast, app, monkeypatch):
    token = as_()("POST", "/session", {"email": "juf@school.example", "password": PASSWORD}).json["token"]
    monkeypatch.setattr(clock, "now", lambda: NOON + dt.timedelta(hours=12, seconds=1))
    assert Program(app, token)("GET", "/me").status_code == 401


def test_a_cookie_key_is_no_bearer_token(as_, cast: Cast, client, app):
    client.get(f"/K/{cast.card}")
    with client.session_transaction() as cookie:
        key = cookie["_user_id"]
    assert client.get("/api/v1/me").json["name"] == "Bram"
    assert Program(app, key)("GET", "/me").status_code == 401


def test_our_own_pages_may_write_with_the_cookie_but_other_sites_may_not(as_, cast: Cast, client, reading):
    client.get(f"/K/{cast.card}")
    ours = client.post("/api/v1/readings", json=reading())
    theirs = client.post("/api/v1/readings", json=reading(), headers={"Sec-Fetch-Site": "cross-site"})
    assert ours.status_code == 201
    assert (theirs.status_code, theirs.json["error"]["code"]) == (403, "foreign_origin")


@pytest.fixture
def strict_app(config: Config, ready_home: Path):
    """The app with its rate limits on."""
    made = create_app(config.model_copy(update={"rate_limits": True}))
    yield made
    made.extensions["readify.database"].dispose()


def test_too_many_wrong_passwords_wait_and_are_told_how_long(strict_app: Flask, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: dt.datetime.now(dt.UTC))  # limits count real seconds
    with strict_app.extensions["readify.database"].writing() as session:
        cast = settle_cast(session)
        session.commit()
    nobody = Program(strict_app)
    wrong = {"email": "juf@school.example", "password": "mis"}
    tries = [nobody("POST", "/session", wrong).status_code for _ in range(6)]
    assert tries == [401] * 5 + [429]
    refused = nobody("POST", "/session", {**wrong, "password": PASSWORD})
    assert refused.status_code == 429
    assert refused.json["error"]["message"]
    assert 0 < int(refused.headers["Retry-After"]) <= 15 * 60
    assert nobody("POST", "/session", {"card": cast.card}).status_code == 201, "another way in stays open"


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_case_of_the_scheme_does_not_count(as_, cast, scheme):
    known = {"Authorization": f"{scheme} {cast.tokens['bram']}"}
    assert as_()("GET", "/me", headers=known).json["name"] == "Bram"
