"""Rounds and sessions of a contest as its organiser changes them: forms that keep what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import zip_longest
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from readify.actions.contest_rounds import add_round, change_round, remove_round
from readify.actions.contest_sessions import add_session, change_session, remove_session
from readify.done import Done
from readify.drafts.contest import RoundDraft
from readify.drafts.contest_session import SessionDraft
from readify.drafts.parsing import parse
from readify.errors import Conflict, Invalid, NotFound
from readify.models import Contest, ContestRound
from readify.perform import perform, present
from readify.policies_contest import contest_of_organiser, round_of_organiser, session_of_secretary
from readify.queries.contest_forms import (
    CRITERION_COLUMNS,
    languages_read,
    round_fields,
    session_fields,
    sessions_to_feed,
)
from readify.request_session import fresh_read_session, read_session
from readify.web.contest_entry_words import session_tongues
from readify.web.contest_frame import contest_frame
from readify.web.contest_words import BOOK_RULES, ENTRY_RULES, LEVELS, WAYS_TO_DECIDE
from readify.web.identity import current_visitor, staff_only
from readify.web.library_base import account_id, libraries_of
from readify.web.teacher_base import shown_errors

bp = Blueprint("contest_plan", __name__, url_prefix="/wedstrijd")
Answered = Response | tuple[str, int]
SPARE_ROWS = 2
MINUTES = re.compile(r"\d{1,2}([.,]\d{1,2})?")


@bp.get("/<int:contest_id>/ronde/nieuw")
@staff_only()
def ask_round(contest_id: int) -> str:
    """The form for one more round, filled as the last one."""
    contest = _contest(contest_id)
    return _round_form(contest, None, round_fields(fresh_read_session(), contest_id=contest_id), {})


@bp.post("/<int:contest_id>/ronde/nieuw")
@staff_only()
def make_round(contest_id: int) -> Answered:
    """One more round at the end."""
    contest = _contest(contest_id)
    return _saved_round(contest, None, add_round, contest_id=contest_id)


@bp.get("/ronde/<int:round_id>/wijzig")
@staff_only()
def edit_round(round_id: int) -> str:
    """The form with a round's rules and what the jury looks at."""
    found = round_of_organiser(read_session(), current_visitor(), round_id)
    fields = round_fields(fresh_read_session(), contest_id=found.contest_id, round_id=round_id)
    return _round_form(_contest(found.contest_id), found, fields, {})


@bp.post("/ronde/<int:round_id>/wijzig")
@staff_only()
def save_round(round_id: int) -> Answered:
    """Saves it; what cannot change any more is said, and what was typed stays."""
    found = round_of_organiser(read_session(), current_visitor(), round_id)
    contest = _contest(found.contest_id)
    return _saved_round(contest, found, change_round, round_id=round_id)


@bp.post("/ronde/<int:round_id>/weg")
@staff_only()
def drop_round(round_id: int) -> Response:
    """Takes a round away that has not begun."""
    found = round_of_organiser(read_session(), current_visitor(), round_id)
    return _dropped(found.contest_id, remove_round, round_id=round_id)


@bp.get("/ronde/<int:round_id>/zitting")
@staff_only()
def ask_session(round_id: int) -> str:
    """The form for one more session of a round."""
    found = round_of_organiser(read_session(), current_visitor(), round_id)
    return _session_form(found, None, {}, {})


@bp.post("/ronde/<int:round_id>/zitting")
@staff_only()
def make_session(round_id: int) -> Answered:
    """One more session."""
    found = round_of_organiser(read_session(), current_visitor(), round_id)
    return _saved_session(found, None, add_session, {"round_id": round_id})


@bp.get("/zitting/<int:session_id>/wijzig")
@staff_only()
def edit_session(session_id: int) -> str:
    """The form with a session's place, time and where its winners go."""
    sitting = session_of_secretary(read_session(), current_visitor(), session_id)
    found = read_session().get_one(ContestRound, sitting.round_id)
    return _session_form(found, session_id, session_fields(sitting), {})


@bp.post("/zitting/<int:session_id>/wijzig")
@staff_only()
def save_session(session_id: int) -> Answered:
    """Saves it."""
    sitting = session_of_secretary(read_session(), current_visitor(), session_id)
    found = read_session().get_one(ContestRound, sitting.round_id)
    return _saved_session(found, session_id, change_session, {"session_id": session_id})


@bp.post("/zitting/<int:session_id>/weg")
@staff_only()
def drop_session(session_id: int) -> Response:
    """Takes a session away that has not begun and holds nobody."""
    sitting = session_of_secretary(read_session(), current_visitor(), session_id)
    found = round_of_organiser(read_session(), current_visitor(), sitting.round_id)
    return _dropped(found.contest_id, remove_session, session_id=session_id)


