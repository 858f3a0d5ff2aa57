"""A juror's form behind a personal link: steps, words and hand-in. No account, and no other juror's cards.

With JavaScript each touch is sent at once, or waits on the device (`send`, JSON); without it each reader has
a form of its own. Both end in the same touches, which merge whatever way they come.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from readify import clock
from readify.actions.contest_handing_in import hand_in
from readify.actions.contest_jury import open_link
from readify.actions.contest_scoring import cast_ballot, touch_cards
from readify.drafts.contest_scores import TEXTS, BallotDraft, TouchesDraft
from readify.drafts.parsing import parse, parse_json
from readify.errors import Invalid, Refused
from readify.models import Juror
from readify.models.contest_kinds import Deciding
from readify.models.contest_people import EntrantState
from readify.perform import perform
from readify.queries.contest_jury import JuryPage, juror_of_key, juror_page
from readify.request_session import fresh_read_session, read_session
from readify.web.offline import allow_keeping
from readify.web.waiting import refused
from readify.words import N_

bp = Blueprint("jury", __name__, url_prefix="/jury/<key>")
WHOLE_ORDER = N_("Geef elke lezer een eigen plek. Je keuzes staan er nog.")
SOME_NAMES = N_("Kies de lezer die door mag. Meer namen dan er doorgaan, kan niet.")


@bp.get("")
def show(key: str) -> str:
    """The whole form: every reader of the session, one at a time on the screen."""
    juror = _juror(key)
    if juror.opened_at is None:
        perform(open_link, key=key, now=clock.now())
    if juror.handed_in_at is None:
        allow_keeping(juror.expires_at)
    return _page(key, juror_page(read_session(), juror.id))


@bp.get("/stand")
def state(key: str) -> tuple[Response, int]:
    """What the server has of this juror, for the page's script."""
    try:
        return jsonify(_state(juror_page(read_session(), _juror(key).id))), 200
    except Refused as refusal:
        return refused(refusal)


@bp.post("/stand")
def send(key: str) -> tuple[Response, int]:
    """Writes what was touched on a device, and answers what the server has then. Once, however often sent."""
    try:
        juror = _juror(key)
        wrong = _write(juror.id, parse_json(TouchesDraft, request.get_data()), _ballot_sent())
        known = _state(juror_page(fresh_read_session(), juror.id))
        return jsonify(known | {"refused": [gettext(one) for one in wrong]}), 200
    except Refused as refusal:
        return refused(refusal)


@bp.post("/lezer/<int:entrant_id>")
def card(key: str, entrant_id: int) -> AnyResponse:
    """One reader's card as a plain form."""
    juror = _juror(key)
    page = juror_page(read_session(), juror.id)
    for wrong in _write(juror.id, parse(TouchesDraft, {"touches": _changes(page, entrant_id)}), None):
        flash(gettext(wrong), "warn")
    after = [one.entrant_id for one in page.cards]
    place = after.index(entrant_id) + 1 if entrant_id in after else len(after)
    where = f"lezer-{after[place]}" if place < len(after) else "inleveren"
    return redirect(url_for("jury.show", key=key, _anchor=where), 303)


@bp.post("/volgorde")
def order(key: str) -> AnyResponse | tuple[str, int]:
    """The order of readers, or the name on the slip, as a plain form."""
    juror = _juror(key)
    page = juror_page(read_session(), juror.id)
    try:
        choices = _choices(page, request.form)
    except Invalid as refusal:
        return _page(key, page, wrong=refusal.message, places=request.form), 422
    draft = {"kind": _kind(page), "choices": choices, "stamp": _stamp(page), "client": "form"}
    perform(cast_ballot, juror_id=juror.id, draft=parse(BallotDraft, draft), now=clock.now())
    return redirect(url_for("jury.show", key=key, _anchor="inleveren"), 303)


