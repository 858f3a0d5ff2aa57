"""The passport of who has no account, on a device: opened by card or code, its own card, more on one phone.

The address on a card is a secret: it leaves the address bar at once, goes into no log and no referrer.
"""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify import tokens
from readify.actions.passport_stamps import passport_for_device
from readify.actions.passports import OpenedPassport, add_device, open_passport
from readify.errors import NotFound
from readify.models import PassportOrigin
from readify.perform import perform, present
from readify.printing.qr import qr_matrix
from readify.queries.guest_passports import UNKNOWN_PASSPORT, find_passport
from readify.request_limits import failed_try, passport_limit
from readify.request_session import read_session
from readify.web import device_passport, device_stamps
from readify.web.auth import secret_page
from readify.web.guest_base import is_prefetch, no_staff, who
from readify.web.identity import app_secret
from readify.web.screen import public_address

bp = Blueprint("guest", __name__)
LONGEST = 60


@bp.get("/p/<token>")
@bp.get("/P/<token>")
@passport_limit
def card(token: str) -> Response:
    """A scanned passport card: this device goes on with that passport."""
    no_staff()
    if is_prefetch():
        return Response(status=503)  # the browser asks again when somebody really comes
    try:
        return secret_page(_go_on_with(token[:LONGEST]))
    except NotFound:
        failed_try()
        return secret_page(_asked(404, error=gettext(UNKNOWN_PASSPORT)))


@bp.get("/p")
@bp.get("/P")
@bp.get("/paspoort/openen")
def ask_code() -> Response:
    """Where the code of a card can be typed."""
    no_staff()
    return _asked()


@bp.post("/paspoort/openen")
@passport_limit
def take_code() -> Response:
    """A code that is right opens the passport here."""
    no_staff()
    typed = request.form.get("code", "")[:LONGEST]
    try:
        return _go_on_with(typed)
    except NotFound:
        failed_try()
        return _asked(422, typed=typed, error=gettext(UNKNOWN_PASSPORT))


@bp.get("/paspoort/kaart")
def show_card() -> Response:
    """The card of the passport in use, to print or to photograph."""
    no_staff()
    mine = device_passport.in_use()
    if mine is None:
        return redirect(url_for("child.passport"), 303)
    page = render_template(
        "guest/card.html",
        owner=mine.passport,
        qr=qr_matrix(f"{public_address()}/P/{mine.key}".upper()),
        code=tokens.typed_code(mine.key),
        address=f"{public_address()}/p".partition("://")[2],
        **who(),
    )
    return secret_page(make_response(page))


@bp.post("/paspoort/erbij")
def add() -> Response:
    """One more passport on this device, for somebody else; it comes in front."""
    no_staff()
    if len(device_passport.held()) >= device_passport.MOST:
        flash(gettext("Op dit apparaat passen vijf paspoorten. Dat zijn er genoeg."), "lamp")
        return redirect(url_for("child.passport"), 303)
    device, moment = device_passport.device(), present()
    about = {"today": moment["today"], "now": moment["now"]}
    if device.passport_id is None and device.kept:  # what waits here is of who was here first
        first: OpenedPassport = perform(passport_for_device, device=device, **about)
        return _holding(first.token)
    made: OpenedPassport = perform(
        open_passport,
        origin=PassportOrigin.DEVICE,
        secret=device.secret,
        language=device.language,
        **about,
    )
    flash(gettext("Dit is het paspoort van %(name)s. Nu jij!", name=made.name))
    return _holding(made.token, forget=False)


@bp.post("/paspoort/wissel")
def switch() -> Response:
    """Another passport on this device comes in front."""
    no_staff()
    wanted = request.form.get("paspoort", type=int)
    chosen = next((one for one in device_passport.held() if one.passport.passport_id == wanted), None)
    response = redirect(url_for("child.passport"), 303)
    if chosen is not None:
        device_passport.hold(response, chosen.key)
    return response


def _go_on_with(text: str) -> Response:
    """The passport of this token or code in front on this device, with a key of the device's own."""
    found = find_passport(read_session(), text=text, secret=app_secret())
    here = next(
        (one for one in device_passport.held() if one.passport.passport_id == found.passport_id), None
    )
    if here is not None:
        return _holding(here.key, forget=False)
    opened: OpenedPassport = perform(
        add_device, passport_id=found.passport_id, now=present()["now"], secret=app_secret()
    )
    flash(gettext("Hoi %(name)s! Je paspoort is er weer.", name=found.name))
    return _holding(opened.token, forget=False)


def _holding(key: str, *, forget: bool = True) -> Response:
    response = redirect(url_for("child.passport"), 303)
    device_passport.hold(response, key)
    if forget:
        device_stamps.forget(response)
    return response


def _asked(status: int = 200, *, typed: str = "", error: str = "") -> Response:
    page = render_template("guest/open.html", typed=typed, error=error, **who())
    return make_response(page, status)
