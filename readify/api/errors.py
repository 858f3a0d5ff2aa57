"""The JSON face of what goes wrong: always `{"error": {"code", "message", "fields"}}`, in the visitor's
language. Decides nothing: statuses come from the refusals themselves.
"""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, jsonify, request
from flask_babel import gettext

from readify.errors import Refused
from readify.words import N_

SENTENCES = {
    400: N_("Dit verzoek kan ik niet lezen."),
    403: N_("Dit mag je niet."),
    404: N_("Dit bestaat niet."),
    405: N_("Zo kan dit adres niet gevraagd worden."),
    413: N_("Dit is te groot om te sturen."),
    415: N_("Stuur JSON, met Content-Type: application/json."),
    429: N_("Dat ging te vaak mis. Wacht even en probeer het dan opnieuw."),
    500: N_("Er ging iets mis bij ons. Niet bij jou."),
    503: N_("Opslaan lukt nu even niet. Er is niets kwijt. Probeer het zo nog eens."),
}


def register(app: Flask) -> None:
    """Makes this the answer to every error under /api/ (see `web.errors`)."""
    app.extensions["readify.api_face"] = face


def face(error: Exception, status: int) -> Response:
    """The JSON answer to an error with this status."""
    fields: dict[str, str] = {}
    code = HTTPStatus(status).name.lower()
    sentence = SENTENCES.get(status, SENTENCES[500 if status >= 500 else 400])
    if isinstance(error, Refused):
        fields = {name: gettext(str(words)) for name, words in error.fields.items()}
        code, sentence = error.code, str(error.message) or sentence
    response = jsonify(error={"code": code, "message": gettext(sentence), "fields": fields})
    response.status_code = status
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = challenge()
    elif status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "10"
    return response


def challenge() -> str:
    """How to sign in; says so when a token was given and opens nothing."""
    given = "Authorization" in request.headers
    return 'Bearer realm="readify", error="invalid_token"' if given else 'Bearer realm="readify"'
