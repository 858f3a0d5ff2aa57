"""Five hundred phones follow one live round on one process: how soon after each step all of them show it.

Phones are plain WebSocket clients in this process, on two cores with the server; each nudge makes its phone
fetch its part with the nudge's cursor, as the script does. Every step is the secretary's own POST.
"""

from __future__ import annotations

import http.client
import json
import selectors
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from readify import clock
from readify.actions.accounts import make_account
from readify.actions.contest_day import start_session
from readify.models import ContestSession, Role
from tests.contest_stage import set_the_stage
from tests.contract.socket_client import LiveClient
from tests.load.overhttp import served
from tests.load.stage import set_stage
from tests.people import PASSWORD, PASSWORD_HASH

VIEWERS = 500
READERS = 10
EARS = 8
PATIENCE = 30.0


@dataclass
class Phone:
    """One viewer: its socket, and when it showed which version."""

    client: LiveClient
    shown: list[tuple[int, float]] = field(default_factory=list)


def measure(folder: Path) -> dict[str, Any]:
    """Milliseconds from the secretary's POST to a phone's part, over all phones and steps."""
    home, session_id, key, readers = _set(folder)
    with served(home, {"READIFY_WORKERS": "1", "READIFY_LIVE_CLIENTS": str(VIEWERS + 20)}) as port:
        base = f"http://127.0.0.1:{port}"
        desk = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        cookie = _signed_in(desk)
        phones = [Phone(_joined(base, key)) for _ in range(VIEWERS)]
        stop = threading.Event()
        ears = [
            threading.Thread(target=_listen, args=(port, key, phones[lane::EARS], stop))
            for lane in range(EARS)
        ]
        for ear in ears:
            ear.start()
        sent = [
            _step(desk, cookie, session_id, what, reader, phones)
            for reader in readers
            for what in ("call", "finish")
        ]
        stop.set()
        for ear in ears:
            ear.join()
    times = [
        seen - began for step, began in enumerate(sent) for seen in (phone.shown[step][1] for phone in phones)
    ]
    return {"viewers": VIEWERS, "workers": 1, "steps": len(sent), "update_ms": _spread(times)}


def _set(folder: Path) -> tuple[Path, int, str, tuple[int, ...]]:
    """A session under way in a fresh home; its id, its key and who reads."""
    stage = set_stage(folder, children=1)
    database = stage.app.extensions["readify.database"]
    with database.writing() as session:
        make_account(
            session,
            email="kern@bieb.example",
            name="Kern",
            role=Role.COORDINATOR,
            password_hash=PASSWORD_HASH,
            now=clock.now(),
        )
        session.commit()
    contest = set_the_stage(database, schools=READERS)
    session_id = contest.session(contest.local)
    readers = contest.filled(session_id, READERS)
    contest.jury(session_id, 1)
    contest.run(start_session, session_id=session_id)
    key = contest.one(ContestSession, session_id).screen_key
    database.dispose()
    return stage.config.home, session_id, key, readers


def _signed_in(desk: http.client.HTTPConnection) -> str:
    body = urlencode({"email": "kern@bieb.example", "password": PASSWORD})
    desk.request("POST", "/inloggen", body, _form_headers())
    answer = desk.getresponse()
    answer.read()
    desk.close()  # the server lets go of a connection that is idle while the phones come in
    return (answer.headers["Set-Cookie"] or "").split(";")[0]


def _form_headers(cookie: str = "") -> dict[str, str]:
    found = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
    return found | ({"Cookie": cookie} if cookie else {})


def _joined(base: str, key: str) -> LiveClient:
    client = LiveClient(base, origin=base)
    assert client.frame().startswith("0{")
    client.send("40/live," + json.dumps({"round": key}))
    assert client.frame().startswith("40/live,"), "refused"
    return client


def _step(
    desk: http.client.HTTPConnection,
    cookie: str,
    session_id: int,
    what: str,
    reader: int,
    phones: list[Phone],
) -> float:
    """One step of the secretary; waits until every phone has shown it. Answers when it was sent."""
    wanted = len(phones[0].shown) + 1
    began = time.perf_counter()
    body = urlencode({"doe": what, "lezer": reader})
    desk.request("POST", f"/wedstrijd/zitting/{session_id}/doe", body, _form_headers(cookie))
    answer = desk.getresponse()
    answer.read()
    if answer.status != 303:
        raise RuntimeError(f"a step answered {answer.status}")
    while any(len(phone.shown) < wanted for phone in phones):
        if time.perf_counter() - began > PATIENCE:
            raise RuntimeError("some phones never showed a step")
        time.sleep(0.02)
    return began


def _listen(port: int, key: str, phones: list[Phone], stop: threading.Event) -> None:
    """Some phones' ears: after each nudge a phone fetches its part over a connection that stays."""
    waiting = selectors.DefaultSelector()
    for phone in phones:
        waiting.register(phone.client.wire, selectors.EVENT_READ, phone)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    while not stop.is_set():
        for ready, _ in waiting.select(0.2):
            said = [frame for frame in ready.data.client.arrived() if frame.startswith("42/live,")]
            if said:
                cursor = max(int(json.loads(frame[8:])[1]["cursor"]) for frame in said)
                connection.request(
                    "GET", f"/meekijken/{key}/deel?t=nl&v={cursor}", headers={"Accept-Encoding": "br"}
                )
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    raise RuntimeError(f"a part answered {answer.status}")
                ready.data.shown.append((cursor, time.perf_counter()))
    connection.close()


def _spread(seconds: list[float]) -> dict[str, float]:
    found = sorted(seconds)
    return {
        "p50": round(found[len(found) // 2] * 1000, 1),
        "p99": round(found[int(len(found) * 0.99)] * 1000, 1),
        "worst": round(found[-1] * 1000, 1),
    }
