"""One child's page for its teacher: the week, logging and correcting for the child, own goal, ways in.

A child of another teacher's class is a 404. What the child itself sees is `child`.
"""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.classroom import change_reader
from readify.actions.correcting import amend_reading, withdraw_reading
from readify.actions.marks import resolve_marks
from readify.actions.reading import log_reading
from readify.actions.terms import set_own_goal
from readify.drafts.classroom import OwnGoalDraft, ReaderDraft
from readify.drafts.parsing import parse
from readify.drafts.reading import ReadingDraft, WithdrawalDraft
from readify.errors import Conflict, Invalid, NotFound, Refused
from readify.game.day import monday_of
from readify.models import Reader
from readify.perform import perform, present
from readify.policies import reader_of_teacher
from readify.queries.class_week import class_week
from readify.queries.classroom_pages import book_talks
from readify.queries.own_readings import OwnReading, own_reading, own_readings
from readify.queries.reader_week import ReaderWeek
from readify.queries.shelf import shelf_of
from readify.request_session import fresh_read_session, read_session
from readify.web.class_words import (
    FEELINGS,
    FORMS,
    HOWS,
    companion_choices,
    home_note,
    language_choices,
    language_name,
)
from readify.web.identity import current_visitor, staff_only
from readify.web.pupil_portrait import portrait_of
from readify.web.reading_form import field_errors, first_values, posted, typed_values, values_of
from readify.web.teacher_base import account_id, frame, network_rules, own_classroom, shown_errors, thumb
from readify.web.week_page import back_to_week

bp = Blueprint("pupil", __name__, url_prefix="/klas/<int:classroom_id>/kind/<int:reader_id>")
SHOWN = 12


def own_pupil(classroom_id: int, reader_id: int) -> Reader:
    """The child, when the visitor teaches it in this very class. Raises NotFound for everyone else."""
    reader = reader_of_teacher(read_session(), current_visitor(), reader_id)
    if reader.classroom_id != classroom_id:
        raise NotFound("no_reader")
    return reader


@bp.get("")
@staff_only("teacher")
def show(classroom_id: int, reader_id: int) -> str:
    """The child's page."""
    return pupil_page(own_pupil(classroom_id, reader_id))


@bp.post("/gelezen")
@staff_only("teacher")
def log(classroom_id: int, reader_id: int) -> Response | tuple[str, int]:
    """Logs for the child."""
    reader = own_pupil(classroom_id, reader_id)
    try:
        asked = {"reader_id": reader.id, "draft": _draft(), "source": "teacher", "given_by": account_id()}
        perform(log_reading, **asked, **present())
    except (Invalid, Conflict) as refusal:
        return pupil_page(reader, refusal, values=typed_values(request.form)), refusal.status
    flash(gettext("Bewaard. %(name)s las weer.", name=reader.name))
    return back_to(reader)


@bp.get("/gelezen/<int:entry_id>")
@staff_only("teacher")
def edit(classroom_id: int, reader_id: int, entry_id: int) -> str:
    """One reading, to correct or to take back."""
    reader = own_pupil(classroom_id, reader_id)
    reading = own_reading(read_session(), reader_id=reader.id, entry_id=entry_id)
    return _edit_page(reader, reading)


@bp.post("/gelezen/<int:entry_id>")
@staff_only("teacher")
def correct(classroom_id: int, reader_id: int, entry_id: int) -> Response | tuple[str, int]:
    """Corrects one reading: what it gave is counted anew."""
    reader = own_pupil(classroom_id, reader_id)
    reading = own_reading(read_session(), reader_id=reader.id, entry_id=entry_id)
    try:
        asked = {"draft": _draft(reading), "source": "teacher", "given_by": account_id()}
        perform(amend_reading, reader_id=reader.id, entry_id=entry_id, **asked, **present())
    except (Invalid, Conflict) as refusal:
        return _edit_page(reader, reading, refusal, typed_values(request.form)), refusal.status
    flash(gettext("Aangepast."))
    return back_to(reader)


@bp.post("/gelezen/<int:entry_id>/weg")
@staff_only("teacher")
def withdraw(classroom_id: int, reader_id: int, entry_id: int) -> Response:
    """Takes one reading back, with all it gave."""
    reader = own_pupil(classroom_id, reader_id)
    asked = {"draft": parse(WithdrawalDraft, request.form.to_dict()), "given_by": account_id()}
    perform(withdraw_reading, reader_id=reader.id, entry_id=entry_id, source="teacher", **asked, **present())
    flash(gettext("Weggehaald."))
    return back_to(reader)


@bp.post("/doel")
@staff_only("teacher")
def own_goal(classroom_id: int, reader_id: int) -> Response | tuple[str, int]:
    """The child's own goal, from today on; empty goes back to the class's."""
    reader = own_pupil(classroom_id, reader_id)
    try:
        draft = parse(OwnGoalDraft, request.form.to_dict())
        perform(
            set_own_goal, reader_id=reader.id, minutes=draft.minutes, account_id=account_id(), **present()
        )
    except Invalid as refusal:
        return pupil_page(reader, refusal), refusal.status
    flash(gettext("Het eigen doel staat klaar. Alleen jij ziet het."))
    to_week = request.form.get("terug") == "week"
    return redirect(back_to_week(reader.classroom_id), 303) if to_week else back_to(reader)


