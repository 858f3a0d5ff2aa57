"""The floor: a bare Flask route with the reads, inserts and updates of a log in plain sqlite3.

One connection per thread; it checks nothing: no draft, no engine, no sign-in, no template.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import uuid
from pathlib import Path

from flask import Flask, jsonify, redirect, request

STATE = json.dumps(
    {"lights": 100, "gauges": {f"badge-{n}": [n, None] for n in range(38)}, "badges": {"a": 1}}
)

SCHEMA = """
CREATE TABLE signins (id INTEGER PRIMARY KEY, key TEXT UNIQUE, reader_id INTEGER, seen TEXT);
CREATE TABLE classrooms (id INTEGER PRIMARY KEY, name TEXT, rules INTEGER);
CREATE TABLE readers (id INTEGER PRIMARY KEY, name TEXT, classroom_id INTEGER REFERENCES classrooms(id));
CREATE TABLE tallies (reader_id INTEGER PRIMARY KEY, version INTEGER, lights INTEGER, state TEXT);
CREATE TABLE shelf (id INTEGER PRIMARY KEY, reader_id INTEGER, title TEXT, minutes INTEGER, touched TEXT);
CREATE TABLE ledger (id INTEGER PRIMARY KEY, reader_id INTEGER, submission TEXT, day TEXT, form TEXT,
  how TEXT,
  language TEXT, minutes INTEGER, work_id INTEGER, at TEXT, UNIQUE (reader_id, submission));
CREATE INDEX ledger_reader_day ON ledger (reader_id, day, id);
CREATE TABLE days (reader_id INTEGER, day TEXT, minutes INTEGER, lights INTEGER, forms TEXT,
  PRIMARY KEY (reader_id, day));
CREATE TABLE receipts (reader_id INTEGER, submission TEXT, entry_id INTEGER, answer TEXT,
  PRIMARY KEY (reader_id, submission));
"""


def make_floor(path: Path, *, synchronous: str, readers: int = 30) -> Flask:
    """The bare app on a fresh database. POST /log (form) redirects, POST /api/log answers JSON."""
    setup = sqlite3.connect(path)
    setup.executescript(f"PRAGMA journal_mode=WAL; {SCHEMA}")
    for number in range(1, readers + 1):
        setup.execute("INSERT INTO signins VALUES (?, ?, ?, '')", (number, f"key-{number}", number))
        setup.execute("INSERT INTO readers VALUES (?, 'Kind', 1)", (number,))
        setup.execute("INSERT INTO tallies VALUES (?, 0, 0, ?)", (number, STATE))
        setup.execute("INSERT INTO shelf VALUES (?, ?, 'Lampje', 15, '')", (number, number))
    setup.execute("INSERT INTO classrooms VALUES (1, 'Groep 6', 1)")
    setup.commit()
    setup.close()
    app = Flask("floor")
    local = threading.local()

    def connection() -> sqlite3.Connection:
        if not hasattr(local, "connection"):
            made = sqlite3.connect(path, isolation_level=None, timeout=5)
            made.execute(f"PRAGMA synchronous={synchronous}")
            made.execute("PRAGMA foreign_keys=ON")
            local.connection = made
        found: sqlite3.Connection = local.connection
        return found

    @app.post("/log")
    def log_form():  # type: ignore[no-untyped-def]
        entry, _lights = write(connection(), request.form["key"], int(request.form["minutes"]))
        return redirect(f"/log/{entry}", 303)

    @app.post("/api/log")
    def log_json():  # type: ignore[no-untyped-def]
        body = request.get_json()
        entry, lights = write(connection(), body["key"], int(body["minutes"]))
        return jsonify(id=entry, lights=lights), 201

    return app


def write(connection: sqlite3.Connection, key: str, minutes: int) -> tuple[int, int]:
    """The statements of one log, in the order in which Readify makes them."""
    submission, at, day = str(uuid.uuid4()), "2026-11-24 12:00:00", "2026-11-24"
    reader = connection.execute(
        "SELECT s.id, s.reader_id, r.name, c.name FROM signins s JOIN readers r ON r.id = s.reader_id"
        " JOIN classrooms c ON c.id = r.classroom_id WHERE s.key = ?",
        (key,),
    ).fetchone()[1]
    run = connection.execute
    run("BEGIN IMMEDIATE")
    state = run(
        "UPDATE tallies SET version = version + 1 WHERE reader_id = ? RETURNING version, state", (reader,)
    ).fetchone()
    run(
        "SELECT r.name, c.rules, (SELECT count(*) FROM ledger WHERE reader_id = r.id AND day >= ? AND at > ?)"
        " FROM readers r JOIN classrooms c ON c.id = r.classroom_id WHERE r.id = ?",
        (day, at, reader),
    ).fetchone()
    run(
        "UPDATE shelf SET minutes = ?, touched = ? WHERE id = ? RETURNING title", (minutes, at, reader)
    ).fetchone()
    entry = run(
        "INSERT INTO ledger (reader_id, submission, day, form, how, language, minutes, work_id, at)"
        " VALUES (?, ?, ?, 'book', 'self', 'nl', ?, ?, ?) RETURNING id",
        (reader, submission, day, minutes, reader, at),
    ).fetchone()[0]
    run("UPDATE tallies SET lights = lights + ?, state = ? WHERE reader_id = ?", (minutes, state[1], reader))
    run(
        "INSERT INTO days VALUES (?, ?, ?, ?, '[\"book\"]') ON CONFLICT (reader_id, day) DO UPDATE"
        " SET minutes = minutes + excluded.minutes, lights = lights + excluded.lights",
        (reader, day, minutes, minutes),
    )
    run("INSERT INTO receipts VALUES (?, ?, ?, ?)", (reader, submission, entry, '{"id": 1, "lights": 1}'))
    run("COMMIT")
    return entry, minutes
