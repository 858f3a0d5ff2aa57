"""A school's own page, for who runs it: classes and who teaches them, a new class, a colleague by e-mail."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.schools import invite_colleague, open_class
from readify.drafts.parsing import parse
from readify.drafts.school import ColleagueDraft, NewClassDraft
from readify.errors import Conflict, Invalid, Refused
from readify.perform import perform, present
from readify.queries.schools import administered_schools, school_page
from readify.request_session import fresh_read_session, read_session
from readify.web.identity import current_visitor, staff_only
from readify.web.school_base import after_invitation, own_school, school_frame
from readify.web.teacher_base import account_id, shown_errors

bp = Blueprint("school", __name__, url_prefix="/school")


@bp.get("")
@staff_only("teacher")
def mine() -> str | Response:
    """The schools that I run; one school opens at once."""
    found = administered_schools(read_session(), account_id=account_id())
    if len(found) == 1:
        return redirect(url_for("school.home", school_id=found[0].id), 303)
    return render_template("school/schools.html", schools=found, nav=[])


@bp.get("/<int:school_id>")
@staff_only("teacher")
def home(school_id: int) -> str:
    """The school."""
    own_school(school_id)
    return _page(school_id)


@bp.post("/<int:school_id>/klas")
@staff_only("teacher")
def add_class(school_id: int) -> Response | tuple[str, int]:
    """A new class."""
    own_school(school_id)
    try:
        draft = parse(NewClassDraft, request.form.to_dict())
        made = perform(
            open_class, school_id=school_id, draft=draft, now=present()["now"], account_id=account_id()
        )
    except Invalid as refusal:
        return _page(school_id, room=request.form.to_dict(), room_errors=shown_errors(refusal)), 422
    flash(gettext("%(name)s staat erbij.", name=draft.name))
    return redirect(url_for("school_class.show", school_id=school_id, classroom_id=made.classroom_id), 303)


@bp.post("/<int:school_id>/uitnodigen")
@staff_only("teacher")
def invite(school_id: int) -> Response | tuple[str, int]:
    """A colleague for a class, by e-mail."""
    school = own_school(school_id)
    try:
        draft = parse(ColleagueDraft, request.form.to_dict())
        link = perform(
            invite_colleague, school_id=school_id, draft=draft, now=present()["now"], account_id=account_id()
        )
    except (Invalid, Conflict) as refusal:
        return _page(school_id, invited=request.form.to_dict(), invite_errors=_errors(refusal)), 422
    return after_invitation(school, link, back=url_for(".home", school_id=school_id), name=draft.name)


def _errors(refusal: Refused) -> dict[str, str]:
    return shown_errors(refusal) or {"email": gettext(refusal.message)}


def _page(school_id: int, **typed: Any) -> str:
    session = fresh_read_session() if typed else read_session()
    school = own_school(school_id)
    plain: dict[str, Any] = {"room": {}, "room_errors": {}, "invited": {}, "invite_errors": {}}
    page = school_page(session, school_id=school_id)
    return render_template(
        "school/home.html",
        page=page,
        room_options=[(one.classroom_id, one.name) for one in page.rooms],
        staff_options=[(one.account_id, one.name) for one in page.staff],
        me=current_visitor().account_id,
        **(plain | typed),
        **school_frame(school),
    )
