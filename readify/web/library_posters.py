"""A trail's posters: choose, look, take along as PDF for the printer or PNG for a screen."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request
from werkzeug.utils import secure_filename

from readify.drafts.parsing import parse
from readify.drafts.trail import PosterDraft
from readify.errors import NotFound
from readify.printing.poster_layout import PosterSheet
from readify.printing.posters import poster_png, posters_pdf
from readify.queries.trail_posters import trail_posters
from readify.queries.trail_stats import trail_overview
from readify.request_session import read_session
from readify.web.identity import staff_only
from readify.web.library_base import ROLES, frame, own_trail, public_base

bp = Blueprint("library_posters", __name__, url_prefix="/bieb/spoor/<int:trail_id>")
ARGUMENTS = {"paper": "papier", "ink": "inkt", "language": "taal", "width": "breed"}


@bp.get("/posters")
@staff_only(*ROLES)
def choose(trail_id: int) -> str:
    """Paper, ink and language, with the poster as it will be."""
    own_trail(trail_id)
    trail = trail_overview(read_session(), trail_id=trail_id)
    wanted = _wanted()
    spot = next((one for one in trail.spots if one.position == _position()), trail.spots[0])
    return render_template(
        "library/posters.html",
        trail=trail,
        wanted=wanted,
        spot=spot,
        only=_position(),
        chosen=_arguments(wanted),
        address=public_base(),
        **frame(trail.library_name, trail_id),
    )


@bp.get("/posters.pdf")
@staff_only(*ROLES)
def pdf(trail_id: int) -> Response:
    """All posters, or one (`plek`), a page each."""
    name, wanted = own_trail(trail_id).name, _wanted()
    sheets = _sheets(trail_id, wanted)
    made = posters_pdf([sheets[_position()]] if _position() else list(sheets.values()), **_print(wanted))
    return _file(made, "application/pdf", f"{name} {wanted.paper}.pdf")


@bp.get("/plek/<int:position>.png")
@staff_only(*ROLES)
def png(trail_id: int, position: int) -> Response:
    """One poster as a picture: for a newsletter or a screen, and small as a preview."""
    name, wanted = own_trail(trail_id).name, _wanted()
    sheets = _sheets(trail_id, wanted)
    if position not in sheets:
        raise NotFound("not_found")
    made = poster_png(sheets[position], width=wanted.width, ink=wanted.ink)
    return _file(made, "image/png", f"{name} plek {position}.png")


def _wanted() -> PosterDraft:
    given = {field: request.args[name] for field, name in ARGUMENTS.items() if request.args.get(name)}
    return parse(PosterDraft, given)


def _arguments(wanted: PosterDraft) -> dict[str, str]:
    return {"papier": wanted.paper, "inkt": wanted.ink, "taal": wanted.language}


def _position() -> int:
    return request.args.get("plek", 0, type=int)


def _print(wanted: PosterDraft) -> dict[str, Any]:
    return {"paper": wanted.paper, "ink": wanted.ink}


def _sheets(trail_id: int, wanted: PosterDraft) -> dict[int, PosterSheet]:
    sheets = trail_posters(
        read_session(), trail_id=trail_id, base_url=public_base(), languages=wanted.languages
    )
    found = {sheet.position: sheet for sheet in sheets}
    if _position() and _position() not in found:
        raise NotFound("not_found")
    return found


def _file(made: bytes, kind: str, name: str) -> Response:
    """Shown in the browser; kept by nobody in between, because a code may be replaced."""
    response = Response(made, mimetype=kind)
    response.headers["Content-Disposition"] = f'inline; filename="{secure_filename(name) or "posters"}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response
