"""Logging: the form, the one short celebration after it, the child's own list, correcting and taking back."""

from __future__ import annotations

import json
import uuid
from typing import Any

from flask import after_this_request, flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response

from readify import clock
from readify.actions.badges_seen import note_badges_seen
from readify.actions.correcting import amend_reading, withdraw_reading
from readify.actions.reading import log_reading
from readify.drafts.parsing import parse
from readify.drafts.reading import ReadingDraft, WithdrawalDraft
from readify.errors import Conflict, Invalid
from readify.perform import perform, present
from readify.queries.book_choice import forms_off
from readify.queries.challenges import open_board
from readify.queries.own_readings import OwnReading, done_page, own_reading, own_readings
from readify.queries.shelf import ShelfBook, book_on_shelf, shelf_of
from readify.request_session import read_session
from readify.web import words
from readify.web.celebration import greatest
from readify.web.cell_words import wished
from readify.web.child_base import bp, network_rules, own_home, own_id
from readify.web.gain import gain_facts
from readify.web.identity import child_only, current_visitor
from readify.web.kept_forms import drop_draft, kept_draft
from readify.web.offline import own_key
from readify.web.reading_form import field_errors, first_values, posted, typed_values, values_of
from readify.web.scanned_book import chosen_by_isbn, scanned_book

FRESH = "readify_fresh"  # a cookie of a minute: the log that has not been celebrated yet
LISTED = 20
Page = str | tuple[str, int]


@bp.get("/gelezen")
@child_only
def log() -> str:
    """The log form, filled with good guesses, or with what was typed before the sign-in ended."""
    if "isbn" in request.args:
        return _scanned_page(request.args["isbn"])
    kept = kept_draft(own_id())
    if kept is not None:
        return _form_page(typed_values(kept), notice="restored")
    shelf = shelf_of(read_session(), reader_id=own_id())
    chosen = _number(request.args.get("boek", ""))
    book = _own_book(chosen, shelf) or next((row for row in shelf if row.is_underway), None)
    wishes = {"form": request.args.get("vorm"), "how": request.args.get("hoe")}
    values = first_values(band=current_visitor().band, book=book, last=shelf[0] if shelf else None, **wishes)
    return _form_page(values | {"again": "weer" in request.args} | wished(request.args))


@bp.post("/gelezen")
@child_only
def add_reading() -> Response | Page:
    """Adds a reading; wrong fields come back with what was typed."""
    if _is_of_another():
        return _form_page(_anew(), notice="other_reader"), Conflict.status
    try:
        written = perform(log_reading, reader_id=own_id(), draft=_draft(), **present())
    except Invalid as refusal:
        return _form_page(typed_values(request.form), errors=refusal), refusal.status
    except Conflict as refusal:
        return _form_page(_anew(), notice="sent_before"), refusal.status
    drop_draft()
    answer = redirect(url_for("child.done", entry_id=written.entry_id), 303)
    answer.set_cookie(
        FRESH, str(written.entry_id), max_age=60, path="/gelezen", httponly=True, samesite="Lax"
    )
    return answer


@bp.get("/gelezen/<int:entry_id>/klaar")
@child_only
def done(entry_id: int) -> str:
    """One short celebration, from the answer kept with the reading. Shown again, it stands still."""
    page = done_page(read_session(), reader_id=own_id(), entry_id=entry_id, now=clock.now())
    home = own_home()
    shown = greatest(page.answer, network_rules(), str(get_locale()), light=home.light)
    fresh = request.cookies.get(FRESH) == str(entry_id)
    if fresh:
        after_this_request(_celebrated)
        if shown.badge is not None:
            perform(note_badges_seen, reader_id=own_id(), badges=[shown.badge.slug], now=present()["now"])
    board = open_board(read_session(), home.state) if shown.bingo else None
    return render_template(
        "child/done.html",
        page=page,
        shown=shown,
        home=home,
        board=board,
        fresh=fresh,
        today=present()["today"],
    )


@bp.get("/gelezen/lijst")
@child_only
def readings() -> str:
    """What this child logged, newest first, to correct or take back."""
    before = request.args.get("voor", type=int)
    rows = own_readings(read_session(), reader_id=own_id(), before=before, most=LISTED + 1)
    older = rows[LISTED - 1].id if len(rows) > LISTED else None
    return render_template(
        "child/readings.html", rows=rows[:LISTED], older=older, before=before, today=present()["today"]
    )


@bp.get("/gelezen/<int:entry_id>")
@child_only
def edit(entry_id: int) -> str:
    """The form with one reading in it."""
    reading = own_reading(read_session(), reader_id=own_id(), entry_id=entry_id)
    kept = kept_draft(own_id())
    if kept is not None:
        return _form_page(typed_values(kept), reading=reading, notice="restored")
    return _form_page(values_of(reading), reading=reading)


