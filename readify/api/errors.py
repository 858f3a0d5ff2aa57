"""The JSON face of what goes wrong: always `{"error": {"code", "message", "fields"}}`."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, jsonify
from werkzeug.exceptions import HTTPException

from readify.errors import Refused


def register(app: Flask) -> None:
    """Makes this the answer to every error under /api/ (see `web.errors`)."""
    app.extensions["readify.api_face"] = face


def face(error: Exception, status: int) -> Response:
    """The JSON answer to an error with this status."""
    if isinstance(error, Refused):
        body = {"code": error.code, "message": error.message or error.code, "fields": error.fields}
    else:
        words = error.description if isinstance(error, HTTPException) else None
        body = {
            "code": HTTPStatus(status).name.lower(),
            "message": words or HTTPStatus(status).phrase,
            "fields": {},
        }
    response = jsonify(error=body)
    response.status_code = status
    return response
