"""A library's logo for its posters: upload, look, take away.

What was sent is never served: only a bitmap that was drawn of it.
"""

from __future__ import annotations

from contextlib import closing
from io import BytesIO

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from readify.actions.logos import set_logo
from readify.config import Config
from readify.drafts.logo import TOO_LARGE, logo_file, refusal
from readify.errors import Invalid, NotFound
from readify.models import Library
from readify.perform import perform, present
from readify.printing.logo import Logo
from readify.printing.logo_keeping import forget_logo, keep_logo
from readify.printing.logo_reading import logo_png
from readify.request_session import read_session
from readify.web.identity import staff_only
from readify.web.library_base import ROLES, account_id, frame, own_library
from readify.web.library_posters import as_file, logo_of
from readify.web.teacher_base import shown_errors

bp = Blueprint("library_logo", __name__, url_prefix="/bieb/<int:library_id>/logo")
MOST_READ = 64 * 1024 * 1024


@bp.get("")
@staff_only(*ROLES)
def show(library_id: int) -> str:
    """The logo as it is, and a form for another."""
    return _page(library_id, {})


@bp.post("")
@staff_only(*ROLES)
def upload(library_id: int) -> AnyResponse | tuple[str, int]:
    """Another logo; what cannot be one comes back with what to do instead."""
    own_library(library_id)
    try:
        made = logo_file(_sent())
    except Invalid as error:
        return _page(library_id, shown_errors(error)), 422
    _set(library_id, keep_logo(_config().home, made))
    flash(gettext("Het logo staat op je posters."))
    return redirect(url_for("library_logo.show", library_id=library_id), 303)


@bp.post("/weg")
@staff_only(*ROLES)
def drop(library_id: int) -> AnyResponse:
    """No logo any more."""
    own_library(library_id)
    _set(library_id, None)
    flash(gettext("Het logo is weg."))
    return redirect(url_for("library_logo.show", library_id=library_id), 303)


@bp.get("/plaatje.png")
@staff_only(*ROLES)
def picture(library_id: int) -> Response:
    """The logo as a bitmap, drawn now."""
    own_library(library_id)
    logo = _logo(library_id)
    if logo is None:
        raise NotFound("not_found")
    return as_file(logo_png(logo), "image/png", "logo.png")


def _page(library_id: int, errors: dict[str, str]) -> str:
    library = own_library(library_id)
    return render_template(
        "library/logo.html", library=library, logo=_logo(library_id), errors=errors, **frame(library.name)
    )


def _sent() -> bytes:
    """The file that was sent. One larger than any form may be is read away, so that the answer arrives."""
    try:
        file = request.files.get("logo")
        with closing(file or BytesIO()) as found:
            return found.read()
    except RequestEntityTooLarge as error:
        left = min(request.content_length or 0, MOST_READ)
        while left > 0 and (part := request.environ["wsgi.input"].read(min(left, 65536))):
            left -= len(part)
        raise refusal(TOO_LARGE) from error


def _set(library_id: int, digest: str | None) -> None:
    """Points the library at its file; a file that nobody uses any more goes."""
    unused = perform(
        set_logo, library_id=library_id, digest=digest, now=present()["now"], account_id=account_id()
    )
    if unused:
        forget_logo(_config().home, unused)


def _logo(library_id: int) -> Logo | None:
    library = read_session().get(Library, library_id, populate_existing=True)
    return logo_of(library.logo if library else None)


def _config() -> Config:
    found: Config = current_app.extensions["readify.config"]
    return found
