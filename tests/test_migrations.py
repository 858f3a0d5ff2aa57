"""The migrations: from nothing to what the models say, on both databases, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from readify import migrations
from readify.db import Database
from readify.errors import ConfigError
from readify.migrations.draft import is_ours
from readify.models import Base
from readify.readiness import failing_checks, require_ready


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'm.db'}", synchronous="NORMAL", pool_size=2)
    yield database
    database.dispose()


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Database]:
    database = Database(postgres_url, pool_size=2)
    yield database
    database.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest) -> Database:
    return request.getfixturevalue(request.param)


def test_the_migrations_make_exactly_what_the_models_say(empty: Database) -> None:
    migrations.upgrade(empty)
    with empty.engine.connect() as connection:
        options = {"compare_type": True, "include_object": is_ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_all_the_way_back_leaves_nothing(empty: Database) -> None:
    migrations.upgrade(empty)
    with empty.engine.begin() as connection:
        command.downgrade(migrations.alembic_config(connection), "base")
    assert inspect(empty.engine).get_table_names() == ["alembic_version"]


def test_an_upgrade_twice_is_an_upgrade_once(empty: Database) -> None:
    migrations.upgrade(empty)
    migrations.upgrade(empty)
    assert failing_checks(empty) == []


def test_a_database_one_migration_behind_says_what_to_do(empty: Database) -> None:
    migrations.upgrade(empty, "0001")
    with pytest.raises(ConfigError, match="run: readify init"):
        require_ready(empty)


def test_an_empty_database_says_what_to_do(sqlite: Database) -> None:
    with pytest.raises(ConfigError, match="empty; run: readify init"):
        require_ready(sqlite)


def test_a_database_that_is_not_there_is_named_as_such() -> None:
    gone = Database("sqlite:////nonexistent/folder/readify.db", pool_size=1)
    assert failing_checks(gone) == ["database"]
    gone.dispose()


def test_a_database_that_may_only_be_read_is_found_out(sqlite: Database) -> None:
    migrations.upgrade(sqlite)
    reader = Database(f"sqlite:///file:{sqlite.url.database}?mode=ro&uri=true", pool_size=1)
    assert failing_checks(reader) == ["writable"]
    reader.dispose()
