"""What the tests of the ways in share: the cast in the app's database, and short ways to act."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from readify import clock
from readify.actions.cards import make_card
from readify.perform import perform
from tests.people import People, settle

CODES = ("boek", "lamp", "uil")


@pytest.fixture
def people(app: Flask) -> People:
    with app.extensions["readify.database"].writing() as session:
        cast = settle(session, clock.now())
        session.commit()
    return cast


@pytest.fixture
def do(app: Flask):
    """Runs an action in the app, now."""

    def run(action, **arguments):
        with app.app_context():
            return perform(action, **{"now": clock.now(), **arguments})

    return run


@pytest.fixture
def token(do, people: People) -> str:
    return do(make_card, reader_id=people.bram).token


def pick_name(client: FlaskClient, reader_id: int, word: str = "bever42") -> None:
    assert client.post("/k", data={"word": word}).location == "/namen"
    assert client.post("/namen", data={"reader": reader_id}).location == "/plaatjes"
