"""A substitute's way in: a short code, typed or scanned. Needs no account."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify import clock
from readify.actions.substitutes import UNKNOWN_CODE, sign_in_as_substitute
from readify.errors import Unauthenticated
from readify.perform import perform
from readify.request_limits import failed_try, substitute_limit
from readify.web.auth import enter, secret_page, wants_home
from readify.web.identity import app_secret, key_hash_here

bp = Blueprint("stand_in_door", __name__, url_prefix="/inval")
LONGEST = 40


@bp.get("")
def ask() -> Response:
    """Asks for the code."""
    home = wants_home()
    return redirect(home, 303) if home else make_response(render_template("auth/substitute.html"))


@bp.get("/met/<code>")
def scanned(code: str) -> Response:
    """The scanned address: the code stands there already, one button goes in."""
    return secret_page(make_response(render_template("auth/substitute.html", code=code[:LONGEST])))


@bp.post("")
@substitute_limit
def take() -> Response:
    """A right code lets in, for the days that its teacher chose."""
    code = request.form.get("code", "")[:LONGEST]
    try:
        opened = perform(
            sign_in_as_substitute,
            code=code,
            secret=app_secret(),
            now=clock.now(),
            replaces=key_hash_here(),
        )
    except Unauthenticated:
        failed_try()
        page = render_template("auth/substitute.html", code=code, error=gettext(UNKNOWN_CODE))
        return make_response(page, 422)
    return enter(opened)
