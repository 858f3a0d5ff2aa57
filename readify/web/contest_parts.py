"""Ready pieces of a page that many look at: each made once for each change, whoever asks first.

A piece is as fresh as the cursor of the nudge that made somebody ask for it. Who asks without one (a first
visit, a reconnect) costs one look at the session's version. `ReadyParts` answers most of a hall full of
phones before Flask begins: five hundred ask within the same blink.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import brotli
from flask import Flask

from readify.web.headers import CSP

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST = 200  # pieces: rounds of one evening, in each language
BEGINS, ENDS = "/meekijken/", "/deel"
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "private, no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", CSP),
    ("Vary", "Accept-Encoding"),
]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of HTML as it was at a session's `version`, plain and compressed."""

    version: int
    plain: bytes
    packed: bytes


class RoundParts:
    """(key, language) -> part, the oldest first to go. Safe between threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], Part] = OrderedDict()
        self._locks: dict[tuple[str, str], threading.Lock] = {}
        self._guard = threading.Lock()
        self.made = 0

    def ready(self, name: tuple[str, str], known: int) -> Part | None:
        """The part, if it is at least as new as `known`."""
        kept = self._kept.get(name)
        return kept if kept and kept.version >= known > 0 else None

    def get(
        self,
        name: tuple[str, str],
        *,
        known: int,
        version: Callable[[], int],
        make: Callable[[], tuple[int, bytes]],
    ) -> Part:
        """The part, of at least version `known`; with `known` 0 of the present version."""
        if ready := self.ready(name, known):
            return ready
        wanted = version()  # raises for a key that opens nothing: nothing is kept for such a name
        with self._lock(name):
            if ready := self.ready(name, wanted):
                return ready
            made, page = make()
            self.made += 1
            fresh = Part(made, page, brotli.compress(page, quality=5))
            self._keep(name, fresh)
            return fresh

    def _lock(self, name: tuple[str, str]) -> threading.Lock:
        with self._guard:
            return self._locks.setdefault(name, threading.Lock())

    def _keep(self, name: tuple[str, str], fresh: Part) -> None:
        with self._guard:
            self._kept[name] = fresh
            self._kept.move_to_end(name)
            while len(self._kept) > MOST:
                gone, _part = self._kept.popitem(last=False)
                self._locks.pop(gone, None)


class ReadyParts:
    """Answers `…/deel?t=<language>&v=<cursor>` from what is ready; everything else goes on to the app."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.inner: WSGIApplication = app.wsgi_app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """One request."""
        path: str = environ.get("PATH_INFO", "")
        if path.startswith(BEGINS) and path.endswith(ENDS) and environ["REQUEST_METHOD"] == "GET":
            part = self._ready(path[len(BEGINS) : -len(ENDS)], environ.get("QUERY_STRING", ""))
            if part is not None:
                return _answer(part, environ, start_response)
        return self.inner(environ, start_response)

    def _ready(self, key: str, query: str) -> Part | None:
        asked = parse_qs(query)
        language, cursor = asked.get("t", [""])[0], asked.get("v", [""])[0]
        parts: RoundParts = self.app.extensions["readify.round_parts"]
        return parts.ready((key, language), int(cursor)) if cursor.isdecimal() else None


def _answer(part: Part, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    packs = "br" in environ.get("HTTP_ACCEPT_ENCODING", "")
    body = part.packed if packs else part.plain
    own = [("Content-Length", str(len(body))), *([("Content-Encoding", "br")] if packs else [])]
    start_response("200 OK", [*HEADERS, *own])
    return [body]
