"""A library's trails: the list, one trail with its spots and counts, a new code.

Making a trail is `library_new`, changing it `library_edit`, its stages
`library_stages`, posters `library_posters`. Another library's trail is a 404.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.trails import replace_code
from readify.errors import NotFound
from readify.models import Spot, TrailStage
from readify.perform import perform, present
from readify.policies import may_run_library
from readify.printing.qr import qr_matrix
from readify.queries.library_home import stamps_by_hour
from readify.queries.small_counts import shown_total
from readify.queries.trail_checks import open_checks
from readify.queries.trail_findings import silent_spots
from readify.queries.trail_pictures import picture_of
from readify.queries.trail_sharing import partners, questions_for, to_ask
from readify.queries.trail_stats import TrailOverview, trail_stats
from readify.request_session import read_session
from readify.web.identity import current_visitor, staff_only
from readify.web.library_base import ROLES, account_id, frame, libraries_of, own_trail, public_base
from readify.web.trail import stories
from readify.web.trail_check_words import check_words
from readify.web.trail_words import stage_steps

bp = Blueprint("library", __name__, url_prefix="/bieb")


@bp.get("")
@staff_only(*ROLES)
def home() -> str:
    """The libraries' trails; a first step for who has none yet."""
    found = libraries_of(current_visitor())
    place = found[0].name if len(found) == 1 else ""
    questions = questions_for(read_session(), library_ids=[one.library_id for one in found])
    return render_template(
        "library/home.html", libraries=found, questions=questions, today=present()["today"], **frame(place)
    )


@bp.get("/spoor/<int:trail_id>")
@staff_only(*ROLES)
def trail(trail_id: int) -> str:
    """One trail: how far it is, its spots as small posters with counts, what needs a hand."""
    kept = own_trail(trail_id)
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
        checks=_checks(trail_id, stats.trail.stage),
        partners=partners(read_session(), trail_id=trail_id),
        to_ask=to_ask(read_session(), kept),
        owned=may_run_library(read_session(), current_visitor(), kept.library_id),
        step=stats.trail.step(today),
        codes=codes_of(stats.trail),
        picture_of=picture_of,
        **frame(stats.trail.library_name, trail_id),
    )


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


def _checks(trail_id: int, stage: str) -> list[tuple[bool, str]]:
    """What is still open before the posters hang: soft or not, and its words. Nothing once they do."""
    if stage not in (TrailStage.DRAFT, TrailStage.READY):
        return []
    found = open_checks(read_session(), stories=stories(), trail_id=trail_id, today=present()["today"])
    return [(check.soft, check_words(check)) for check in found]


def codes_of(trail: TrailOverview) -> list[tuple[tuple[bool, ...], ...]]:
    """The QR matrix of each spot, for the small posters."""
    base = public_base()
    return [
        tuple(tuple(row) for row in qr_matrix(f"{base}/S/{spot.code}".upper(), "M")) for spot in trail.spots
    ]
