"""The school year's turn: propose, look at it, and only then do it, once a year."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.leaving import LEFT_KEPT
from readify.actions.year_turn import Turned, turn_year
from readify.drafts.year_turn import choices_of
from readify.errors import Conflict, Invalid, Refused
from readify.perform import perform, present
from readify.queries.school_years import USUAL_MONTHS, school_year_of, year_in_words
from readify.queries.year_plan import Choices, YearPlan, year_plan, year_rooms
from readify.request_session import fresh_read_session, read_session
from readify.web.identity import staff_only
from readify.web.school_base import own_school, school_frame
from readify.web.teacher_base import account_id

bp = Blueprint("school_year", __name__, url_prefix="/school/<int:school_id>/jaar")


@bp.get("")
@staff_only("teacher")
def show(school_id: int) -> str:
    """Where each class would go."""
    own_school(school_id)
    return _page(school_id, Choices())


@bp.post("/kijk")
@staff_only("teacher")
def look(school_id: int) -> str | tuple[str, int]:
    """What these choices come to, child by child. Nothing changes yet."""
    own_school(school_id)
    choices = choices_of(request.form)
    plan = year_plan(year_rooms(read_session(), school_id=school_id), choices)
    if plan.undecided:
        return _page(school_id, choices, missing=plan.undecided), 422
    return _preview(school_id, choices, plan)


@bp.post("")
@staff_only("teacher")
def turn(school_id: int) -> Response | str | tuple[str, int]:
    """Does it. Again, the same year: nothing happens."""
    own_school(school_id)
    choices, sure = choices_of(request.form), request.form.get("sure") == "1"
    asked = {"choices": choices, "expected": request.form.get("plan", ""), "sure": sure}
    try:
        done: Turned = perform(turn_year, school_id=school_id, account_id=account_id(), **asked, **present())
    except (Conflict, Invalid) as refusal:
        return _again(school_id, choices, refusal)
    flash(_said(done))
    return redirect(url_for("school.home", school_id=school_id), 303)


def _said(done: Turned) -> str:
    year = year_in_words(done.year)
    if done.already:
        return gettext("Schooljaar %(year)s was al begonnen. Er is niets veranderd.", year=year)
    return gettext(
        "Schooljaar %(year)s is begonnen: %(moved)s schoven op, %(left)s vertrokken.",
        year=year,
        moved=done.moved,
        left=done.left,
    )


def _again(school_id: int, choices: Choices, refusal: Refused) -> tuple[str, int]:
    plan = year_plan(year_rooms(fresh_read_session(), school_id=school_id), choices)
    if plan.undecided:
        return _page(school_id, choices, missing=plan.undecided), 422
    return _preview(school_id, choices, plan, error=gettext(refusal.message)), refusal.status


def _page(school_id: int, choices: Choices, *, missing: tuple[str, ...] = ()) -> str:
    school, today = own_school(school_id), present()["today"]
    rooms = year_rooms(read_session(), school_id=school_id)
    return render_template(
        "school/year.html",
        rooms=rooms,
        goals=[(str(room.classroom_id), room.name) for room in rooms],
        choices=choices,
        missing=missing,
        year=year_in_words(school_year_of(today)),
        done=school.turned_to == school_year_of(today),
        **school_frame(school),
    )


def _preview(school_id: int, choices: Choices, plan: YearPlan, *, error: str = "") -> str:
    today = present()["today"]
    return render_template(
        "school/year_preview.html",
        plan=plan,
        choices=choices,
        kept_days=LEFT_KEPT.days,
        year=year_in_words(school_year_of(today)),
        ask_sure=today.month not in USUAL_MONTHS,
        errors={"plan": error} if error else {},
        **school_frame(own_school(school_id)),
    )
