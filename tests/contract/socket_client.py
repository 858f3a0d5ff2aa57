"""A small Socket.IO client for one namespace, spoken by hand over a WebSocket, as any language would."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, RejectConnection, Request, TextMessage

PATIENCE = 5.0  # seconds; a nudge comes within one


class NotAcceptedError(Exception):
    """The server did not accept the WebSocket."""


class LiveClient:
    """One connection to `/live`."""

    def __init__(self, base: str, *, origin: str, cookie: str = "") -> None:
        host, port = urlsplit(base).hostname or "", urlsplit(base).port or 80
        self.wire = socket.create_connection((host, port), timeout=PATIENCE)
        self._protocol = WSConnection(ConnectionType.CLIENT)
        self._inbox: list[str] = []
        headers = [("Origin", origin), *([("Cookie", cookie)] if cookie else [])]
        target = "/socket.io/?EIO=4&transport=websocket"
        asked = Request(host=f"{host}:{port}", target=target, extra_headers=headers)  # type: ignore[arg-type]
        self.wire.sendall(self._protocol.send(asked))

    def close(self) -> None:
        """Hangs up."""
        self.wire.close()

    def send(self, frame: str) -> None:
        """Sends one frame."""
        self.wire.sendall(self._protocol.send(TextMessage(data=frame)))

    def frame(self) -> str:
        """The next frame; pings are answered. Raises NotAcceptedError, or TimeoutError when none comes."""
        while True:
            while not self._inbox:
                self._read()
            frame = self._inbox.pop(0)
            if frame != "2":
                return frame
            self.send("3")

    def nudge(self) -> dict[str, Any]:
        """The next nudge."""
        while not (frame := self.frame()).startswith("42/live,"):
            pass
        event, body = json.loads(frame.removeprefix("42/live,"))
        assert event == "nudge"
        return dict(body)

    def arrived(self) -> list[str]:
        """The frames that came when something can be read; pings are answered. Waits for no more."""
        self._read()
        found, self._inbox = self._inbox, []
        if "2" in found:
            self.send("3")
        return [frame for frame in found if frame != "2"]

    def _read(self) -> None:
        received = self.wire.recv(65_536)
        if not received:
            raise NotAcceptedError("closed")
        self._protocol.receive_data(received)
        for event in self._protocol.events():
            if isinstance(event, RejectConnection):
                raise NotAcceptedError(str(event.status_code))
            if isinstance(event, TextMessage):
                self._inbox.append(str(event.data))
            else:
                assert isinstance(event, AcceptConnection), event


@contextmanager
def connected(
    base: str, auth: dict[str, Any], *, origin: str | None = None, cookie: str = ""
) -> Iterator[LiveClient]:
    """A connection that has asked for its room; the next frame is the answer to that."""
    client = LiveClient(base, origin=origin or base, cookie=cookie)
    try:
        assert client.frame().startswith("0{")
        client.send("40/live," + json.dumps(auth))
        yield client
    finally:
        client.close()
