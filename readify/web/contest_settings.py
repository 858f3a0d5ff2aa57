"""A contest's settings, opening it and throwing it away; its schools and what they answered.

Its routes are on the blueprint of `contests`.
"""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.contest_making import change_contest, delete_contest, open_contest
from readify.actions.contest_schools import SchoolRow, answer_for_school, ask_schools
from readify.drafts.contest import ContestDraft
from readify.drafts.parsing import parse
from readify.errors import Conflict, Invalid, NotFound
from readify.models import Answer, ContestSchool, ContestState
from readify.perform import perform, present
from readify.policies_contest import (
    contest_of_organiser,
    contest_school_of_teacher,
)
from readify.queries.contest_plan import school_lines
from readify.queries.province import province
from readify.request_session import fresh_read_session, read_session
from readify.web.contest_base import Answered, bp
from readify.web.contest_frame import contest_frame
from readify.web.identity import current_visitor, staff_only
from readify.web.library_base import account_id
from readify.web.teacher_base import shown_errors


@bp.get("/<int:contest_id>/instellingen")
@staff_only()
def settings(contest_id: int) -> str:
    """Name, season, how long names are kept; opening and throwing away."""
    return _settings(contest_id, {}, {})


@bp.post("/<int:contest_id>/instellingen")
@staff_only()
def save_settings(contest_id: int) -> Answered:
    """Saves them."""
    contest_of_organiser(read_session(), current_visitor(), contest_id)
    typed = request.form.to_dict()
    try:
        draft = parse(ContestDraft, typed)
        perform(
            change_contest, contest_id=contest_id, draft=draft, now=present()["now"], account_id=account_id()
        )
    except (Invalid, Conflict) as refusal:
        errors = shown_errors(refusal) or {"name": gettext(refusal.message)}
        return _settings(contest_id, typed, errors), refusal.status
    flash(gettext("Bewaard."))
    return redirect(url_for("contests.show", contest_id=contest_id), 303)


@bp.post("/<int:contest_id>/open")
@staff_only()
def publish(contest_id: int) -> Response:
    """Schools see it from now on."""
    contest_of_organiser(read_session(), current_visitor(), contest_id)
    try:
        perform(open_contest, contest_id=contest_id, now=present()["now"], account_id=account_id())
        flash(gettext("De wedstrijd is open. Scholen kunnen hem nu zien."))
    except Conflict as refusal:
        flash(gettext(refusal.message), "warn")
    return redirect(url_for("contests.show", contest_id=contest_id), 303)


@bp.post("/<int:contest_id>/weg")
@staff_only()
def remove(contest_id: int) -> Response:
    """Throws a contest away that nobody reads in."""
    contest_of_organiser(read_session(), current_visitor(), contest_id)
    try:
        perform(delete_contest, contest_id=contest_id, now=present()["now"], account_id=account_id())
    except Conflict as refusal:
        flash(gettext(refusal.message), "warn")
        return redirect(url_for("contests.settings", contest_id=contest_id), 303)
    flash(gettext("De wedstrijd is weg."))
    return redirect(url_for("contests.home"), 303)


@bp.get("/<int:contest_id>/scholen")
@staff_only()
def schools(contest_id: int) -> str:
    """The schools that were asked, what they answered, and a place to add more."""
    return _schools(contest_id, "", {})


@bp.post("/<int:contest_id>/scholen")
@staff_only()
def add_schools(contest_id: int) -> Answered:
    """Puts schools on the list: those that are ticked, and a pasted list with one school a line."""
    contest_of_organiser(read_session(), current_visitor(), contest_id)
    pasted = request.form.get("schools", "")
    rows = [SchoolRow(school_id=one) for one in request.form.getlist("school_id", type=int)]
    try:
        rows += [_row(line) for line in pasted.splitlines() if line.strip()]
        perform(ask_schools, contest_id=contest_id, rows=rows, now=present()["now"], account_id=account_id())
    except Invalid as refusal:
        return _schools(contest_id, pasted, shown_errors(refusal)), 422
    flash(gettext("De lijst is bijgewerkt."))
    return redirect(url_for("contests.schools", contest_id=contest_id), 303)


@bp.post("/school/<int:contest_school_id>/antwoord")
@staff_only()
def answer(contest_school_id: int) -> Response:
    """A school said yes or no, by telephone or for itself."""
    school: ContestSchool = contest_school_of_teacher(read_session(), current_visitor(), contest_school_id)
    said = request.form.get("answer", "")
    if said not in set(Answer):
        raise NotFound("not_found")
    perform(
        answer_for_school,
        contest_school_id=contest_school_id,
        answer=Answer(said),
        now=present()["now"],
        account_id=account_id(),
    )
    return redirect(url_for("contests.schools", contest_id=school.contest_id), 303)


def _settings(contest_id: int, typed: dict[str, Any], errors: dict[str, str]) -> str:
    contest = contest_of_organiser(read_session(), current_visitor(), contest_id)
    plain = {name: getattr(contest, name) for name in ("version", "name", "season", "audience", "keep_days")}
    return render_template(
        "contest/settings.html",
        contest=contest,
        typed=plain | typed,
        errors=errors,
        planned=contest.state is ContestState.PLANNED,
        **contest_frame(contest),
    )


def _schools(contest_id: int, pasted: str, errors: dict[str, str]) -> str:
    contest = contest_of_organiser(read_session(), current_visitor(), contest_id)
    lines = school_lines(fresh_read_session(), contest_id)
    here = {(one.name, one.municipality) for one in lines}
    known = province(read_session(), today=present()["today"]).schools
    return render_template(
        "contest/schools.html",
        contest=contest,
        schools=lines,
        others=[one for one in known if (one.name, one.municipality) not in here],
        pasted=pasted,
        errors=errors,
        **contest_frame(contest),
    )


def _row(line: str) -> SchoolRow:
    """One pasted line: name; municipality; contact; e-mail, with semicolons, tabs or commas between."""
    sign = next((one for one in ("\t", ";", ",") if one in line), ";")
    parts = [part.strip() for part in line.split(sign)] + [""] * 3
    email = next((part for part in parts[2:] if "@" in part), "")
    contact = next((part for part in parts[2:] if part and "@" not in part), "")
    return SchoolRow(name=parts[0], municipality=parts[1], contact=contact, email=email.lower())
