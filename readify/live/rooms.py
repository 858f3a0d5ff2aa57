"""Who may listen to which room: a screen with its key, a teacher with a session. Sends nothing of its own.

A client connects to namespace `/live` (WebSocket only), with its key in `auth` or in a `join` event. Above
the limit of the house, or with a key that opens nothing, it is refused; its page then asks every few seconds.
"""

from __future__ import annotations

import time
from typing import Any, cast

from flask import Flask, current_app, request
from flask_login import current_user
from flask_socketio import disconnect, join_room
from flask_socketio.namespace import Namespace
from socketio.exceptions import ConnectionRefusedError as Unwelcome

from readify.done import classroom_room
from readify.errors import NotFound
from readify.extensions import socketio
from readify.live.headcount import Headcount
from readify.live.publish import NAMESPACE
from readify.policies import teaches
from readify.queries.board import classroom_of_key
from readify.queries.visitor import Visitor
from readify.request_session import read_session

PATIENCE = 10.0  # seconds in which a client has to join a room
LONGEST_KEY = 64


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
        wish = auth if isinstance(auth, dict) and ("key" in auth or "classroom" in auth) else None
        room = _room_for(wish) if wish else None
        if wish and room is None:
            _headcount().leave()
            raise Unwelcome("unknown_key")
        if room:
            join_room(room)
        else:
            self._undecided[_client()] = time.monotonic()

    def on_join(self, wish: object) -> dict[str, Any]:
        """Joins a room: a screen with `key`, a teacher with `classroom`. Answers `{ok, room}`."""
        room = _room_for({"key": wish} if isinstance(wish, str) else wish)
        if room is None:
            disconnect()
            return {"ok": False, "error": "unknown_key"}
        self._undecided.pop(_client(), None)
        join_room(room)
        return {"ok": True, "room": room}

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


def _room_for(wish: object) -> str | None:
    if not isinstance(wish, dict):
        return None
    key, classroom_id = wish.get("key"), wish.get("classroom")
    if isinstance(key, str) and 0 < len(key) <= LONGEST_KEY:
        try:
            return classroom_room(classroom_of_key(read_session(), key).id)
        except NotFound:
            return None
    if isinstance(classroom_id, int):
        visitor = current_user._get_current_object()
        if isinstance(visitor, Visitor) and teaches(read_session(), visitor, classroom_id):
            return classroom_room(classroom_id)
    return None


def _client() -> str:
    return cast("str", request.sid)  # type: ignore[attr-defined]


def _headcount() -> Headcount:
    return cast("Headcount", current_app.extensions["readify.headcount"])
