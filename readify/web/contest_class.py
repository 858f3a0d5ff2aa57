"""Pupils of a class entered together in a contest that the school holds itself."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from readify.actions.contest_at_school import enter_pupils
from readify.errors import NotFound, Refused
from readify.models import Classroom, EntrantState
from readify.perform import perform, present
from readify.policies_contest import NO_ROUND
from readify.queries.classroom_pages import school_name
from readify.queries.contest_entries import OpenRound, rounds_for_school
from readify.queries.contest_pupils import pupils_of
from readify.request_session import read_session
from readify.web.identity import staff_only
from readify.web.teacher_base import account_id, frame, own_classroom

bp = Blueprint(
    "contest_class", __name__, url_prefix="/klas/<int:classroom_id>/voorlezen/<int:round_id>/kinderen"
)


@bp.get("")
@staff_only("teacher")
def ask(classroom_id: int, round_id: int) -> str:
    """The children of the class, to be ticked."""
    classroom, found = _own(classroom_id, round_id)
    there = {
        line.entrant.reader_id for line in found.entries if line.entrant.state is not EntrantState.WITHDRAWN
    }
    return render_template(
        "contest/pupils.html",
        classroom=classroom,
        found=found,
        pupils=[one for one in pupils_of(read_session(), classroom_id) if one.id not in there],
        **frame(classroom_id, school_name(read_session(), classroom.school_id)),
    )


@bp.post("")
@staff_only("teacher")
def enter(classroom_id: int, round_id: int) -> Response:
    """Enters those that were ticked; who was entered before stays as it is."""
    classroom, found = _own(classroom_id, round_id)
    try:
        count = perform(
            enter_pupils,
            round_id=round_id,
            contest_school_id=found.school.id,
            classroom_id=classroom.id,
            consent="consent" in request.form,
            reader_ids=request.form.getlist("kind", type=int),
            now=present()["now"],
            account_id=account_id(),
        )
        flash(ngettext("%(num)d kind leest mee.", "%(num)d kinderen lezen mee.", count))
    except Refused as refusal:
        flash(gettext(refusal.message), "warn")
    return redirect(url_for("contest_entry.show", classroom_id=classroom_id), 303)


def _own(classroom_id: int, round_id: int) -> tuple[Classroom, OpenRound]:
    """The class and the round of its school's own contest. NotFound for every other."""
    classroom = own_classroom(classroom_id)
    about = {"school_id": classroom.school_id, "classroom_id": classroom_id}
    rounds = rounds_for_school(read_session(), today=present()["today"], **about)
    for one in rounds:
        if one.of_round.id == round_id and one.contest.school_id == classroom.school_id and one.may_enter:
            return classroom, one
    raise NotFound("no_round", NO_ROUND)
