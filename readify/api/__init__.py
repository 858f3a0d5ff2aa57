"""JSON for programs under /api/v1, one module per noun, described by OpenAPI."""

from __future__ import annotations

from flask import Blueprint, Flask
from werkzeug.routing import IntegerConverter

from readify.api import (
    books,
    classrooms,
    contests,
    errors,
    me,
    openapi,
    pilot,
    readings,
    session,
    stamps,
    trails,
)
from readify.api.asking import limit_body

PARTS = (session, me, readings, stamps, books, classrooms, trails, contests, pilot, openapi)


class Number(IntegerConverter):
    """An id in an address: from 1, and small enough for every database and every JSON reader."""

    def __init__(self, map: object, **settings: object) -> None:
        super().__init__(map, min=1, max=2**53 - 1)  # type: ignore[arg-type]
        del settings


def register(app: Flask) -> None:
    """Ties the API and its error face to the app."""
    errors.register(app)
    app.url_map.converters["number"] = Number
    api = Blueprint("api", __name__, url_prefix=openapi.BASE)
    api.before_request(limit_body)
    for part in PARTS:
        api.register_blueprint(part.bp)
    app.register_blueprint(api)
