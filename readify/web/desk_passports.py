"""Passports at a library's desk: a new one and a new card to print, one that goes along with a child."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext, ngettext
from werkzeug.wrappers import Response

from readify.actions.desk_passports import claim_at_desk, new_at_desk, reprint_at_desk, take_in_at_desk
from readify.actions.passports import OpenedPassport
from readify.drafts.desk import shown_card
from readify.errors import Refused
from readify.perform import perform, present
from readify.printing.qr import qr_matrix
from readify.web.desk_base import own_desk, page_again, stories
from readify.web.identity import staff_only
from readify.web.library_base import ROLES, public_base

bp = Blueprint("desk_passports", __name__, url_prefix="/bieb/<int:library_id>/balie")


@bp.post("/paspoort")
@staff_only(*ROLES)
def new(library_id: int) -> Response:
    """A new passport, with its card to print."""
    moment = present()
    made = perform(
        new_at_desk,
        desk=own_desk(library_id),
        language=str(get_locale()),
        today=moment["today"],
        now=moment["now"],
    )
    return _card(library_id, made)


@bp.post("/opnieuw")
@staff_only(*ROLES)
def reprint(library_id: int) -> Response:
    """A new card for this passport; the old one stops working."""
    desk, moment = own_desk(library_id), present()
    try:
        shown = shown_card(request.form.get("card", ""))
        made = perform(reprint_at_desk, desk=desk, shown=shown, today=moment["today"], now=moment["now"])
    except Refused as refusal:
        return page_again(desk, refusal)
    return _card(library_id, made)


@bp.post("/overnemen")
@staff_only(*ROLES)
def claim(library_id: int) -> Response:
    """The passport goes along with the child whose own card was scanned too."""
    desk = own_desk(library_id)
    try:
        passport, child = (shown_card(request.form.get(name, "")) for name in ("card", "child"))
        done = perform(
            claim_at_desk, desk=desk, passport=passport, child=child, stories=stories(), **present()
        )
    except Refused as refusal:
        return page_again(desk, refusal)
    flash(
        ngettext(
            "Het paspoort hoort nu bij het account. %(num)d stempel ging mee.",
            "Het paspoort hoort nu bij het account. %(num)d stempels gingen mee.",
            done.fresh,
        )
    )
    return redirect(url_for("desk.show", library_id=library_id), 303)


@bp.post("/ingeleverd")
@staff_only(*ROLES)
def take_in(library_id: int) -> Response:
    """A full paper card comes back."""
    desk, moment = own_desk(library_id), present()
    try:
        shown = shown_card(request.form.get("card", ""))
        perform(take_in_at_desk, desk=desk, shown=shown, today=moment["today"], now=moment["now"])
    except Refused as refusal:
        return page_again(desk, refusal)
    flash(gettext("Ingeleverd. De stempels blijven staan."))
    return redirect(url_for("desk.show", library_id=library_id), 303)


def _card(library_id: int, made: OpenedPassport) -> Response:
    """The card on the screen, shown this once, for the printer or a photo."""
    address = f"{public_base()}/P/{made.token}"
    page = render_template(
        "library/desk_card.html",
        library_id=library_id,
        made=made,
        qr=qr_matrix(address.upper(), "M"),
        address=public_base().split("://", 1)[-1],
    )
    response = Response(page, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
