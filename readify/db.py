"""The database: base class, naming convention, types, engines and the one write gate.

Two engines on SQLite: one for reading, one whose transactions begin with BEGIN IMMEDIATE behind a gate
(a lock in the process, then a file lock), because SQLite's busy handler polls and starves waiters.
On PostgreSQL both are the same engine and the gate is open.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, Any, NamedTuple

from pydantic_core import from_json, to_json
from sqlalchemy import DateTime, Dialect, Engine, MetaData, Table, create_engine, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.pool import PoolProxiedConnection, QueuePool
from sqlalchemy.types import TypeDecorator

try:
    import fcntl
except ImportError:  # Windows: one process only, the thread lock suffices
    fcntl = None  # type: ignore[assignment]

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMING)


def connection_of(session: Session) -> Connection:
    """The connection of a session, past the ORM: a write session keeps its own at hand."""
    kept: Connection | None = session.info.get("connection")
    return session.connection() if kept is None else kept


def json_text(value: Any) -> str:
    """The text of a JSON column: every log writes several, and this is five times as fast as `json.dumps`."""
    return to_json(value).decode()


class WriteSession(Session):
    """The session of one action, on a connection that has begun already: statements that go past the ORM cost
    the session nothing, and its commit ends the transaction whether or not it took part itself.
    """

    def commit(self) -> None:
        """Flushes and commits."""
        if self.in_transaction():
            super().commit()
        connection: Connection = self.info["connection"]
        if connection.in_transaction():
            connection.commit()


def table_of(model: type[Base]) -> Table:
    """A model's table, for Core statements on the hot path."""
    table = model.__table__
    assert isinstance(table, Table)
    return table


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An aware UTC time; SQLite keeps it as text without a zone, PostgreSQL as timestamptz."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Refuses a naive time: it would silently shift by the server's zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        value = value.astimezone(dt.UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Gives the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class WriteGate:
    """Lets one writer through at a time: threads by a lock, processes by `flock` beside the database."""

    def __init__(self, path: Path | None) -> None:
        self._thread = threading.Lock()
        self._path = path if fcntl else None
        self._file: IO[bytes] | None = None
        self._pid = 0

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Waits for the turn; the turn ends with the block."""
        with self._thread:
            handle = self._handle()
            if handle is None:
                yield
                return
            fcntl.flock(handle, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(handle, fcntl.LOCK_UN)

    def close(self) -> None:
        """Closes the lock's file; the next turn opens it again."""
        with self._thread:
            if self._file is not None:
                self._file.close()
                self._file = None

    def _handle(self) -> IO[bytes] | None:
        if self._path is None:
            return None
        if self._file is None or self._pid != os.getpid():  # a forked worker needs a file of its own
            self._file, self._pid = self._path.open("ab"), os.getpid()
        return self._file


class Glance(NamedTuple):
    """What a `Prepared` needs of a connection, without the transaction."""

    dialect: Dialect
    connection: PoolProxiedConnection

    def invalidate(self, error: BaseException | None = None) -> None:
        """The connection is gone: not to be used again."""
        self.connection.invalidate(error)


class Database:
    """The engines and sessions of one database URL."""

    def __init__(self, url: str, *, synchronous: str = "FULL", pool_size: int = 20) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = self._make_engine(synchronous, pool_size)
        self._write_engine = (
            self.engine.execution_options(begin="BEGIN IMMEDIATE") if self.is_sqlite else self.engine
        )
        self._gate = WriteGate(self._lock_path())
        about = {"database": self.url.render_as_string(hide_password=False)}
        self._read = sessionmaker(self.engine, expire_on_commit=False, info=about)
        self._write = sessionmaker(
            class_=WriteSession, expire_on_commit=False, info=about, join_transaction_mode="control_fully"
        )

    def _lock_path(self) -> Path | None:
        name = self.url.database
        return Path(f"{name}.lock") if self.is_sqlite and name and name != ":memory:" else None

    def _make_engine(self, synchronous: str, pool_size: int) -> Engine:
        if not self.is_sqlite:
            url = self.url
            if url.drivername == "postgresql":
                url = url.set(drivername="postgresql+psycopg")
            return create_engine(
                url,
                pool_size=pool_size,
                max_overflow=pool_size,
                pool_pre_ping=True,
                json_serializer=json_text,
                json_deserializer=from_json,
            )
        engine = create_engine(
            self.url,
            poolclass=QueuePool,
            pool_size=pool_size,
            max_overflow=pool_size,
            json_serializer=json_text,
            json_deserializer=from_json,
            connect_args={"check_same_thread": False, "autocommit": sqlite3.LEGACY_TRANSACTION_CONTROL}
            if hasattr(sqlite3, "LEGACY_TRANSACTION_CONTROL")
            else {"check_same_thread": False},
        )
        name = self.url.database
        path = Path(name) if name and name != ":memory:" else None
        event.listen(engine, "connect", _sqlite_connect(synchronous, path))
        event.listen(engine, "begin", _sqlite_begin)
        return engine

    @contextmanager
    def glance(self) -> Iterator[Glance]:
        """For one prepared statement that reads: a connection of the pool, and nothing more."""
        fairy = self.engine.raw_connection()
        try:
            yield Glance(self.engine.dialect, fairy)
        finally:
            fairy.close()

    def reading(self) -> Session:
        """A session for queries; the caller closes it."""
        return self._read()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session for one action, alone at the gate. The caller commits; anything else rolls back."""
        turn = self._gate.entered() if self.is_sqlite else nullcontext()
        with self._write_engine.connect() as connection, self._write(bind=connection) as session, turn:
            session.info["connection"] = connection
            connection.begin()
            try:
                yield session
            finally:  # what was not committed ends within the turn: the next would wait on it
                if connection.in_transaction():
                    session.rollback()
                    connection.rollback()

    def dispose(self) -> None:
        """Closes all connections (before a fork, at the end of a test)."""
        self.engine.dispose()
        self._gate.close()


def _sqlite_connect(synchronous: str, path: Path | None) -> Any:
    """What a new connection begins with. A file that is just being made is for its owner only."""
    pragmas = (
        "PRAGMA journal_mode=WAL",
        f"PRAGMA synchronous={synchronous}",
        "PRAGMA busy_timeout=5000",
        "PRAGMA foreign_keys=ON",
        "PRAGMA cache_size=-16000",
        "PRAGMA temp_store=MEMORY",
    )

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy says when a transaction begins
        if path is not None and path.exists() and path.stat().st_size == 0:
            path.chmod(0o600)
        for pragma in pragmas:
            connection.execute(pragma)

    return on_connect


def _sqlite_begin(connection: Connection) -> None:
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.execute(connection.get_execution_options().get("begin", "BEGIN"))
