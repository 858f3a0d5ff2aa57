"""A library's buildings, and the holidays of schools nearby that differ from the region's."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.branches import add_branch, drop_school_dates, rename_branch, set_school_dates
from readify.drafts.branches import BranchDraft, HolidayDraft
from readify.drafts.parsing import parse
from readify.errors import Invalid
from readify.perform import perform, present
from readify.queries.library_home import branches_of
from readify.queries.school_holidays import own_dates, school_holidays, schools_near
from readify.request_session import read_session
from readify.web.identity import staff_only
from readify.web.library_base import ROLES, account_id, frame, own_library
from readify.web.teacher_base import shown_errors

bp = Blueprint("library_branches", __name__, url_prefix="/bieb/<int:library_id>/vestigingen")
Answer = Response | tuple[str, int]


@bp.get("")
@staff_only(*ROLES)
def show(library_id: int) -> str:
    """Buildings and holidays."""
    return _page(library_id, {}, {})


@bp.post("")
@staff_only(*ROLES)
def add(library_id: int) -> Answer:
    """One more building."""
    own_library(library_id)
    return _saved(library_id, BranchDraft, add_branch, {"library_id": library_id})


@bp.post("/<int:branch_id>")
@staff_only(*ROLES)
def rename(library_id: int, branch_id: int) -> Answer:
    """Another name for a building."""
    own_library(library_id)
    return _saved(library_id, BranchDraft, rename_branch, {"library_id": library_id, "branch_id": branch_id})


@bp.post("/vakantie")
@staff_only(*ROLES)
def set_dates(library_id: int) -> Answer:
    """A school nearby has a holiday on days of its own."""
    library = own_library(library_id)
    return _saved(library_id, HolidayDraft, set_school_dates, {"municipality": library.municipality})


@bp.post("/vakantie/<int:dates_id>/weg")
@staff_only(*ROLES)
def drop_dates(library_id: int, dates_id: int) -> Response:
    """The school keeps the region's days again."""
    library = own_library(library_id)
    perform(
        drop_school_dates,
        municipality=library.municipality,
        dates_id=dates_id,
        now=present()["now"],
        account_id=account_id(),
    )
    return _back(library_id)


def _saved(library_id: int, kind: Any, action: Any, facts: dict[str, Any]) -> Answer:
    """Runs the action with what was typed, or shows it again with what is wrong."""
    typed = request.form.to_dict()
    try:
        perform(action, draft=parse(kind, typed), now=present()["now"], account_id=account_id(), **facts)
    except Invalid as refusal:
        return _page(library_id, typed, shown_errors(refusal)), 422
    return _back(library_id)


def _back(library_id: int) -> Response:
    flash(gettext("Bewaard."))
    return redirect(url_for("library_branches.show", library_id=library_id), 303)


def _page(library_id: int, typed: dict[str, str], errors: dict[str, str]) -> str:
    library, today = own_library(library_id), present()["today"]
    return render_template(
        "library/branches.html",
        library=library,
        branches=branches_of(read_session(), library_id=library_id),
        holidays=school_holidays(today),
        schools=schools_near(read_session(), municipality=library.municipality),
        own_dates=own_dates(read_session(), municipality=library.municipality, today=today),
        typed=typed,
        errors={"ends" if name == "body" else name: words for name, words in errors.items()},
        **frame(library.name),
    )
