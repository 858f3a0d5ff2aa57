"""Stamp cards and paper passports, each with a code of its own: a numbered batch, made when it is printed.

The codes stand in the PDF and nowhere else: who wants the sheet again makes new ones.
"""

from __future__ import annotations

from flask import Blueprint, Response, current_app

from readify.actions.paper_passports import open_paper_passports
from readify.drafts.prints import CARD_KINDS
from readify.errors import NotFound
from readify.perform import perform, present
from readify.printing.documents import to_pdf
from readify.printing.folded import OwnCode
from readify.queries.trail_posters import trail_owner
from readify.queries.trail_prints import trail_document
from readify.request_session import read_session
from readify.web.identity import staff_only
from readify.web.library_base import ROLES, account_id, own_trail, public_base
from readify.web.library_posters import as_file, logo_of, wanted

bp = Blueprint("library_cards", __name__, url_prefix="/bieb/spoor/<int:trail_id>/kaarten")


@bp.post("")
@staff_only(*ROLES)
def make(trail_id: int) -> Response:
    """So many new passports, as a PDF to print."""
    name, wish = own_trail(trail_id).name, wanted()
    if wish.kind not in CARD_KINDS:
        raise NotFound("not_found")
    base, moment = public_base(), present()
    owner = trail_owner(read_session(), trail_id=trail_id)
    opened = perform(
        open_paper_passports,
        count=wish.count,
        library_id=owner.library_id,
        today=moment["today"],
        now=moment["now"],
        secret=current_app.config["SECRET_KEY"],
        language=wish.languages[0],
        account_id=account_id(),
    )
    codes = [
        OwnCode(f"{base}/P/{one.token}".upper(), one.code, f"{number} / {wish.count}")
        for number, one in enumerate(opened, start=1)
    ]
    document = trail_document(
        read_session(), trail_id=trail_id, base_url=base, wish=wish, logo=logo_of(owner.logo), codes=codes
    )
    return as_file(to_pdf(document), "application/pdf", f"{name} {wish.kind} {wish.count}.pdf", keep=True)
