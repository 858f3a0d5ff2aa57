"""The child's pages: home, log, done, wall, journey, challenge, own list, own choices."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask_babel import get_locale
from werkzeug.wrappers import Response

from readify import clock
from readify.actions.classroom import set_rhythm_days
from readify.actions.own_choices import choose_companion
from readify.actions.reading import amend_reading, log_reading, withdraw_reading
from readify.actions.refreshing import refresh_reader
from readify.drafts.parsing import parse
from readify.drafts.reading import ReadingDraft, WithdrawalDraft
from readify.drafts.rhythm import CompanionDraft, RhythmDraft
from readify.errors import Conflict, Invalid
from readify.game.rulebook import Rulebook
from readify.perform import perform, present
from readify.queries.child_home import ChildHome, child_home
from readify.queries.own_readings import done_page, own_reading, own_readings
from readify.queries.shelf import shelf_of
from readify.queries.trails_now import trails_now
from readify.queries.wall import wall
from readify.request_session import fresh_read_session, read_session
from readify.web.celebration import greatest
from readify.web.identity import child_only, current_visitor
from readify.web.kept_forms import drop_draft, kept_draft
from readify.web.reading_form import field_errors, first_values, posted, typed_values, values_of

bp = Blueprint("child", __name__)


def _rules() -> Rulebook:
    found: Rulebook = current_app.extensions["readify.rulebook"]
    return found


def _home() -> ChildHome:
    """The home of whoever is signed in, folded under today's rules."""
    reader_id, moment = current_visitor().reader_id, present()
    found = child_home(read_session(), rules=_rules(), reader_id=reader_id or 0, today=moment["today"])
    if found.state.stale:
        perform(refresh_reader, reader_id=reader_id, **moment)
        found = child_home(
            fresh_read_session(), rules=_rules(), reader_id=reader_id or 0, today=moment["today"]
        )
    return found


@bp.get("/thuis")
@child_only
def home() -> str:
    """The valley, the book under way, the rhythm."""
    return render_template("child/home.html", home=_home(), today=present()["today"])


@bp.get("/gelezen")
@child_only
def log() -> str:
    """The log form, filled with good guesses, or with what was typed before the sign-in ended."""
    visitor = current_visitor()
    kept = kept_draft(visitor.reader_id or 0)
    if kept is not None:
        return _log_page(typed_values(kept), restored=True)
    shelf = shelf_of(read_session(), reader_id=visitor.reader_id or 0)
    chosen = request.args.get("boek", type=int)
    book = next((row for row in shelf if row.work == chosen), None) or next(
        (row for row in shelf if row.is_underway), None
    )
    values = first_values(band=visitor.band, book=book, last=shelf[0] if shelf else None)
    return _log_page(values)


@bp.post("/gelezen")
@child_only
def add_reading() -> Response | tuple[str, int]:
    """Adds a reading; wrong fields come back with what was typed."""
    try:
        written = perform(log_reading, reader_id=current_visitor().reader_id, draft=_draft(), **present())
    except (Invalid, Conflict) as refusal:
        return _log_page(typed_values(request.form), errors=refusal), refusal.status
    drop_draft()
    return redirect(url_for("child.done", entry_id=written.entry_id), 303)


@bp.get("/gelezen/<int:entry_id>/klaar")
@child_only
def done(entry_id: int) -> str:
    """One short celebration, from the answer kept with the reading."""
    page = done_page(
        read_session(), reader_id=current_visitor().reader_id or 0, entry_id=entry_id, now=clock.now()
    )
    shown = greatest(page.answer, _rules(), str(get_locale()))
    return render_template("child/done.html", page=page, shown=shown, home=_home())


@bp.get("/gelezen/lijst")
@child_only
def readings() -> str:
    """What this child logged, newest first, to correct or take back."""
    before = request.args.get("voor", type=int)
    rows = own_readings(read_session(), reader_id=current_visitor().reader_id or 0, before=before, most=20)
    return render_template("child/readings.html", rows=rows, today=present()["today"])


