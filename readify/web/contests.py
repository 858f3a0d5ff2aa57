"""Contests: the list, one contest as a tree of rounds, making one from a template, its settings and schools.

Rounds and sessions are changed in `contest_plan`; the day itself is `contest_day`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response

from readify.actions.contest_making import change_contest, delete_contest, make_contest, open_contest
from readify.actions.contest_schools import SchoolRow, answer_for_school, ask_schools
from readify.drafts.contest import ContestDraft, NewContestDraft
from readify.drafts.parsing import parse
from readify.errors import Conflict, Invalid, NotFound
from readify.exchange.contests import contest_templates
from readify.models import Answer, ContestSchool, ContestState
from readify.perform import perform, present
from readify.policies_contest import (
    contest_of_organiser,
    contest_of_staff,
    contest_school_of_teacher,
    may_organise,
)
from readify.queries.contest_organisers import organisers_for
from readify.queries.contest_plan import ContestPage, contest_page, contests_for, school_lines
from readify.queries.province import province
from readify.request_session import fresh_read_session, read_session
from readify.web import library_base, teacher_base
from readify.web.contest_frame import contest_frame
from readify.web.contest_words import column_line, insights_of, lines_between, tag_of
from readify.web.identity import current_visitor, staff_only
from readify.web.library_base import account_id
from readify.web.teacher_base import shown_errors

bp = Blueprint("contests", __name__, url_prefix="/wedstrijd")
Answered = Response | tuple[str, int]
SUMMER = 7  # from July on a new contest is for the school year that begins
bp.record_once(lambda _state: contest_templates())  # a slip in the seeds stops the app at its start


@bp.get("")
@staff_only()
def home() -> str:
    """The contests this visitor may look at; a first step for who has none."""
    visitor = current_visitor()
    return render_template(
        "contest/list.html",
        contests=contests_for(read_session(), visitor),
        may_make=bool(organisers_for(read_session(), visitor)),
        **_frame(),
    )


@bp.get("/nieuw")
@staff_only()
def ask() -> str:
    """The form for a new contest, filled with the first template."""
    return _form({}, {})


@bp.post("/nieuw")
@staff_only()
def make() -> Answered:
    """A contest with all its rounds; what is wrong comes back with what was typed."""
    typed = request.form.to_dict()
    try:
        draft = parse(NewContestDraft, typed | _organiser(typed.get("organiser", "")))
        made = perform(
            make_contest,
            draft=draft,
            now=present()["now"],
            account_id=account_id(),
            language=str(get_locale()),
        )
    except Invalid as refusal:
        return _form(typed, shown_errors(refusal)), 422
    flash(gettext("De wedstrijd staat klaar. Kijk de rondes na, en zet zittingen op de kalender."))
    return redirect(url_for("contests.show", contest_id=made), 303)


@bp.get("/<int:contest_id>")
@staff_only()
def show(contest_id: int) -> str:
    """The tree: rounds as columns, sessions as nodes, what needs a hand, one session in the panel."""
    contest = contest_of_staff(read_session(), current_visitor(), contest_id)
    page, today = contest_page(fresh_read_session(), contest_id), present()["today"]
    return render_template(
        "contest/plan.html",
        page=page,
        contest=contest,
        mine=_is_mine(page),
        insights=insights_of(page, today),
        lines=lines_between(page),
        column_line=column_line,
        tag_of=tag_of,
        today=today,
        chosen=_chosen(page, today),
        **contest_frame(contest),
    )


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


def _form(typed: dict[str, Any], errors: dict[str, str]) -> str:
    language, today = str(get_locale()), present()["today"]
    templates = contest_templates()
    chosen = templates.get(
        typed.get("template") or request.args.get("soort", ""), next(iter(templates.values()))
    )
    first = today.year if today.month >= SUMMER else today.year - 1
    plain = {"template": chosen.slug, "name": chosen.name.of(language), "season": f"{first}-{first + 1}"}
    organisers = organisers_for(read_session(), current_visitor())
    return render_template(
        "contest/new.html",
        templates=templates.values(),
        chosen=chosen,
        language=language,
        typed=plain | typed,
        errors=errors,
        organisers=[(one.code, one.name or gettext("de provincie")) for one in organisers],
        **_frame(),
    )


def _organiser(code: str) -> dict[str, Any]:
    """Who organises, as the form named it. NotFound for what this visitor may not organise for."""
    kind, _, number = code.partition("-")
    found: dict[str, Any] = {"library_id": None, "school_id": None}
    if kind in ("library", "school") and number.isdigit():
        found[f"{kind}_id"] = int(number)
    if not may_organise(read_session(), current_visitor(), **found):
        raise NotFound("not_found")
    return found


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


def _is_mine(page: ContestPage) -> bool:
    contest = page.contest
    return may_organise(
        read_session(), current_visitor(), library_id=contest.library_id, school_id=contest.school_id
    )


def _chosen(page: ContestPage, today: dt.date) -> Any:
    """The session in the panel: the one asked for, else the one that needs a hand most."""
    nodes = page.nodes
    asked = request.args.get("zitting", type=int)
    if asked in nodes:
        return nodes[asked]
    order = ("tie", "late", "now", "sealed", "today", "jury", "day", "known", "none")
    return min(nodes.values(), key=lambda one: order.index(one.tag(today)), default=None)


def _frame() -> dict[str, Any]:
    place = gettext("Wedstrijden")
    in_library = current_visitor().role in library_base.ROLES
    return library_base.frame(place) if in_library else teacher_base.frame(0, place)
