"""A signed-in log, in-process: the WSGI app called directly, against the floor, in turn, at FULL."""

from __future__ import annotations

import io
import json
import statistics
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.load.floor import make_floor
from tests.load.stage import IN_A_CLASS, Stage, set_stage, web_cookie
from tests.statements import statements_of

ROUNDS = 6
LOGS = 150
CHILDREN = ROUNDS * LOGS + IN_A_CLASS  # nobody logs more than four times in ten minutes: that makes a mark
Call = Callable[[int], int]


def measure(folder: Path) -> dict[str, Any]:
    """Median microseconds per log of each route in interleaved rounds, and ratios to the floor."""
    stage = set_stage(folder / "readify", children=CHILDREN)
    floor = make_floor(folder / "floor.db", synchronous="FULL", readers=CHILDREN)
    routes: dict[str, tuple[Call, int]] = {
        "floor_form": (floor_form(floor), 303),
        "floor_api": (floor_api(floor), 201),
        "web_form": (web_form(stage), 303),
        "api": (api(stage), 201),
    }
    for call, status in routes.values():
        assert call(0) == status, "the measured route must answer as it should"
    medians: dict[str, list[float]] = {name: [] for name in routes}
    for turn in range(ROUNDS):
        for name, (call, _status) in routes.items():
            medians[name].append(_median(call, first=1 + turn * LOGS))
    found: dict[str, Any] = {name: round(statistics.median(values)) for name, values in medians.items()}
    pairs = (("web_form", "floor_form"), ("api", "floor_api"))
    return {
        "microseconds": found,
        "ratio_to_floor": {name: _ratio(medians[name], medians[base]) for name, base in pairs},
        "statements": {
            "web_form": _statements(stage, web_form(stage), CHILDREN - 1),
            "api": _statements(stage, api(stage), CHILDREN - 2),
        },
        "synchronous": "FULL",
        "logs_each": ROUNDS * LOGS,
    }


def _ratio(ours: list[float], base: list[float]) -> dict[str, float]:
    ratios = sorted(mine / floor for mine, floor in zip(ours, base, strict=True))
    return {
        "min": round(ratios[0], 2),
        "median": round(statistics.median(ratios), 2),
        "max": round(ratios[-1], 2),
    }


def _median(call: Call, *, first: int) -> float:
    """Of a round of logs; the children go round, so that no one child logs the whole round."""
    times = []
    for number in range(first, first + LOGS):
        began = time.perf_counter()
        call(number)
        times.append((time.perf_counter() - began) * 1e6)
    return statistics.median(times)


def _statements(stage: Stage, call: Call, number: int) -> int:
    """Statements of one log that lights no lamp, without BEGIN and COMMIT."""
    with statements_of(stage.app.extensions["readify.database"]) as seen:
        call(number)
    return len(seen)


def caller(app: Any, environ: dict[str, Any]) -> Callable[[bytes], int]:
    """Calls a WSGI app with this environ and a body; answers the status."""

    def call(body: bytes) -> int:
        given = {**environ, "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        _chunks, status, _headers = run_wsgi_app(app, given)
        return int(status.split()[0])

    return call


def _environ(path: str, content_type: str, headers: dict[str, str]) -> dict[str, Any]:
    builder = EnvironBuilder(path=path, method="POST", content_type=content_type, headers=headers)
    return builder.get_environ()


def floor_form(app: Any) -> Call:
    """The floor's form route."""
    call = caller(app, _environ("/log", "application/x-www-form-urlencoded", {}))
    return lambda number: call(urlencode({"key": f"key-{number % CHILDREN + 1}", "minutes": 1}).encode())


def floor_api(app: Any) -> Call:
    """The floor's JSON route."""
    call = caller(app, _environ("/api/log", "application/json", {}))
    return lambda number: call(json.dumps({"key": f"key-{number % CHILDREN + 1}", "minutes": 1}).encode())


def web_form(stage: Stage) -> Call:
    """The real form of a signed-in child with a book under way."""
    content, count = "application/x-www-form-urlencoded", len(stage.readers)
    calls = [
        caller(
            stage.app,
            _environ(
                "/gelezen", content, {"Cookie": web_cookie(stage, key), "Sec-Fetch-Site": "same-origin"}
            ),
        )
        for key in stage.web_keys
    ]
    return lambda number: calls[number % count](urlencode(form_fields(stage, number % count)).encode())


def form_fields(stage: Stage, child: int) -> dict[str, Any]:
    """What the browser posts."""
    return {
        "submission_id": str(uuid.uuid4()),
        "form": "book",
        "how": "self",
        "language": "nl",
        "unit": "minutes",
        "minutes": 1,
        "feeling": 3,
        "work": stage.works[child],
    }


def api(stage: Stage) -> Call:
    """The real API call of a signed-in child."""
    count = len(stage.readers)
    calls = [
        caller(
            stage.app, _environ("/api/v1/readings", "application/json", {"Authorization": f"Bearer {token}"})
        )
        for token in stage.tokens
    ]
    return lambda number: calls[number % count](json.dumps(json_fields()).encode())


def json_fields() -> dict[str, Any]:
    """What an API client posts."""
    return {
        "submission_id": str(uuid.uuid4()),
        "form": "book",
        "how": "self",
        "language": "nl",
        "minutes": 1,
        "feeling": 3,
        "book": {"title": "Lampje"},
    }
