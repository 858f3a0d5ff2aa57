"""What a teacher does from the week page: plan a step, do it, a kind word, a reading of the whole class.

Another teacher's class is a 404. The page itself is `teacher.week`.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from readify.actions.class_reading import log_class_reading, undo_class_reading
from readify.actions.kind_words import praise as give_praise
from readify.actions.sharing import give_bonus
from readify.actions.week_steps import drop_step, finish_step, note_talk, plan_steps
from readify.drafts.parsing import parse
from readify.drafts.week import ClassReadingDraft, PraiseDraft, StepDraft
from readify.game.facts import BonusKind
from readify.perform import perform, present
from readify.web.identity import staff_only
from readify.web.teacher_base import account_id, own_classroom
from readify.web.week_page import back_to_week

bp = Blueprint("steps", __name__, url_prefix="/klas/<int:classroom_id>")


@bp.post("/samen")
@staff_only("teacher")
def read(classroom_id: int) -> Response:
    """We read together: for every child but who was not there."""
    own_classroom(classroom_id)
    sent = {**request.form.to_dict(), "absent": request.form.getlist("absent")}
    draft = parse(ClassReadingDraft, sent)
    asked: dict[str, Any] = {"classroom_id": classroom_id, "account_id": account_id(), **present()}
    done = perform(log_class_reading, draft=draft, **asked)
    words = ngettext("Bewaard voor %(num)d kind.", "Bewaard voor %(num)d kinderen.", done.children)
    return _back(classroom_id, words)


@bp.post("/samen/<int:reading_id>/weg")
@staff_only("teacher")
def unread(classroom_id: int, reading_id: int) -> Response:
    """Takes that back for every child."""
    own_classroom(classroom_id)
    asked: dict[str, Any] = {"classroom_id": classroom_id, "account_id": account_id(), **present()}
    perform(undo_class_reading, class_reading_id=reading_id, **asked)
    return _back(classroom_id, gettext("Ongedaan gemaakt voor de hele klas."))


@bp.post("/stappen")
@staff_only("teacher")
def plan(classroom_id: int) -> Response:
    """Plans a step with children or the class."""
    own_classroom(classroom_id)
    sent = {**request.form.to_dict(), "readers": request.form.getlist("readers")}
    perform(plan_steps, classroom_id=classroom_id, draft=parse(StepDraft, sent), **_moment())
    return _back(classroom_id, gettext("Gepland. Het blijft hier staan tot het gedaan is."))


@bp.post("/stappen/<int:step_id>/klaar")
@staff_only("teacher")
def finish(classroom_id: int, step_id: int) -> Response:
    """It is done. A book talk also counts for the child's badge."""
    own_classroom(classroom_id)
    kind, reader_id = perform(finish_step, classroom_id=classroom_id, step_id=step_id, **_moment())
    if kind == "talk" and reader_id is not None:
        had_talk(reader_id)
    return _back(classroom_id, gettext("Gedaan. Fijn!"))


@bp.post("/stappen/<int:step_id>/weg")
@staff_only("teacher")
def drop(classroom_id: int, step_id: int) -> Response:
    """Not needed after all."""
    own_classroom(classroom_id)
    perform(drop_step, classroom_id=classroom_id, step_id=step_id, account_id=account_id())
    return _back(classroom_id, gettext("Weggehaald."))


@bp.post("/pluim")
@staff_only("teacher")
def praise(classroom_id: int) -> Response:
    """A kind word that these children see at home on their own page."""
    own_classroom(classroom_id)
    sent = {**request.form.to_dict(), "readers": request.form.getlist("readers")}
    draft = parse(PraiseDraft, sent)
    count = perform(give_praise, classroom_id=classroom_id, draft=draft, **_moment())
    words = ngettext("Verstuurd aan %(num)d kind.", "Verstuurd aan %(num)d kinderen.", count)
    return _back(classroom_id, words)


def had_talk(reader_id: int) -> None:
    """A book talk was had with this child: its bonus once a day, and the plan knows."""
    moment = present()
    cause = f"talk:{moment['today']}"
    about: dict[str, Any] = {"reader_id": reader_id, "kind": BonusKind.BOOK_TALK, "cause": cause}
    perform(give_bonus, given_by=account_id(), **about, **moment)
    perform(note_talk, reader_id=reader_id, **_moment())


def _moment() -> dict[str, Any]:
    moment = present()
    return {"today": moment["today"], "now": moment["now"], "account_id": account_id()}


def _back(classroom_id: int, words: str) -> Response:
    flash(words)
    child = request.form.get("terug", 0, type=int)
    to_child = url_for("pupil.show", classroom_id=classroom_id, reader_id=child)
    return redirect(to_child if child else back_to_week(classroom_id), 303)
