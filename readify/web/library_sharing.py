"""Sharing a trail with another library: asking, agreeing, leaving."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.trail_sharing import agree_to_share, ask_library, stop_sharing
from readify.perform import perform, present
from readify.web.identity import staff_only
from readify.web.library_base import ROLES, account_id, own_library, owned_trail

bp = Blueprint("library_sharing", __name__, url_prefix="/bieb")


@bp.post("/spoor/<int:trail_id>/deel")
@staff_only(*ROLES)
def ask(trail_id: int) -> Response:
    """Asks another library to share this trail."""
    owned_trail(trail_id)
    library_id = request.form.get("library", 0, type=int)
    perform(
        ask_library, trail_id=trail_id, library_id=library_id, now=present()["now"], account_id=account_id()
    )
    flash(gettext("De vraag staat klaar bij de andere bieb."))
    return redirect(url_for("library.trail", trail_id=trail_id), 303)


@bp.post("/spoor/<int:trail_id>/deel/<int:library_id>/stop")
@staff_only(*ROLES)
def withdraw(trail_id: int, library_id: int) -> Response:
    """The library that made the trail shares it no longer with this one."""
    owned_trail(trail_id)
    _stop(trail_id, library_id)
    return redirect(url_for("library.trail", trail_id=trail_id), 303)


@bp.post("/<int:library_id>/deel/<int:trail_id>/mee")
@staff_only(*ROLES)
def agree(library_id: int, trail_id: int) -> Response:
    """The library that was asked takes part."""
    own_library(library_id)
    perform(
        agree_to_share,
        trail_id=trail_id,
        library_id=library_id,
        now=present()["now"],
        account_id=account_id(),
    )
    flash(gettext("Jullie doen mee. Kies welke plekken bij jullie hangen."))
    return redirect(url_for("library.trail", trail_id=trail_id), 303)


@bp.post("/<int:library_id>/deel/<int:trail_id>/stop")
@staff_only(*ROLES)
def leave(library_id: int, trail_id: int) -> Response:
    """The library that was asked does not take part (any more)."""
    own_library(library_id)
    _stop(trail_id, library_id)
    return redirect(url_for("library.home"), 303)


def _stop(trail_id: int, library_id: int) -> None:
    perform(
        stop_sharing, trail_id=trail_id, library_id=library_id, now=present()["now"], account_id=account_id()
    )
    flash(gettext("Dit spoor is niet meer samen. Plekken daar hangen nu nergens."))