def typed_round(sent: MultiDict[str, str]) -> dict[str, Any]:
    """A round's form as a draft takes it: rows without a name left out, minutes as seconds, steps apart."""
    columns = [sent.getlist(f"criterion_{name}") for name in CRITERION_COLUMNS]
    rows = [dict(zip(CRITERION_COLUMNS, row, strict=True)) for row in zip_longest(*columns, fillvalue="")]
    kept = [row | {"steps": tuple(_steps(row["steps"]))} for row in rows if row["name"].strip()]
    plain = {name: value for name, value in sent.items() if not name.startswith("criterion_")}
    minutes = plain.pop("limit_minutes", "").strip()
    seconds = round(float(minutes.replace(",", ".")) * 60) if MINUTES.fullmatch(minutes) else minutes
    return plain | {"criteria": kept, "time_limit": seconds}


def _steps(words: str) -> list[str]:
    return [part.strip() for part in words.split(";") if part.strip()]


def _contest(contest_id: int) -> Contest:
    return contest_of_organiser(read_session(), current_visitor(), contest_id)


def _saved_round(
    contest: Contest, found: ContestRound | None, action: Callable[..., Done[Any]], **where: int
) -> Answered:
    sent = typed_round(request.form)
    try:
        draft = parse(RoundDraft, sent)
        perform(action, draft=draft, now=present()["now"], account_id=account_id(), **where)
    except (Invalid, Conflict) as refusal:
        errors = _errors_of_round(refusal)
        return _round_form(contest, found, _as_typed(sent), errors), refusal.status
    flash(gettext("De ronde is bewaard."))
    return redirect(url_for("contests.show", contest_id=contest.id), 303)


def _as_typed(sent: dict[str, Any]) -> dict[str, Any]:
    rows = [row | {"steps": "; ".join(row["steps"])} for row in sent["criteria"]]
    return sent | {"criteria": rows, "limit_minutes": request.form.get("limit_minutes", "")}


def _errors_of_round(refusal: Invalid | Conflict) -> dict[str, str]:
    """Sentences by the form's own fields; what belongs to no field stands with the name."""
    named = {"time_limit": "limit_minutes", "body": "closes"}
    errors = {named.get(name, name): words for name, words in shown_errors(refusal).items()}
    errors = {("criteria" if name.startswith("criteria") else name): words for name, words in errors.items()}
    return errors or {"name": gettext(refusal.message)}


def _saved_session(
    found: ContestRound, session_id: int | None, action: Callable[..., Done[Any]], where: dict[str, int]
) -> Answered:
    typed: dict[str, Any] = request.form.to_dict() | {"languages": request.form.getlist("languages")}
    try:
        draft = parse(SessionDraft, typed | {"languages": tuple(typed["languages"])})
        perform(action, draft=draft, now=present()["now"], account_id=account_id(), **where)
    except (Invalid, Conflict) as refusal:
        errors = shown_errors(refusal) or {"name": gettext(refusal.message)}
        return _session_form(found, session_id, typed, errors), refusal.status
    flash(gettext("De zitting is bewaard."))
    return redirect(url_for("contests.show", contest_id=found.contest_id), 303)


def _dropped(contest_id: int, action: Callable[..., Done[Any]], **where: int) -> Response:
    try:
        perform(action, now=present()["now"], account_id=account_id(), **where)
        flash(gettext("Weggehaald."))
    except Conflict as refusal:
        flash(gettext(refusal.message), "warn")
    return redirect(url_for("contests.show", contest_id=contest_id), 303)


def _round_form(
    contest: Contest, found: ContestRound | None, fields: dict[str, Any], errors: dict[str, str]
) -> str:
    spare = [dict.fromkeys(CRITERION_COLUMNS, "") | {"weight": 1} for _ in range(SPARE_ROWS)]
    return render_template(
        "contest/round.html",
        contest=contest,
        round=found,
        typed=fields,
        rows=[*fields["criteria"], *spare],
        errors=errors,
        levels=[(one.value, gettext(words)) for one, words in LEVELS.items()],
        entry_rules=[(one.value, gettext(words)) for one, words in ENTRY_RULES.items()],
        book_rules=[(one.value, gettext(words)) for one, words in BOOK_RULES.items()],
        ways=[(one.value, gettext(words)) for one, words in WAYS_TO_DECIDE.items()],
        **contest_frame(contest),
    )


def _session_form(
    found: ContestRound, session_id: int | None, typed: dict[str, Any], errors: dict[str, str]
) -> str:
    contest = read_session().get(Contest, found.contest_id)
    if contest is None:
        raise NotFound("not_found")
    onward = sessions_to_feed(read_session(), found)
    hosts = libraries_of(current_visitor())
    return render_template(
        "contest/session.html",
        contest=contest,
        round=found,
        session_id=session_id,
        typed=typed,
        errors=errors,
        tongues=session_tongues(typed.get("languages", ()), languages_read(read_session(), found.id)),
        onward=[("", gettext("nog niet gekozen")), *onward],
        hosts=[("", gettext("geen bibliotheek")), *((one.library_id, one.name) for one in hosts)],
        **contest_frame(contest),
    )
