"""One GET to a library service, with bounds on everything: time, size, redirects, and no surprises.

The standard library's client: what counts here is a bound on the whole exchange and on every byte of it,
which no client library gives, and one request at a time needs no pool. Cookies, proxies and retries: none.
"""

from __future__ import annotations

import datetime as dt
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit

MOST_BYTES = 512 * 1024  # a record is a few thousand bytes
MOST_REDIRECTS = 3
CONNECT, READ, WHOLE = 3.0, 5.0, 10.0  # seconds: to connect, for one silence, for all of it
LONGEST_WAIT = 86_400.0
MOVED = frozenset({301, 302, 303, 307, 308})
PIECE = 16 * 1024


class FetchError(Exception):
    """Nothing usable came. `reason` is a code; `retry_after` are seconds, when the service named them."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds, and for how many bytes."""

    connect: float = CONNECT
    read: float = READ
    whole: float = WHOLE
    most_bytes: int = MOST_BYTES


PATIENCE = Patience()


def fetch(address: str, fields: Mapping[str, str], *, accept: str, patience: Patience = PATIENCE) -> bytes:
    """The body of a 200 answer. Raises FetchError for everything else."""
    ends = time.monotonic() + patience.whole
    url = f"{address}?{urlencode(fields)}"
    for _hop in range(MOST_REDIRECTS + 1):
        try:
            status, headers, body = _exchange(url, accept, ends, patience)
        except TimeoutError as error:
            raise FetchError("timeout") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise FetchError("unreachable") from error
        if status not in MOVED:
            return _usable(status, headers, body)
        url = _moved(url, headers.get("Location"))
    raise FetchError("redirects")


def _exchange(
    url: str, accept: str, ends: float, patience: Patience
) -> tuple[int, http.client.HTTPMessage, bytes]:
    parts = urlsplit(url)
    left = ends - time.monotonic()
    with closing(_connection(parts, min(patience.connect, max(left, 0.01)))) as connection:
        connection.connect()
        assert connection.sock is not None
        with _Deadline(connection.sock, ends):
            connection.sock.settimeout(patience.read)
            target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
            connection.request("GET", target, headers=_headers(accept))
            with connection.getresponse() as response:
                body = _body(response, patience.most_bytes) if response.status == http.HTTPStatus.OK else b""
            return response.status, response.headers, body


def _connection(parts: SplitResult, timeout: float) -> http.client.HTTPConnection:
    if parts.hostname is None:
        raise ValueError("no host")
    if parts.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(parts.hostname, parts.port, timeout=timeout, context=context)
    return http.client.HTTPConnection(parts.hostname, parts.port, timeout=timeout)


def _headers(accept: str) -> dict[str, str]:
    """All that is said of us: which program, never which school. Nothing packed: it could burst."""
    return {
        "User-Agent": f"Readify/{_release()}",
        "Accept": accept,
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def _release() -> str:
    try:
        return version("readify")
    except PackageNotFoundError:
        return "0"


def _body(response: http.client.HTTPResponse, most: int) -> bytes:
    if response.headers.get("Content-Encoding", "identity").strip().lower() not in {"", "identity"}:
        raise FetchError("packed")
    if response.length is not None and response.length > most:
        raise FetchError("too_large")
    pieces = bytearray()
    while piece := response.read1(PIECE):
        pieces += piece
        if len(pieces) > most:
            raise FetchError("too_large")
    if response.length:  # promised and not sent
        raise FetchError("cut_off")
    return bytes(pieces)


class _Deadline:
    """Ends the connection when the time for all of it is over, however slowly bytes still drip in."""

    def __init__(self, sock: socket.socket, ends: float) -> None:
        self._sock = sock
        self._timer = threading.Timer(max(ends - time.monotonic(), 0.0), self._end)
        self._timer.daemon = True
        self.passed = False

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.cancel()
        if self.passed:
            raise TimeoutError  # whatever else it looked like when the connection was gone

    def _end(self) -> None:
        self.passed = True
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)


def _usable(status: int, headers: http.client.HTTPMessage, body: bytes) -> bytes:
    if status == http.HTTPStatus.OK:
        return body
    raise FetchError(f"status_{status}", _wait(headers.get("Retry-After")))


def _wait(said: str | None) -> float | None:
    """Retry-After in seconds: a number or a date; None when it says nothing that makes sense."""
    if not said:
        return None
    text = said.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=dt.UTC)
    return min(max((until - dt.datetime.now(dt.UTC)).total_seconds(), 0.0), LONGEST_WAIT)


def _moved(url: str, location: str | None) -> str:
    """Where the service moved to: the same host, and never from https to http."""
    try:
        old, new = urlsplit(url), urlsplit(urljoin(url, location or ""))
        same_door = new.port == old.port or (old.scheme, new.scheme) == ("http", "https")
    except ValueError as error:
        raise FetchError("redirects") from error
    if not location or new.hostname != old.hostname or not same_door:
        raise FetchError("redirects")
    if new.scheme not in {old.scheme, "https"}:
        raise FetchError("redirects")
    return new._replace(fragment="").geturl()
