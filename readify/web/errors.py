"""The face of what goes wrong, as a kind page. Under `/api/` the answer is JSON, made by `api.errors`.

Pages must work while the database is away, so they look nothing up that can fail.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

import structlog
from flask import Flask, current_app, make_response, render_template, request
from flask_babel import gettext
from jinja2 import Template
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.sansio.response import Response as SansIOResponse
from werkzeug.wrappers import Response

from readify.errors import Busy, Refused, TooMany
from readify.web.kept_forms import keep_draft

log = structlog.get_logger(__name__)
KEPT_HEADERS = ("Allow", "Retry-After")
ApiFace = Callable[[Exception, int], Response]


def register(app: Flask) -> None:
    """One handler for refusals, one for HTTP errors, one for a database that is away, one for the rest."""
    app.register_error_handler(Refused, refused)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(OperationalError, database_away)
    app.register_error_handler(Exception, broken)


def refused(error: Refused) -> Response:
    """The page of an expected refusal: its own sentence on top."""
    message = gettext(error.message) if error.message else ""
    response = answer(error, error.status, message=message, code=error.code)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, Busy):
        keep_typed()
    return response


def keep_typed() -> None:
    """What a child typed waits for the next try, when at least the sign-in can be looked up."""
    with suppress(SQLAlchemyError):
        keep_draft(request.form)


def http_error(error: HTTPException) -> Response | SansIOResponse:
    """The page of a 404, 405, 413, … ; redirects and ready answers pass through."""
    if error.response is not None:
        return error.response
    status = error.code or 500
    if status < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    response = answer(error, status)
    for name, value in error.get_headers():
        if name in KEPT_HEADERS:
            response.headers[name] = value
    return response


def database_away(error: OperationalError) -> Response:
    """503: the database is locked, full, read-only or gone; what was sent can be sent again."""
    log.error("database_away", kind=type(error.orig).__name__)
    keep_typed()
    return answer(Busy("cannot_write"), HTTPStatus.SERVICE_UNAVAILABLE, code="cannot_write")


def broken(error: Exception) -> Response:
    """500: our fault, logged with its traceback and without anything that was typed."""
    log.exception("unhandled", route=str(request.url_rule or ""))
    if current_app.testing and current_app.config["PROPAGATE_EXCEPTIONS"] is not False:
        raise error
    return answer(error, HTTPStatus.INTERNAL_SERVER_ERROR)


def answer(error: Exception, status: int, *, message: str = "", code: str = "") -> Response:
    """The answer for this visitor: JSON for programs, a page for people, bare words if the page fails too."""
    face: ApiFace | None = current_app.extensions.get("readify.api_face")
    if face is not None and request.path.startswith("/api/"):
        return face(error, status)
    names: list[str | Template] = [
        f"errors/{status}.html",
        "errors/500.html" if status >= 500 else "errors/400.html",
    ]
    try:
        page = render_template(names, message=message, code=code, status=status)
    except Exception:
        log.exception("error_page_failed", status=int(status))
        page = "<!doctype html><title>Readify</title><p>Er ging iets mis bij ons. Niet bij jou."
    return make_response(page, status)
