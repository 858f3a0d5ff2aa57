"""JSON for programs under /api/v1."""

from __future__ import annotations

from flask import Flask

from readify.api import errors


def register(app: Flask) -> None:
    """Ties the API's error face to the app."""
    errors.register(app)
