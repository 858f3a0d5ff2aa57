"""The class's book shelf: the books its children put stickers on, without names. A teacher takes one off."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.tips import hide_tips
from readify.perform import perform, present
from readify.queries.classroom_pages import school_name
from readify.queries.tips import class_tips
from readify.request_session import read_session
from readify.web.book_words import sticker_words
from readify.web.identity import staff_only
from readify.web.teacher_base import account_id, frame, own_classroom, thumb

bp = Blueprint("class_shelf", __name__, url_prefix="/klas/<int:classroom_id>/boekenplank")


@bp.get("")
@staff_only("teacher")
def show(classroom_id: int) -> str:
    """The shelf, in the order of the day: no count, no name."""
    classroom = own_classroom(classroom_id)
    return render_template(
        "teacher/shelf.html",
        classroom=classroom,
        tips=class_tips(read_session(), classroom_id=classroom_id, day=present()["today"]),
        sticker_words=sticker_words,
        thumb=thumb,
        **frame(classroom_id, school_name(read_session(), classroom.school_id)),
    )


@bp.post("/<int:book_id>/weg")
@staff_only("teacher")
def hide(classroom_id: int, book_id: int) -> Response:
    """Takes one book off; who tipped it keeps what it gave."""
    own_classroom(classroom_id)
    now = present()["now"]
    perform(hide_tips, classroom_id=classroom_id, book_id=book_id, now=now, account_id=account_id())
    flash(gettext("De tip hangt niet meer in de klas."))
    return redirect(url_for(".show", classroom_id=classroom_id), 303)
