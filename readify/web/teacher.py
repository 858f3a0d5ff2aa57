"""The teacher's class: its week, book talks, the class goal and the reading time.

One child's page is `pupil`, cards and settings are `classroom`. Another teacher's class is a 404.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.class_goal import change_class_goal, close_class_goal, set_class_goal
from readify.actions.tips import hide_tips
from readify.drafts.classroom import ClassGoalDraft
from readify.drafts.parsing import parse
from readify.errors import Conflict, Invalid
from readify.game.day import monday_of
from readify.perform import perform, present
from readify.policies import reader_of_teacher
from readify.queries.classroom_pages import book_talks, taught_classes
from readify.queries.insight_rules import insight_rules
from readify.queries.tips import class_tips
from readify.request_session import read_session
from readify.web.book_words import sticker_words
from readify.web.class_campaigns import class_campaigns
from readify.web.class_steps import had_talk
from readify.web.class_words import goal_line, reward_choices, reward_words
from readify.web.identity import current_visitor, staff_only
from readify.web.screen import run_timer
from readify.web.teacher_base import (
    account_id,
    class_nav,
    frame,
    network_rules,
    own_classroom,
    shown_errors,
    thumb,
)
from readify.web.week_page import week_of, week_page

bp = Blueprint("teacher", __name__, url_prefix="/klas")
TALKED = dt.timedelta(days=14)
WEEKS = 5


@bp.record_once
def check_seeds(_state: object) -> None:
    """A wrong seed file stops the start, not a page."""
    insight_rules()


@bp.get("")
@staff_only("teacher")
def classes() -> Response | str:
    """The teacher's classes; one class opens at once."""
    found = taught_classes(read_session(), account_id=account_id())
    if len(found) == 1:
        return redirect(url_for("teacher.week", classroom_id=found[0].classroom_id), 303)
    return render_template("teacher/classes.html", classes=found, nav=class_nav(0))


@bp.get("/<int:classroom_id>")
@staff_only("teacher")
def week(classroom_id: int) -> str:
    """The week of a class."""
    page = week_page(classroom_id)
    return render_template("teacher/week.html", campaigns=class_campaigns(page["classroom"]), **page)


@bp.get("/<int:classroom_id>/deel")
@staff_only("teacher")
def week_part(classroom_id: int) -> str:
    """The part of it that is fetched anew when a child logs."""
    return render_template("teacher/_week.html", **week_page(classroom_id))


@bp.get("/<int:classroom_id>/boekenpraat")
@staff_only("teacher")
def talk(classroom_id: int) -> str:
    """Who to talk with about a book, and how to start."""
    classroom, moment = own_classroom(classroom_id), present()
    found = week_of(classroom_id, monday_of(moment["today"]))
    talked = book_talks(read_session(), classroom_id=classroom_id, since=moment["today"] - TALKED)
    first = {reader.reader_id for reader in found.quiet}
    readers = sorted(
        found.readers, key=lambda reader: (reader.reader_id in talked, reader.reader_id not in first)
    )
    return render_template(
        "teacher/talk.html",
        thumb=thumb,
        classroom=classroom,
        week=found,
        readers=readers,
        talked=talked,
        tips=class_tips(read_session(), classroom_id=classroom_id, day=moment["today"]),
        sticker_words=sticker_words,
        **frame(classroom_id, found.school),
    )


@bp.post("/<int:classroom_id>/boekenpraat")
@staff_only("teacher")
def give_talk(classroom_id: int) -> Response:
    """A book talk was had with this child: once a day."""
    own_classroom(classroom_id)
    reader = reader_of_teacher(read_session(), current_visitor(), request.form.get("kind", 0, type=int))
    had_talk(reader.id)
    flash(gettext("Bewaard: boekenpraat met %(name)s.", name=reader.name))
    to_child = request.form.get("terug") == "kind"
    return redirect(_child_url(reader) if to_child else url_for(".talk", classroom_id=classroom_id), 303)


@bp.post("/<int:classroom_id>/tips/<int:book_id>/weg")
@staff_only("teacher")
def clear_tips(classroom_id: int, book_id: int) -> Response:
    """Takes one book off the class's shelf of tips; who tipped it keeps what it gave."""
    own_classroom(classroom_id)
    now = present()["now"]
    perform(hide_tips, classroom_id=classroom_id, book_id=book_id, now=now, account_id=account_id())
    flash(gettext("De tip hangt niet meer in de klas."))
    return redirect(url_for(".talk", classroom_id=classroom_id), 303)


@bp.get("/<int:classroom_id>/doel")
@staff_only("teacher")
def goal(classroom_id: int) -> str:
    """The class goal, with the reason behind the proposal."""
    own_classroom(classroom_id)
    return _goal_page(classroom_id)


@bp.post("/<int:classroom_id>/doel")
@staff_only("teacher")
def save_goal(classroom_id: int) -> Response | tuple[str, int]:
    """A new goal, or the running one moved up or down."""
    own_classroom(classroom_id)
    action = change_class_goal if request.form.get("doe") == "aanpassen" else set_class_goal
    try:
        draft = parse(ClassGoalDraft, request.form.to_dict())
        perform(action, classroom_id=classroom_id, draft=draft, account_id=account_id(), **present())
    except (Invalid, Conflict) as refusal:
        return _goal_page(classroom_id, refusal), refusal.status
    flash(gettext("Het klassendoel staat klaar."))
    return redirect(url_for(".goal", classroom_id=classroom_id), 303)


@bp.post("/<int:classroom_id>/doel/klaar")
@staff_only("teacher")
def close_goal(classroom_id: int) -> Response:
    """Ends the goal; lamps stay counted."""
    own_classroom(classroom_id)
    perform(close_class_goal, classroom_id=classroom_id, account_id=account_id(), **present())
    flash(gettext("Dit doel is afgerond."))
    return redirect(url_for(".goal", classroom_id=classroom_id), 303)


@bp.post("/<int:classroom_id>/klok")
@staff_only("teacher")
def timer(classroom_id: int) -> Response:
    """Starts, pauses or stops the reading time on the class's screen."""
    own_classroom(classroom_id)
    run_timer(classroom_id, account_id=account_id())
    return redirect(url_for(".week", classroom_id=classroom_id), 303)


def _child_url(reader: Any) -> str:
    return url_for("pupil.show", classroom_id=reader.classroom_id, reader_id=reader.id)


def _goal_page(classroom_id: int, refusal: Invalid | Conflict | None = None) -> str:
    today = present()["today"]
    found = week_of(classroom_id, monday_of(today))
    rate = network_rules().limits.class_goal
    ends = monday_of(today) + dt.timedelta(days=7 * WEEKS - 3)
    return render_template(
        "teacher/goal.html",
        week=found,
        rate=rate,
        suggested=rate.target(children=len(found.readers), weeks=WEEKS),
        weeks=WEEKS,
        suggested_ends=ends,
        rewards=reward_choices(),
        reward=reward_words(found.goal.reward) if found.goal else "",
        goal_words=goal_line(found.goal) if found.goal else "",
        typed=request.form if refusal else {},
        errors=shown_errors(refusal),
        **frame(classroom_id, found.school),
    )
