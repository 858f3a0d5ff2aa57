"""A substitute's class: who read this week, logging for one child or for all, the reading time, the screen.

No goals, cards, settings, notes or files: for a substitute those pages do not exist.
"""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.class_reading import log_class_reading
from readify.actions.reading import log_reading
from readify.drafts.classroom import TIMER_MINUTES
from readify.drafts.parsing import parse
from readify.drafts.reading import ReadingDraft
from readify.drafts.week import ClassReadingDraft
from readify.errors import Conflict, Invalid, NotFound, Refused
from readify.game.day import monday_of
from readify.models import Classroom, Reader
from readify.perform import perform, present
from readify.policies_substitute import classroom_of_substitute, reader_of_substitute
from readify.queries.class_week import class_week
from readify.queries.reading_timer import timer_now
from readify.queries.visitor import SUBSTITUTE
from readify.request_session import fresh_read_session, read_session
from readify.web.class_words import FEELINGS, FORMS, HOWS, language_choices, language_name
from readify.web.identity import current_visitor, staff_only
from readify.web.reading_form import field_errors, first_values, posted, typed_values
from readify.web.screen import run_timer
from readify.web.teacher_base import NavItem, network_rules, shown_errors, thumb

bp = Blueprint("stand_in", __name__, url_prefix="/inval/klas")
MINUTES = (10, 15, 20, 30)


@bp.get("")
@staff_only(SUBSTITUTE)
def mine() -> Response:
    """To the one class."""
    return redirect(url_for(".week", classroom_id=current_visitor().classroom_id), 303)


@bp.get("/<int:classroom_id>")
@staff_only(SUBSTITUTE)
def week(classroom_id: int) -> str:
    """The class this week."""
    return _page(_classroom(classroom_id))


@bp.post("/<int:classroom_id>/samen")
@staff_only(SUBSTITUTE)
def together(classroom_id: int) -> Response | tuple[str, int]:
    """The whole class read; who was not there is ticked off."""
    classroom = _classroom(classroom_id)
    try:
        sent = {**request.form.to_dict(), "absent": tuple(request.form.getlist("absent"))}
        draft = parse(ClassReadingDraft, sent)
        done = perform(log_class_reading, classroom_id=classroom_id, draft=draft, **present())
    except (Invalid, Conflict) as refusal:
        return _page(classroom, refusal), refusal.status
    flash(gettext("Bewaard voor %(children)s kinderen.", children=done.children))
    return redirect(url_for(".week", classroom_id=classroom_id), 303)


@bp.post("/<int:classroom_id>/klok")
@staff_only(SUBSTITUTE)
def timer(classroom_id: int) -> Response:
    """Starts, pauses or stops the reading time on the class's screen."""
    _classroom(classroom_id)
    run_timer(classroom_id)
    return redirect(url_for(".week", classroom_id=classroom_id), 303)


@bp.get("/<int:classroom_id>/kind/<int:reader_id>")
@staff_only(SUBSTITUTE)
def child(classroom_id: int, reader_id: int) -> str:
    """A form to log for one child."""
    return _log_page(_reader(classroom_id, reader_id))


@bp.post("/<int:classroom_id>/kind/<int:reader_id>")
@staff_only(SUBSTITUTE)
def log(classroom_id: int, reader_id: int) -> Response | tuple[str, int]:
    """Logs for the child."""
    reader = _reader(classroom_id, reader_id)
    try:
        about = {"today": present()["today"], "amount_required": True}
        draft = parse(ReadingDraft, posted(request.form), context=about)
        perform(log_reading, reader_id=reader_id, draft=draft, source="teacher", **present())
    except (Invalid, Conflict) as refusal:
        return _log_page(reader, refusal), refusal.status
    flash(gettext("Bewaard. %(name)s las weer.", name=reader.name))
    return redirect(url_for(".week", classroom_id=classroom_id), 303)


def _classroom(classroom_id: int) -> Classroom:
    try:
        return classroom_of_substitute(read_session(), current_visitor(), classroom_id)
    except OverflowError as error:
        raise NotFound("not_found") from error


def _reader(classroom_id: int, reader_id: int) -> Reader:
    try:
        return reader_of_substitute(read_session(), current_visitor(), classroom_id, reader_id)
    except OverflowError as error:
        raise NotFound("not_found") from error


def _frame(classroom: Classroom) -> dict[str, Any]:
    url = url_for(".week", classroom_id=classroom.id)
    board = url_for("screen.show", key=classroom.screen_key)
    nav = [NavItem(gettext("Klas"), "people", url, request.path == url)]
    nav.append(NavItem(gettext("Digibord"), "board", board, False))
    return {"nav": nav, "place": classroom.name, "classroom": classroom}


def _page(classroom: Classroom, refusal: Refused | None = None) -> str:
    session, moment = (fresh_read_session() if refusal else read_session()), present()
    found = class_week(
        session,
        rules=network_rules(),
        classroom_id=classroom.id,
        monday=monday_of(moment["today"]),
        today=moment["today"],
    )
    return render_template(
        "stand_in/week.html",
        week=found,
        timer=timer_now(classroom, now=moment["now"]),
        timer_minutes=TIMER_MINUTES,
        minutes_options=[(one, gettext("%(minutes)s min", minutes=one)) for one in MINUTES],
        submission_id=str(uuid.uuid4()),
        hows=[(code, HOWS[code]) for code in ("together", "self", "read_to_me")],
        typed=request.form if refusal else {},
        absent=set(request.form.getlist("absent")) if refusal else set(),
        thumb=thumb,
        errors=shown_errors(refusal),
        **_frame(classroom),
    )


def _log_page(reader: Reader, refusal: Refused | None = None) -> str:
    classroom = _classroom(reader.classroom_id)
    spoken = ["nl", *(reader.home_languages or [])]
    values = typed_values(request.form) if refusal else first_values(band="midden", book=None, last=None)
    return render_template(
        "stand_in/child.html",
        reader=reader,
        values=values,
        today=present()["today"],
        forms=list(FORMS.items()),
        hows=list(HOWS.items()),
        feelings=list(FEELINGS.items()),
        languages_spoken=[(code, language_name(code)) for code in spoken]
        + [pair for pair in language_choices() if pair[0] not in spoken],
        errors=field_errors(shown_errors(refusal)),
        **_frame(classroom),
    )
