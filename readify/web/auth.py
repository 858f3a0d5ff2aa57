"""The front door: who are you, a child's card, going home or away. Other doors: class_door, password_door."""

from __future__ import annotations

import math

from flask import Blueprint, flash, make_response, redirect, render_template, request
from flask_babel import gettext, ngettext
from flask_limiter import RateLimitExceeded
from flask_login import current_user
from werkzeug.wrappers import Response

from readify import clock
from readify.actions.signing_in import OpenedSession, sign_in_with_card, sign_out
from readify.errors import TooMany, Unauthenticated
from readify.extensions import limiter
from readify.models import Role, SignInKind
from readify.perform import perform
from readify.queries.schools import administered_schools
from readify.queries.signing_in import first_classroom, is_welcomed, person
from readify.queries.visitor import SUBSTITUTE, Visitor
from readify.request_limits import card_limit, failed_try
from readify.request_session import read_session
from readify.web.errors import refused
from readify.web.identity import key_hash_here, let_in, let_out, wished_page
from readify.web.kept_forms import kept_path

bp = Blueprint("auth", __name__)
CHILD_HOME = "/thuis"
WELCOME = "/welkom"
GO_ON = "/verder"
STAND_IN = "/inval/klas"
STAFF_HOMES = {Role.TEACHER: "/klas", Role.LIBRARIAN: "/bieb", Role.COORDINATOR: "/provincie"}


@bp.get("/")
def who() -> Response:
    """Who are you? A signed-in visitor goes to their own home."""
    visitor = current_user._get_current_object()
    if isinstance(visitor, Visitor):
        return redirect(home_of(visitor.role, visitor.account_id), 303)
    return make_response(render_template("public/who.html"))


@bp.get("/K/<token>")
@bp.get("/k/<token>")
@card_limit
def card(token: str) -> Response:
    """A scanned card signs in, and the token leaves the address bar at once."""
    try:
        opened = perform(
            sign_in_with_card,
            token=token,
            kind=SignInKind.WEB,
            now=clock.now(),
            replaces=key_hash_here(),
        )
    except Unauthenticated as error:
        failed_try()
        status = 410 if error.code == "revoked_card" else 404
        return secret_page(make_response(render_template("auth/card_refused.html"), status))
    return secret_page(enter(opened))


@bp.post("/uitloggen")
def leave() -> Response:
    """Ends the sign-in on the server and in this browser."""
    visitor = current_user._get_current_object()
    if isinstance(visitor, Visitor):
        perform(sign_out, sign_in_id=visitor.sign_in_id, now=clock.now())
    let_out()
    flash(gettext("Je bent uitgelogd. Tot gauw!"))
    return redirect("/", 303)


@bp.app_errorhandler(RateLimitExceeded)
def too_many(_error: RateLimitExceeded) -> Response:
    """Too many failed tries: kind, and it says when it works again."""
    reached = limiter.current_limit
    left = reached.reset_at - 1 - clock.now().timestamp() if reached is not None else 60
    wait = max(1, math.ceil(left))
    minutes = math.ceil(wait / 60)
    message = ngettext(
        "Dat was vaak achter elkaar. Wacht %(num)s minuut en probeer het dan weer.",
        "Dat was vaak achter elkaar. Wacht %(num)s minuten en probeer het dan weer.",
        minutes,
    )
    return refused(TooMany(message, retry_after=wait))


def enter(opened: OpenedSession) -> Response:
    """Lets the visitor in: to the half-filled form, the page they wanted, or their home.

    Staff's forms have no page of their own to come back to: one page shows what was typed (`going_on`).

    A child who never was here before is welcomed first.
    """
    child = opened.reader_id is not None
    kept = kept_path(person(opened.reader_id, opened.account_id, opened.substitute_id))
    if kept and not child:
        kept = GO_ON
    target = kept or wished_page(child=child) or _first_page(opened)
    let_in(opened)
    return redirect(target, 303)


def _first_page(opened: OpenedSession) -> str:
    new = opened.reader_id is not None and not is_welcomed(read_session(), reader_id=opened.reader_id)
    return WELCOME if new else home_of(opened.role, opened.account_id)


def home_of(role: str, account_id: int | None) -> str:
    """The path of this visitor's own home: a teacher's is the first class, else the school that they run."""
    if role == SUBSTITUTE:
        return STAND_IN
    if account_id is None:
        return CHILD_HOME
    home = STAFF_HOMES[Role(role)]
    if role != Role.TEACHER:
        return home
    classroom_id = first_classroom(read_session(), account_id)
    if classroom_id is not None:
        return f"{home}/{classroom_id}"
    schools = administered_schools(read_session(), account_id=account_id)
    return f"/school/{schools[0].id}" if schools else home


def secret_page(response: Response) -> Response:
    """For an address that is itself a secret: not kept, not passed on to other pages."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def wants_home() -> str | None:
    """The home of a visitor who is signed in already and opens a sign-in page."""
    visitor = current_user._get_current_object()
    here = isinstance(visitor, Visitor) and request.method == "GET"
    return home_of(visitor.role, visitor.account_id) if here else None
