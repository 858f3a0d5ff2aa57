"""Sockets as nudges: rooms to join, and `publish`, which tells a room to look again. No state lives here."""

from __future__ import annotations

from flask import Flask

from readify.live.headcount import Headcount


def register(app: Flask) -> None:
    """Ties the count of live screens to the app."""
    app.extensions["readify.headcount"] = Headcount(app.extensions["readify.config"].live_clients)
