"""Alembic without an ini file: the same migrations from a checkout and from a wheel.

The migrations themselves are in `versions/`. `python -m readify.migrations.draft` writes the next one.
"""

from __future__ import annotations

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from readify.db import Database

FOLDER = str(files("readify.migrations"))


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings, for work on this connection."""
    config = Config()
    config.set_main_option("script_location", FOLDER.replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The revision that this release wants."""
    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    if head is None:
        raise LookupError("no migrations found")
    return head


def current(connection: Connection) -> str | None:
    """The revision that this database has; None when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(database: Database, revision: str = "head") -> None:
    """Brings the database to `revision`, in one transaction where the database can."""
    with database.engine.begin() as connection:
        command.upgrade(alembic_config(connection), revision)