@bp.get("/gelezen/<int:entry_id>")
@child_only
def edit(entry_id: int) -> str:
    """The form with one reading in it."""
    reading = own_reading(read_session(), reader_id=current_visitor().reader_id or 0, entry_id=entry_id)
    return _log_page(values_of(reading), editing=entry_id)


@bp.post("/gelezen/<int:entry_id>")
@child_only
def change(entry_id: int) -> Response | tuple[str, int]:
    """Corrects one reading."""
    reader_id = current_visitor().reader_id
    try:
        written = perform(amend_reading, reader_id=reader_id, entry_id=entry_id, draft=_draft(), **present())
    except (Invalid, Conflict) as refusal:
        return _log_page(typed_values(request.form), errors=refusal, editing=entry_id), refusal.status
    return redirect(url_for("child.done", entry_id=written.entry_id), 303)


@bp.get("/gelezen/<int:entry_id>/weg")
@child_only
def confirm_withdrawal(entry_id: int) -> str:
    """Are you sure? One reading, and what goes with it."""
    reading = own_reading(read_session(), reader_id=current_visitor().reader_id or 0, entry_id=entry_id)
    return render_template("child/withdraw.html", reading=reading, submission_id=str(uuid.uuid4()))


@bp.post("/gelezen/<int:entry_id>/weg")
@child_only
def withdraw(entry_id: int) -> Response:
    """Takes one reading back."""
    draft = parse(WithdrawalDraft, request.form.to_dict())
    perform(
        withdraw_reading, reader_id=current_visitor().reader_id, entry_id=entry_id, draft=draft, **present()
    )
    return redirect(url_for("child.readings"), 303)


@bp.get("/muur")
@child_only
def show_wall() -> str:
    """The marl wall of badges."""
    found = wall(read_session(), rules=_rules(), reader_id=current_visitor().reader_id or 0)
    return render_template("child/wall.html", wall=found)


@bp.get("/reis")
@child_only
def journey() -> str:
    """The path along the Maas; only this child sees it."""
    return render_template("child/journey.html", home=_home())


@bp.get("/uitdaging")
@child_only
def challenge() -> str:
    """Together, own rhythm, and the trails that run now."""
    today = present()["today"]
    return render_template(
        "child/challenge.html", home=_home(), trails=trails_now(read_session(), today=today)
    )


@bp.post("/uitdaging/ritme")
@child_only
def choose_rhythm() -> Response:
    """Another number of reading days a week, from this week on."""
    draft = parse(RhythmDraft, request.form.to_dict())
    perform(set_rhythm_days, reader_id=current_visitor().reader_id, days=draft.days, **present())
    return redirect(url_for("child.challenge"), 303)


@bp.get("/koempel")
@child_only
def companion() -> str:
    """Six koempels to choose from; another one any time."""
    return render_template("child/companion.html")


@bp.post("/koempel")
@child_only
def choose_koempel() -> Response:
    """This one comes along."""
    draft = parse(CompanionDraft, request.form.to_dict())
    perform(choose_companion, reader_id=current_visitor().reader_id, companion=draft.companion)
    return redirect(url_for("child.home"), 303)


def _draft() -> ReadingDraft:
    context = {"today": present()["today"], "amount_required": True}
    return parse(ReadingDraft, posted(request.form), context=context)


def _log_page(
    values: dict[str, Any],
    *,
    errors: Invalid | Conflict | None = None,
    editing: int = 0,
    restored: bool = False,
) -> str:
    visitor = current_visitor()
    return render_template(
        "child/log.html",
        values=values,
        refusal=errors,
        errors=field_errors(errors.fields) if errors else {},
        editing=editing,
        restored=restored,
        shelf=shelf_of(read_session(), reader_id=visitor.reader_id or 0),
        state=_home().state,
        today=present()["today"],
    )
