"""A community goal for everybody to see: a foyer's live screen, a widget for other sites, and a picture.

Whoever has the secret key may look, nothing else. No names are ever asked for here. The widget alone may
stand in a frame of another site; it runs no script and neither reads nor sets a cookie.
"""

from __future__ import annotations

import math
from typing import Any

from flask import Blueprint, Response, current_app, make_response, render_template
from flask_babel import format_decimal, get_locale, gettext
from markupsafe import Markup

from readify.art.valley import valley
from readify.perform import present
from readify.queries.community import CommunityLight, count_lamps, goal_of_key, light_of
from readify.queries.kept_counts import KeptCounts
from readify.request_session import read_session
from readify.web.headers import allow_frames
from readify.web.screen import public_address

bp = Blueprint("foyer", __name__, url_prefix="/scherm")
FRESH = "public, max-age=60"  # for what other sites show: a minute old is fresh enough


@bp.record_once
def keep_counts(state: Any) -> None:
    """One store of counts for this process."""
    state.app.extensions["readify.community_counts"] = KeptCounts()


@bp.get("/<key>")
def show(key: str) -> str:
    """The whole screen."""
    return render_template("screen/foyer.html", **_screen(key))


@bp.get("/<key>/deel")
def part(key: str) -> str:
    """What changes on it: fetched after each nudge and each reconnect."""
    return render_template("screen/_foyer.html", **_screen(key))


@bp.get("/<key>/klein")
def widget(key: str) -> Response:
    """A small page that may stand in a frame of another site."""
    allow_frames()
    response = make_response(render_template("screen/foyer_small.html", **_screen(key)))
    return _for_others(response)


@bp.get("/<key>.svg")
def picture(key: str) -> Response:
    """The same as a picture."""
    facts = _screen(key)
    drawn = valley(facts["light"].lit, crop="wide", key="v", festive=facts["light"].reached)
    inner = drawn.replace("<svg ", '<svg x="0" y="0" width="640" height="330" ', 1)
    page = render_template(
        "screen/foyer.svg",
        valley=Markup(inner),  # noqa: S704 - our own drawing
        line=gettext("%(lamps)s van %(target)s lampen", **_numbers(facts["light"])),
        language=str(get_locale()),
        **facts,
    )
    return _for_others(Response(page, mimetype="image/svg+xml"))


def community_light(goal_key: str) -> CommunityLight:
    """The goal behind this key with its count. Raises NotFound."""
    session = read_session()
    goal = goal_of_key(session, goal_key)
    counts: KeptCounts = current_app.extensions["readify.community_counts"]
    span = (goal.id, goal.scope, goal.branch_id, goal.starts, goal.ends)
    count = counts.get(span, lambda: count_lamps(session, goal))
    return light_of(session, goal, lamps=count.number, again=math.ceil(count.again * 1000))


def _screen(key: str) -> dict[str, Any]:
    return {
        "light": community_light(key),
        "key": key,
        "today": present()["today"],
        "address": public_address().split("://", 1)[-1],
    }


def _numbers(light: CommunityLight) -> dict[str, str]:
    return {"lamps": format_decimal(light.lamps), "target": format_decimal(light.target)}


def _for_others(response: Response) -> Response:
    """May be shown by other sites and kept for a minute."""
    response.headers["Cache-Control"] = FRESH
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
