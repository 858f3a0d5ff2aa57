"""One reading session per request, shared by pages and API: opened when first asked for, closed at the end.

Writes never go through it: see `perform`.
"""

from __future__ import annotations

from flask import Flask, g
from sqlalchemy.orm import Session

from readify.perform import READ_SESSION, database


def read_session() -> Session:
    """This request's session for queries."""
    found: Session | None = g.get(READ_SESSION)
    if found is None:
        found = database().reading()
        setattr(g, READ_SESSION, found)
    return found


def fresh_read_session() -> Session:
    """The same, after letting go of what it saw: to read after a `perform` in the same request."""
    found = read_session()
    found.rollback()
    return found


def close_read_session(_error: BaseException | None = None) -> None:
    """Gives the connection back."""
    opened: Session | None = g.pop(READ_SESSION, None)
    if opened is not None:
        opened.close()


def register(app: Flask) -> None:
    """Closes the session at the end of every request."""
    app.teardown_appcontext(close_read_session)
