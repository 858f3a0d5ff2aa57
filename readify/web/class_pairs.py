"""Two classes beside each other, when both teachers choose it: asked by class word, accepted, stopped."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.valley_pairs import accept_class, invite_class, stop_pair
from readify.drafts.class_pair import PairDraft
from readify.drafts.parsing import parse
from readify.errors import Conflict, Invalid, Refused
from readify.models import Classroom
from readify.perform import perform, present
from readify.queries.class_light import class_light
from readify.queries.classroom_pages import school_name
from readify.queries.valley_pairs import invitations, two_valleys
from readify.request_limits import class_word_limit
from readify.request_session import fresh_read_session, read_session
from readify.web.identity import staff_only
from readify.web.teacher_base import account_id, frame, own_classroom, shown_errors

bp = Blueprint("class_pairs", __name__, url_prefix="/klas/<int:classroom_id>/twee-dalen")
SUGGESTED = dt.timedelta(days=28)


@bp.get("")
@staff_only("teacher")
def show(classroom_id: int) -> str:
    """Both valleys, what waits for an answer, and a form to ask a class."""
    return _page(own_classroom(classroom_id))


@bp.post("")
@staff_only("teacher")
@class_word_limit
def invite(classroom_id: int) -> Response | tuple[str, int]:
    """Asks the class with this word."""
    classroom, moment = own_classroom(classroom_id), present()
    about = {"today": moment["today"], "now": moment["now"], "account_id": account_id()}
    try:
        draft = parse(PairDraft, request.form.to_dict(), context={"today": moment["today"]})
        perform(invite_class, classroom_id=classroom_id, draft=draft, **about)
    except (Invalid, Conflict) as refusal:
        return _page(classroom, refusal), refusal.status
    return _back(classroom_id, gettext("Gevraagd. Je collega ziet het op de eigen pagina."))


@bp.post("/<int:pair_id>/ja")
@staff_only("teacher")
def accept(classroom_id: int, pair_id: int) -> Response | tuple[str, int]:
    """We join in."""
    classroom, moment = own_classroom(classroom_id), present()
    about = {"today": moment["today"], "now": moment["now"], "account_id": account_id()}
    try:
        perform(accept_class, classroom_id=classroom_id, pair_id=pair_id, **about)
    except Conflict as refusal:
        return _page(classroom, refusal), refusal.status
    return _back(classroom_id, gettext("Jullie kijken met elkaar mee."))


@bp.post("/<int:pair_id>/stop")
@staff_only("teacher")
def stop(classroom_id: int, pair_id: int) -> Response:
    """Stops, declines or takes back; no reason is asked."""
    own_classroom(classroom_id)
    about = {"now": present()["now"], "account_id": account_id()}
    perform(stop_pair, classroom_id=classroom_id, pair_id=pair_id, **about)
    return _back(classroom_id, gettext("Gestopt. Jullie dal blijft zoals het is."))


def _back(classroom_id: int, words: str) -> Response:
    flash(words)
    return redirect(url_for(".show", classroom_id=classroom_id), 303)


def _page(classroom: Classroom, refusal: Refused | None = None) -> str:
    session, today = fresh_read_session() if refusal else read_session(), present()["today"]
    about: dict[str, Any] = {"classroom_id": classroom.id, "today": today}
    found = shown_errors(refusal)
    return render_template(
        "teacher/two_valleys.html",
        classroom=classroom,
        pair=two_valleys(session, **about),
        waiting=invitations(session, **about),
        has_goal=class_light(session, classroom_id=classroom.id).target is not None,
        suggested=today + SUGGESTED,
        typed=request.form if refusal else {},
        errors=found or ({"word": gettext(refusal.message)} if refusal else {}),
        **frame(classroom.id, school_name(session, classroom.school_id)),
    )
