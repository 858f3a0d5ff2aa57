"""One class of a school, for who runs the school: its teachers, its children by name, erasing a child."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.leaving import LEFT_KEPT
from readify.actions.privacy import erase_reader
from readify.actions.schools import add_teacher, remove_teacher
from readify.drafts.parsing import parse
from readify.drafts.school import TeacherDraft
from readify.errors import Conflict, Invalid, NotFound, Refused
from readify.models import Classroom, Reader
from readify.perform import perform, present
from readify.policies_school import classroom_of_administrator, reader_of_administrator
from readify.queries.schools import enrolled, school_page
from readify.request_session import fresh_read_session, read_session
from readify.web.identity import current_visitor, staff_only
from readify.web.school_base import own_school, school_frame
from readify.web.teacher_base import account_id, shown_errors

bp = Blueprint("school_class", __name__, url_prefix="/school/<int:school_id>")


@bp.get("/klas/<int:classroom_id>")
@staff_only("teacher")
def show(school_id: int, classroom_id: int) -> str:
    """The class."""
    return _page(school_id, _own_room(school_id, classroom_id))


@bp.post("/klas/<int:classroom_id>/leerkracht")
@staff_only("teacher")
def add(school_id: int, classroom_id: int) -> Response | tuple[str, int]:
    """One more teacher."""
    room = _own_room(school_id, classroom_id)
    try:
        draft = parse(TeacherDraft, request.form.to_dict())
        about = {"school_id": school_id, "classroom_id": classroom_id, "colleague": draft.account}
        perform(add_teacher, **about, now=present()["now"], account_id=account_id())
    except Invalid as refusal:
        return _page(school_id, room, refusal), 422
    return _saved(school_id, classroom_id)


@bp.post("/klas/<int:classroom_id>/leerkracht/<int:colleague>/weg")
@staff_only("teacher")
def remove(school_id: int, classroom_id: int, colleague: int) -> Response | tuple[str, int]:
    """A teacher less; the last one only when that is meant."""
    room = _own_room(school_id, classroom_id)
    about = {"school_id": school_id, "classroom_id": classroom_id, "colleague": colleague}
    sure = request.form.get("sure") == "1"
    try:
        perform(remove_teacher, **about, sure=sure, now=present()["now"], account_id=account_id())
    except Conflict as refusal:
        return _page(school_id, room, refusal, last=colleague), 409
    return _saved(school_id, classroom_id)


@bp.get("/kind/<int:reader_id>/wissen")
@staff_only("teacher")
def ask_erase(school_id: int, reader_id: int) -> str:
    """Says what goes when this child is erased."""
    return _erase_page(school_id, _own_reader(school_id, reader_id))


@bp.post("/kind/<int:reader_id>/wissen")
@staff_only("teacher")
def erase(school_id: int, reader_id: int) -> Response | tuple[str, int]:
    """Erases the child, for good, when that was ticked."""
    reader = _own_reader(school_id, reader_id)
    if request.form.get("sure") != "1":
        return _erase_page(school_id, reader, gettext("Vink aan dat je het zeker weet.")), 422
    name = reader.name
    classroom_id = perform(erase_reader, reader_id=reader_id, account_id=account_id(), **present())
    flash(gettext("Alles van %(name)s is gewist.", name=name))
    return redirect(url_for(".show", school_id=school_id, classroom_id=classroom_id), 303)


def _own_room(school_id: int, classroom_id: int) -> Classroom:
    try:
        return classroom_of_administrator(read_session(), current_visitor(), school_id, classroom_id)
    except OverflowError as error:
        raise NotFound("not_found") from error


def _own_reader(school_id: int, reader_id: int) -> Reader:
    try:
        return reader_of_administrator(read_session(), current_visitor(), school_id, reader_id)
    except OverflowError as error:
        raise NotFound("not_found") from error


def _saved(school_id: int, classroom_id: int) -> Response:
    flash(gettext("Bewaard."))
    return redirect(url_for(".show", school_id=school_id, classroom_id=classroom_id), 303)


def _page(
    school_id: int, classroom: Classroom, refusal: Refused | None = None, *, last: int | None = None
) -> str:
    session = fresh_read_session() if refusal else read_session()
    page = school_page(session, school_id=school_id)
    room = next(one for one in page.rooms if one.classroom_id == classroom.id)
    teaching = {one.account_id for one in room.teachers}
    errors = {} if refusal is None else shown_errors(refusal) or {"last": gettext(refusal.message)}
    return render_template(
        "school/class.html",
        room=room,
        free_options=[(one.account_id, one.name) for one in page.staff if one.account_id not in teaching],
        children=enrolled(session, classroom_id=classroom.id),
        last=last,
        kept_days=LEFT_KEPT.days,
        errors=errors,
        **school_frame(own_school(school_id)),
    )


def _erase_page(school_id: int, reader: Reader, error: str = "") -> str:
    return render_template(
        "school/erase.html",
        reader=reader,
        errors={"sure": error} if error else {},
        **school_frame(own_school(school_id)),
    )