@bp.post("/inleveren")
def finish(key: str) -> AnyResponse | tuple[str, int]:
    """Hands everything in; what is missing is said, and nothing is handed in then."""
    juror = _juror(key)
    try:
        perform(hand_in, juror_id=juror.id, now=clock.now())
    except Refused as refusal:
        page = juror_page(fresh_read_session(), juror.id)
        return _page(key, page, wrong=refusal.message), refusal.status
    flash(gettext("Dank je wel. Alles is ingeleverd."))
    return redirect(url_for("jury.show", key=key, _anchor="inleveren"), 303)


def _juror(key: str) -> Juror:
    return juror_of_key(read_session(), key, now=clock.now())


def _page(key: str, page: JuryPage, *, wrong: str = "", places: MultiDict[str, str] | None = None) -> str:
    said = gettext(wrong) if wrong else ""
    chosen = {int(name): str(place) for place, name in enumerate(page.choices, start=1)}
    if places is not None:
        chosen |= {one.entrant_id: places.get(f"plek-{one.entrant_id}", "") for one in page.cards}
    return render_template("jury/form.html", jury=page, key=key, wrong=said, chosen=chosen, texts=TEXTS)


def _write(juror_id: int, touches: TouchesDraft, ballot: BallotDraft | None) -> tuple[str, ...]:
    """Saves what is good; answers why the rest is not. A wrong slip holds no score back."""
    wrong: list[str] = []
    if touches.touches:
        done = perform(touch_cards, juror_id=juror_id, touches=touches.touches, now=clock.now())
        wrong += [one.message for one in done.refused]
    if ballot is not None:
        try:
            perform(cast_ballot, juror_id=juror_id, draft=ballot, now=clock.now())
        except Invalid as refusal:
            wrong.append(refusal.message)
    return tuple(dict.fromkeys(wrong))


def _ballot_sent() -> BallotDraft | None:
    body = request.get_json(silent=True)
    found = body.get("ballot") if isinstance(body, dict) else None
    return parse(BallotDraft, found) if found else None


def _changes(page: JuryPage, entrant_id: int) -> list[dict[str, Any]]:
    """What this form says otherwise than the server knows, as touches."""
    known = next((one.values for one in page.cards if one.entrant_id == entrant_id), {})
    about = {"entrant_id": entrant_id, "stamp": _stamp(page), "client": "form"}
    steps = [(one.slug, request.form.get(f"c-{one.slug}", type=int)) for one in page.criteria]
    numbers = [about | {"field": slug, "number": step} for slug, step in steps if step != known.get(slug)]
    words = [(name, request.form.get(name, "").strip()) for name in TEXTS]
    texts = [about | {"field": name, "text": said} for name, said in words if said != known.get(name, "")]
    return [*numbers, *texts]


def _stamp(page: JuryPage) -> int:
    """Milliseconds, and past all that is known: a form is the latest thing this juror did."""
    return max(int(clock.now().timestamp() * 1000), page.newest + 1)


def _kind(page: JuryPage) -> str:
    return "vote" if page.decides is Deciding.VOTE else "ranking"


def _choices(page: JuryPage, form: MultiDict[str, str]) -> tuple[int, ...]:
    readers = [one.entrant_id for one in page.cards]
    if page.decides is Deciding.VOTE:
        named = tuple(reader for reader in form.getlist("keuze", type=int) if reader in readers)
        if not 0 < len(named) <= page.most:
            raise Invalid("invalid", SOME_NAMES)
        return named
    places = {form.get(f"plek-{reader}", 0, type=int): reader for reader in readers}
    if sorted(places) != list(range(1, len(readers) + 1)):
        raise Invalid("invalid", WHOLE_ORDER)
    return tuple(places[place] for place in sorted(places))


def _state(page: JuryPage) -> dict[str, Any]:
    """The juror's own fields with their stamps; who reads now; whether the form is still open."""
    reading = next((one.entrant_id for one in page.cards if one.state is EntrantState.READING), None)
    cards = {
        str(one.entrant_id): {
            name: {"value": one.values.get(name), "stamp": stamp} for name, stamp in one.stamps.items()
        }
        for one in page.cards
    }
    return {
        "state": "written",
        "cards": cards,
        "choices": list(page.choices),
        "newest": page.newest,
        "plan": page.plan,
        "open": page.open,
        "reading": reading,
    }
