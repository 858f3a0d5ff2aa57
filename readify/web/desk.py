"""A library's desk: scan a card, choose a spot, stamp; write down a book together; take back a mistake.

Nothing on it names a child. A card's token is posted, never part of an address, and signs nobody in here.
Passports and their cards are `desk_passports`; what waited without a network comes in through `desk_queue`.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from readify.actions.desk import AtDesk, DoneAtDesk, log_at_desk, stamp_at_desk
from readify.actions.desk_mistakes import take_back_at_desk
from readify.drafts.desk import DeskStampDraft, shown_card
from readify.drafts.parsing import parse
from readify.drafts.reading import ReadingDraft
from readify.errors import Refused
from readify.perform import perform, present
from readify.queries.desk import card_holder, stamped_spots
from readify.request_session import read_session
from readify.web.desk_base import desk_page, own_desk, page_again, stories, timezone, words_of
from readify.web.identity import staff_only
from readify.web.library_base import ROLES
from readify.web.reading_form import posted

bp = Blueprint("desk", __name__, url_prefix="/bieb/<int:library_id>/balie")


@bp.get("")
@staff_only(*ROLES)
def show(library_id: int) -> str:
    """The desk, ready for the next card."""
    return desk_page(own_desk(library_id))


@bp.post("/kaart")
@staff_only(*ROLES)
def look(library_id: int) -> tuple[Response, int]:
    """Which stamps this card has, in JSON; whose card it is stays unsaid."""
    desk = own_desk(library_id)
    try:
        shown = shown_card(request.form.get("card", ""))
        holder = card_holder(read_session(), shown=shown, secret=desk.secret)
    except Refused as refusal:
        return jsonify(code=refusal.code, message=words_of(refusal)), refusal.status
    kind = "own" if holder.passport_id is None else "passport"
    spots = sorted(stamped_spots(read_session(), holder))
    return jsonify(kind=kind, card=str(shown), stamped=spots, reads=holder.reader_id is not None), 200


@bp.post("/stempel")
@staff_only(*ROLES)
def stamp(library_id: int) -> AnyResponse:
    """Stamps; a card without a spot comes back with the stamps that it has."""
    desk = own_desk(library_id)
    try:
        if not request.form.get("spot"):
            return _seen(desk, request.form.get("card", ""))
        done = give_stamp(desk, request.form)
    except Refused as refusal:
        return page_again(desk, refusal, chosen=request.form.get("spot", type=int))
    flash(say_stamp(done))
    return redirect(url_for("desk.show", library_id=library_id), 303)


@bp.post("/gelezen")
@staff_only(*ROLES)
def log(library_id: int) -> AnyResponse:
    """Writes down a book or a visit, for a child's own card."""
    desk = own_desk(library_id)
    try:
        done = write_reading(desk, request.form)
    except Refused as refusal:
        return page_again(desk, refusal)
    flash(say_reading(done))
    return redirect(url_for("desk.show", library_id=library_id), 303)


@bp.post("/terug/<int:action_id>")
@staff_only(*ROLES)
def take_back(library_id: int, action_id: int) -> AnyResponse:
    """Takes back a stamp or a book of today."""
    desk = own_desk(library_id)
    try:
        perform(take_back_at_desk, desk=desk, action_id=action_id, **present())
    except Refused as refusal:
        return page_again(desk, refusal)
    flash(gettext("Teruggenomen."))
    return redirect(url_for("desk.show", library_id=library_id), 303)


def give_stamp(desk: AtDesk, form: MultiDict[str, str]) -> DoneAtDesk:
    """The posted stamp, given."""
    done: DoneAtDesk = perform(
        stamp_at_desk,
        stories=stories(),
        desk=desk,
        draft=parse(DeskStampDraft, form.to_dict()),
        timezone=timezone(),
        **present(),
    )
    return done


def write_reading(desk: AtDesk, form: MultiDict[str, str]) -> DoneAtDesk:
    """The posted book or visit, written down."""
    shown, moment = shown_card(form.get("card", "")), present()
    data: dict[str, Any] = posted(form) | {"place": "library"}
    draft = parse(ReadingDraft, data, context={"today": moment["today"], "amount_required": True})
    done: DoneAtDesk = perform(log_at_desk, desk=desk, shown=shown, draft=draft, **moment)
    return done


def say_stamp(done: DoneAtDesk) -> str:
    """What the desk hears of a stamp."""
    if not done.fresh:
        return gettext("Deze kaart had %(place)s al.", place=done.place)
    return gettext("Gestempeld: %(place)s. Geef het stukje verhaal mee.", place=done.place)


def say_reading(_done: DoneAtDesk) -> str:
    """What the desk hears of a book or a visit: the same when it comes again."""
    return gettext("Opgeschreven. Het telt mee.")


def _seen(desk: AtDesk, card: str) -> AnyResponse:
    """The page with this card on it, for who scans first and chooses after, without JavaScript."""
    shown = shown_card(card)
    holder = card_holder(read_session(), shown=shown, secret=desk.secret)
    flash(gettext("Kaart gezien. Kies nu de plek."))
    return Response(desk_page(desk, card=str(shown), stamped=stamped_spots(read_session(), holder)))
