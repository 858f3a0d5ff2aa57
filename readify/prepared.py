"""Core statements compiled once per database and run with plain values: for what every log does.

SQLAlchemy spends more time on preparing a small statement, and on describing its result, than SQLite on
running it. A `Prepared` keeps the text, the order of its parameters and the columns' own conversions, and
hands both to the driver of a connection that SQLAlchemy opened and began; errors come back as SQLAlchemy's
own, its event hooks do not see these statements. Not for statements whose shape depends on their values
(lists in `IN`).
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

from readify.db import Glance

Convert = Callable[[Any], Any]
Given = Mapping[str, Any]


class Prepared:
    """One statement, or one for each database's name. `columns` names the values of an insert.

    Every parameter must be given when it is run: defaults of the columns do not apply.
    """

    def __init__(self, statement: Any, *, columns: tuple[str, ...] | None = None) -> None:
        self._statement = statement
        self._columns = columns
        self._forms: dict[str, _Form] = {}

    def run(self, connection: Connection | Glance, given: Given) -> None:
        """Runs it for its effect."""
        self._form(connection).sent(connection, given)

    def row(self, connection: Connection | Glance, given: Given) -> Any | None:
        """Runs it and answers its first row, with the columns by name, or None."""
        form = self._form(connection)
        found = form.sent(connection, given).fetchone()
        return None if found is None else form.made(found)

    def rows(self, connection: Connection | Glance, given: Given) -> list[Any]:
        """Runs it and answers all its rows, with the columns by name."""
        form = self._form(connection)
        return [form.made(found) for found in form.sent(connection, given).fetchall()]

    def number(self, connection: Connection | Glance, given: Given) -> int:
        """Runs it and answers the first column of its only row, as for a new id."""
        found: int = self._form(connection).sent(connection, given).fetchone()[0]
        return found

    def _form(self, connection: Connection | Glance) -> _Form:
        dialect = connection.dialect
        form = self._forms.get(dialect.name)
        if form is None:
            columns = None if self._columns is None else list(self._columns)
            chosen = self._statement
            if isinstance(chosen, Mapping):
                chosen = chosen[dialect.name]
            compiled = chosen.compile(dialect=dialect, column_keys=columns)
            form = self._forms[dialect.name] = _Form(compiled, dialect)
        return form


class _Form:
    """A statement in one database's words."""

    def __init__(self, compiled: SQLCompiler, dialect: Dialect) -> None:
        self.text = str(compiled)
        self._errors: type[Exception] = dialect.loaded_dbapi.Error
        names = tuple((compiled.positiontup if compiled.positional else None) or compiled.bind_names.values())
        self._positional = compiled.positional
        self._names = names
        self._literals = {
            name: compiled.binds[name].value for name in names if compiled.binds[name].value is not None
        }
        binds = [compiled.binds[name].type.dialect_impl(dialect) for name in names]
        self._converts = _only_some(kind.bind_processor(dialect) for kind in binds)
        entries = tuple(compiled._result_columns)
        types = [entry.type.dialect_impl(dialect) for entry in entries]
        self._results = _only_some(kind.result_processor(dialect, None) for kind in types)
        self._row: Any = namedtuple("Row", [entry.keyname for entry in entries]) if entries else None

    def sent(self, connection: Connection | Glance, given: Given) -> Any:
        """The driver's cursor after running the statement with these values."""
        driver: Any = connection.connection.dbapi_connection
        values = self.bound(given)
        try:
            return driver.execute(self.text, values)
        except self._errors as error:
            raise _as_sqlalchemy(error, connection, self.text, values) from error

    def bound(self, given: Given) -> Any:
        """The values in the driver's order, converted; a literal of the statement keeps its own."""
        if self._literals:
            given = {**self._literals, **given}
        values = [given[name] for name in self._names]
        for place, convert in self._converts:
            values[place] = convert(values[place])
        return values if self._positional else dict(zip(self._names, values, strict=True))

    def made(self, found: Any) -> Any:
        """A driver's row with its columns converted and named."""
        assert self._row is not None
        values = list(found)
        for place, convert in self._results:
            values[place] = convert(values[place])
        return self._row._make(values)


def _only_some(converts: Iterable[Convert | None]) -> tuple[tuple[int, Convert], ...]:
    """The places that want a conversion, each with it: most want none."""
    return tuple((place, convert) for place, convert in enumerate(converts) if convert is not None)


def _as_sqlalchemy(
    error: Exception, connection: Connection | Glance, text: str, values: Any
) -> BaseException:
    """What SQLAlchemy would have raised; a connection that is gone is not used again."""
    dialect = connection.dialect
    gone = dialect.is_disconnect(error, connection.connection.dbapi_connection, None)  # type: ignore[arg-type]
    if gone:
        connection.invalidate(error)
    return DBAPIError.instance(
        text,
        values,
        error,
        dialect.loaded_dbapi.Error,
        connection_invalidated=gone,
        dialect=dialect,
    )
