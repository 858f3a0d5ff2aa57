"""The way in without a card: class word, own name, three pictures; or four words from twelve years on.

What a child picked so far lives in the signed session, never in the address. Each picture is a button of a
form, so it works tap by tap without JavaScript; the page's script sends the three at once.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, session
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify import clock, tokens
from readify.actions.signing_in import (
    MOST_TRIES,
    UNKNOWN_PHRASE,
    PicturesRefused,
    sign_in_with_phrase,
    sign_in_with_pictures,
)
from readify.errors import Unauthenticated
from readify.models import SignInKind
from readify.perform import perform
from readify.queries.signing_in import PictureDoor, class_door, class_door_of, picture_door
from readify.request_limits import class_word_limit, failed_try, picture_limit
from readify.request_session import read_session
from readify.web.auth import enter
from readify.web.identity import app_secret, key_hash_here

bp = Blueprint("class_door", __name__)
DOOR = "door"
DOOR_SECONDS = 600
LONGEST = 120


@bp.get("/k")
def ask_word() -> str:
    """Asks for the class word, or for the four words."""
    return render_template("auth/class_word.html")


@bp.post("/k")
@class_word_limit
def take_word() -> Response:
    """A class word leads to the names, four words lead in."""
    phrase = request.form.get("phrase", "").strip()
    if phrase:
        return _take_phrase(phrase)
    word = request.form.get("word", "")[:LONGEST]
    door = class_door(read_session(), word)
    if door is None:
        failed_try()
        error = gettext("Deze klas ken ik niet. Kijk nog eens op je kaart.")
        return make_response(render_template("auth/class_word.html", word=word, word_error=error), 422)
    session[DOOR] = {"classroom": door.classroom_id, "since": clock.now().timestamp()}
    return redirect("/namen", 303)


@bp.get("/namen")
def ask_name() -> Response:
    """The class's companions and first names, nothing else."""
    here = _door_here()
    door = class_door_of(read_session(), here["classroom"]) if here else None
    if door is None:
        return redirect("/k", 303)
    return make_response(render_template("auth/names.html", door=door))


@bp.post("/namen")
def take_name() -> Response:
    """The child is one of this class's, or the list comes back."""
    here = _door_here()
    if not here:
        return redirect("/k", 303)
    reader_id = request.form.get("reader", type=int)
    child = reader_id and picture_door(read_session(), reader_id=reader_id, classroom_id=here["classroom"])
    if not child:
        return redirect("/namen", 303)
    session[DOOR] = {**here, "reader": reader_id, "picks": []}
    return redirect("/plaatjes", 303)


@bp.get("/plaatjes")
def ask_pictures() -> Response:
    """The pad of twelve; or, after five wrong tries, the teacher."""
    child = _child_here()
    if child is None:
        return redirect("/namen", 303)
    if not child.has_pictures or child.tries >= MOST_TRIES:
        return make_response(render_template("auth/call_teacher.html", child=child))
    here = _door_here()
    return make_response(
        render_template(
            "auth/pictures.html",
            child=child,
            labels={code: gettext(label) for code, label in tokens.PICTURE_LABELS.items()},
            picks=here.get("picks", []),
            wrong=here.get("wrong", False),
        )
    )


@bp.post("/plaatjes")
@picture_limit
def take_pictures() -> Response:
    """One picture, or all three at once; the third one decides."""
    here, child = _door_here(), _child_here()
    if child is None:
        return redirect("/namen", 303)
    picks = [] if "opnieuw" in request.form else _picked(here.get("picks", []))
    if len(picks) < tokens.PICTURES_IN_CODE:
        session[DOOR] = {**here, "picks": picks, "wrong": False}
        return redirect("/plaatjes", 303)
    opened = perform(
        sign_in_with_pictures,
        reader_id=child.reader_id,
        codes=tuple(picks),
        secret=app_secret(),
        kind=SignInKind.WEB,
        now=clock.now(),
        replaces=key_hash_here(),
    )
    if not isinstance(opened, PicturesRefused):
        return enter(opened)
    failed_try()
    session[DOOR] = {**here, "picks": [], "wrong": True}
    return redirect("/plaatjes", 303)


def _take_phrase(phrase: str) -> Response:
    try:
        opened = perform(
            sign_in_with_phrase,
            phrase=phrase[:LONGEST],
            secret=app_secret(),
            kind=SignInKind.WEB,
            now=clock.now(),
            replaces=key_hash_here(),
        )
    except Unauthenticated:
        failed_try()
        error = gettext(UNKNOWN_PHRASE)
        return make_response(render_template("auth/class_word.html", phrase_error=error), 422)
    return enter(opened)


def _picked(before: list[str]) -> list[str]:
    """What was tapped before and now; a second tap on a picture takes it back. Three at once stand alone."""
    given = request.form.getlist("picture")[: tokens.PICTURES_IN_CODE]
    picks = [] if len(given) == tokens.PICTURES_IN_CODE else list(before)
    for code in given:
        if code in picks:
            picks.remove(code)
        elif code in tokens.PICTURE_LABELS:
            picks.append(code)
    return picks[: tokens.PICTURES_IN_CODE]


def _door_here() -> dict[str, Any]:
    here: dict[str, Any] = session.get(DOOR, {})
    return here if here and clock.now().timestamp() - here["since"] < DOOR_SECONDS else {}


def _child_here() -> PictureDoor | None:
    here = _door_here()
    if "reader" not in here:
        return None
    return picture_door(read_session(), reader_id=here["reader"], classroom_id=here["classroom"])
