"""What several commands begin with: settings, folder, and an app that is not served."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from readify.config import Config, read_config
from readify.db import Database
from readify.errors import ConfigError
from readify.readiness import require_ready

if TYPE_CHECKING:
    from flask import Flask


def settings_with(**changes: Any) -> Config:
    """The settings of the environment, with these changed where they are not None."""
    return read_config().model_copy(
        update={name: value for name, value in changes.items() if value is not None}
    )


def open_database(config: Config) -> Database:
    """The database of these settings, its folder made when missing. Raises ConfigError when that fails."""
    try:
        config.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"cannot make {config.home} ({error.strerror}); point READIFY_HOME elsewhere"
        ) from error
    if not os.access(config.home, os.W_OK):  # also when the disk is read-only and we are root
        raise ConfigError(
            f"cannot write in {config.home}: make that folder or its disk writable, "
            "or point READIFY_HOME elsewhere"
        )
    return Database(config.database_url, synchronous=config.sqlite_synchronous, pool_size=4)


def ready_app(config: Config) -> Flask:
    """The app on a database that is there and up to date; raises ConfigError with what to do when not."""
    from readify.application import build  # noqa: PLC0415 - after `serving.prepare`

    database = open_database(config)
    try:
        require_ready(database)
    finally:
        database.dispose()
    return build(config)


@contextmanager
def working_app(config: Config) -> Iterator[Flask]:
    """The app for one piece of work: inside its context, and with all files closed afterwards."""
    app = ready_app(config)
    try:
        with app.app_context():
            yield app
    finally:
        app.extensions["readify.database"].dispose()
