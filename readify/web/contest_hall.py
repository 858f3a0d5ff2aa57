"""A session for everybody: the hall's big screen, and a page for phones in the hall and at home.

Whoever has the key may look; only who may run the session gets buttons on the screen. The phones' part is
made once for each change (see `RoundParts`): hundreds ask for it at the same moment.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import force_locale, get_locale, gettext
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from readify import clock
from readify.actions.contest_hall import SIGNS, clap, vote
from readify.errors import NotFound, Refused, TooMany
from readify.perform import perform
from readify.policies_contest import session_of_secretary
from readify.printing.qr import qr_matrix
from readify.queries.contest_hall import Hall, hall, session_of_key, version_of_key
from readify.queries.reading_timer import TimerNow
from readify.queries.visitor import Visitor
from readify.request_limits import clap_limit, failed_try, seat_code_limit
from readify.request_session import read_session
from readify.web.contest_parts import Part, ReadyParts, RoundParts
from readify.web.language import LANGUAGES
from readify.web.present import present_visitor
from readify.web.screen import public_address
from readify.words import N_

bp = Blueprint("contest_hall", __name__)
HOUR = dt.timedelta(hours=1)
MOST_CLAPS = 10  # of one device for one reader
ENOUGH = N_("Genoeg geklapt voor deze lezer. Dank je wel!")


@bp.record_once
def keep_parts(state: Any) -> None:
    """One store of ready parts for this process, and a short way to them."""
    state.app.extensions["readify.round_parts"] = RoundParts()
    state.app.wsgi_app = ReadyParts(state.app)


@bp.get("/zaal/<key>")
def screen(key: str) -> str:
    """The big screen."""
    return render_template("hall/screen.html", **_screen(key))


@bp.get("/zaal/<key>/deel")
def screen_part(key: str) -> str:
    """What changes on it: fetched after each nudge and each reconnect."""
    return render_template("hall/_screen.html", **_screen(key))


@bp.get("/meekijken/<key>")
def live(key: str) -> str:
    """Whose turn it is, for phones: no scores, no places."""
    language = str(get_locale())
    part = Markup(_part(key, language).plain.decode())  # noqa: S704 - a rendered template of ours
    return render_template("hall/live.html", part=part, key=key, language=language)


@bp.get("/meekijken/<key>/deel")
def live_part(key: str) -> Response:
    """What changes on it. `t`: the page's language; `v`: the cursor of the nudge that asked for it."""
    asked = request.args.get("t", "")
    with force_locale(asked if asked in LANGUAGES else str(get_locale())):
        return Response(_part(key, str(get_locale())).plain, mimetype="text/html")


@bp.post("/meekijken/<key>/klap")
@clap_limit
def thank(key: str) -> AnyResponse:
    """A sign of thanks for a reader: so many from one device for one reader."""
    reader, sign = request.form.get("lezer", 0, type=int), request.form.get("teken", "")
    given = session.get("claps", [0, 0])
    times = given[1] + 1 if given[0] == reader else 1
    if times > MOST_CLAPS:
        raise TooMany(ENOUGH, retry_after=60, code="enough")
    found = session_of_key(read_session(), key).id
    perform(clap, session_id=found, entrant_id=reader, sign=sign, now=clock.now())
    session["claps"] = [reader, times]
    if request.accept_mimetypes.best == "application/json":
        return jsonify(state="written")
    return redirect(url_for("contest_hall.live", key=key), 303)


@bp.get("/meekijken/<key>/stem")
def ballot(key: str) -> str:
    """The audience's prize: a code from one's seat, and one reader."""
    return render_template("hall/vote.html", hall=_hall(key), key=key, code="", chosen=0, wrong={})


@bp.post("/meekijken/<key>/stem")
@seat_code_limit
def cast(key: str) -> AnyResponse | tuple[str, int]:
    """One vote for one code."""
    code, chosen = request.form.get("code", ""), request.form.get("lezer", 0, type=int)
    found = session_of_key(read_session(), key).id
    try:
        perform(vote, session_id=found, code=code, entrant_id=chosen, now=clock.now())
    except Refused as refusal:
        failed_try()
        wrong = refusal.fields or {"code": refusal.message}
        said = {name: gettext(words) for name, words in wrong.items()}
        page = render_template(
            "hall/vote.html", hall=_hall(key), key=key, code=code, chosen=chosen, wrong=said
        )
        return page, refusal.status if refusal.status != NotFound.status else 422
    flash(gettext("Je stem is geteld. Dank je wel!"))
    return redirect(url_for("contest_hall.live", key=key), 303)


def _hall(key: str) -> Hall:
    return hall(read_session(), key=key)


def _part(key: str, language: str) -> Part:
    """The phones' part, ready for this key and language; made anew when the session has changed."""
    parts: RoundParts = current_app.extensions["readify.round_parts"]
    asked = request.args.get("v", 0, type=int)
    return parts.get(
        (key, language),
        known=asked,
        version=lambda: version_of_key(read_session(), key),
        make=lambda: _made(key),
    )


def _made(key: str) -> tuple[int, bytes]:
    found = _hall(key)
    page = render_template("hall/_live.html", hall=found, key=key, signs=SIGNS, **_clocks(found))
    return found.version, page.encode()


def _screen(key: str) -> dict[str, Any]:
    found = _hall(key)
    address = f"{public_address()}{url_for('contest_hall.live', key=key)}"
    return {
        "hall": found,
        "key": key,
        "runs": _may_run(found.session_id),
        "address": address,
        "qr": qr_matrix(address, "M"),
        **_clocks(found),
    }


def _may_run(session_id: int) -> bool:
    visitor = present_visitor()
    if not isinstance(visitor, Visitor):
        return False
    try:
        return session_of_secretary(read_session(), visitor, session_id) is not None
    except NotFound:
        return False


def _clocks(found: Hall) -> dict[str, Any]:
    """The reader's clock and that of the break. Who reads counts down to the limit; there is no alarm."""
    now, turn = clock.now(), TimerNow()
    if found.reading and found.reading.started_at and found.time_limit:
        turn = until(found.reading.started_at, found.time_limit, now=now)
    pause = TimerNow()
    if found.break_until is not None:
        pause = until(found.break_until - HOUR, int(HOUR.total_seconds()), now=now)
    return {"turn": turn, "pause": pause, "now": now}


def until(start: dt.datetime, seconds: int, *, now: dt.datetime) -> TimerNow:
    """The clock that began at `start` and runs so many seconds."""
    ends = start + dt.timedelta(seconds=seconds)
    left = max(0, math.ceil((ends - now).total_seconds()))
    return TimerNow("running" if left else "over", max(1, seconds // 60), left, ends if left else None)
