"""What is dear to make and the same for many tests, made once: per run (both workers) or per worker.

A test gets a clean one all the same: a copy of a folder, a fresh database in the standing app.
Conftest's fixtures hand these out; a test asks for `app`, `postgres_url` or `demo_home` and need not know.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from readify import create_app
from readify.application import providers_of
from readify.config import Config
from readify.db import Database
from readify.extensions import socketio
from readify.live.rooms import Headcount
from readify.logs import configure_logs
from readify.models import Base
from readify.queries.kept_counts import KeptCounts
from readify.rulebooks import forget_rulebooks
from readify.web.assets import keep_compressed, read_bundles, tree_digest
from readify.web.contest_parts import RoundParts
from readify.web.health import Meters

# What an app remembers of its visitors is made anew for each test; the rest is only read.
FRESH: dict[str, Callable[[Config], object]] = {
    "readify.config": lambda config: config,
    "readify.database": lambda config: Database(
        config.database_url, synchronous=config.sqlite_synchronous, pool_size=min(config.threads, 40)
    ),
    "readify.headcount": lambda config: Headcount(config.live_clients),
    "readify.meters": lambda _config: Meters(),
    "readify.community_counts": lambda _config: KeptCounts(),
    "readify.round_parts": lambda _config: RoundParts(),
    "readify.oidc": providers_of,
}
LOOKED_UP = {"home", "smtp_host", "smtp_port", "smtp_security"}  # settings an app asks for when it needs them
ONLY_READ = {"readify.rulebook", "readify.stories", "readify.assets", "readify.api_face"}


class StandingApp:
    """One app per worker. `on` gives it to a test with these settings as if it were new.

    It is made again when the settings differ in more than those of LOOKED_UP, and when another app was
    made since: the extensions belong to the last one. An app that counts tries or has threads is not kept.
    """

    def __init__(self) -> None:
        self._app: Flask | None = None

    @contextmanager
    def on(self, config: Config) -> Iterator[Flask]:
        """The app on the database in this home folder; afterwards all that the test set in it is undone."""
        if config.rate_limits or config.book_sources:
            with own_app(config) as app:
                yield app
            return
        app = self._app if self._serves(config) else self._made(config)
        configure_logs(config.log_level)
        forget_rulebooks()
        for name, make in FRESH.items():
            app.extensions[name] = make(config)
        database = app.extensions["readify.database"]
        before = (dict(app.extensions), dict(app.config), dict(app.jinja_env.globals))
        kind = app.test_client_class
        try:
            yield app
        finally:
            database.dispose()
            for kept, was in zip((app.extensions, app.config, app.jinja_env.globals), before, strict=True):
                kept.clear()
                kept.update(was)
            app.test_client_class = kind

    def _serves(self, config: Config) -> bool:
        return (
            self._app is not None
            and self._socketio is socketio.server
            and self._settings == config.model_dump(exclude=LOOKED_UP)
        )

    def _made(self, config: Config) -> Flask:
        self._app = app = create_app(config)
        self._settings, self._socketio = config.model_dump(exclude=LOOKED_UP), socketio.server
        app.extensions["readify.database"].dispose()
        ours = {name for name in app.extensions if name.startswith("readify.")}
        unknown = ours - FRESH.keys() - ONLY_READ
        assert not unknown, f"say in tests/standing.py whether these are made anew for each test: {unknown}"
        return app


@contextmanager
def own_app(config: Config) -> Iterator[Flask]:
    """An app that nobody else uses."""
    app = create_app(config)
    yield app
    app.extensions["readify.database"].dispose()


def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """`folder/name`, filled by `make` in the first worker that asks; others wait. Not to be changed."""
    found, aside = folder / name, folder / f"{name}.making"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not found.exists():
            shutil.rmtree(aside, ignore_errors=True)
            aside.mkdir()
            make(aside)
            aside.rename(found)
    return found


def compressed_files(cache: Path) -> None:
    """The compressed static files, where an app with this cache looks for them."""
    from readify.config import bundle_dir

    source = bundle_dir() / "static"
    keep_compressed(source, read_bundles(source), cache / f"static-{tree_digest(source)}")


def filled_home(home: Path, *, cache: Path, children: int, weeks: int) -> None:
    """A home folder as `readify demo` fills it; its cache is a link to `cache`."""
    (home / "cache").symlink_to(cache)
    settings = {name: value for name, value in os.environ.items() if not name.startswith("READIFY_")}
    asked = ["--no-serve", "--children", str(children), "--weeks", str(weeks)]
    subprocess.run(
        [sys.executable, "-m", "readify", "demo", *asked],
        env={**settings, "READIFY_HOME": str(home), "PYTHONWARNINGS": ""},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def empty_postgres(url: str) -> None:
    """Takes away all rows, and starts the ids anew. Emptying beats `CREATE DATABASE` by seconds a test."""
    database = Database(url, pool_size=1)
    with database.engine.begin() as connection:
        connection.execute(_OTHERS)  # what a test left open would hold its rows
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # in any order
        for table in Base.metadata.tables:
            connection.execute(text(f'DELETE FROM "{table}"'))
        connection.execute(_IDS)
    database.dispose()


_OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_IDS = text(
    "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)"
    " FROM pg_sequences WHERE last_value IS NOT NULL"
)
