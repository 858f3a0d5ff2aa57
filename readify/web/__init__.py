"""HTML for people: one blueprint per kind of visitor."""

from __future__ import annotations

from flask import Flask

from readify.web import auth, child, coordinator, errors, headers, health, library, public, screen, teacher, template
from readify.web.crossorigin import refuse_foreign_writes


def register(app: Flask) -> None:
    """Ties headers, the cross-origin check, error pages, template globals and all blueprints to the app."""
    headers.register(app)
    refuse_foreign_writes(app)
    errors.register(app)
    template.register(app)
    for part in (public, health, auth, child, teacher, screen, library, coordinator):
        app.register_blueprint(part.bp)
