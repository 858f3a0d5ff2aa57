"""Codes for substitutes, made and taken back by a teacher of the class. A code is shown once."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.substitutes import MadeCode, make_substitute_code, revoke_substitute_code
from readify.config import Config
from readify.drafts.parsing import parse
from readify.drafts.substitute import MOST_DAYS, SubstituteDraft
from readify.errors import Conflict, Invalid, Refused
from readify.perform import perform, present
from readify.printing.qr import qr_matrix
from readify.queries.classroom_pages import school_name
from readify.queries.substitutes import live_codes
from readify.request_session import fresh_read_session, read_session
from readify.tokens import shown_code
from readify.web.auth import secret_page
from readify.web.identity import app_secret, staff_only
from readify.web.screen import public_address
from readify.web.teacher_base import account_id, frame, own_classroom, shown_errors

bp = Blueprint("stand_in_codes", __name__, url_prefix="/klas/<int:classroom_id>/invallers")


@bp.get("")
@staff_only("teacher")
def show(classroom_id: int) -> str:
    """The codes that work, and a form for one more."""
    return _page(classroom_id)


@bp.post("")
@staff_only("teacher")
def make(classroom_id: int) -> Response | tuple[str, int]:
    """A code, on this answer only."""
    classroom, moment = own_classroom(classroom_id), present()
    config: Config = current_app.extensions["readify.config"]
    try:
        draft = parse(SubstituteDraft, request.form.to_dict(), context={"today": moment["today"]})
        made: MadeCode = perform(
            make_substitute_code,
            classroom_id=classroom_id,
            draft=draft,
            secret=app_secret(),
            timezone=config.timezone,
            now=moment["now"],
            account_id=account_id(),
        )
    except (Invalid, Conflict) as refusal:
        return _page(classroom_id, refusal), refusal.status
    address = f"{public_address()}{url_for('stand_in_door.scanned', code=made.code)}"
    page = render_template(
        "teacher/substitute_code.html",
        classroom=classroom,
        code=shown_code(made.code),
        door=public_address().split("://", 1)[-1] + url_for("stand_in_door.ask"),
        qr=qr_matrix(address, "M"),
        until=draft.until,
        **frame(classroom_id, school_name(fresh_read_session(), classroom.school_id)),
    )
    return secret_page(make_response(page))


@bp.post("/<int:code_id>/weg")
@staff_only("teacher")
def revoke(classroom_id: int, code_id: int) -> Response:
    """Takes a code back; who came in with it is out."""
    own_classroom(classroom_id)
    perform(
        revoke_substitute_code,
        classroom_id=classroom_id,
        code_id=code_id,
        now=present()["now"],
        account_id=account_id(),
    )
    flash(gettext("De code werkt niet meer."))
    return redirect(url_for(".show", classroom_id=classroom_id), 303)


def _page(classroom_id: int, refusal: Refused | None = None) -> str:
    classroom, moment = own_classroom(classroom_id), present()
    session = fresh_read_session() if refusal else read_session()
    errors = {} if refusal is None else shown_errors(refusal) or {"until": gettext(refusal.message)}
    return render_template(
        "teacher/substitutes.html",
        classroom=classroom,
        codes=live_codes(session, classroom_id=classroom_id, now=moment["now"]),
        today=moment["today"],
        most_days=MOST_DAYS,
        until=request.form.get("until", "") if refusal else "",
        errors=errors,
        **frame(classroom_id, school_name(session, classroom.school_id)),
    )
