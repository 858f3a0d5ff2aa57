"""Which language a page speaks: the visitor's own, then the one picked here, the browser's, Dutch.

Limburgs is a draft, only for the child's side and only for who picks it: staff read Dutch instead, and what
the draft lacks stands there in Dutch. Babel knows no Limburgs, so its dates, numbers and plurals are Dutch.
"""

from __future__ import annotations

from babel import Locale
from flask import current_app, request
from werkzeug.datastructures import LanguageAccept

from readify.queries.visitor import Visitor
from readify.web.present import present_visitor

LANGUAGES = {"nl": "Nederlands", "en": "English", "li": "Limburgs (proef)"}
DRAFTS = frozenset({"li"})
STAFF_PLACES = frozenset({"password_door", "screen"})  # blueprints for grown-ups who have not signed in yet
COOKIE = "taal"
DEFAULT = "nl"


def _limburgs() -> Locale:
    """Dutch data under the name `li`, which catalogues and pages go by."""
    locale = Locale(DEFAULT)
    locale.language = "li"
    return locale


LIMBURGS = _limburgs()


def choose_locale() -> str | Locale:
    """What Babel works with: the language of this request."""
    chosen = choose_language()
    return LIMBURGS if chosen == "li" else chosen


def choose_language() -> str:
    """The language of this request: a key of LANGUAGES."""
    if not request:
        return DEFAULT
    offered = languages_here()
    for wish in (present_visitor().locale, request.cookies.get(COOKIE, "")):
        if wish in LANGUAGES:
            return wish if wish in offered else DEFAULT
    return preferred(request.accept_languages)


def languages_here() -> dict[str, str]:
    """The languages this visitor may pick on this page: drafts are for the child's side only."""
    visitor = present_visitor()
    is_staff = isinstance(visitor, Visitor) and visitor.kind == "staff"
    if is_staff or request.blueprint in STAFF_PLACES:
        return {code: name for code, name in LANGUAGES.items() if code not in DRAFTS}
    return LANGUAGES


def preferred(accepted: LanguageAccept) -> str:
    """The finished language the browser likes best; Dutch when it names none of ours or says nothing."""
    for tag, quality in sorted(accepted, key=lambda pair: -pair[1]):
        language = tag.lower().split("-")[0]
        if quality > 0 and language in LANGUAGES and language not in DRAFTS:
            return language
    return DEFAULT


def choose_timezone() -> str:
    """The time zone of the network: days begin there."""
    return str(current_app.extensions["readify.config"].timezone)
