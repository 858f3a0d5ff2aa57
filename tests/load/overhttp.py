"""A signed-in log over HTTP: the real server with two workers, sixteen keep-alive connections, form and API.

gthread and gevent side by side on the real route. All traffic stays on 127.0.0.1, bounded in count.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.load.inprocess import form_fields, json_fields
from tests.load.stage import Stage, set_stage, web_cookie

CONNECTIONS = 16
LOGS = 4000  # a route and server
REPEATS = 3
Request = tuple[str, bytes, dict[str, str]]


def measure(folder: Path) -> dict[str, Any]:
    """Logs per second and milliseconds (p50, p99, worst) of the form and the API, for both servers."""
    found: dict[str, Any] = {
        "workers": 2,
        "connections": CONNECTIONS,
        "logs_each": LOGS,
        "synchronous": "FULL",
    }
    for mode in ("threading", "gevent"):
        stage = set_stage(folder / mode)
        manager = {"READIFY_ASYNC_MODE": mode, "READIFY_WORKERS": "2"}
        with served(stage.config.home, manager) as port:
            found[mode] = {
                "web_form": _repeats(port, lambda number, stage=stage: _form(stage, number), 303),
                "api": _repeats(port, lambda number, stage=stage: _json(stage, number), 201),
            }
    return found


@contextmanager
def served(home: Path, settings: dict[str, str], *, command: tuple[str, ...] = ("run",)) -> Iterator[int]:
    """The production server on a free port; ended by its process id."""
    port = free_port()
    environment = {
        **os.environ,
        "READIFY_HOME": str(home),
        "READIFY_SECRET": "x" * 40,
        "READIFY_ENVIRONMENT": "test",
        "READIFY_RATE_LIMITS": "false",
        "READIFY_LOG_LEVEL": "ERROR",
        **settings,
    }
    arguments = [sys.executable, "-m", "readify", *command, "--port", str(port)]
    with subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            if "ready" not in line:
                raise RuntimeError(f"the server did not start: {line!r}")
            yield port
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def _form(stage: Stage, number: int) -> Request:
    child = number % len(stage.readers)
    headers = {
        "Cookie": web_cookie(stage, stage.web_keys[child]),
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return "/gelezen", urlencode(form_fields(stage, child)).encode(), headers


def _json(stage: Stage, number: int) -> Request:
    token = stage.tokens[number % len(stage.readers)]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    return "/api/v1/readings", json.dumps(json_fields()).encode(), headers


def _repeats(port: int, request: Callable[[int], Request], status: int) -> dict[str, Any]:
    runs = [_burst(port, request, status) for _ in range(REPEATS)]
    return {
        "logs_per_second": sorted(round(run["rate"]) for run in runs),
        "p50_ms": round(statistics.median(run["p50"] for run in runs), 1),
        "p99_ms": sorted(round(run["p99"], 1) for run in runs),
        "worst_ms": round(max(run["worst"] for run in runs), 1),
    }


def _burst(port: int, request: Callable[[int], Request], status: int) -> dict[str, float]:
    prepared = [_as_sent(port, request(number)) for number in range(LOGS)]
    began = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        parts = pool.map(lambda lane: _lane(port, prepared[lane::CONNECTIONS], status), range(CONNECTIONS))
        times = sorted(taken for part in parts for taken in part)
    rate = LOGS / (time.perf_counter() - began)
    return {
        "rate": rate,
        "p50": times[len(times) // 2] * 1000,
        "p99": times[int(len(times) * 0.99)] * 1000,
        "worst": times[-1] * 1000,
    }


def _as_sent(port: int, asked: Request) -> bytes:
    """The request as it goes over the wire. Made beforehand: the caller shares its cores with the server."""
    path, body, headers = asked
    told = {"Host": f"127.0.0.1:{port}", "Content-Length": str(len(body)), **headers}
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def _lane(port: int, requests: list[bytes], status: int) -> list[float]:
    """One keep-alive connection, one request after the other; seconds of each."""
    wanted = f"HTTP/1.1 {status} ".encode()
    times = []
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        for sent in requests:
            began = time.perf_counter()
            connection.sendall(sent)
            answer = _whole_answer(connection)
            times.append(time.perf_counter() - began)
            if not answer.startswith(wanted):
                raise RuntimeError(f"answered {answer[:200]!r}")
    return times


def _whole_answer(connection: socket.socket) -> bytes:
    """One answer: head, and as much body as it says."""
    found = b""
    while True:
        found += connection.recv(65536)
        head, end, body = found.partition(b"\r\n\r\n")
        if end:
            length = re.search(rb"(?i)content-length: *([0-9]+)", head)
            if length is None or b"Connection: close" in head:
                raise RuntimeError(f"not a keep-alive answer with a length: {head!r}")
            if len(body) >= int(length[1]):
                return found
