"""A trail's thanks at its library: hand out, take back, diplomas, and the draw with its record.

A card is a passport's or a child's own; no page here shows a child's name. Draws are drawn once.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from readify.actions.draws import close_draw, draw_lots, join_draw, open_draw
from readify.actions.thanks import hand_out, take_back
from readify.drafts.desk import shown_card
from readify.drafts.parsing import parse
from readify.drafts.thanks import DrawDraft
from readify.errors import Conflict, Invalid, NotFound, Refused
from readify.game.draw import rank
from readify.perform import perform, present
from readify.queries.desk import Holder, card_holder
from readify.queries.thanks import draw_of_trail, trail_thanks
from readify.request_session import fresh_read_session, read_session
from readify.web.diplomas import diploma_answer, wanted_diploma
from readify.web.identity import app_secret, staff_only
from readify.web.library_base import ROLES, account_id, frame, own_trail
from readify.web.teacher_base import shown_errors

bp = Blueprint("library_thanks", __name__, url_prefix="/bieb/spoor/<int:trail_id>")
MOST_DIPLOMAS = 100


@bp.get("/bedankt")
@staff_only(*ROLES)
def show(trail_id: int) -> str:
    """What is handed out, to whom lately, and the draw."""
    own_trail(trail_id)
    return _page(trail_id)


@bp.post("/bedankt")
@staff_only(*ROLES)
def give(trail_id: int) -> AnyResponse | tuple[str, int]:
    """The thanks for this card: once."""
    own_trail(trail_id)
    try:
        holder = _shown_holder()
        perform(hand_out, trail_id=trail_id, holder=holder, now=present()["now"], account_id=account_id())
    except (Invalid, NotFound, Conflict) as refusal:
        return _page(trail_id, card_error=gettext(refusal.message)), refusal.status
    flash(gettext("Uitgedeeld. Veel leesplezier!"))
    return redirect(url_for("library_thanks.show", trail_id=trail_id), 303)


@bp.post("/bedankt/<int:hand_out_id>/terug")
@staff_only(*ROLES)
def back(trail_id: int, hand_out_id: int) -> AnyResponse:
    """A hand-out that was a mistake."""
    own_trail(trail_id)
    perform(
        take_back,
        trail_id=trail_id,
        hand_out_id=hand_out_id,
        now=present()["now"],
        account_id=account_id(),
    )
    flash(gettext("Teruggedraaid. De kaart kan het bedankje weer krijgen."))
    return redirect(url_for("library_thanks.show", trail_id=trail_id), 303)


@bp.get("/diploma.pdf")
@staff_only(*ROLES)
def diplomas(trail_id: int) -> Response:
    """So many diplomas with a line to write a name on."""
    trail = own_trail(trail_id)
    wanted = wanted_diploma()
    count = min(max(request.args.get("aantal", 1, type=int), 1), MOST_DIPLOMAS)
    return diploma_answer(read_session(), trail, wanted, names=[""] * count)


@bp.post("/loting")
@staff_only(*ROLES)
def open_it(trail_id: int) -> AnyResponse | tuple[str, int]:
    """A draw that finishers may join."""
    own_trail(trail_id)
    try:
        draft = parse(DrawDraft, request.form.to_dict())
        perform(open_draw, trail_id=trail_id, draft=draft, now=present()["now"], account_id=account_id())
    except Invalid as refusal:
        return _page(trail_id, typed=request.form.to_dict(), errors=shown_errors(refusal)), 422
    except Conflict as refusal:
        flash(gettext(refusal.message), "warn")
    else:
        flash(gettext("De loting is open. Wie klaar is, mag meedoen."))
    return _to_draw(trail_id)


@bp.post("/loting/lot")
@staff_only(*ROLES)
def add_ticket(trail_id: int) -> AnyResponse | tuple[str, int]:
    """A ticket for somebody at the desk, whose card was shown."""
    own_trail(trail_id)
    try:
        code: str = perform(join_draw, trail_id=trail_id, holder=_shown_holder(), now=present()["now"])
    except (Invalid, NotFound, Conflict) as refusal:
        return _page(trail_id, ticket_error=gettext(refusal.message)), refusal.status
    flash(gettext("Deze kaart doet mee. Schrijf dit lotnummer op de kaart: %(code)s.", code=code))
    return _to_draw(trail_id)


@bp.post("/loting/sluit")
@staff_only(*ROLES)
def close_it(trail_id: int) -> AnyResponse:
    """The list is fixed."""
    return _step(trail_id, close_draw, gettext("De lijst is gesloten. Nu kun je de loten trekken."))


@bp.post("/loting/trek")
@staff_only(*ROLES)
def draw_it(trail_id: int) -> AnyResponse:
    """The tickets are drawn: once."""
    return _step(trail_id, draw_lots, gettext("De loten zijn getrokken."))


@bp.get("/loting/<int:number>")
@staff_only(*ROLES)
def record(trail_id: int, number: int) -> str:
    """All that is needed to repeat the draw, on paper."""
    own_trail(trail_id)
    draw = draw_of_trail(read_session(), trail_id=trail_id, number=number)
    return render_template(
        "library/draw_record.html",
        thanks=trail_thanks(read_session(), trail_id=trail_id),
        draw=draw,
        ranks=[(one.code, rank(draw.seed, one.code)) for one in draw.winners],
    )


@bp.get("/loting/<int:number>/lijst.txt")
@staff_only(*ROLES)
def ticket_list(trail_id: int, number: int) -> Response:
    """The closed list as a file, exactly as it was hashed."""
    own_trail(trail_id)
    draw = draw_of_trail(read_session(), trail_id=trail_id, number=number)
    if not draw.closed_at:
        raise NotFound("not_found")
    return Response("".join(f"{code}\n" for code in draw.codes), mimetype="text/plain")


def _shown_holder() -> Holder:
    """Whose card was scanned or typed. Raises Invalid, NotFound."""
    shown = shown_card(request.form.get("card", ""))
    return card_holder(read_session(), shown=shown, secret=app_secret())


def _step(trail_id: int, action: Any, done: str) -> AnyResponse:
    own_trail(trail_id)
    try:
        perform(action, trail_id=trail_id, now=present()["now"], account_id=account_id())
        flash(done)
    except Refused as refusal:
        flash(gettext(refusal.message), "warn")
    return _to_draw(trail_id)


def _to_draw(trail_id: int) -> AnyResponse:
    return redirect(url_for("library_thanks.show", trail_id=trail_id, _anchor="loting"), 303)


def _page(
    trail_id: int,
    *,
    typed: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    card_error: str = "",
    ticket_error: str = "",
) -> str:
    thanks = trail_thanks(fresh_read_session(), trail_id=trail_id)
    return render_template(
        "library/thanks.html",
        thanks=thanks,
        typed={"prizes": 1, "prize": thanks.reward, "reason": ""} | (typed or {}),
        errors=errors or {},
        card_error=card_error,
        ticket_error=ticket_error,
        **frame(thanks.library, trail_id),
    )
