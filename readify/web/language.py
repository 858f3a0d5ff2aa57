"""Which language a page speaks: the visitor's own, then the one picked here, the browser's, Dutch."""

from __future__ import annotations

from flask import current_app, request
from werkzeug.datastructures import LanguageAccept

from readify.web.present import present_visitor

LANGUAGES = {"nl": "Nederlands", "en": "English"}
COOKIE = "taal"
DEFAULT = "nl"


def choose_language() -> str:
    """The language of this request: a key of LANGUAGES."""
    if not request:
        return DEFAULT
    for wish in (present_visitor().locale, request.cookies.get(COOKIE, "")):
        if wish in LANGUAGES:
            return wish
    return preferred(request.accept_languages)


def preferred(accepted: LanguageAccept) -> str:
    """The language the browser likes best; Dutch when it names none of ours or says nothing."""
    for tag, quality in sorted(accepted, key=lambda pair: -pair[1]):
        language = tag.lower().split("-")[0]
        if quality > 0 and language in LANGUAGES:
            return language
    return DEFAULT


def choose_timezone() -> str:
    """The time zone of the network: days begin there."""
    return str(current_app.extensions["readify.config"].timezone)
