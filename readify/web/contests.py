"""Contests: the list, one contest as a tree of rounds, making one from a template.

Settings and schools are `contest_settings`, rounds and sessions `contest_plan`, the day itself `contest_day`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext

from readify.actions.contest_making import make_contest
from readify.drafts.contest import NewContestDraft
from readify.drafts.parsing import parse
from readify.errors import Invalid, NotFound
from readify.exchange.contests import contest_templates
from readify.models import Role
from readify.perform import perform, present
from readify.policies_contest import (
    contest_of_staff,
    may_organise,
    towns_of_entering,
)
from readify.queries.contest_list import contests_for
from readify.queries.contest_organisers import organisers_for
from readify.queries.contest_plan import ContestPage, contest_page
from readify.request_session import fresh_read_session, read_session
from readify.web import (
    contest_settings,  # noqa: F401 - its routes are on the same blueprint
    library_base,
    teacher_base,
)
from readify.web.contest_base import Answered, bp
from readify.web.contest_frame import contest_frame
from readify.web.contest_words import column_line, insights_of, lines_between, tag_of
from readify.web.identity import current_visitor, staff_only
from readify.web.library_base import account_id
from readify.web.teacher_base import shown_errors

OF_A_SCHOOL = "school"  # the template that a teacher sees first
SUMMER = 7  # from July on a new contest is for the school year that begins


@bp.record_once
def check_seeds(_state: Any) -> None:
    """A wrong seed file stops the start, not a page."""
    contest_templates()


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
        may_link=_may_link(contest_id),
        insights=insights_of(page, today),
        lines=lines_between(page),
        column_line=column_line,
        tag_of=tag_of,
        today=today,
        chosen=_chosen(page, today),
        **contest_frame(contest),
    )


def _form(typed: dict[str, Any], errors: dict[str, str]) -> str:
    language, today = str(get_locale()), present()["today"]
    templates = contest_templates()
    usual = OF_A_SCHOOL if current_visitor().role == Role.TEACHER else next(iter(templates))
    chosen = templates.get(typed.get("template") or request.args.get("soort", ""), templates[usual])
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


def _is_mine(page: ContestPage) -> bool:
    contest = page.contest
    return may_organise(
        read_session(), current_visitor(), library_id=contest.library_id, school_id=contest.school_id
    )


def _may_link(contest_id: int) -> bool:
    """Whether this visitor lets schools enter: the organiser, or who hosts a session."""
    try:
        towns_of_entering(read_session(), current_visitor(), contest_id)
    except NotFound:
        return False
    return True


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
