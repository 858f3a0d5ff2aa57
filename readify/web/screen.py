"""The digiboard: one class's live screen behind a secret key, in four modes, and its controls.

Whoever holds the key may look and run the timer, nothing else. No names are ever asked for here.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from readify import clock
from readify.actions.timer import pause_timer, resume_timer, start_timer, stop_timer
from readify.config import Config
from readify.drafts.classroom import TIMER_MINUTES, TimerDraft
from readify.drafts.parsing import parse
from readify.perform import perform, present
from readify.printing.qr import Matrix, qr_matrix
from readify.queries.board import Board, board, classroom_of_key
from readify.queries.book_of_day import book_of_day
from readify.request_session import read_session
from readify.web.book_words import sticker_word
from readify.web.class_words import PLACES, reward_words

bp = Blueprint("screen", __name__, url_prefix="/digibord")
MODES = {"valley": "screen.show", "clock": "screen.clock_view", "book": "screen.book", "join": "screen.join"}
TIMER_ACTIONS = {"pause": pause_timer, "resume": resume_timer, "stop": stop_timer}


@bp.get("/<key>")
def show(key: str) -> str:
    """The class's valley, which lights up as children read."""
    return _screen(key, "valley")


@bp.get("/<key>/leestijd")
def clock_view(key: str) -> str:
    """The reading time alone, as large as the screen."""
    return _screen(key, "clock")


@bp.get("/<key>/boek")
def book(key: str) -> str:
    """The book of the day."""
    return _screen(key, "book")


@bp.get("/<key>/meedoen")
def join(key: str) -> str:
    """How to join, as large as the screen."""
    return _screen(key, "join")


@bp.get("/<key>/deel")
def part(key: str) -> str:
    """What changes on it: fetched after each nudge and each reconnect."""
    return render_template("screen/_board.html", **_board(key, request.args.get("beeld", "")))


@bp.post("/<key>/klok")
def timer(key: str) -> Response:
    """Starts, pauses, goes on with or stops the silent reading time."""
    run_timer(classroom_of_key(read_session(), key).id)
    return redirect(url_for(MODES.get(request.form.get("beeld", ""), "screen.show"), key=key), 303)


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


def _screen(key: str, mode: str) -> str:
    return render_template("screen/board.html", **_board(key, mode))


def _board(key: str, mode: str) -> dict[str, Any]:
    moment = present()
    found: Board = board(read_session(), key=key, today=moment["today"], now=moment["now"])
    mode = mode if mode in MODES else "valley"
    address = public_address()
    seen = request.args.get("licht", type=int)
    return {
        "board": found,
        "key": key,
        "mode": mode,
        "now": moment["now"],
        "next_words": PLACES.get(found.next_place, ""),
        "reward": reward_words(found.light.reward),
        "minutes": TIMER_MINUTES,
        "fresh": seen is not None and seen < found.light.lit,
        "address": address.split("://", 1)[-1] + "/k",
        "qr": _door_code(f"{address}/k"),
        **(_book(found.classroom_id) if mode == "book" else {}),
    }


@lru_cache(maxsize=8)
def _door_code(link: str) -> Matrix:
    """The code on every board of this address: drawing it anew took half of a board's part."""
    return qr_matrix(link, "M")


def _book(classroom_id: int) -> dict[str, Any]:
    config: Config = current_app.extensions["readify.config"]
    today = present()["today"]
    dawn = dt.datetime.combine(today, dt.time(), ZoneInfo(config.timezone)).astimezone(dt.UTC)
    found = book_of_day(read_session(), classroom_id=classroom_id, today=today, dawn=dawn)
    stickers = found.stickers if found else ()
    return {"book": found, "stickers": [(one, sticker_word(one)) for one in stickers]}
