"""What tests share: an app and a client on a database of their own, in a folder of their own."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from readify import create_app, migrations
from readify.config import Config
from readify.db import Database
from tests.cast import Cast, make_cast

if TYPE_CHECKING:
    from playwright.sync_api import Browser

POSTGRES = os.environ.get("READIFY_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("READIFY_TEST_REDIS", "redis://127.0.0.1:6379/15")
IN_CI = os.environ.get("CI") == "true"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECRET = "a-secret-for-tests-only-and-long-enough"


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
    """A SQLite file with all migrations, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("migrated") / "readify.db"
    database = Database(f"sqlite:///{path}", synchronous="NORMAL", pool_size=2)
    migrations.upgrade(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    return path


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
def app(config: Config, migrated: Path, shared_cache: Path) -> Iterator[Flask]:
    """The whole app on a migrated, empty database."""
    config.home.mkdir(parents=True)
    (config.home / "cache").symlink_to(shared_cache)
    (config.home / "readify.db").write_bytes(migrated.read_bytes())
    made = create_app(config)
    made.test_client_class = BrowserClient
    yield made
    made.extensions["readify.database"].dispose()


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compressed static files, made by the first app and used by all others."""
    return tmp_path_factory.mktemp("cache")


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


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A PostgreSQL database made for this test and dropped after it."""
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    name = f"readify_test_{uuid.uuid4().hex[:12]}"
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
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
def postgres_database(postgres_url: str) -> Iterator[Database]:
    """A migrated, empty PostgreSQL database."""
    made = Database(postgres_url, pool_size=10)
    migrations.upgrade(made)
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once per process: Playwright allows no second one."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing("Chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
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
