"""A teacher enters a champion: the rounds the school was asked for, the form, changing and withdrawing."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.contest_entering import change_entrant, enter_reader
from readify.actions.contest_withdrawing import withdraw_entrant
from readify.drafts.contest_entry import EntrantDraft
from readify.drafts.parsing import parse
from readify.errors import Conflict, Invalid, NotFound
from readify.models import Classroom, Entrant, EntryRule
from readify.perform import perform, present
from readify.policies_contest import NO_ENTRANT, NO_ROUND, entrant_of_teacher
from readify.queries.classroom_pages import school_name
from readify.queries.contest_entries import EntryLine, OpenRound, rounds_for_school
from readify.queries.contest_pupils import pupils_of
from readify.queries.contest_winners import champion_of_class
from readify.request_session import read_session
from readify.web.contest_entry_words import entry_choices, entry_errors, entry_state, typed_of
from readify.web.identity import current_visitor, staff_only
from readify.web.teacher_base import account_id, frame, own_classroom

bp = Blueprint("contest_entry", __name__, url_prefix="/klas/<int:classroom_id>/voorlezen")
Answered = Response | tuple[str, int]


@bp.get("")
@staff_only("teacher")
def show(classroom_id: int) -> str:
    """The rounds this school was asked for, and who the class sends."""
    classroom = own_classroom(classroom_id)
    return render_template(
        "contest/entries_class.html",
        classroom=classroom,
        rounds=_rounds(classroom),
        entry_state=entry_state,
        session_links=_session_links,
        **_frame(classroom),
    )


@bp.get("/<int:round_id>")
@staff_only("teacher")
def ask(classroom_id: int, round_id: int) -> str:
    """The empty form; with the winner of the school's own contest, when that is a child of this class."""
    classroom = own_classroom(classroom_id)
    found = _round(classroom, round_id)
    typed = {"class_name": classroom.name, "language": "nl"} | _champion(classroom, found)
    return _form(classroom, found, typed | {"submission_id": str(uuid.uuid4())}, {})


@bp.post("/<int:round_id>")
@staff_only("teacher")
def enter(classroom_id: int, round_id: int) -> Answered:
    """Enters the champion; what is wrong comes back with what was typed."""
    classroom = own_classroom(classroom_id)
    found = _round(classroom, round_id)
    about = {"round_id": round_id, "contest_school_id": found.school.id}
    return _saved(classroom, found, enter_reader, **about)


@bp.get("/lezer/<int:entrant_id>")
@staff_only("teacher")
def edit(classroom_id: int, entrant_id: int) -> str:
    """The form with what was entered."""
    classroom = own_classroom(classroom_id)
    entrant = _entrant(classroom, entrant_id)
    found = _round(classroom, entrant.round_id)
    return _form(classroom, found, typed_of(entrant), {}, entrant_id=entrant_id)


@bp.post("/lezer/<int:entrant_id>")
@staff_only("teacher")
def save(classroom_id: int, entrant_id: int) -> Answered:
    """Saves a change."""
    classroom = own_classroom(classroom_id)
    entrant = _entrant(classroom, entrant_id)
    return _saved(classroom, _round(classroom, entrant.round_id), change_entrant, entrant_id=entrant_id)


@bp.post("/lezer/<int:entrant_id>/terug")
@staff_only("teacher")
def withdraw(classroom_id: int, entrant_id: int) -> Response:
    """The child does not read after all; who waits or stands by comes in."""
    classroom = own_classroom(classroom_id)
    _entrant(classroom, entrant_id)
    try:
        perform(withdraw_entrant, entrant_id=entrant_id, now=present()["now"], account_id=account_id())
        flash(gettext("De aanmelding is teruggetrokken."))
    except Conflict as refusal:
        flash(gettext(refusal.message), "warn")
    return redirect(url_for(".show", classroom_id=classroom_id), 303)


def _saved(classroom: Classroom, found: OpenRound, action: Any, **about: int) -> Answered:
    typed: dict[str, Any] = request.form.to_dict()
    try:
        draft = parse(EntrantDraft, typed | {"consent": "consent" in typed, "classroom_id": classroom.id})
        perform(action, draft=draft, now=present()["now"], account_id=account_id(), **about)
    except (Invalid, Conflict) as refusal:
        page = _form(classroom, found, typed, entry_errors(refusal), entrant_id=about.get("entrant_id"))
        return page, refusal.status
    flash(gettext("%(name)s is aangemeld. De organisator laat weten waar en wanneer.", name=draft.name))
    return redirect(url_for(".show", classroom_id=classroom.id), 303)


def _form(
    classroom: Classroom,
    found: OpenRound,
    typed: dict[str, Any],
    errors: dict[str, str],
    *,
    entrant_id: int | None = None,
) -> str:
    return render_template(
        "contest/entry.html",
        classroom=classroom,
        found=found,
        typed=typed,
        errors=errors,
        entrant_id=entrant_id,
        pupils=[("", gettext("niemand van de lijst")), *pupils_of(read_session(), classroom.id)],
        **entry_choices(typed.get("language", "nl")),
        **_frame(classroom),
    )


def _champion(classroom: Classroom, found: OpenRound) -> dict[str, Any]:
    """Asked for a consent of its own: this is another contest."""
    if found.contest.school_id is not None or found.of_round.entry_rule is not EntryRule.SCHOOL:
        return {}
    winner = champion_of_class(read_session(), classroom.id, season=found.contest.season)
    return {} if winner is None else typed_of(winner) | {"consent": False, "champion": True}


def _session_links(entries: tuple[EntryLine, ...]) -> list[tuple[str, int]]:
    """(name, id) of the sessions in which these readers read."""
    return list(dict.fromkeys((one.sitting.name, one.sitting.id) for one in entries if one.sitting))


def _rounds(classroom: Classroom) -> tuple[OpenRound, ...]:
    about = {"school_id": classroom.school_id, "classroom_id": classroom.id}
    return rounds_for_school(read_session(), today=present()["today"], **about)


def _round(classroom: Classroom, round_id: int) -> OpenRound:
    found = next((one for one in _rounds(classroom) if one.of_round.id == round_id), None)
    if found is None:
        raise NotFound("no_round", NO_ROUND)
    return found


def _entrant(classroom: Classroom, entrant_id: int) -> Entrant:
    """A reader of this very class, or of the school when no class was named. NotFound otherwise."""
    entrant = entrant_of_teacher(read_session(), current_visitor(), entrant_id)
    if entrant.classroom_id not in (None, classroom.id):
        raise NotFound("no_entrant", NO_ENTRANT)
    return entrant


def _frame(classroom: Classroom) -> dict[str, Any]:
    return frame(classroom.id, school_name(read_session(), classroom.school_id))
