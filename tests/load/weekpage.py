"""The teacher's week page of 30 children with 1,000 and with 1,000,000 ledger rows behind it."""

from __future__ import annotations

import datetime as dt
import statistics
import time
from pathlib import Path
from typing import Any

from sqlalchemy import text

from readify.perform import present
from tests.load.stage import Stage, set_stage, web_cookie
from tests.statements import statements_of

SIZES = (1_000, 1_000_000)
VIEWS = 30


def measure(folder: Path) -> dict[str, Any]:
    """Statements and median milliseconds of the page, per size of the ledger, and the ratio of the times."""
    found: dict[str, Any] = {}
    for rows in SIZES:
        stage = set_stage(folder / str(rows), synchronous="NORMAL", children=30)
        _fill(stage, rows)
        found[f"{rows:,} rows"] = _views(stage)
    small, large = (found[f"{rows:,} rows"]["milliseconds"] for rows in SIZES)
    return {**found, "children": len(stage.readers), "time_ratio": round(large / small, 2)}


def _fill(stage: Stage, rows: int) -> None:
    """Puts `rows` old readings into the ledger as raw rows, spread over the children."""
    with stage.app.app_context():
        old = present()["today"] - dt.timedelta(days=30)
    statement = text(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)"
        " INSERT INTO ledger_entries (reader_id, submission_id, kind, day, recorded_at, form, how, language,"
        " minutes, finished, stopped, again, source)"
        " SELECT :first + i % :children, 'bulk-' || i, 'reading', date(:old, '-' || (i % 900) || ' days'),"
        " '2026-01-01 12:00:00', 'book', 'self', 'nl', 10, 0, 0, 0, 'demo' FROM n"
    )
    values = {"rows": rows, "first": stage.readers[0], "children": len(stage.readers), "old": old.isoformat()}
    with stage.app.extensions["readify.database"].writing() as session:
        session.execute(statement, values)
        session.commit()


def _views(stage: Stage) -> dict[str, Any]:
    client = stage.app.test_client(use_cookies=False)
    headers = {"Cookie": web_cookie(stage, stage.teacher_key), "Accept-Encoding": "br"}
    times = []
    for _view in range(VIEWS):
        began = time.perf_counter()
        answer = client.get(f"/klas/{stage.classroom}", headers=headers)
        times.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"the week page answered {answer.status_code}")
    with statements_of(stage.app.extensions["readify.database"]) as statements:
        client.get(f"/klas/{stage.classroom}", headers=headers)
    return {
        "statements": len(statements),
        "milliseconds": round(statistics.median(times), 1),
        "bytes_compressed": len(answer.data),
    }
