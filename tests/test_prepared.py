"""Statements compiled once: same values, rows and errors as SQLAlchemy's own, on both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import bindparam, insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError, OperationalError

from readify.db import Database, table_of
from readify.models import School
from readify.prepared import Prepared
from tests.statements import statements_of

NOW = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)
_schools = table_of(School)
_ADD = insert(_schools).returning(_schools.c.id)
_FIND = select(_schools.c.name, _schools.c.created_at).where(_schools.c.id == bindparam("of_school"))
SCHOOL = {"id": 71, "name": "Demoschool", "municipality": "Stein", "created_at": NOW}


@pytest.fixture(params=["database", "postgres_database"])
def connection(request: pytest.FixtureRequest) -> Iterator[Connection]:
    found: Database = request.getfixturevalue(request.param)
    with found.engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


def test_a_row_comes_back_with_its_types(connection: Connection) -> None:
    assert Prepared(_ADD, columns=tuple(SCHOOL)).number(connection, SCHOOL) == 71
    found = Prepared(_FIND).row(connection, {"of_school": 71})
    assert found is not None
    assert (found.name, found.created_at) == ("Demoschool", NOW)
    assert Prepared(_FIND).row(connection, {"of_school": 72}) is None


def test_it_runs_in_the_transaction_of_its_connection(connection: Connection) -> None:
    with connection.begin_nested() as savepoint:
        Prepared(_ADD, columns=tuple(SCHOOL)).run(connection, SCHOOL)
        savepoint.rollback()
    assert connection.execute(_FIND, {"of_school": 71}).first() is None


def test_a_broken_rule_is_an_error_of_sqlalchemys_own(connection: Connection) -> None:
    Prepared(_ADD, columns=tuple(SCHOOL)).run(connection, SCHOOL)
    with pytest.raises(IntegrityError, match="INSERT INTO schools"):
        Prepared(_ADD, columns=tuple(SCHOOL)).run(connection, SCHOOL)


def test_a_forgotten_value_is_no_null(connection: Connection) -> None:
    with pytest.raises(KeyError, match="of_school"):
        Prepared(_FIND).row(connection, {})


def test_a_database_that_cannot_be_written_says_so_as_before(database: Database) -> None:
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        try:
            with pytest.raises(OperationalError, match="readonly"):
                Prepared(_ADD, columns=tuple(SCHOOL)).run(connection, SCHOOL)
        finally:
            connection.exec_driver_sql("PRAGMA query_only = OFF")


def test_the_count_of_statements_sees_it(database: Database) -> None:
    with statements_of(database) as seen, database.engine.connect() as connection:
        Prepared(_FIND).row(connection, {"of_school": 1})
    assert [text.split()[0] for text in seen] == ["SELECT"]
