"""The end of a trail for who walked it: the thanks at the desk, a draw for who wants one, a diploma.

For a signed-in child and for the passport in use on this device. Somebody else's thanks are a 404.
"""

from __future__ import annotations

from flask import Blueprint, Response, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from readify.actions.draws import join_draw, leave_draw
from readify.errors import NotFound, Refused
from readify.models import Trail
from readify.perform import perform, present
from readify.queries.desk import Holder
from readify.queries.thanks import NO_TRAIL, own_thanks
from readify.request_session import read_session
from readify.web import device_passport
from readify.web.diplomas import diploma_answer, wanted_diploma
from readify.web.trail import signed_in

bp = Blueprint("thanks", __name__, url_prefix="/spoor/<int:trail_id>")


@bp.get("/bedankt")
def show(trail_id: int) -> Response:
    """What there is for who finished; how far it is for who has not."""
    visitor = signed_in()
    page = render_template(
        "trail/thanks.html",
        thanks=own_thanks(read_session(), trail_id=trail_id, holder=_holder()),
        is_child=visitor is not None and visitor.reader_id is not None,
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/loting")
def join(trail_id: int) -> AnyResponse:
    """A ticket, for who wants one."""
    try:
        perform(join_draw, trail_id=trail_id, holder=_holder(), now=present()["now"])
        flash(gettext("Je doet mee. Bewaar je lotnummer."))
    except Refused as refusal:
        flash(gettext(refusal.message), "warn")
    return redirect(url_for("thanks.show", trail_id=trail_id), 303)


@bp.post("/loting/weg")
def leave(trail_id: int) -> AnyResponse:
    """No ticket after all."""
    try:
        perform(leave_draw, trail_id=trail_id, holder=_holder())
        flash(gettext("Goed. Je doet niet mee met de loting."))
    except Refused as refusal:
        flash(gettext(refusal.message), "warn")
    return redirect(url_for("thanks.show", trail_id=trail_id), 303)


@bp.get("/diploma.pdf")
def diploma(trail_id: int) -> Response:
    """The own diploma, once the trail is full: a child's first name, a passport's name."""
    thanks = own_thanks(read_session(), trail_id=trail_id, holder=_holder())
    trail = read_session().get(Trail, trail_id)
    if not thanks.full or trail is None:
        raise NotFound("no_trail", NO_TRAIL)
    visitor, mine = signed_in(), device_passport.in_use()
    name = visitor.name if visitor else mine.passport.name if mine else ""
    return diploma_answer(read_session(), trail, wanted_diploma(), names=[name])


def _holder() -> Holder:
    """Who looks: a child, else this device's passport. Raises NotFound for anybody else."""
    visitor = signed_in()
    if visitor is not None and visitor.reader_id is not None:
        return Holder(visitor.reader_id, None)
    mine = device_passport.in_use()
    if visitor is not None or mine is None:
        raise NotFound("no_trail", NO_TRAIL)
    return Holder(mine.passport.claimed_reader_id, mine.passport.passport_id)
