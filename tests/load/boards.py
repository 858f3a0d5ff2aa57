"""Two hundred digiboards on one process while fifty logs a second come in; and one board for an hour.

Boards are plain WebSocket clients in this process; each nudge makes its board fetch its part, as the script
does. A log counts as arrived when the part that holds it has come. Some boards lose the network and miss
nudges (their socket is closed, nothing is waited for); what counts is how soon after their return they are
right. The hour is 3,600 looks in Chromium, one after the other, with heap and page counted before and after.
"""

from __future__ import annotations

import http.client
import json
import re
import selectors
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright
from sqlalchemy import select

from readify.models import Classroom
from tests.browser.board import looked
from tests.chromium import CHROMIUM, CHROMIUM_FLAGS
from tests.contract.socket_client import LiveClient
from tests.load.inprocess import form_fields
from tests.load.overhttp import served
from tests.load.stage import Stage, set_stage, web_cookie

BOARDS = 200
CHILDREN = BOARDS * 2
RATE = 50  # logs a second
LOGS = 1000
RETURNING = 20
MISSED = 3  # logs that each of those boards misses
AN_HOUR = 3600
PATIENCE = 30.0


@dataclass
class Board:
    """One screen: its class's key, its socket, and the lamps it shows."""

    key: str
    client: LiveClient | None = None
    shown: list[tuple[int, float]] = field(
        default_factory=list
    )  # cursor of the nudge, when its part had come


