"""The blueprint that the pages of a contest's plan share: `contests` and `contest_settings` use it."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

bp = Blueprint("contests", __name__, url_prefix="/wedstrijd")
Answered = Response | tuple[str, int]
