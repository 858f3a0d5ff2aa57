"""Who runs a school: said by a coordinator the first time, by who runs it after that."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.schools import appoint_administrator, dismiss_administrator
from readify.drafts.parsing import parse
from readify.drafts.school import ColleagueDraft
from readify.errors import Conflict, Invalid, NotFound
from readify.models import Role, School
from readify.perform import perform, present
from readify.policies_school import school_of_appointer
from readify.queries.schools import school_page
from readify.request_session import fresh_read_session, read_session
from readify.web.identity import current_visitor, staff_only
from readify.web.school_base import after_invitation, school_frame
from readify.web.teacher_base import account_id, shown_errors

bp = Blueprint("school_administrators", __name__, url_prefix="/school/<int:school_id>/beheer")


@bp.get("")
@staff_only("teacher", "coordinator")
def show(school_id: int) -> str:
    """Who runs this school."""
    return _page(_school(school_id))


@bp.post("")
@staff_only("teacher", "coordinator")
def appoint(school_id: int) -> Response | tuple[str, int]:
    """One more, by e-mail."""
    school = _school(school_id)
    try:
        draft = parse(ColleagueDraft, request.form.to_dict())
        about = {"school_id": school_id, "draft": draft, "account_id": account_id()}
        link = perform(appoint_administrator, **about, now=present()["now"])
    except (Invalid, Conflict) as refusal:
        errors = shown_errors(refusal) or {"email": gettext(refusal.message)}
        return _page(school, typed=request.form.to_dict(), errors=errors), 422
    return after_invitation(school, link, back=url_for(".show", school_id=school_id), name=draft.name)


@bp.post("/<int:colleague>/weg")
@staff_only("teacher", "coordinator")
def dismiss(school_id: int, colleague: int) -> Response | tuple[str, int]:
    """One less; the last one only by a coordinator."""
    school = _school(school_id)
    visitor = current_visitor()
    about = {"school_id": school_id, "colleague": colleague, "account_id": account_id()}
    last = visitor.role == Role.COORDINATOR
    try:
        perform(dismiss_administrator, **about, now=present()["now"], may_be_last=last)
    except Conflict as refusal:
        return _page(school, errors={"last": gettext(refusal.message)}), 409
    flash(gettext("Bewaard."))
    if colleague == visitor.account_id:
        return redirect("/", 303)
    return redirect(url_for(".show", school_id=school_id), 303)


def _school(school_id: int) -> School:
    try:
        return school_of_appointer(read_session(), current_visitor(), school_id)
    except OverflowError as error:
        raise NotFound("not_found") from error


def _page(school: School, **typed: Any) -> str:
    session = fresh_read_session() if typed else read_session()
    return render_template(
        "school/administrators.html",
        people=school_page(session, school_id=school.id).administrators,
        me=current_visitor().account_id,
        **({"typed": {}, "errors": {}} | typed),
        **school_frame(school),
    )
