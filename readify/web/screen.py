"""The digiboard: one class's live screen behind a secret key, its part that is fetched anew, its controls.

Whoever holds the key may look and run the timer, nothing else. No names are ever asked for here.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from readify import clock
from readify.actions.timer import pause_timer, resume_timer, start_timer, stop_timer
from readify.config import Config
from readify.drafts.classroom import TIMER_MINUTES, TimerDraft
from readify.drafts.parsing import parse
from readify.perform import perform, present
from readify.printing.qr import qr_matrix
from readify.queries.board import Board, board, classroom_of_key
from readify.request_session import read_session
from readify.web.class_words import PLACES

bp = Blueprint("screen", __name__, url_prefix="/digibord")
TIMER_ACTIONS = {"pause": pause_timer, "resume": resume_timer, "stop": stop_timer}


@bp.get("/<key>")
def show(key: str) -> str:
    """The whole screen."""
    return render_template("screen/board.html", **_board(key))


@bp.get("/<key>/deel")
def part(key: str) -> str:
    """What changes on it: fetched after each nudge and each reconnect."""
    return render_template("screen/_board.html", **_board(key))


@bp.get("/<key>/meedoen")
def join(key: str) -> str:
    """How to join, as large as the screen."""
    return render_template("screen/join.html", **_board(key))


@bp.post("/<key>/klok")
def timer(key: str) -> Response:
    """Starts, pauses, goes on with or stops the silent reading time."""
    run_timer(classroom_of_key(read_session(), key).id)
    return redirect(url_for("screen.show", key=key), 303)


def run_timer(classroom_id: int, *, account_id: int | None = None) -> None:
    """Does what the posted form asks of this class's timer."""
    asked: dict[str, Any] = {"classroom_id": classroom_id, "account_id": account_id, "now": clock.now()}
    action = TIMER_ACTIONS.get(request.form.get("doe", ""))
    if action is not None:
        perform(action, **asked)
        return
    draft = parse(TimerDraft, {"minutes": request.form.get("minuten", "")})
    perform(start_timer, minutes=draft.minutes, **asked)


def public_address() -> str:
    """The site's address as people type it, without a slash at the end."""
    config: Config = current_app.extensions["readify.config"]
    return (config.base_url or request.url_root).rstrip("/")


def _board(key: str) -> dict[str, Any]:
    moment = present()
    found: Board = board(read_session(), key=key, today=moment["today"], now=moment["now"])
    address = public_address()
    seen = request.args.get("licht", type=int)
    return {
        "board": found,
        "key": key,
        "now": moment["now"],
        "next_words": PLACES.get(found.next_place, ""),
        "minutes": TIMER_MINUTES,
        "fresh": seen is not None and seen < found.light.lit,
        "address": address.split("://", 1)[-1] + "/k",
        "qr": qr_matrix(f"{address}/k", "M"),
    }
