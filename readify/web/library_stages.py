"""A trail from draft to archive, by hand: ready, begin now, back to draft, stop, archive, copy."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.trail_editing import copy_trail
from readify.actions.trail_stages import archive_trail, begin_trail, ready_trail, redraft_trail
from readify.actions.trails import end_trail
from readify.errors import Conflict
from readify.perform import perform, present
from readify.queries.school_holidays import next_like
from readify.web.identity import staff_only
from readify.web.library_base import ROLES, account_id, own_trail, owned_trail
from readify.web.trail import stories

bp = Blueprint("library_stages", __name__, url_prefix="/bieb/spoor/<int:trail_id>")


@bp.post("/open")
@staff_only(*ROLES)
def ready(trail_id: int) -> Response:
    """The trail is ready; from its first day it runs by itself."""
    own_trail(trail_id)
    said = gettext("Het spoor staat klaar. Hang de posters op en doe een proef-scan.")
    return _step(trail_id, said, ready_trail, stories=stories(), today=present()["today"])


@bp.post("/begin")
@staff_only(*ROLES)
def begin(trail_id: int) -> Response:
    """It begins today, before its first day."""
    own_trail(trail_id)
    return _step(trail_id, gettext("Het spoor loopt."), begin_trail, today=present()["today"])


@bp.post("/concept")
@staff_only(*ROLES)
def redraft(trail_id: int) -> Response:
    """Back to draft, as long as nobody has a stamp."""
    own_trail(trail_id)
    return _step(trail_id, gettext("Het spoor is weer een concept."), redraft_trail)


@bp.post("/stop")
@staff_only(*ROLES)
def end(trail_id: int) -> Response:
    """The trail is over; its story stays readable."""
    own_trail(trail_id)
    return _step(trail_id, gettext("Het spoor is voorbij. Het verhaal blijft te lezen."), end_trail)


@bp.post("/archief")
@staff_only(*ROLES)
def archive(trail_id: int) -> Response:
    """Out of sight: for the library that made it."""
    owned_trail(trail_id)
    said = gettext("Het spoor ligt in het archief.")
    return _step(trail_id, said, archive_trail, today=present()["today"])


@bp.post("/kopie")
@staff_only(*ROLES)
def copy(trail_id: int) -> Response:
    """The same trail for the next such holiday, as a draft with new codes."""
    trail, moment = owned_trail(trail_id), present()
    starts, ends = next_like(trail.starts, trail.ends, today=moment["today"])
    made = perform(
        copy_trail, trail_id=trail_id, starts=starts, ends=ends, now=moment["now"], account_id=account_id()
    )
    flash(gettext("De kopie is een concept, met nieuwe codes. Kloppen de dagen?"))
    return redirect(url_for("library_edit.edit", trail_id=made), 303)


def _step(trail_id: int, said: str, action: Any, **facts: Any) -> Response:
    """One step, and back to the trail with what came of it."""
    try:
        perform(action, trail_id=trail_id, now=present()["now"], account_id=account_id(), **facts)
        flash(said)
    except Conflict as refusal:
        flash(gettext(refusal.message), "warn")
    return redirect(url_for("library.trail", trail_id=trail_id), 303)
