"""Sockets as nudges: rooms to join, and `publish`, which tells a room to look again. No state lives here."""

from __future__ import annotations

from flask import Flask

from readify.live.headcount import Headcount


def register(app: Flask) -> None:
    """Ties the rooms and the count of live screens to the app."""
    # not above: rooms stand on `perform`, and `perform` on `live.publish`
    from readify.live import rooms  # noqa: PLC0415

    rooms.register(app)
    app.extensions["readify.headcount"] = Headcount(app.extensions["readify.config"].live_clients)
