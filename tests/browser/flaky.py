"""A bad network: a small relay before the app that can be away, or lose an answer after the app has written.

`state` is `up`, `down` (every connection is cut) or `swallow` (what is sent arrives, its answer does not).
`came` counts what went to the browser, whoever in it asked: pages and workers alike.
`loses` names bytes of a request whose answer, and all after it, is swallowed.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

CHUNK = 65_536


class Flaky:
    """The relay: its own address, and the state of the line."""

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self.target = (parts.hostname or "", parts.port or 80)
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self.listening.getsockname()[1]}"
        self.open: set[socket.socket] = set()
        self.line = "up"
        self.came = 0  # bytes of answers, headers and all
        self.loses = b""
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def state(self) -> str:
        """Of the line, now."""
        return self.line

    @state.setter
    def state(self, wished: str) -> None:
        self.line = wished
        for one in list(self.open):
            self._cut(one)

    def close(self) -> None:
        """Ends the relay."""
        self.listening.close()
        self.state = "down"

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _address = self.listening.accept()
                if self.line == "down":
                    near.close()
                    continue
                far = socket.create_connection(self.target)
                self.open |= {near, far}
                threading.Thread(target=self._pump, args=(near, far), daemon=True).start()
                threading.Thread(target=self._pump, args=(far, near, True), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, answers: bool = False) -> None:
        with suppress(OSError):
            while data := source.recv(CHUNK):
                if answers and self.line != "up":
                    break
                if not answers and self.loses and self.loses in data:
                    self.line, self.loses = "swallow", b""
                sink.sendall(data)
                self.came += len(data) if answers else 0
        self._cut(source)
        self._cut(sink)

    def _cut(self, one: socket.socket) -> None:
        self.open.discard(one)
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


@contextmanager
def flaky(target: str) -> Iterator[Flaky]:
    """A relay in front of `target`, up at first."""
    relay = Flaky(target)
    try:
        yield relay
    finally:
        relay.close()
