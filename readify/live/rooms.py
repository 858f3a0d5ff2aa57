"""Who may listen to which room: a screen with its key, a teacher with a session. Sends nothing of its own.

A client connects to `/live` (WebSocket only), with its wish in `auth` or in a `join` event: `key` of
a class's screen, `goal` of a foyer's, `classroom` of a teacher; `hall` or `round` with the key of a contest's
session, `session` of its secretary. Above the limit of the house, or with a
wish that opens nothing, it is refused; its page then asks every few seconds.
"""

from __future__ import annotations

import time
from typing import Any, TypeGuard, cast

from flask import Flask, current_app, request
from flask_login import current_user
from flask_socketio import disconnect, join_room
from flask_socketio.namespace import Namespace
from socketio.exceptions import ConnectionRefusedError as Unwelcome

from readify.done import (
    classroom_room,
    community_room,
    contest_hall_room,
    contest_jury_room,
    contest_room,
    library_room,
)
from readify.errors import NotFound
from readify.extensions import socketio
from readify.live.headcount import Headcount
from readify.live.publish import NAMESPACE
from readify.policies import teaches
from readify.policies_contest import session_of_secretary
from readify.queries.board import classroom_of_key
from readify.queries.community import classrooms_of, goal_of_key, libraries_of_goal
from readify.queries.contest_hall import session_of_key
from readify.queries.visitor import Visitor
from readify.request_session import read_session

PATIENCE = 10.0  # seconds in which a client has to join a room
LONGEST_KEY = 64
WISHES = {"key", "goal", "classroom", "hall", "round", "session"}


class Rooms(Namespace):
    """The events of `/live`."""

    def __init__(self) -> None:
        super().__init__(NAMESPACE)  # type: ignore[no-untyped-call]
        self._undecided: dict[str, float] = {}

    def on_connect(self, auth: object = None) -> None:
        """Counts the client in; with a key in `auth` it joins at once."""
        self._send_off_undecided()
        if not _headcount().enter():
            raise Unwelcome("full")
        wish = auth if isinstance(auth, dict) and WISHES & auth.keys() else None
        rooms = _rooms_for(wish) if wish else ()
        if wish and not rooms:
            _headcount().leave()
            raise Unwelcome("unknown_key")
        for room in rooms:
            join_room(room)
        if not rooms:
            self._undecided[_client()] = time.monotonic()

    def on_join(self, wish: object) -> dict[str, Any]:
        """Joins a room: a screen with `key`, a teacher with `classroom`. Answers `{ok, room}`."""
        rooms = _rooms_for({"key": wish} if isinstance(wish, str) else wish)
        if not rooms:
            disconnect()
            return {"ok": False, "error": "unknown_key"}
        self._undecided.pop(_client(), None)
        for room in rooms:
            join_room(room)
        return {"ok": True, "room": rooms[0]}

    def on_disconnect(self, _reason: object = None) -> None:
        """Counts the client out."""
        self._undecided.pop(_client(), None)
        _headcount().leave()

    def _send_off_undecided(self) -> None:
        """A seat is for a screen that shows something: who joined nothing in time makes room."""
        now = time.monotonic()
        for client, since in list(self._undecided.items()):
            if now - since > PATIENCE:
                self._undecided.pop(client, None)
                disconnect(client, namespace=NAMESPACE)


def register(app: Flask) -> None:
    """Ties the events to the app's Socket.IO server."""
    socketio.on_namespace(Rooms())


def _rooms_for(wish: object) -> tuple[str, ...]:
    """The rooms that this wish opens, its own first; none when it opens nothing."""
    if not isinstance(wish, dict):
        return ()
    key, goal, classroom_id = wish.get("key"), wish.get("goal"), wish.get("classroom")
    if {"hall", "round", "session"} & wish.keys():
        return _rooms_of_contest(wish)
    if _is_key(key):
        return _rooms_of_screen(str(key))
    if _is_key(goal):
        return _rooms_of_goal(str(goal))
    if _is_number(classroom_id):
        visitor = current_user._get_current_object()
        if isinstance(visitor, Visitor) and teaches(read_session(), visitor, classroom_id):
            return (classroom_room(classroom_id),)
    return ()


def _rooms_of_contest(wish: dict[str, Any]) -> tuple[str, ...]:
    """A session's own room; with its hall's for the screen there, with its jury's for the secretary."""
    given = wish.get("hall") or wish.get("round")
    try:
        if _is_key(given):
            found = session_of_key(read_session(), str(given)).id
            return (contest_room(found), *((contest_hall_room(found),) if "hall" in wish else ()))
        visitor, session_id = current_user._get_current_object(), wish.get("session")
        if _is_number(session_id) and isinstance(visitor, Visitor):
            found = session_of_secretary(read_session(), visitor, session_id).id
            return (contest_room(found), contest_jury_room(found))
    except NotFound:
        return ()
    return ()


def _is_key(found: object) -> bool:
    return isinstance(found, str) and 0 < len(found) <= LONGEST_KEY


def _is_number(found: object) -> TypeGuard[int]:
    """Whether this can be a row's number; a larger one would be no answer but an error of the database."""
    return type(found) is int and 0 < found < 2**53


def _rooms_of_screen(key: str) -> tuple[str, ...]:
    try:
        return (classroom_room(classroom_of_key(read_session(), key).id),)
    except NotFound:
        return ()


def _rooms_of_goal(key: str) -> tuple[str, ...]:
    """A foyer hears the classes and the libraries' guests that count; one made later after a reconnect."""
    try:
        goal = goal_of_key(read_session(), key)
    except NotFound:
        return ()
    classes = read_session().scalars(classrooms_of(goal))
    libraries = read_session().scalars(libraries_of_goal(goal))
    return (
        community_room(goal.id),
        *(classroom_room(one) for one in classes),
        *(library_room(one) for one in libraries),
    )


def _client() -> str:
    return cast("str", request.sid)  # type: ignore[attr-defined]


def _headcount() -> Headcount:
    return cast("Headcount", current_app.extensions["readify.headcount"])