@bp.post("/gegevens")
@staff_only("teacher")
def details(classroom_id: int, reader_id: int) -> Response | tuple[str, int]:
    """Another name, koempel or home languages."""
    reader = own_pupil(classroom_id, reader_id)
    try:
        sent = {**request.form.to_dict(), "home_languages": request.form.getlist("home_languages")}
        perform(
            change_reader,
            reader_id=reader.id,
            draft=parse(ReaderDraft, sent),
            now=present()["now"],
            account_id=account_id(),
        )
    except (Invalid, Conflict) as refusal:
        return pupil_page(reader, refusal), refusal.status
    flash(gettext("Bewaard."))
    return back_to(reader)


@bp.post("/gezien")
@staff_only("teacher")
def looked(classroom_id: int, reader_id: int) -> Response:
    """The teacher had a look: the marks go."""
    reader = own_pupil(classroom_id, reader_id)
    perform(resolve_marks, reader_id=reader.id, now=present()["now"], account_id=account_id())
    flash(gettext("Fijn dat je even keek."))
    return back_to(reader)


def _draft(kept: OwnReading | None = None) -> ReadingDraft:
    """The posted reading; a title that was left as it was keeps its place on the shelf."""
    data = posted(request.form)
    if kept is not None and kept.work_id and data.get("book", {}).get("title", "").strip() == kept.title:
        del data["book"]
        data["work"] = str(kept.work_id)
    return parse(ReadingDraft, data, context={"today": present()["today"], "amount_required": True})


def back_to(reader: Reader) -> Response:
    url = url_for("pupil.show", classroom_id=reader.classroom_id, reader_id=reader.id)
    return redirect(url, 303)


def _week_of(reader: Reader) -> tuple[ReaderWeek, str]:
    today = present()["today"]
    found = class_week(
        read_session(),
        rules=network_rules(),
        classroom_id=reader.classroom_id,
        monday=monday_of(today),
        today=today,
    )
    return next(one for one in found.readers if one.reader_id == reader.id), found.school


def pupil_page(
    reader: Reader,
    refusal: Refused | None = None,
    *,
    values: dict[str, Any] | None = None,
    typed_note: str | None = None,
) -> str:
    """The child's page; after a refusal with what was typed."""
    session = fresh_read_session() if refusal else read_session()
    week, school = _week_of(reader)
    today = present()["today"]
    shelf = shelf_of(session, reader_id=reader.id)
    underway = next((book for book in shelf if book.is_underway), None)
    talked = book_talks(session, classroom_id=reader.classroom_id, since=monday_of(today))
    shown = values or first_values(band="midden", book=underway, last=shelf[0] if shelf else None)
    errors = shown_errors(refusal)
    return render_template(
        "teacher/pupil.html",
        reader=reader,
        classroom=own_classroom(reader.classroom_id),
        week=week,
        today=today,
        shelf=shelf,
        kept_title=next((book.title for book in shelf if str(book.work) == str(shown["work"])), ""),
        values=shown,
        readings=own_readings(session, reader_id=reader.id, most=SHOWN),
        talked=talked.get(reader.id),
        typed_note=typed_note,
        errors={**errors, **field_errors({name: said for name, said in errors.items() if name != "words"})},
        **portrait_of(session, reader, talk_about=shelf[0] if shelf else None),
        **_choices(reader),
        **frame(reader.classroom_id, school),
    )


def _edit_page(
    reader: Reader, reading: OwnReading, refusal: Refused | None = None, values: dict[str, Any] | None = None
) -> str:
    return render_template(
        "teacher/reading.html",
        reader=reader,
        reading=reading,
        today=present()["today"],
        values=values or values_of(reading),
        errors=field_errors(shown_errors(refusal)),
        withdrawal_id=str(uuid.uuid4()),
        **_choices(reader),
        **frame(reader.classroom_id, ""),
    )


def _choices(reader: Reader) -> dict[str, Any]:
    """What the forms offer, in words."""
    spoken = ["nl", *(reader.home_languages or [])]
    return {
        "forms": list(FORMS.items()),
        "hows": list(HOWS.items()),
        "feelings": list(FEELINGS.items()),
        "form_words": FORMS,
        "how_words": HOWS,
        "feeling_words": FEELINGS,
        "languages_spoken": [(code, language_name(code)) for code in spoken]
        + [pair for pair in language_choices() if pair[0] not in spoken],
        "language_options": language_choices([*(reader.home_languages or []), *dict(language_choices())]),
        "companions": companion_choices(),
        "home_note": home_note,
        "language_name": language_name,
        "thumb": thumb,
    }
