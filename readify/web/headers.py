"""Headers that every page carries: what a browser may load, tell and keep.

Static files get theirs in `assets`. Scripts and styles come from our own files, never from inside a page.
"""

from __future__ import annotations

from flask import Flask, Response, g, request

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
CSP = "; ".join(f"{name} {value}" for name, value in POLICY.items())
SCANNER_CSP = CSP.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
FRAMED_CSP = CSP.replace("script-src 'self'", "script-src 'none'").replace(
    "frame-ancestors 'none'", "frame-ancestors *"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ONE_YEAR = "max-age=31536000"
SECRET_PATHS = (
    "/k/",  # a child's card
    "/p/",  # a passport's card
    "/t/",  # an invitation into a team
    "/ouders/ja/",
    "/ouders/stop/",
    "/agenda/",
    "/digibord/",
    "/scherm/",
    "/wachtwoord/",
    "/inval/met/",  # a substitute's code
    "/jury/",
    "/zaal/",
    "/meekijken/",
    "/meld-aan/",  # a school's link to enter its champion
)


def register(app: Flask) -> None:
    """Ties the headers to every answer of the app."""
    app.after_request(add_headers)


def allow_scanner() -> None:
    """Lets the page being made run the barcode reader's WebAssembly (only pages with a camera ask for it)."""
    g.csp_scanner = True


def allow_frames() -> None:
    """Lets other sites show the page being made in a frame; it may run no script then (the widget only)."""
    g.csp_framed = True


def add_headers(response: Response) -> Response:
    """The answer with its headers; what a route set itself stays, except the policy."""
    headers = response.headers
    there = {name.lower() for name, _value in headers}
    wanted = {"Referrer-Policy": "no-referrer" if has_token() else "same-origin"}
    if is_step(response):
        response.set_data(b"")
    else:
        headers["Content-Security-Policy"] = policy()
        wanted |= ALWAYS
    if request.is_secure:
        wanted["Strict-Transport-Security"] = ONE_YEAR
    if "cache-control" not in there:
        wanted["Cache-Control"] = "private, no-store" if is_personal(response) else "no-cache"
    for name, value in wanted.items():
        if name.lower() not in there:
            headers.add(name, value)  # looked up once above: `setdefault` walks all headers each time
    if response.mimetype == "text/html" and "no-store" not in headers["Cache-Control"]:
        response.vary.update(("Cookie", "Accept-Language"))
    return response


def is_step(response: Response) -> bool:
    """True when a form was taken and the answer only leads on: none of it is shown, so it is kept short."""
    return request.method == "POST" and response.status_code == 303


def policy() -> str:
    """The policy of the page that was made."""
    if g.get("csp_framed"):
        return FRAMED_CSP
    return SCANNER_CSP if g.get("csp_scanner") else CSP


def has_token() -> bool:
    """True when the address itself is a secret: a card, a screen, a goal, a password link, a juror's form."""
    return request.path.lower().startswith(SECRET_PATHS)


def is_personal(response: Response) -> bool:
    """True when the answer may be about one person, so that a shared tablet must not keep it."""
    return (
        bool(request.cookies)
        or "Set-Cookie" in response.headers
        or has_token()
        or "Authorization" in request.headers
    )
