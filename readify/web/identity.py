"""Who is asking: from cookie or bearer token to Visitor, and the decorators that ask for one.

The cookie holds a random key, the server its hash: a sign-in that has ended there opens nothing, whatever
the cookie says. A request with a bearer token is judged by that token alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn, ParamSpec

from flask import Flask, current_app, flash, redirect, request, session
from flask_babel import gettext
from flask_login import current_user
from werkzeug import Request
from werkzeug.wrappers import Response

from readify import clock, request_session
from readify.actions.signing_in import TOUCH_EVERY, OpenedSession, note_seen
from readify.errors import Busy, NotFound
from readify.extensions import login
from readify.models import SignInKind
from readify.perform import database, perform
from readify.queries.visitor import Visitor, visitor_for
from readify.tokens import hash_token
from readify.web.addresses import own_path
from readify.web.crossorigin import bearer
from readify.web.kept_forms import forget_sent, keep_draft

P = ParamSpec("P")
Page = Callable[P, Any]
KEY = "_user_id"  # Flask-Login's name for it
WISH = "wish"
WISH_LASTS = dt.timedelta(minutes=30)
STAFF_PATHS = ("/klas", "/bieb", "/wedstrijd", "/provincie", "/school", "/account")


def register(app: Flask) -> None:
    """Ties the loaders and the reading session to the app."""
    login.user_loader(by_cookie)
    login.request_loader(by_bearer)
    request_session.register(app)


def by_cookie(key: str) -> Visitor | None:
    """The visitor of this browser's cookie."""
    if bearer() is not None:
        return None
    found = _lookup(key, SignInKind.WEB)
    if found is not None and session.permanent and clock.now() - found.seen_at >= TOUCH_EVERY:
        session.modified = True  # sends the cookie again: 30 days from the last visit, not from the first
    return found


def by_bearer(_asking: Request) -> Visitor | None:
    """The visitor of a program's bearer token."""
    given = bearer()
    return _lookup(given, SignInKind.API) if given is not None else None


def _lookup(key: str, kind: SignInKind) -> Visitor | None:
    now = clock.now()
    with database().glance() as connection:  # a session would have to end before every write
        found = visitor_for(connection, key_hash=hash_token(key), kind=kind, now=now)
    if found is not None and now - found.seen_at >= TOUCH_EVERY:
        try:
            perform(note_seen, sign_in_id=found.sign_in_id, now=now)
        except Busy:
            return found  # the disk is full or read-only: reading goes on, the idle time is not extended
    return found


def current_visitor() -> Visitor:
    """The signed-in visitor of a page behind `child_only` or `staff_only`."""
    found = current_user._get_current_object()
    assert isinstance(found, Visitor)
    return found


def child_only(page: Page[P]) -> Page[P]:
    """Only for a signed-in child. Others go to the front door; what was typed is kept for that child."""

    @wraps(page)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
        visitor = current_user._get_current_object()
        if isinstance(visitor, Visitor):
            if visitor.reader_id is None:
                not_here()
            return page(*args, **kwargs)
        if keep_draft(request.form):
            flash(gettext("Je was even weg. Kom weer binnen: wat je typte is er nog."))
        return to_front_door("/")

    return guarded


def staff_only(*roles: str) -> Callable[[Page[P]], Page[P]]:
    """Only for staff of these roles (`teacher`, `librarian`, `coordinator`); without roles: any of them.

    A `substitute` comes in only where it is named. Others go to the front door; what was typed is kept.
    """

    def guard(page: Page[P]) -> Page[P]:
        @wraps(page)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
            visitor = current_user._get_current_object()
            if isinstance(visitor, Visitor):
                if not (visitor.role in roles if roles else visitor.account_id is not None):
                    not_here()
                forget_sent()
                return page(*args, **kwargs)
            if keep_draft(request.form):
                flash(gettext("Je was even weg. Log weer in: wat je typte is er nog."))
            return to_front_door("/inloggen")

        return guarded

    return guard


def not_here() -> NoReturn:
    """For this visitor the page does not exist."""
    raise NotFound("not_found")


def to_front_door(door: str) -> Response:
    """Off to sign in; the wanted page is remembered in the signed session, never in an address."""
    if request.method == "GET":
        session[WISH] = [request.full_path.rstrip("?"), clock.now().timestamp()]
    return redirect(door, 303)


def wished_page(*, child: bool) -> str | None:
    """The page this browser asked for before signing in, when it suits the visitor and is recent."""
    path, since = session.get(WISH, ("", 0.0))
    fresh = clock.now().timestamp() - since < WISH_LASTS.total_seconds()
    if not path or not fresh or own_path(path, otherwise="") != path:
        return None
    return None if path.startswith(STAFF_PATHS) == child else str(path)


def key_hash_here() -> str | None:
    """The hash of this browser's earlier sign-in key, also when it no longer opens anything."""
    key = session.get(KEY)
    return hash_token(key) if isinstance(key, str) else None


def app_secret() -> str:
    """The secret under which picture codes and phrases are hashed."""
    return str(current_app.secret_key)


def let_in(opened: OpenedSession) -> None:
    """Gives the browser its new sign-in; nothing of an earlier visitor stays in the session."""
    session.clear()
    session[KEY] = opened.key
    session.permanent = opened.permanent


def let_out() -> None:
    """Forgets the visitor in this browser (the server's side is `sign_out`)."""
    session.clear()
