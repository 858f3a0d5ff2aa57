"""The class's reading time as its teacher runs it, and writing it down when it is over, for who was there.

The clock is the same as the digiboard's. Writing down is a reading of the class (`steps.read`): once,
and undone as one.
"""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext
from sqlalchemy import select
from werkzeug.wrappers import Response

from readify.actions.timer import pass_reading_time
from readify.config import Config
from readify.drafts.classroom import TIMER_MINUTES
from readify.models import Classroom, Reader
from readify.perform import perform, present
from readify.queries.classroom_pages import school_name
from readify.queries.reading_timer import timer_now
from readify.queries.reading_times import TimeToWrite, time_to_write
from readify.request_session import read_session
from readify.web.identity import staff_only
from readify.web.screen import run_timer
from readify.web.teacher_base import account_id, frame, own_classroom

bp = Blueprint("class_time", __name__, url_prefix="/klas/<int:classroom_id>/leestijd")


@bp.get("")
@staff_only("teacher")
def show(classroom_id: int) -> str:
    """The clock; and, when a time is over, who was there."""
    classroom, now = own_classroom(classroom_id), present()["now"]
    readers = read_session().execute(
        select(Reader.id, Reader.name, Reader.companion)
        .where(Reader.classroom_id == classroom_id, Reader.left_at.is_(None))
        .order_by(Reader.name, Reader.id)
    )
    return render_template(
        "teacher/reading_time.html",
        classroom=classroom,
        timer=timer_now(classroom, now=now),
        minutes=TIMER_MINUTES,
        time=asked_time(classroom),
        readers=readers.all(),
        **frame(classroom_id, school_name(read_session(), classroom.school_id)),
    )


@bp.post("")
@staff_only("teacher")
def run(classroom_id: int) -> Response:
    """Starts, pauses, goes on with or stops it."""
    own_classroom(classroom_id)
    run_timer(classroom_id, account_id=account_id())
    return redirect(url_for(".show", classroom_id=classroom_id), 303)


@bp.post("/<int:time_id>/niet")
@staff_only("teacher")
def skip(classroom_id: int, time_id: int) -> Response:
    """This time is not written down."""
    own_classroom(classroom_id)
    about = {"now": present()["now"], "account_id": account_id()}
    perform(pass_reading_time, classroom_id=classroom_id, time_id=time_id, **about)
    flash(gettext("Goed. Deze leestijd schrijven we niet op."))
    return redirect(url_for(".show", classroom_id=classroom_id), 303)


@bp.app_template_global()
def asked_time(classroom: Classroom) -> TimeToWrite | None:
    """The time that is over and may be written down: for a line on the week page."""
    config: Config = current_app.extensions["readify.config"]
    return time_to_write(read_session(), classroom=classroom, now=present()["now"], timezone=config.timezone)
