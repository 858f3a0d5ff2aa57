"""The scanner: one page with a camera for a book's barcode, a poster's QR code and a sign-in card.

The camera's pictures stay in the browser. What it reads leads to a page that exists anyway: the log form, a
spot, a card's address. The same three can be typed on the page, without a camera and without JavaScript.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, render_template, request

from readify.queries.visitor import Visitor
from readify.web.headers import allow_scanner
from readify.web.present import present_visitor
from readify.web.screen import public_address

bp = Blueprint("scan", __name__)


@bp.get("/scan")
def scanner() -> str:
    """The camera in a frame; for a child that is signed in, and for who is not."""
    allow_scanner()
    visitor = present_visitor()
    return render_template(
        "public/scan.html",
        is_child=isinstance(visitor, Visitor) and visitor.reader_id is not None,
        hosts=own_hosts(),
    )


def own_hosts() -> list[str]:
    """Whose codes are ours: this very address, and the one that stands on posters and cards."""
    return sorted({request.host.lower(), urlsplit(public_address()).netloc.lower()})
