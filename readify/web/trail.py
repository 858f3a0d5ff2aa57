"""The page behind a poster: a stamp, then a piece of story; with an account or without, and the typed code.

A scan is one step: the phone opens the address and the stamp is there. So this GET writes. That is harmless:
a stamp is given once per child and spot whatever is repeated, and the code is no secret. What is no visit
(HEAD, a browser that fetches ahead) gets the page's head or nothing, and no stamp.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from readify.actions.stamping import Stamped, collect_stamp
from readify.drafts.parsing import parse
from readify.drafts.reading import StampDraft
from readify.errors import NotFound
from readify.exchange.stories import Story
from readify.game.rulebook import Rulebook
from readify.perform import perform, present
from readify.queries.passport import Passport, passports, stamps_of
from readify.queries.spots import NO_LONGER, NOT_YET, FoundSpot, find_spot
from readify.queries.tellings import chapter_at
from readify.queries.visitor import Visitor
from readify.request_session import fresh_read_session, read_session
from readify.web.celebration import greatest
from readify.web.guest_scan import GuestScan, guest_days, scan_as_guest

bp = Blueprint("trail", __name__)
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scan came to. `state` is fresh, already, look (staff), not_yet or over."""

    state: str
    outcome: Stamped | None = None
    guest: GuestScan | None = None


@bp.get("/S")
@bp.get("/s")
def type_code() -> AnyResponse | str:
    """Where a code can be typed; a code that exists leads on to its page."""
    typed = request.args.get("code", "").strip()
    if not typed:
        return render_template("trail/type.html", typed="", message="")
    spot = _spot(typed)
    if isinstance(spot, NotFound):
        return unknown(spot, typed)
    return redirect(url_for("trail.spot", code=spot.code), 303)


@bp.get("/s/<code>")
@bp.get("/S/<code>")
def spot(code: str) -> AnyResponse:
    """The spot's page: gives the stamp, shows the piece of story."""
    if "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")):
        return Response(status=503)  # the browser asks again when somebody really comes
    found = _spot(code)
    if isinstance(found, NotFound):
        return unknown(found, code)
    scanned = _scan(found)
    response = make_response(render_template("trail/spot.html", **_page(found, scanned)))
    response.headers["Cache-Control"] = "no-store"
    if scanned.guest:
        scanned.guest.keep(response)
    return response


def unknown(error: NotFound, typed: str) -> AnyResponse:
    """A code that no poster bears (any more), with a field to try again."""
    page = render_template("trail/type.html", typed=typed[:LONGEST], message=gettext(error.message))
    return make_response(page, 404)


def stories() -> dict[str, Story]:
    """The network's stories by slug."""
    found: dict[str, Story] = current_app.extensions["readify.stories"]
    return found


def signed_in() -> Visitor | None:
    """The visitor, when somebody is signed in."""
    found = current_user._get_current_object()
    return found if isinstance(found, Visitor) else None


def _spot(code: str) -> FoundSpot | NotFound:
    try:
        return find_spot(read_session(), code=code[:LONGEST])
    except NotFound as error:
        return error


def _scan(spot: FoundSpot) -> Scanned:
    """Gives the stamp if there is one to give, and counts the visit."""
    visitor, today = signed_in(), present()["today"]
    if visitor is not None and visitor.account_id is not None:
        return Scanned("look")
    if not spot.is_open(today) and not _has(spot, visitor):
        return Scanned("over" if today > spot.ends or spot.ended else "not_yet")
    if request.method == "HEAD":
        return Scanned("already")
    if visitor is not None:
        return _of_child(spot, visitor)
    guest = scan_as_guest(spot, stories())
    return Scanned("fresh" if guest.fresh else "already", guest=guest)


def _has(spot: FoundSpot, visitor: Visitor | None) -> bool:
    return spot.spot_id in own_days(visitor)


def own_days(visitor: Visitor | None) -> dict[int, Any]:
    """The visitor's stamps: a child's from its ledger, anybody else's from this device's passport."""
    if visitor is None or visitor.reader_id is None:
        return guest_days()
    return stamps_of(fresh_read_session(), reader_id=visitor.reader_id)


def _of_child(spot: FoundSpot, visitor: Visitor) -> Scanned:
    draft = parse(StampDraft, {"submission_id": str(uuid.uuid4()), "code": spot.code})
    outcome: Stamped = perform(
        collect_stamp,
        stories=stories(),
        reader_id=visitor.reader_id,
        draft=draft,
        timezone=_timezone(),
        **present(),
    )
    return Scanned("fresh" if outcome.fresh else "already", outcome)


def _timezone() -> str:
    return str(current_app.extensions["readify.config"].timezone)


def _page(spot: FoundSpot, scanned: Scanned) -> dict[str, Any]:
    """What the page shows. Nothing of the story before the trail has begun, but for who works here."""
    language, visitor = str(get_locale()), signed_in()
    chapter = chapter_at(read_session(), stories(), spot, language)
    days = scanned.guest.days if scanned.guest else own_days(visitor)
    pages = passports(
        fresh_read_session(), stamps=days, stories=stories(), language=language, trail_id=spot.trail_id
    )
    rules: Rulebook = current_app.extensions["readify.rulebook"]
    answer = scanned.outcome.answer if scanned.outcome else {}
    return {
        "spot": spot,
        "state": scanned.state,
        "chapter": None if scanned.state == "not_yet" else chapter,
        "passport": pages[0] if pages else None,
        "place": _place_of(spot, pages),
        "won": greatest(answer, rules, language) if scanned.state == "fresh" and answer else None,
        "sorry": {"over": gettext(NO_LONGER), "not_yet": gettext(NOT_YET)}.get(scanned.state, ""),
        "band": visitor.band if visitor else "",
        "is_child": visitor is not None and visitor.reader_id is not None,
    }


def _place_of(spot: FoundSpot, pages: tuple[Passport, ...]) -> Any:
    places = (place for page in pages for place in page.places)
    return next((place for place in places if place.spot_id == spot.spot_id), None)
