"""Community goals as staff set them: for a branch, a library or all of Limburg; screen, widget and picture.

Another library's goal is a 404; the province's are a coordinator's.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.community import (
    change_community_goal,
    close_community_goal,
    give_school,
    make_community_goal,
    rotate_community_key,
)
from readify.drafts.community import CommunityGoalDraft, SchoolDraft
from readify.drafts.parsing import parse
from readify.errors import Invalid, NotFound
from readify.models import CommunityGoal, Role
from readify.perform import perform, present
from readify.policies import community_goal_of_staff, may_set_goals
from readify.queries.community import NETWORK, branches_of, goals_of, place_of, school_lines
from readify.queries.library_home import OwnLibrary
from readify.request_session import read_session
from readify.web.foyer import community_light
from readify.web.identity import current_visitor, staff_only
from readify.web.library_base import ROLES, account_id, frame, libraries_of, own_library, public_base
from readify.web.teacher_base import shown_errors

bp = Blueprint("community", __name__)
SIX_WEEKS = dt.timedelta(days=41)


@bp.get("/bieb/samen")
@staff_only(*ROLES)
def home() -> str:
    """The goals of the visitor's libraries; a coordinator sees the province's in front."""
    session, libraries = read_session(), libraries_of(current_visitor())
    groups = [
        (one.library_id, one.name, _lines(goals_of(session, library_id=one.library_id))) for one in libraries
    ]
    province = None
    if current_visitor().role == Role.COORDINATOR:
        province = _lines(goals_of(session, library_id=None))
    return render_template(
        "library/together.html", groups=groups, province=province, network=NETWORK, **frame(gettext("Samen"))
    )


@bp.get("/bieb/<int:library_id>/doel/nieuw")
@staff_only(*ROLES)
def ask(library_id: int) -> str:
    """The form for a goal of a library or a branch."""
    return _form(own_library(library_id), {}, {})


@bp.post("/bieb/<int:library_id>/doel/nieuw")
@staff_only(*ROLES)
def make(library_id: int) -> Response | tuple[str, int]:
    """A goal of this library."""
    return _made(own_library(library_id))


@bp.get("/provincie/doel/nieuw")
@staff_only("coordinator")
def ask_province() -> str:
    """The form for a goal of all Limburg."""
    return _form(None, {}, {})


@bp.post("/provincie/doel/nieuw")
@staff_only("coordinator")
def make_province() -> Response | tuple[str, int]:
    """A goal of all Limburg."""
    return _made(None)


@bp.get("/bieb/doel/<int:goal_id>")
@staff_only(*ROLES)
def goal(goal_id: int) -> str:
    """One goal: how far it is, where it can be seen, and what can be changed."""
    return _page(_own(goal_id), {}, {})


@bp.post("/bieb/doel/<int:goal_id>")
@staff_only(*ROLES)
def change(goal_id: int) -> Response | tuple[str, int]:
    """Other words, another number, other days."""
    found = _own(goal_id)
    try:
        draft = parse(CommunityGoalDraft, request.form.to_dict())
        perform(
            change_community_goal,
            goal_id=goal_id,
            draft=draft,
            now=present()["now"],
            account_id=account_id(),
        )
    except Invalid as refusal:
        return _page(found, request.form.to_dict(), _errors(refusal)), 422
    flash(gettext("Het doel is aangepast."))
    return redirect(url_for("community.goal", goal_id=goal_id), 303)


@bp.post("/bieb/doel/<int:goal_id>/sleutel")
@staff_only(*ROLES)
def new_key(goal_id: int) -> Response:
    """A new address; the old screen, widget and picture stop."""
    _own(goal_id)
    perform(rotate_community_key, goal_id=goal_id, now=present()["now"], account_id=account_id())
    flash(gettext("Het scherm heeft een nieuw adres. Het oude adres werkt niet meer."))
    return redirect(url_for("community.goal", goal_id=goal_id), 303)


@bp.post("/bieb/doel/<int:goal_id>/stop")
@staff_only(*ROLES)
def stop(goal_id: int) -> Response:
    """The goal is taken off all screens."""
    _own(goal_id)
    perform(close_community_goal, goal_id=goal_id, now=present()["now"], account_id=account_id())
    flash(gettext("Het doel is van het scherm gehaald."))
    return redirect(url_for("community.home"), 303)


@bp.get("/bieb/<int:library_id>/scholen")
@staff_only(*ROLES)
def schools(library_id: int) -> str:
    """Which schools' lamps count for this library, and for which branch."""
    library = own_library(library_id)
    return render_template(
        "library/schools.html",
        library=library,
        schools=school_lines(read_session(), library_id=library_id),
        branches=branches_of(read_session(), library_id=library_id),
        **frame(library.name),
    )