@bp.post("/gelezen/<int:entry_id>")
@child_only
def change(entry_id: int) -> Response | Page:
    """Corrects one reading. Sending the same form twice corrects once and comes to the same page."""
    if _is_of_another():
        return _form_page(_anew(), notice="other_reader"), Conflict.status
    try:
        written = perform(
            amend_reading,
            reader_id=own_id(),
            entry_id=entry_id,
            draft=_draft(amount_required=False),
            **present(),
        )
    except (Invalid, Conflict) as refusal:
        reading = own_reading(read_session(), reader_id=own_id(), entry_id=entry_id)
        values = typed_values(request.form) if isinstance(refusal, Invalid) else _anew()
        errors = refusal if isinstance(refusal, Invalid) else None
        notice = "" if errors else "sent_before"
        return _form_page(values, errors=errors, reading=reading, notice=notice), refusal.status
    drop_draft()
    flash(gettext("Bewaard. Zo klopt het."))
    return redirect(url_for("child.done", entry_id=written.entry_id), 303)


@bp.get("/gelezen/<int:entry_id>/weg")
@child_only
def confirm_withdrawal(entry_id: int) -> str:
    """Are you sure? One reading, and what goes with it."""
    reading = own_reading(read_session(), reader_id=own_id(), entry_id=entry_id)
    return render_template(
        "child/withdraw.html", reading=reading, submission_id=str(uuid.uuid4()), today=present()["today"]
    )


@bp.post("/gelezen/<int:entry_id>/weg")
@child_only
def withdraw(entry_id: int) -> Response:
    """Takes one reading back."""
    draft = parse(WithdrawalDraft, request.form.to_dict())
    perform(withdraw_reading, reader_id=own_id(), entry_id=entry_id, draft=draft, **present())
    flash(gettext("Dat is weg. Je lichtjes kloppen weer."))
    return redirect(url_for("child.readings"), 303)


def _celebrated(response: Response) -> Response:
    response.delete_cookie(FRESH, path="/gelezen", httponly=True, samesite="Lax")
    return response


def _draft(*, amount_required: bool = True) -> ReadingDraft:
    context = {"today": present()["today"], "amount_required": amount_required}
    return parse(ReadingDraft, posted(request.form), context=context)


def _is_of_another() -> bool:
    """A form opened by another child of this tablet must not count for who is signed in now."""
    return request.form.get("reader", "") not in {"", own_key()}


def _anew() -> dict[str, Any]:
    """What was typed, as a submission of its own."""
    return typed_values(request.form) | {"submission_id": str(uuid.uuid4())}


def _scanned_page(isbn: str) -> str:
    """The form with the book that was just scanned, or with its number kept while the title is typed."""
    scanned = scanned_book(read_session(), isbn, reader_id=own_id(), now=clock.now())
    shelf = shelf_of(read_session(), reader_id=own_id())
    band, form = current_visitor().band, scanned.values.get("form")
    values = first_values(band=band, book=None, last=shelf[0] if shelf else None, form=form)
    return _form_page(values | scanned.values, notice=scanned.notice, errors=scanned.errors)


def _form_page(
    values: dict[str, Any],
    *,
    errors: Invalid | None = None,
    reading: OwnReading | None = None,
    notice: str = "",
) -> str:
    """The form. `notice`: restored, other_reader, sent_before, unknown_book; `reading` is being corrected."""
    home, today = own_home(), present()["today"]
    shelf = shelf_of(read_session(), reader_id=own_id(), most=6)
    scanned = chosen_by_isbn(read_session(), values["work"])
    book = scanned or _chosen(values, shelf, reading)
    own_languages, others = words.language_choices(home.state.home_languages, values["language"] or "nl")
    return render_template(
        "child/log.html",
        values=values,
        errors=field_errors(errors.fields) if errors else {},
        notice=notice,
        reading=reading,
        book=book,
        scanned=scanned is not None,
        forms_off=forms_off(read_session(), home.state, today),
        recent=[row for row in shelf if row.work != _number(values["work"])],
        own_languages=own_languages,
        other_languages=others,
        pages_count=home.state.rulebook.terms_on(today).pages_count,
        gain=json.dumps(gain_facts(home.state, home.today, today=today), separators=(",", ":")),
        today=today,
    )


def _chosen(
    values: dict[str, Any], shelf: tuple[ShelfBook, ...], reading: OwnReading | None
) -> ShelfBook | OwnReading | None:
    """The shelf's book that stands chosen in the form."""
    wanted = _number(values["work"])
    if reading is not None and wanted is not None and reading.work_id == wanted:
        return reading
    return _own_book(wanted, shelf)


def _own_book(work: int | None, shelf: tuple[ShelfBook, ...]) -> ShelfBook | None:
    """A book of the own shelf, also one that was not touched lately or only wanted so far."""
    near = next((row for row in shelf if row.work == work), None)
    if near is not None or work is None:
        return near
    return book_on_shelf(read_session(), reader_id=own_id(), work=work)


def _number(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < 17 else None
