"""Entering a champion by a school's link, without an account: what is open, the form, changing, withdrawing.

The address is the key: it is kept out of logs, caches and referrers (`headers.SECRET_PATHS`).
"""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.contest_entering import change_entrant, enter_reader
from readify.actions.contest_schools import leave_address
from readify.actions.contest_withdrawing import withdraw_entrant
from readify.drafts.contest_entry import EntrantDraft
from readify.drafts.contest_session import ContactDraft
from readify.drafts.parsing import parse
from readify.errors import Conflict, Invalid, NotFound
from readify.models import ContestSchool, Entrant
from readify.perform import perform, present
from readify.policies_contest import NO_ENTRANT, NO_ROUND
from readify.queries.contest_entries import OpenRound
from readify.queries.contest_links import link_page, may_change_by_link, school_of_key
from readify.request_limits import entry_link_limit, entry_write_limit, failed_try
from readify.request_session import read_session
from readify.web.contest_entry_words import entry_choices, entry_errors, entry_state, typed_of
from readify.web.teacher_base import shown_errors

bp = Blueprint("contest_link_entry", __name__, url_prefix="/meld-aan/<key>")
Answered = Response | tuple[str, int]
OF_ACCOUNTS = ("classroom_id", "reader_id")


@bp.get("")
@entry_link_limit
def show(key: str) -> str:
    """What this school may enter, and whom it entered."""
    return _page(key, _school(key), {}, {})


@bp.post("/adres")
@entry_write_limit
@entry_link_limit
def address(key: str) -> Answered:
    """Where the invitation goes, when the organiser has no address yet."""
    school, typed = _school(key), request.form.to_dict()
    try:
        draft = parse(ContactDraft, typed)
        perform(leave_address, contest_school_id=school.id, draft=draft, now=present()["now"])
        flash(gettext("Dank je wel. De uitnodiging komt op %(email)s.", email=draft.email))
    except Invalid as refusal:
        return _page(key, school, typed, shown_errors(refusal)), 422
    except Conflict as refusal:
        flash(gettext(refusal.message), "warn")
    return redirect(url_for(".show", key=key), 303)


@bp.get("/<int:round_id>")
@entry_link_limit
def ask(key: str, round_id: int) -> str:
    """The empty form."""
    typed = {"submission_id": str(uuid.uuid4()), "language": "nl"}
    return _form(key, _round(_school(key), round_id), typed, {})


@bp.post("/<int:round_id>")
@entry_write_limit
@entry_link_limit
def enter(key: str, round_id: int) -> Answered:
    """Enters the champion; what is wrong comes back with what was typed."""
    school = _school(key)
    about = {"round_id": round_id, "contest_school_id": school.id}
    return _saved(key, _round(school, round_id), enter_reader, **about)


@bp.get("/lezer/<int:entrant_id>")
@entry_link_limit
def edit(key: str, entrant_id: int) -> str:
    """The form with what was entered."""
    school = _school(key)
    entrant = _entrant(school, entrant_id)
    return _form(key, _round(school, entrant.round_id), typed_of(entrant), {}, entrant_id=entrant_id)


@bp.post("/lezer/<int:entrant_id>")
@entry_write_limit
@entry_link_limit
def save(key: str, entrant_id: int) -> Answered:
    """Saves a change."""
    school = _school(key)
    entrant = _entrant(school, entrant_id)
    return _saved(key, _round(school, entrant.round_id), change_entrant, entrant_id=entrant_id)


@bp.post("/lezer/<int:entrant_id>/terug")
@entry_write_limit
@entry_link_limit
def withdraw(key: str, entrant_id: int) -> Response:
    """The child does not read after all; who waits or stands by comes in."""
    _entrant(_school(key), entrant_id)
    try:
        perform(withdraw_entrant, entrant_id=entrant_id, now=present()["now"])
        flash(gettext("De aanmelding is teruggetrokken."))
    except Conflict as refusal:
        flash(gettext(refusal.message), "warn")
    return redirect(url_for(".show", key=key), 303)


def _school(key: str) -> ContestSchool:
    try:
        return school_of_key(read_session(), key, today=present()["today"])
    except NotFound:
        failed_try()
        raise


def _page(key: str, school: ContestSchool, typed: dict[str, str], errors: dict[str, str]) -> str:
    return render_template(
        "contest/link_entries.html",
        key=key,
        school=school,
        rounds=_rounds(school),
        entry_state=entry_state,
        may_change=may_change_by_link,
        typed=typed,
        errors=errors,
    )


def _rounds(school: ContestSchool) -> tuple[OpenRound, ...]:
    return link_page(read_session(), school, today=present()["today"])


def _round(school: ContestSchool, round_id: int) -> OpenRound:
    found = next((one for one in _rounds(school) if one.of_round.id == round_id), None)
    if found is None:
        raise NotFound("no_round", NO_ROUND)
    return found


def _entrant(school: ContestSchool, entrant_id: int) -> Entrant:
    """A reader that this school entered by its link. NotFound for every other."""
    entrant = read_session().get(Entrant, entrant_id)
    if entrant is None or entrant.contest_school_id != school.id or not may_change_by_link(entrant):
        raise NotFound("no_entrant", NO_ENTRANT)
    return entrant


def _saved(key: str, found: OpenRound, action: Any, **about: int) -> Answered:
    typed: dict[str, Any] = request.form.to_dict()
    plain = {name: value for name, value in typed.items() if name not in OF_ACCOUNTS}
    try:
        draft = parse(EntrantDraft, plain | {"consent": "consent" in typed})
        perform(action, draft=draft, now=present()["now"], **about)
    except (Invalid, Conflict) as refusal:
        page = _form(key, found, typed, entry_errors(refusal), entrant_id=about.get("entrant_id"))
        return page, refusal.status
    flash(gettext("%(name)s is aangemeld. De organisator laat weten waar en wanneer.", name=draft.name))
    return redirect(url_for(".show", key=key), 303)


def _form(
    key: str,
    found: OpenRound,
    typed: dict[str, Any],
    errors: dict[str, str],
    *,
    entrant_id: int | None = None,
) -> str:
    return render_template(
        "contest/link_entry.html",
        key=key,
        found=found,
        typed=typed,
        errors=errors,
        entrant_id=entrant_id,
        **entry_choices(typed.get("language", "nl")),
    )
