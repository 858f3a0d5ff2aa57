"""Pages for everybody: what we keep, the language switch, and the small files that browsers ask for."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from readify.actions.own_choices import choose_locale, choose_staff_locale
from readify.errors import Invalid
from readify.perform import perform
from readify.queries.visitor import Visitor
from readify.web.addresses import own_path
from readify.web.language import COOKIE, languages_here
from readify.web.present import present_visitor

bp = Blueprint("public", __name__)
ONE_YEAR = 365 * 24 * 3600


@bp.get("/privacy")
def privacy() -> str:
    """What we keep about a child, in words a child can read."""
    return render_template("public/privacy.html")


@bp.post("/taal")
def choose() -> AnyResponse:
    """Keeps the chosen language, in a cookie and with who is signed in, and goes back to the page."""
    language = request.form.get("taal", "")
    if language not in languages_here():
        raise Invalid("unknown_language", gettext("Die taal kennen we nog niet."))
    _keep_with_visitor(language)
    response = redirect(own_path(request.form.get("terug", "")), 303)
    response.set_cookie(
        COOKIE, language, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=request.is_secure
    )
    return response


def _keep_with_visitor(language: str) -> None:
    """A signed-in visitor's own choice comes before the cookie, so it has to change too."""
    visitor = present_visitor()
    if not isinstance(visitor, Visitor):
        return
    if visitor.account_id is not None:
        perform(choose_staff_locale, account_id=visitor.account_id, locale=language)
    elif visitor.reader_id is not None:
        perform(choose_locale, reader_id=visitor.reader_id, locale=language)


@bp.get("/robots.txt")
def robots() -> Response:
    """No search engine belongs here: these are children's pages."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")


@bp.get("/favicon.ico")
def favicon() -> AnyResponse:
    """The icon, for browsers that ask without being told where it is."""
    icon = current_app.extensions["readify.assets"].url("icons/icon-192.png")
    response = make_response(redirect(icon, 302))
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
