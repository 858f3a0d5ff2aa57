"""Tells rooms to look again, after a commit. A message holds room, kinds and cursor, nothing of a child."""

from __future__ import annotations

from collections.abc import Iterable

from readify.done import Nudge
from readify.extensions import socketio

NAMESPACE = "/live"


def publish(nudges: Iterable[Nudge]) -> None:
    """Sends each nudge to its room, in this process and through the shared queue in the others."""
    for nudge in nudges:
        message = {"room": nudge.room, "kinds": list(nudge.kinds), "cursor": nudge.cursor}
        socketio.emit("nudge", message, namespace=NAMESPACE, to=nudge.room)
