"""The only place that commits: run one action, commit, then publish its outcomes.

An action flushes and returns `Done`; what it promises to the outside (nudges, follow-ups) happens only
after the commit, so a socket never announces what was rolled back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, TypedDict, TypeVar

import structlog
from flask import current_app, g
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from readify import clock
from readify.config import Config
from readify.db import Database
from readify.done import Done
from readify.errors import Busy
from readify.game.rulebook import Rulebook
from readify.live.publish import publish

T = TypeVar("T")
WANT_BOOK = "readify.want_book"  # what looks for books in this app, when something does
READ_SESSION = "read_session"  # where this request keeps its session for queries
log = structlog.get_logger(__name__)


def database() -> Database:
    """The running app's database."""
    found: Database = current_app.extensions["readify.database"]
    return found


class Present(TypedDict):
    """What most actions ask of the moment."""

    rules: Rulebook
    today: dt.date
    now: dt.datetime


def present() -> Present:
    """The network's rules, today and now: `perform(log_reading, …, **present())`."""
    config: Config = current_app.extensions["readify.config"]
    moment = clock.now()
    return {
        "rules": current_app.extensions["readify.rulebook"],
        "today": clock.day_of(moment, config.timezone),
        "now": moment,
    }


def end_reading() -> None:
    """Ends this request's read transaction; what it loaded stays usable.

    A reader that is still open when SQLite commits keeps the write-ahead log from starting over: it would
    grow, and every later commit would try to clear it.
    """
    reading: Session | None = g.get(READ_SESSION)
    if reading is not None:
        reading.commit()


def want_book(isbn: str) -> bool:
    """Has this book looked for behind the request. False when no source is switched on: nobody will."""
    want: Callable[[str], None] | None = current_app.extensions.get(WANT_BOOK)
    if want is None:
        return False
    want(isbn)
    return True


def same_moment(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Rules, today and now as they were given to an action, else the present ones: for what follows it."""
    return {**present(), **{name: arguments[name] for name in ("rules", "today", "now") if name in arguments}}


def perform(action: Callable[..., Done[T]], /, **arguments: Any) -> T:
    """Runs `action(session, **arguments)` in one write transaction and answers its value.

    Raises what the action refuses; Busy when the database cannot be written (read-only, full, locked).
    """
    end_reading()
    try:
        with database().writing() as session:
            done = action(session, **arguments)
            session.commit()
    except OperationalError as error:
        log.exception("write_failed", action=action.__name__)
        raise Busy("cannot_write") from error
    publish(done.nudges)
    for isbn in done.wanted_books:
        want_book(isbn)
    for follow_up in done.follow_ups:
        perform(follow_up.action, **follow_up.arguments, **same_moment(arguments))
    return done.value
