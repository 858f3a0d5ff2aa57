"""A trail on paper: choose a kind of sheet, look at it, take it along as a PDF (posters also as a PNG).

Cards with a code of their own are made by `library_cards`; here they are only shown, with a sample of a code.
"""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, request
from werkzeug.utils import secure_filename

from readify.config import Config
from readify.drafts.parsing import parse
from readify.drafts.prints import CARD_KINDS, PrintDraft
from readify.errors import NotFound
from readify.printing.documents import Document, to_pdf, to_png
from readify.printing.logo import Logo
from readify.printing.logo_keeping import kept_logo
from readify.printing.words import print_words
from readify.queries.trail_posters import trail_owner
from readify.queries.trail_prints import trail_document
from readify.queries.trail_stats import trail_overview
from readify.request_session import read_session
from readify.web.identity import staff_only
from readify.web.library_base import ROLES, frame, own_trail, public_base

bp = Blueprint("library_posters", __name__, url_prefix="/bieb/spoor/<int:trail_id>")
ARGUMENTS = {
    "kind": "soort",
    "paper": "papier",
    "ink": "inkt",
    "language": "taal",
    "line": "extra",
    "crop": "snij",
    "spot": "plek",
    "width": "breed",
    "count": "aantal",
}


@bp.get("/posters")
@staff_only(*ROLES)
def choose(trail_id: int) -> str:
    """Kind, paper, ink and language, with the sheet as it will be."""
    own_trail(trail_id)
    trail, wish = trail_overview(read_session(), trail_id=trail_id), wanted()
    owner = trail_owner(read_session(), trail_id=trail_id)
    return render_template(
        "library/posters.html",
        trail=trail,
        wanted=wish,
        is_card=wish.kind in CARD_KINDS,
        spot=next((one for one in trail.spots if one.position == wish.spot), trail.spots[0]),
        chosen=arguments(wish),
        lines=print_words().line,
        owner=owner,
        logo=logo_of(owner.logo),
        address=public_base(),
        **frame(trail.library_name, trail_id),
    )


@bp.get("/posters.pdf")
@staff_only(*ROLES)
def pdf(trail_id: int) -> Response:
    """All sheets, or those of one spot (`plek`)."""
    name, wish = own_trail(trail_id).name, wanted()
    made = to_pdf(_document(trail_id, wish), crop=wish.crop)
    return as_file(made, "application/pdf", f"{name} {wish.kind} {wish.paper}.pdf")


@bp.get("/blad.png")
@staff_only(*ROLES)
def page(trail_id: int) -> Response:
    """The first sheet as a picture: the preview."""
    own_trail(trail_id)
    wish = wanted()
    made = to_png(_document(trail_id, wish), 0, width=wish.width)
    return as_file(made, "image/png", f"{wish.kind}.png")


@bp.get("/plek/<int:position>.png")
@staff_only(*ROLES)
def png(trail_id: int, position: int) -> Response:
    """One poster as a picture, for a newsletter or a screen."""
    name, wish = own_trail(trail_id).name, wanted()
    if not position:
        raise NotFound("not_found")
    alone = wish.model_copy(update={"kind": "poster", "spot": position})
    made = to_png(_document(trail_id, alone), 0, width=wish.width)
    return as_file(made, "image/png", f"{name} plek {position}.png")


def wanted() -> PrintDraft:
    """What the address or the form asks for."""
    given = {field: request.values[name] for field, name in ARGUMENTS.items() if request.values.get(name)}
    return parse(PrintDraft, given)


def arguments(wish: PrintDraft) -> dict[str, str | int]:
    """The same wish for an address; what is usual is left out."""
    usual, here = PrintDraft().model_dump(), wish.model_dump()
    fields = ("kind", "paper", "ink", "language", "line", "crop", "spot")
    return {ARGUMENTS[field]: _said(here[field]) for field in fields if here[field] != usual[field]}


def _said(value: str | int | bool) -> str | int:
    return int(value) if isinstance(value, bool) else value


def logo_of(digest: str | None) -> Logo | None:
    """The library's logo, when it has one."""
    config: Config = current_app.extensions["readify.config"]
    return kept_logo(config.home, digest)


def _document(trail_id: int, wish: PrintDraft) -> Document:
    owner = trail_owner(read_session(), trail_id=trail_id)
    return trail_document(
        read_session(), trail_id=trail_id, base_url=public_base(), wish=wish, logo=logo_of(owner.logo)
    )


def as_file(made: bytes, kind: str, name: str, *, keep: bool = False) -> Response:
    """Shown in the browser (or with `keep` saved); kept by nobody in between: a code may be replaced."""
    response = Response(made, mimetype=kind)
    how = "attachment" if keep else "inline"
    response.headers["Content-Disposition"] = f'{how}; filename="{secure_filename(name) or "posters"}"'
    response.headers["Cache-Control"] = "no-store" if keep else "private, no-cache"
    return response
