"""The secretary and the jury: a seat given, taken over, opened again; a new link; a paper sheet typed in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify import clock
from readify.actions.contest_handing_in import hand_in, take_back_hand_in
from readify.actions.contest_jury import renew_key, replace_juror, seat_juror
from readify.actions.contest_scoring import cast_ballot, touch_cards
from readify.drafts.contest_scores import TEXTS, BallotDraft, TouchesDraft
from readify.drafts.contest_session import JurorDraft
from readify.drafts.parsing import parse
from readify.errors import Refused
from readify.models import Juror
from readify.models.contest_kinds import Deciding
from readify.perform import perform
from readify.policies_contest import juror_of_secretary
from readify.printing.qr import qr_matrix
from readify.queries.contest_jury import JuryPage, juror_page
from readify.queries.contest_secretary import asked_schools
from readify.request_session import read_session
from readify.web.contest_day import day_page, own_session
from readify.web.identity import current_visitor, staff_only
from readify.web.screen import public_address

bp = Blueprint("contest_jury", __name__, url_prefix="/wedstrijd")


@bp.get("/zitting/<int:session_id>/jurylid")
@staff_only()
def new(session_id: int) -> str:
    """The form for a new juror."""
    own_session(session_id)
    return _form(session_id)


@bp.post("/zitting/<int:session_id>/jurylid")
@staff_only()
def seat(session_id: int) -> str | tuple[str, int]:
    """A new juror in a new seat; the link is shown once."""
    own_session(session_id)
    try:
        made = perform(seat_juror, session_id=session_id, draft=_draft(), **_who())
    except Refused as refusal:
        return _form(session_id, refusal=refusal), refusal.status
    return _link(session_id, made.juror_id, made.key)


@bp.get("/jurylid/<int:juror_id>/vervang")
@staff_only()
def change(juror_id: int) -> str:
    """The form for who takes over a seat."""
    juror = _own(juror_id)
    return _form(juror.session_id, instead_of=juror)


@bp.post("/jurylid/<int:juror_id>/vervang")
@staff_only()
def replace(juror_id: int) -> str | tuple[str, int]:
    """Somebody takes over the seat and its cards; the old link ends."""
    juror = _own(juror_id)
    try:
        made = perform(replace_juror, juror_id=juror_id, draft=_draft(), **_who())
    except Refused as refusal:
        return _form(juror.session_id, refusal=refusal, instead_of=juror), refusal.status
    return _link(juror.session_id, made.juror_id, made.key)


@bp.post("/jurylid/<int:juror_id>/link")
@staff_only()
def link(juror_id: int) -> str | tuple[str, int]:
    """A new link for the same juror; the old one ends at once."""
    juror = _own(juror_id)
    try:
        key = perform(renew_key, juror_id=juror_id, **_who())
    except Refused as refusal:
        return day_page(juror.session_id, refusal=refusal), refusal.status
    return _link(juror.session_id, juror_id, key)


@bp.post("/jurylid/<int:juror_id>/open")
@staff_only()
def reopen(juror_id: int) -> Response:
    """Opens a form that was handed in, as long as nothing is sealed."""
    juror = _own(juror_id)
    try:
        perform(take_back_hand_in, juror_id=juror_id, **_who())
        flash(gettext("%(name)s kan weer iets veranderen.", name=juror.name))
    except Refused as refusal:
        flash(gettext(refusal.message), "warn")
    return redirect(url_for("contest_day.show", session_id=juror.session_id), 303)


@bp.get("/jurylid/<int:juror_id>/papier")
@staff_only()
def paper(juror_id: int) -> str:
    """A juror's paper sheet, to be typed in."""
    return _sheet(juror_page(read_session(), _own(juror_id).id))


