"""What tests share: an app and a client on a database of their own, in a folder of their own."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from readify import migrations, passwords
from readify.config import Config
from readify.db import Database
from tests.chromium import CHROMIUM, CHROMIUM_FLAGS
from tests.standing import (
    StandingApp,
    compressed_files,
    empty_postgres,
    filled_home,
    once,
    own_app,
    run_folder,
)

# A hash is dear on purpose; a thousand tests sign in. Before the cast's own hash is made.
passwords._HASHER = PasswordHasher(time_cost=1, memory_cost=256, parallelism=1)

from tests.cast import Cast, make_cast  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

POSTGRES = os.environ.get("READIFY_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("READIFY_TEST_REDIS", "redis://127.0.0.1:6379/15")
IN_CI = os.environ.get("CI") == "true"
SECRET = "a-secret-for-tests-only-and-long-enough"


# Workers take a file at a time in this order: long ones first, so that neither waits for the other.
LONGEST_FIRST = (
    "tests/browser/test_pages_of_staff.py",
    "tests/browser/test_pages_of_children.py",
    "tests/browser/",
    "tests/contract/",
    "tests/art/test_in_chromium.py",
    "tests/game/test_properties.py",
    "tests/api/test_any_request.py",
    "tests/game/test_bingo.py",
    "tests/printing/",
    "tests/commands/",
    "tests/actions/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first; within them, and among the others, as they were found."""
    items.sort(key=lambda item: _turn(item.nodeid))


def _turn(nodeid: str) -> int:
    turns = (turn for turn, start in enumerate(LONGEST_FIRST) if nodeid.startswith(start))
    return next(turns, len(LONGEST_FIRST))


class BrowserClient(FlaskClient):
    """A client that says, as every browser does, that its writes come from our own pages."""

    def open(self, *args, **named):
        """Sends one request."""
        self.environ_base.setdefault("HTTP_SEC_FETCH_SITE", "same-origin")
        named.setdefault("buffered", True)  # closes files of static answers
        return super().open(*args, **named)


@pytest.fixture(autouse=True, scope="session")
def _no_settings_from_outside() -> Iterator[None]:
    """A developer's own READIFY_* variables must not decide whether tests pass."""
    kept = {name: value for name, value in os.environ.items() if name.startswith("READIFY_")}
    for name in kept:
        if not name.startswith("READIFY_TEST_"):
            del os.environ[name]
    yield
    os.environ.update(kept)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all migrations, made once per run; tests work on copies."""
    return once(run_folder(tmp_path_factory), "migrated", _migrate) / "readify.db"


def _migrate(folder: Path) -> None:
    database = Database(f"sqlite:///{folder / 'readify.db'}", synchronous="NORMAL", pool_size=2)
    migrations.upgrade(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Settings for one test: its own home folder, no rate limits."""
    return Config(
        home=tmp_path / "home",
        environment="test",
        secret=SECRET,  # type: ignore[arg-type]
        base_url="http://localhost",
        sqlite_synchronous="NORMAL",
        rate_limits=False,
        log_level="ERROR",
    )


@pytest.fixture
def ready_home(config: Config, migrated: Path, shared_cache: Path) -> Path:
    """The home folder of `config`, with a migrated, empty database."""
    config.home.mkdir(parents=True)
    (config.home / "cache").symlink_to(shared_cache)
    (config.home / "readify.db").write_bytes(migrated.read_bytes())
    return config.home


@pytest.fixture(scope="session")
def standing_app() -> StandingApp:
    """The worker's app."""
    return StandingApp()


@pytest.fixture
def app(config: Config, ready_home: Path, standing_app: StandingApp) -> Iterator[Flask]:
    """The whole app on a migrated, empty database. It is shared; what a test sets in it is undone."""
    with standing_app.on(config) as made:
        made.test_client_class = BrowserClient
        yield made


@pytest.fixture
def new_app(config: Config, ready_home: Path) -> Iterator[Flask]:
    """An app of the test's own, for a test that adds routes."""
    with own_app(config) as made:
        made.test_client_class = BrowserClient
        yield made


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compressed static files, made once per run and used by all apps."""
    return once(run_folder(tmp_path_factory), "cache", compressed_files)


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path) -> Path:
    """A home folder with the demo of 24 children and three weeks, filled once per run. Serve a copy of it."""
    fill = partial(filled_home, cache=shared_cache, children=24, weeks=3)
    return once(run_folder(tmp_path_factory), "demo", fill)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser."""
    return app.test_client()


@pytest.fixture
def database(app: Flask) -> Database:
    """The app's database."""
    found: Database = app.extensions["readify.database"]
    return found


@pytest.fixture
def cast(app: Flask) -> Cast:
    """The standing cast in the app's database, as signed-in browsers."""
    return make_cast(app)


def missing(service: str) -> None:
    """Skips with the reason; fails in CI, where nothing may be skipped."""
    reason = f"no {service} answers on this machine"
    if IN_CI:
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def postgres_made() -> Iterator[str]:
    """An empty PostgreSQL database, dropped afterwards; no power cut matters, so no waiting for disks."""
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    name = f"readify_test_{uuid.uuid4().hex[:12]}"
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
            connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    except OperationalError:
        server.dispose()
        missing("PostgreSQL server")
    try:
        yield make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        server.dispose()


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A PostgreSQL database without tables, of this test alone: for migrations, backups, other schemas."""
    with postgres_made() as url:
        yield url


@pytest.fixture(scope="session")
def standing_postgres() -> Iterator[str]:
    """The worker's PostgreSQL database, migrated once."""
    with postgres_made() as url:
        made = Database(url, pool_size=1)
        migrations.upgrade(made)
        made.dispose()
        yield url


@pytest.fixture
def postgres_database(standing_postgres: str) -> Iterator[Database]:
    """A migrated, empty PostgreSQL database; shared, and emptied after each test."""
    made = Database(standing_postgres, pool_size=10)
    yield made
    made.dispose()
    empty_postgres(standing_postgres)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once per process: Playwright allows no second one."""
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        missing("Chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def redis_url() -> str:
    """The address of a Redis server."""
    import redis

    server = redis.Redis.from_url(REDIS)
    try:
        server.ping()
    except redis.exceptions.ConnectionError:
        missing("Redis server")
    finally:
        server.close()
    return REDIS
