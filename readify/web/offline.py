"""Readify without a network: the app's manifest, the worker's script and its pages, and whose a page is.

A page says in headers whose it is and for how long a device may show it without a network; the worker keeps
nothing else: a child's tabs, and a juror's form. What waits on a device is sent to `waiting`.
"""

from __future__ import annotations

import datetime as dt
import json

from flask import Blueprint, Flask, Response, current_app, g, jsonify, render_template, request
from flask_babel import get_locale, gettext
from sqlalchemy.exc import SQLAlchemyError

from readify import clock
from readify.queries.visitor import Visitor
from readify.tokens import device_key, guest_key
from readify.web import device_passport
from readify.web.kept_forms import COOKIE as HALF_FILLED
from readify.web.present import present_visitor

bp = Blueprint("offline", __name__)
READER = "Readify-Reader"  # an opaque key of the signed-in child or of the passport in use, or `none`
KEEP = "Readify-Keep"  # seconds that this page may be shown without a network
TABS = {
    "/thuis": "child.home",
    "/gelezen": "child.log",
    "/uitdaging": "child.challenge",
    "/muur": "child.wall",
    "/paspoort": "child.passport",
}
TITLES = "/gelezen/boeken/bij-de-hand"
SHELL = "/geen-internet"
KEPT = {"": "log", "stempel": "stamp", "niet": "full"}
EXTRAS = (  # what a page fetches only when it needs it
    "waiting.css",
    "js/offline/start.js",
    "js/offline/waiting-list.js",
    "js/offline/kept-page.js",
    "js/offline/offline-form.js",
)
LONGEST = dt.timedelta(hours=24)  # a page that belongs to no sign-in
NIGHT = "#12153a"


def register(app: Flask) -> None:
    """Ties the headers to every page; gives templates `own_key()`."""
    app.after_request(say_whose)
    app.jinja_env.globals["own_key"] = own_key


def own_key() -> str:
    """The key on devices of the signed-in child, or of who uses a passport without an account; else empty."""
    visitor, secret = present_visitor(), str(current_app.secret_key)
    if isinstance(visitor, Visitor):
        return "" if visitor.reader_id is None else device_key(secret, visitor.reader_id)
    try:
        number = device_passport.number_in_use()
    except SQLAlchemyError:  # the database is away
        return ""
    return "" if number is None else guest_key(secret, number)


def say_whose(response: Response) -> Response:
    """The page with its owner's key, and how long a device may keep it."""
    ours = response.mimetype == "text/html" or request.path == TITLES
    if not ours or response.status_code >= 500:  # in trouble nobody can be looked up: that says nothing
        return response
    response.headers[READER] = own_key() or "none"
    seconds = _seconds_to_keep(response)
    if seconds:
        response.headers[KEEP] = str(seconds)
    return response


def allow_keeping(until: dt.datetime) -> None:
    """Lets a device show the page being made without a network until then, and a day at most.

    Not where a child is signed in: that device is the child's.
    """
    if _child() is None:
        g.keep_until = min(until, clock.now() + LONGEST)


def _seconds_to_keep(response: Response) -> int:
    """Until the sign-in or the link would end by itself; 0 for what is not kept, or is about this moment."""
    plain = request.method in {"GET", "HEAD"} and not request.args and HALF_FILLED not in request.cookies
    until = g.get("keep_until") or _end_of_tab()
    if not (plain and response.status_code == 200 and until):
        return 0
    return max(0, int((until - clock.now()).total_seconds()))


def _end_of_tab() -> dt.datetime | None:
    """When the child's sign-in ends, on one of its tabs."""
    child = _child()
    tab = request.path == TITLES or TABS.get(request.path) == request.endpoint
    return child.expires_at if child and tab else None


def _child() -> Visitor | None:
    visitor = present_visitor()
    return visitor if isinstance(visitor, Visitor) and visitor.reader_id is not None else None


@bp.get("/sw.js")
def worker() -> Response:
    """The worker's script: one import from this release's files, so a new release is a new script."""
    assets = current_app.extensions["readify.assets"]
    settings = {
        "release": assets.digest,
        "prefix": f"{assets.prefix}/",
        "tabs": list(TABS),
        "titles": TITLES,
        "shell": SHELL,
        "extras": [assets.url(name) for name in EXTRAS],
    }
    begin = f"import {{ begin }} from '{assets.url('js/offline/worker.js')}';\n"
    response = Response(f"{begin}begin({json.dumps(settings)});\n", mimetype="text/javascript")
    response.headers["Service-Worker-Allowed"] = "/"
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    """What a phone needs to keep Readify on its home screen, in the browser's language."""
    response = jsonify(
        id="/",
        name=gettext("Readify: lees het licht aan"),
        short_name="Readify",
        description=gettext("Lees, en maak samen licht in het Lichtdal."),
        lang=str(get_locale()),
        dir="ltr",
        start_url="/",
        scope="/",
        display="standalone",
        orientation="any",
        background_color=NIGHT,
        theme_color=NIGHT,
        categories=["education", "books", "kids"],
        icons=_icons(),
        shortcuts=[
            _shortcut(gettext("Ik heb gelezen"), "/gelezen"),
            _shortcut(gettext("Scan"), "/scan"),
        ],
    )
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.vary.add("Accept-Language")
    return response


def _icons() -> list[dict[str, str]]:
    url = current_app.extensions["readify.assets"].url
    return [
        {
            "src": url(f"icons/{name}-{side}.png"),
            "sizes": f"{side}x{side}",
            "type": "image/png",
            "purpose": purpose,
        }
        for name, purpose in (("icon", "any"), ("maskable", "maskable"))
        for side in (192, 512)
    ]


def _shortcut(name: str, path: str) -> dict[str, object]:
    icon = current_app.extensions["readify.assets"].url("icons/icon-192.png")
    return {"name": name, "url": path, "icons": [{"src": icon, "sizes": "192x192", "type": "image/png"}]}


@bp.get(SHELL)
def no_network() -> str:
    """What the worker shows for a page that needs the network; it holds what `/bewaard` says, too."""
    return render_template("public/no_network.html", part="network")


@bp.get("/bewaard")
def kept() -> str:
    """What the worker shows when it has kept a log or a stamp (`wat=stempel`), or could not (`wat=niet`)."""
    return render_template("public/no_network.html", part=KEPT.get(request.args.get("wat", ""), "log"))