def measure(folder: Path) -> dict[str, Any]:
    """Milliseconds from a log's POST to the board's part (p50, p99, worst), of a return, and of the hour."""
    stage = set_stage(folder, children=CHILDREN, class_size=CHILDREN // BOARDS)
    boards = [Board(key) for key in _keys(stage)]
    with served(stage.config.home, {"READIFY_WORKERS": "1", "READIFY_LIVE_CLIENTS": "260"}) as port:
        base = f"http://127.0.0.1:{port}"
        for board in boards:
            board.client = _joined(base, board.key)
        times, late = _busy(stage, port, boards)
        back = _returns(stage, port, base, boards[:RETURNING])
        hour = _hour(f"{base}/digibord/{boards[0].key}")
    return {
        "boards": len(boards),
        "workers": 1,
        "logs": LOGS,
        "logs_per_second": RATE,
        "logs_that_never_arrived": late,
        "log_to_board_ms": _spread(times),
        "return_ms": _spread(back),
        "an_hour_of_looks": hour,
    }


def _spread(seconds: list[float]) -> dict[str, float]:
    found = sorted(seconds)
    return {
        "p50": round(found[len(found) // 2] * 1000, 1),
        "p99": round(found[min(len(found) - 1, int(len(found) * 0.99))] * 1000, 1),
        "worst": round(found[-1] * 1000, 1),
    }


def _keys(stage: Stage) -> list[str]:
    """Screen keys in the order of the classes, so that child n sits in class n // 2."""
    with stage.app.extensions["readify.database"].reading() as session:
        return list(session.scalars(select(Classroom.screen_key).order_by(Classroom.id)))


def _joined(base: str, key: str) -> LiveClient:
    client = LiveClient(base, origin=base)
    assert client.frame().startswith("0{")
    client.send("40/live," + json.dumps({"key": key}))
    assert client.frame().startswith("40/live,"), "refused"
    return client


def _busy(stage: Stage, port: int, boards: list[Board]) -> tuple[list[float], int]:
    """LOGS logs at RATE; seconds from each POST to the part fetched at its own nudge (or at a later one)."""
    posted: dict[int, list[tuple[int, float]]] = {number: [] for number in range(BOARDS)}
    stop = threading.Event()
    ears = [threading.Thread(target=_listen, args=(port, boards[lane::8], stop)) for lane in range(8)]
    for ear in ears:
        ear.start()
    began = time.perf_counter() + 0.5
    lanes = [threading.Thread(target=_log, args=(stage, port, lane, began, posted)) for lane in range(16)]
    for lane in lanes:
        lane.start()
    for lane in lanes:
        lane.join()
    time.sleep(3)
    stop.set()
    for ear in ears:
        ear.join()
    times, late = [], 0
    for number, board in enumerate(boards):
        for entry, sent in posted[number]:
            arrived = [seen for cursor, seen in board.shown if cursor >= entry]
            late += not arrived
            times += [min(arrived) - sent] if arrived else []
    return times, late


def _log(stage: Stage, port: int, lane: int, began: float, posted: dict[int, list[Any]]) -> None:
    """One connection that posts every sixteenth log when it is due."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    for number in range(lane, LOGS, 16):
        child = number * 7 % CHILDREN
        body, headers = _form(stage, child)
        time.sleep(max(0.0, began + number / RATE - time.perf_counter()))
        sent = time.perf_counter()
        posted[child // 2].append((_post(connection, body, headers), sent))
    connection.close()


def _form(stage: Stage, child: int) -> tuple[str, dict[str, str]]:
    headers = {
        "Cookie": web_cookie(stage, stage.web_keys[child]),
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return urlencode(form_fields(stage, child)), headers


def _post(connection: http.client.HTTPConnection, body: str, headers: dict[str, str]) -> int:
    """One log; its ledger entry's id, from the page it leads to."""
    connection.request("POST", "/gelezen", body, headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 303:
        raise RuntimeError(f"a log answered {answer.status}")
    return int(re.findall(r"\d+", answer.headers["Location"])[0])


def _listen(port: int, boards: list[Board], stop: threading.Event) -> None:
    """Some boards' ears: after each nudge the board's part is fetched over a connection that stays."""
    waiting = selectors.DefaultSelector()
    for board in boards:
        assert board.client is not None
        waiting.register(board.client.wire, selectors.EVENT_READ, board)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    while not stop.is_set():
        for ready, _ in waiting.select(0.2):
            board = ready.data
            said = [frame for frame in board.client.arrived() if frame.startswith("42/live,")]
            if said:
                _lamps(connection, board.key)
                cursor = max(int(json.loads(frame[8:])[1]["cursor"]) for frame in said)
                board.shown.append((cursor, time.perf_counter()))
    connection.close()


def _lamps(connection: http.client.HTTPConnection, key: str) -> int:
    connection.request("GET", f"/digibord/{key}/deel?beeld=valley&licht=0")
    page = connection.getresponse().read().decode()
    found = re.search(r'data-lamps="(\d+)"', page)
    if found is None:
        raise RuntimeError("the part shows no lamps")
    return int(found[1])


def _returns(stage: Stage, port: int, base: str, boards: list[Board]) -> list[float]:
    """Boards without a network while logs come in; seconds from their return until they show them all."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    for board in boards:
        assert board.client is not None
        board.client.close()
    for number in range(len(boards)):
        for _ in range(MISSED):
            body, headers = _form(stage, number * 2 + 1)
            _post(connection, body, headers)
    times = []
    for board in boards:
        right = _lamps(connection, board.key)  # what somebody who was there sees
        began = time.perf_counter()
        board.client = _joined(base, board.key)
        if _lamps(connection, board.key) != right:
            raise RuntimeError("a board that came back shows something else")
        times.append(time.perf_counter() - began)
    connection.close()
    return times


def _hour(address: str) -> dict[str, Any]:
    """An hour's looks on one board: nodes, listeners and heap after a hundred looks and after all."""
    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        page = chromium.new_page(viewport={"width": 1920, "height": 1080})
        page.goto(address)
        page.locator(".board-part").wait_for(state="attached")
        first, began = looked(page, 100), time.perf_counter()
        last = looked(page, AN_HOUR)
        took = time.perf_counter() - began
        chromium.close()
    return {
        "looks": AN_HOUR,
        "seconds": round(took, 1),
        "nodes": [first["Nodes"], last["Nodes"]],
        "listeners": [first["JSEventListeners"], last["JSEventListeners"]],
        "heap_mb": [round(one["JSHeapUsedSize"] / 1e6, 2) for one in (first, last)],
    }
