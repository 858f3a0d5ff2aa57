"""The audience's codes of a session: made, and printed as small cards for the seats."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, url_for
from flask import request as asked
from flask_babel import get_locale, gettext
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from readify import clock
from readify.actions.contest_hall import make_codes
from readify.errors import NotFound, Refused
from readify.models import AudienceCode
from readify.perform import perform
from readify.printing.seat_codes import seat_codes_pdf
from readify.request_session import read_session
from readify.web.contest_day import day_page, own_session
from readify.web.identity import current_visitor, staff_only
from readify.web.screen import public_address

bp = Blueprint("contest_codes", __name__, url_prefix="/wedstrijd/zitting/<int:session_id>")


@bp.post("/codes")
@staff_only()
def make(session_id: int) -> AnyResponse | tuple[str, int]:
    """Codes until there is one for each seat; those that are printed stay good."""
    own_session(session_id)
    who = {"now": clock.now(), "account_id": current_visitor().account_id}
    try:
        made = perform(make_codes, session_id=session_id, count=asked.form.get("count", 0, type=int), **who)
    except Refused as refusal:
        flash(gettext(refusal.message), "warn")
        return day_page(session_id, refusal=refusal), refusal.status
    flash(gettext("Er zijn %(count)s codes.", count=made))
    return redirect(url_for("contest_day.show", session_id=session_id), 303)


@bp.get("/codes.pdf")
@staff_only()
def cards(session_id: int) -> Response:
    """The codes as small cards, in the secretary's language."""
    sitting = own_session(session_id)
    wanted = select(AudienceCode.code).where(AudienceCode.session_id == session_id).order_by(AudienceCode.id)
    codes = read_session().scalars(wanted).all()
    if not codes:
        raise NotFound("not_found")
    url = f"{public_address()}{url_for('contest_hall.ballot', key=sitting.screen_key)}"
    pdf = seat_codes_pdf(
        codes,
        url=url,
        title=sitting.name,
        vote=gettext("Stem op jouw favoriet"),
        once=gettext("Eén stem voor deze stoel"),
        language=str(get_locale()),
    )
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="codes.pdf"'
    return response
