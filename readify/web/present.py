"""Who is here, for parts that must work even when nobody can be looked up (language, layout, error pages)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import has_request_context
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError

from readify.queries.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Nobody:
    """A visitor who is not signed in."""

    kind: None = None
    name: str = ""
    band: str = ""
    role: str = ""
    companion: str = ""
    locale: str = ""
    is_authenticated: bool = False


NOBODY = Nobody()


def present_visitor() -> Visitor | Nobody:
    """The signed-in visitor, or Nobody: also while the database is away."""
    if not has_request_context():
        return NOBODY
    try:
        found = current_user._get_current_object()
    except SQLAlchemyError:
        return NOBODY
    return found if isinstance(found, Visitor) else NOBODY
