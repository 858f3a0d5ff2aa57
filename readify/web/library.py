"""A library's trails: the list, one trail with its spots and counts, opening, ending, a new code.

Making a trail is `library_new`, posters are `library_posters`. Another library's trail is a 404.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.trails import end_trail, open_trail, replace_code
from readify.errors import Conflict, NotFound
from readify.models import Spot
from readify.perform import perform, present
from readify.printing.qr import qr_matrix
from readify.queries.library_home import stamps_by_hour
from readify.queries.small_counts import shown_total
from readify.queries.trail_findings import silent_spots
from readify.queries.trail_pictures import picture_of
from readify.queries.trail_stats import TrailOverview, trail_stats
from readify.request_session import read_session
from readify.web.identity import current_visitor, staff_only
from readify.web.library_base import ROLES, account_id, frame, libraries_of, own_trail, public_base
from readify.web.trail_words import stage_steps

bp = Blueprint("library", __name__, url_prefix="/bieb")


@bp.get("")
@staff_only(*ROLES)
def home() -> str:
    """The libraries' trails; a first step for who has none yet."""
    found = libraries_of(current_visitor())
    place = found[0].name if len(found) == 1 else ""
    return render_template("library/home.html", libraries=found, today=present()["today"], **frame(place))


@bp.get("/spoor/<int:trail_id>")
@staff_only(*ROLES)
def trail(trail_id: int) -> str:
    """One trail: how far it is, its spots as small posters with counts, what needs a hand."""
    own_trail(trail_id)
    today = present()["today"]
    stats = trail_stats(read_session(), trail_id=trail_id, today=today)
    now = [next((cell for cell in one.days if cell.day == today), None) for one in stats.spots]
    beside = [cell.stamps for cell in now if cell]
    hours = stamps_by_hour(read_session(), trail_id=trail_id, day=today, beside=beside)
    return render_template(
        "library/trail.html",
        stats=stats,
        trail=stats.trail,
        today_counts=[cell.scans if cell else None for cell in now],
        stamps_today=shown_total(beside),
        hours=hours,
        silent={spot.spot_id for spot in silent_spots(stats, today=today)},
        steps=stage_steps(stats.trail, today),
        step=stats.trail.step(today),
        codes=codes_of(stats.trail),
        picture_of=picture_of,
        **frame(stats.trail.library_name, trail_id),
    )


@bp.post("/spoor/<int:trail_id>/open")
@staff_only(*ROLES)
def open_it(trail_id: int) -> Response:
    """The trail runs between its dates."""
    own_trail(trail_id)
    moment = present()
    try:
        perform(
            open_trail, trail_id=trail_id, today=moment["today"], now=moment["now"], account_id=account_id()
        )
        flash(gettext("Het spoor is open. Hang de posters op en doe een proef-scan."))
    except Conflict as refusal:
        flash(gettext(refusal.message), "warn")
    return redirect(url_for("library.trail", trail_id=trail_id), 303)


@bp.post("/spoor/<int:trail_id>/stop")
@staff_only(*ROLES)
def end_it(trail_id: int) -> Response:
    """The trail is over; its story stays readable."""
    own_trail(trail_id)
    perform(end_trail, trail_id=trail_id, now=present()["now"], account_id=account_id())
    flash(gettext("Het spoor is voorbij. Het verhaal blijft te lezen."))
    return redirect(url_for("library.trail", trail_id=trail_id), 303)


@bp.post("/plek/<int:spot_id>/code")
@staff_only(*ROLES)
def new_code(spot_id: int) -> Response:
    """A new code for one poster; the old one says kindly that it no longer works."""
    spot = read_session().get(Spot, spot_id)
    if spot is None:
        raise NotFound("not_found")
    own_trail(spot.trail_id)
    perform(replace_code, spot_id=spot_id, now=present()["now"], account_id=account_id())
    flash(gettext("Deze plek heeft een nieuwe code. Druk de poster opnieuw af."))
    return redirect(url_for("library_posters.choose", trail_id=spot.trail_id, plek=spot.position), 303)


def codes_of(trail: TrailOverview) -> list[tuple[tuple[bool, ...], ...]]:
    """The QR matrix of each spot, for the small posters."""
    base = public_base()
    return [
        tuple(tuple(row) for row in qr_matrix(f"{base}/S/{spot.code}".upper(), "M")) for spot in trail.spots
    ]
