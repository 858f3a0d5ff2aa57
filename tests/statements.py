"""Counting what is sent to the database, by whichever way it goes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from readify.db import Database

NOT_COUNTED = (
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "PRAGMA",
    "SAVEPOINT",
    "RELEASE",
    "--",
)  # "--" begins a trigger's


@contextmanager
def statements_of(database: Database) -> Iterator[list[str]]:
    """The statements that SQLite itself runs meanwhile on connections taken from the pool, filled in."""
    seen: list[str] = []

    def note(statement: str) -> None:
        if not statement.startswith(NOT_COUNTED):
            seen.append(statement)

    def taken(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
        connection.set_trace_callback(note)

    def given_back(connection: sqlite3.Connection, _record: object) -> None:
        connection.set_trace_callback(None)

    event.listen(database.engine, "checkout", taken)
    event.listen(database.engine, "checkin", given_back)
    try:
        yield seen
    finally:
        event.remove(database.engine, "checkout", taken)
        event.remove(database.engine, "checkin", given_back)