@bp.post("/jurylid/<int:juror_id>/papier")
@staff_only()
def typed(juror_id: int) -> Response | tuple[str, int]:
    """Saves the sheet; with `klaar` it is handed in as well."""
    juror = _own(juror_id)
    page = juror_page(read_session(), juror_id)
    try:
        wrong = _save(page)
        if request.form.get("doe") == "klaar" and not wrong:
            perform(hand_in, juror_id=juror_id, **_who())
    except Refused as refusal:
        return _sheet(page, wrong=gettext(refusal.message)), refusal.status
    if wrong:
        return _sheet(page, wrong=gettext(wrong[0])), 422
    flash(gettext("Het formulier van %(name)s is bewaard.", name=juror.name))
    return redirect(url_for("contest_day.show", session_id=juror.session_id), 303)


def _own(juror_id: int) -> Juror:
    return juror_of_secretary(read_session(), current_visitor(), juror_id)


def _who() -> dict[str, Any]:
    return {"now": clock.now(), "account_id": current_visitor().account_id}


def _draft() -> JurorDraft:
    return parse(JurorDraft, request.form.to_dict())


def _form(session_id: int, *, refusal: Refused | None = None, instead_of: Juror | None = None) -> str:
    errors = {name: gettext(words) for name, words in refusal.fields.items()} if refusal else {}
    if refusal and not errors:
        flash(gettext(refusal.message), "warn")
    return render_template(
        "contest/juror.html",
        schools=asked_schools(read_session(), session_id),
        session_id=session_id,
        instead_of=instead_of,
        typed=request.form,
        errors=errors,
    )


def _link(session_id: int, juror_id: int, key: str) -> str:
    """The link with its QR code, once: only its hash is kept."""
    url = f"{public_address()}{url_for('jury.show', key=key)}"
    juror = _own(juror_id)
    return render_template(
        "contest/juror_link.html", juror=juror, url=url, qr=qr_matrix(url, "M"), session_id=session_id
    )


def _sheet(page: JuryPage, *, wrong: str = "") -> str:
    typed = request.form if wrong else None
    return render_template("contest/sheet.html", jury=page, wrong=wrong, typed=typed, texts=TEXTS)


def _save(page: JuryPage) -> tuple[str, ...]:
    """Saves what the sheet says otherwise than is known; answers why something was not saved."""
    who = {"juror_id": page.juror_id, "now": clock.now(), "typed_by_id": current_visitor().account_id}
    stamp = max(int(clock.now().timestamp() * 1000), page.newest + 1)
    about = {"stamp": stamp, "client": "paper"}
    touches = [about | one for one in _said(page)]
    done = perform(touch_cards, touches=parse(TouchesDraft, {"touches": touches}).touches, **who)
    choices = _choices(page)
    if page.decides is not Deciding.POINTS and choices:
        kind = "vote" if page.decides is Deciding.VOTE else "ranking"
        perform(cast_ballot, draft=parse(BallotDraft, about | {"kind": kind, "choices": choices}), **who)
    return tuple(dict.fromkeys(one.message for one in done.refused))


def _said(page: JuryPage) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for card in page.cards:
        for one in page.criteria:
            step = request.form.get(f"c-{card.entrant_id}-{one.slug}", type=int)
            if step is not None and step != card.values.get(one.slug):
                found.append({"entrant_id": card.entrant_id, "field": one.slug, "number": step})
        for name in TEXTS:
            text = request.form.get(f"{name}-{card.entrant_id}", "").strip()
            if text != card.values.get(name, ""):
                found.append({"entrant_id": card.entrant_id, "field": name, "text": text})
    return found


def _choices(page: JuryPage) -> tuple[int, ...]:
    """The readers with a place on the sheet, best first; of a slip those that are ticked."""
    if page.decides is Deciding.VOTE:
        return tuple(request.form.getlist("keuze", type=int))
    places = {card.entrant_id: request.form.get(f"plek-{card.entrant_id}", type=int) for card in page.cards}
    return tuple(sorted((one for one, place in places.items() if place), key=lambda one: places[one] or 0))
