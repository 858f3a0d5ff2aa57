"""Rooms of `/live`: who may listen, what they hear, and that the house is never overfull."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from flask import Flask
from flask_socketio import SocketIOTestClient

from readify.actions.reading import log_reading
from readify.drafts.reading import ReadingDraft
from readify.extensions import socketio
from readify.live.rooms import PATIENCE, Rooms
from readify.perform import perform, present
from tests.people import PASSWORD
from tests.stage import Stage, stage_of

NAMESPACE = "/live"


@pytest.fixture
def stage(app: Flask) -> Stage:
    return stage_of(app).build()


def connect(app: Flask, auth: Any = None, *, browser: Any = None) -> SocketIOTestClient:
    return socketio.test_client(app, namespace=NAMESPACE, auth=auth, flask_test_client=browser)


def log(app: Flask, stage: Stage, name: str = "Amira") -> None:
    """A log as a page makes it: through `perform`, which nudges."""
    wanted = {"form": "book", "how": "self", "language": "nl", "minutes": 20, "submission_id": uuid.uuid4()}
    with app.app_context():
        perform(
            log_reading, reader_id=stage.readers[name], draft=ReadingDraft.model_validate(wanted), **present()
        )


def nudges(screen: SocketIOTestClient) -> list[dict[str, Any]]:
    return [message["args"][0] for message in screen.get_received(NAMESPACE) if message["name"] == "nudge"]


def test_a_screen_hears_its_own_class_and_no_other(app: Flask, stage: Stage):
    own = connect(app, {"key": stage.classroom.screen_key})
    other = connect(app, {"key": stage.other.screen_key})
    log(app, stage)
    heard = nudges(own)
    assert {one["room"] for one in heard} == {f"classroom:{stage.classroom.classroom_id}"}
    assert nudges(other) == []


def test_a_nudge_holds_room_kinds_and_cursor_and_nothing_of_a_child(app: Flask, stage: Stage):
    screen = connect(app, {"key": stage.classroom.screen_key})
    log(app, stage)
    heard = nudges(screen)
    assert heard
    for one in heard:
        assert one.keys() == {"room", "kinds", "cursor"}
        assert all(isinstance(kind, str) for kind in one["kinds"])
        assert not any(name in str(one) for name in stage.readers)
    assert "lamp_lit" in heard[0]["kinds"]


def test_a_screen_may_also_join_by_an_event(app: Flask, stage: Stage):
    screen = connect(app)
    answer = screen.emit("join", {"key": stage.classroom.screen_key}, namespace=NAMESPACE, callback=True)
    assert answer == {"ok": True, "room": f"classroom:{stage.classroom.classroom_id}"}
    log(app, stage)
    assert nudges(screen)


@pytest.mark.parametrize(
    "wish",
    [{"key": "wrong"}, {"key": ""}, {"key": 7}, {"key": "x" * 500}, {"classroom": 1}, {"classroom": "1"}],
)
def test_a_wish_that_opens_nothing_is_refused(app: Flask, stage: Stage, wish: dict[str, Any]):
    assert not connect(app, wish).is_connected(NAMESPACE)
    assert app.extensions["readify.headcount"].present == 0
    late = connect(app)
    late.emit("join", wish, namespace=NAMESPACE)
    assert not late.is_connected(NAMESPACE)


def test_a_teacher_hears_the_own_class_with_a_session(app: Flask, stage: Stage):
    browser = app.test_client()
    browser.post("/inloggen", data={"email": "juf@school.example", "password": PASSWORD})
    page = connect(app, {"classroom": stage.classroom.classroom_id}, browser=browser)
    log(app, stage)
    assert nudges(page)
    assert not connect(app, {"classroom": stage.other.classroom_id}, browser=browser).is_connected(NAMESPACE)


def test_above_the_limit_a_screen_is_refused_and_a_leaver_makes_room(app: Flask, stage: Stage):
    app.extensions["readify.headcount"].limit = 2
    key = {"key": stage.classroom.screen_key}
    first, second = connect(app, key), connect(app, key)
    assert not connect(app, key).is_connected(NAMESPACE)
    first.disconnect(NAMESPACE)
    assert connect(app, key).is_connected(NAMESPACE)
    assert second.is_connected(NAMESPACE)


def test_who_joins_nothing_gives_the_seat_back(app: Flask, stage: Stage):
    idle = connect(app)
    rooms = socketio.server.namespace_handlers[NAMESPACE]
    assert isinstance(rooms, Rooms)
    assert len(rooms._undecided) == 1
    rooms._undecided = {client: since - PATIENCE - 1 for client, since in rooms._undecided.items()}
    screen = connect(app, {"key": stage.classroom.screen_key})
    assert screen.is_connected(NAMESPACE)
    assert not idle.is_connected(NAMESPACE)
    assert app.extensions["readify.headcount"].present == 1
