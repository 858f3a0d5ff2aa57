"""A school trip: a thousand people without an account scan posters within a minute, all from one address.

The real server with two workers on SQLite (FULL), rate limits on. Each guest scans one of three posters at a
moment of its own in the minute, whatever the earlier answers do: a slow answer counts from when it was due.
After that the database is asked whether any stamp was lost or given twice.
"""

from __future__ import annotations

import datetime as dt
import http.client
import threading
import time
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from readify.actions.libraries import make_library
from readify.actions.trails import make_trail, open_trail
from readify.drafts.parsing import parse
from readify.drafts.trail import TrailDraft
from readify.models import Passport, PassportStamp, Scan, Spot
from readify.perform import perform, present
from tests.load.overhttp import served
from tests.load.stage import Stage, set_stage

GUESTS = 1000
SECONDS = 60


def measure(folder: Path) -> dict[str, Any]:
    """Milliseconds of a scan (p50, p99, worst), the answers by status, and what the database holds."""
    stage = set_stage(folder, children=1)
    codes = _posters(stage)
    with served(stage.config.home, {"READIFY_WORKERS": "2", "READIFY_RATE_LIMITS": "true"}) as port:
        times, statuses = _trip(port, codes)
    times.sort()
    return {
        "guests": GUESTS,
        "seconds": SECONDS,
        "workers": 2,
        "synchronous": "FULL",
        "statuses": statuses,
        "p50_ms": round(times[len(times) // 2] * 1000, 1),
        "p99_ms": round(times[int(len(times) * 0.99)] * 1000, 1),
        "worst_ms": round(times[-1] * 1000, 1),
        **_kept(stage),
    }


def _posters(stage: Stage) -> list[str]:
    """A running trail of three posters."""
    with stage.app.app_context():
        moment = present()
        today, now = moment["today"], moment["now"]
        library = perform(make_library, name="Bieb", municipality="Stein", branch="Bieb", staff=[], now=now)
        draft = parse(
            TrailDraft,
            {
                "name": "Uitje",
                "word": "MAAS",
                "story": "auvermannekes",
                "starts": today - dt.timedelta(days=1),
                "ends": today + dt.timedelta(days=20),
                "places": ("Voordeur", "Striphoek", "Leesraam"),
            },
        )
        trail = perform(make_trail, library_id=library, draft=draft, today=today, now=now)
        perform(open_trail, trail_id=trail, today=today, now=now)
    with stage.app.extensions["readify.database"].reading() as session:
        return list(session.scalars(select(Spot.code).where(Spot.trail_id == trail).order_by(Spot.position)))


def _trip(port: int, codes: list[str]) -> tuple[list[float], dict[int, int]]:
    times: list[float] = []
    statuses: dict[int, int] = {}
    lock = threading.Lock()
    began = time.perf_counter() + 1

    def guest(number: int) -> None:
        due = began + number * SECONDS / GUESTS
        time.sleep(max(0.0, due - time.perf_counter()))
        status = _scan(port, codes[number % len(codes)])
        with lock:
            times.append(time.perf_counter() - due)
            statuses[status] = statuses.get(status, 0) + 1

    threading.stack_size(256 * 1024)
    lanes = [threading.Thread(target=guest, args=(number,)) for number in range(GUESTS)]
    for lane in lanes:
        lane.start()
    for lane in lanes:
        lane.join()
    return times, statuses


def _scan(port: int, code: str) -> int:
    """One phone opens one poster, over a connection of its own. Answers the status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", f"/S/{code}")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def _kept(stage: Stage) -> dict[str, Any]:
    """What is in the database afterwards, as lost and doubled stamps."""
    with stage.app.extensions["readify.database"].reading() as session:
        passports = session.scalar(select(func.count()).select_from(Passport)) or 0
        stamps = session.scalar(select(func.count()).select_from(PassportStamp)) or 0
        different = session.execute(select(PassportStamp.passport_id, PassportStamp.spot_id).distinct()).all()
        scans = session.scalar(select(func.count()).select_from(Scan).where(Scan.first)) or 0
    return {
        "passports": passports,
        "stamps_lost": GUESTS - stamps,
        "stamps_twice": stamps - len(different),
        "scans_uncounted": GUESTS - scans,
    }