@bp.post("/bieb/<int:library_id>/scholen")
@staff_only(*ROLES)
def choose_school(library_id: int) -> Response:
    """This school belongs to this library or branch; or its municipality decides again."""
    own_library(library_id)
    draft = parse(SchoolDraft, request.form.to_dict())
    perform(give_school, library_id=library_id, draft=draft, now=present()["now"], account_id=account_id())
    flash(gettext("De keuze is bewaard."))
    return redirect(url_for("community.schools", library_id=library_id), 303)


def _own(goal_id: int) -> CommunityGoal:
    return community_goal_of_staff(read_session(), current_visitor(), goal_id)


def _lines(goals: tuple[CommunityGoal, ...]) -> list[Any]:
    return [community_light(one.screen_key) for one in goals]


def _made(library: OwnLibrary | None) -> Response | tuple[str, int]:
    library_id = library.library_id if library else None
    if not may_set_goals(read_session(), current_visitor(), library_id):
        raise NotFound("not_found")
    try:
        draft = parse(CommunityGoalDraft, request.form.to_dict())
        made: int = perform(
            make_community_goal,
            library_id=library_id,
            draft=draft,
            now=present()["now"],
            account_id=account_id(),
        )
    except Invalid as refusal:
        return _form(library, request.form.to_dict(), _errors(refusal)), 422
    flash(gettext("Het doel staat klaar. Zet het scherm aan in de hal."))
    return redirect(url_for("community.goal", goal_id=made), 303)


def _errors(refusal: Invalid) -> dict[str, str]:
    return {("ends" if name == "body" else name): words for name, words in shown_errors(refusal).items()}


def _form(library: OwnLibrary | None, typed: dict[str, Any], errors: dict[str, str]) -> str:
    today = present()["today"]
    place = library.name if library else NETWORK
    plain = {
        "name": gettext("%(place)s leest samen", place=place)[:60],
        "target": 1000 if library else 10_000,
        "starts": today.isoformat(),
        "ends": (today + SIX_WEEKS).isoformat(),
        "branch_id": "",
    }
    return render_template(
        "library/new_goal.html",
        library=library,
        place_name=place,
        typed=plain | typed,
        errors=errors,
        branches=_branches(library.library_id if library else None),
        **frame(place),
    )


def _branches(library_id: int | None) -> list[tuple[str, str]]:
    """The branches to choose from; none when there is only one."""
    found = branches_of(read_session(), library_id=library_id) if library_id else ()
    whole = [("", gettext("De hele bibliotheek"))]
    return [*whole, *((str(number), name) for number, name in found)] if len(found) > 1 else []


def _page(found: CommunityGoal, typed: dict[str, Any], errors: dict[str, str]) -> str:
    plain = {
        "name": found.name,
        "target": found.target,
        "starts": found.starts.isoformat(),
        "ends": found.ends.isoformat(),
        "branch_id": str(found.branch_id or ""),
    }
    return render_template(
        "library/goal.html",
        light=community_light(found.screen_key),
        goal=found,
        today=present()["today"],
        typed=plain | typed,
        errors=errors,
        branches=_branches(found.library_id),
        base=public_base(),
        **frame(place_of(read_session(), found)),
    )
