"""Can this database be served and written? Asked by `/readyz`, by the server at its start and by `doctor`."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from readify import migrations
from readify.db import Database
from readify.errors import ConfigError

ADVICE = {
    "database": "the database cannot be opened: check READIFY_DATABASE, and that its server is running",
    "empty": "the database is empty; run: readify init",
    "migration": "the database is of another release; run: readify init",
    "writable": "the database cannot be written: check that the disk is not full or read-only",
}


def failing_checks(database: Database) -> list[str]:
    """The names of the checks that fail now: keys of ADVICE. Empty when all is well."""
    try:
        with database.engine.connect() as connection:
            revision = migrations.current(connection)
    except (SQLAlchemyError, OSError):
        return ["database"]
    failed = []
    if revision is None:
        failed.append("empty")
    elif revision != migrations.newest():
        failed.append("migration")
    if not can_write(database):
        failed.append("writable")
    return failed


def can_write(database: Database) -> bool:
    """True when a write transaction can begin; nothing is changed."""
    try:
        with database.writing() as session:
            if not database.is_sqlite:
                return bool(session.scalar(text("SHOW transaction_read_only")) == "off")
            session.execute(text("SELECT 1"))
    except (DBAPIError, OSError):
        return False
    return True


def require_ready(database: Database) -> None:
    """Raises ConfigError with what to do when a check fails."""
    failed = failing_checks(database)
    if failed:
        raise ConfigError("; ".join(ADVICE[name] for name in failed))
