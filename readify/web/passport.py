"""The passport of a child or a guest, its story so far, and taking a device's passport along."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext, ngettext
from werkzeug.wrappers import Response

from readify.actions.claiming import ANOTHERS, Claimed, claim_device
from readify.errors import Conflict, NotFound
from readify.perform import perform, present
from readify.queries.passport import Passport, passports
from readify.queries.trails_now import trails_now
from readify.request_session import read_session
from readify.web import device_passport, device_stamps
from readify.web.child_base import own_id
from readify.web.guest_scan import guest_days
from readify.web.identity import child_only
from readify.web.trail import own_days, signed_in, stories

bp = Blueprint("passport", __name__)


@bp.get("/paspoort/verhaal/<int:trail_id>")
def story(trail_id: int) -> str:
    """The pieces of a trail's story that were found, in order; whole when the passport is full."""
    found = _passports(trail_id)
    if not found:
        raise NotFound("not_found")
    return render_template("trail/story.html", passport=found[0], **_who())


@bp.get("/paspoort/meenemen")
@child_only
def offer() -> Response:
    """Where a guest signs in for: back on the passport, the device's stamps are offered."""
    return redirect(url_for("child.passport"), 303)


@bp.post("/paspoort/meenemen")
@child_only
def claim() -> Response:
    """The device's passport goes along with this child, each stamp once; the device puts it away."""
    response = redirect(url_for("child.passport"), 303)
    try:
        done: Claimed = perform(
            claim_device, stories=stories(), reader_id=own_id(), device=device_passport.device(), **present()
        )
        flash(_said(done))
    except Conflict:
        flash(gettext(ANOTHERS), "lamp")
    device_passport.put_away(response)
    device_stamps.forget(response)
    return response


def passport_page() -> Response:
    """The open book: first the stamps, then the story. For a guest with the passport on this device."""
    found = _passports()
    wanted = request.args.get("spoor", type=int)
    shown = next((one for one in found if one.trail_id == wanted), found[0] if found else None)
    leaves = 1 + len(shown.spreads) if shown else 1
    page = render_template(
        "trail/passport.html",
        passport=shown,
        leaf=min(max(request.args.get("blad", 1, type=int), 1), leaves),
        leaves=leaves,
        others=found,
        running=trails_now(read_session(), today=present()["today"]),
        offered=_offered(),
        held=() if signed_in() else device_passport.held(),
        **_who(),
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _passports(trail_id: int | None = None) -> tuple[Passport, ...]:
    return passports(
        read_session(),
        stamps=own_days(signed_in()),
        stories=stories(),
        language=str(get_locale()),
        trail_id=trail_id,
    )


def _offered() -> int:
    """How many stamps this device holds that the signed-in child could take along."""
    visitor = signed_in()
    if visitor is None or visitor.reader_id is None:
        return 0
    return len(guest_days().keys() - own_days(visitor).keys())


def _who() -> dict[str, Any]:
    visitor = signed_in()
    return {"is_child": visitor is not None and visitor.reader_id is not None}


def _said(done: Claimed) -> str:
    if done.fresh:
        return ngettext(
            "%(num)s stempel staat nu in jouw paspoort.",
            "%(num)s stempels staan nu in jouw paspoort.",
            done.fresh,
        )
    return gettext("Deze stempels stonden al in een paspoort.")
