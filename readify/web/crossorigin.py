"""Another site may not write in a visitor's name: every write must come from a page of our own.

Browsers say where a request comes from (`Sec-Fetch-Site`, or `Origin` on plain http); a page cannot forge
either. Programs with a bearer token are free: no other site can make a browser send that.
"""

from __future__ import annotations

from flask import Flask, current_app, request
from flask_babel import gettext

from readify.errors import Forbidden

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def refuse_foreign_writes(app: Flask) -> None:
    """Asks before every request."""
    app.before_request(check_origin)


def check_origin() -> None:
    """Raises Forbidden for a write that comes from elsewhere, or whose origin cannot be known."""
    if request.method in SAFE or bearer() is not None:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        ours = site in {"same-origin", "none"}
    elif origin is not None:
        ours = origin in our_origins()
    else:
        ours = not request.cookies  # a program without a sign-in has nothing to abuse
    if not ours:
        raise Forbidden(
            "foreign_origin", gettext("Dit kwam niet van een pagina van Readify. Open de pagina opnieuw.")
        )


def bearer() -> str | None:
    """The bearer token that came along, None without one. The scheme's case does not count (RFC 9110)."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def our_origins() -> set[str]:
    """Scheme, host and port under which this site is known."""
    origins = {request.host_url.rstrip("/")}
    base = current_app.extensions["readify.config"].base_url
    if base:
        origins.add("/".join(base.split("/", 3)[:3]))
    return origins
