"""What a library's pages share: the trail that is asked for (another's does not exist) and the menu."""

from __future__ import annotations

from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext

from readify.config import Config
from readify.errors import NotFound
from readify.models import Role, Trail
from readify.policies import trail_of_librarian, trail_of_owner
from readify.queries.library_home import OwnLibrary, own_libraries
from readify.queries.visitor import Visitor
from readify.request_session import read_session
from readify.web.identity import current_visitor
from readify.web.teacher_base import NavItem

ROLES = ("librarian", "coordinator")


def own_trail(trail_id: int) -> Trail:
    """The trail, when the visitor works at its library. Raises NotFound for everyone else."""
    return trail_of_librarian(read_session(), current_visitor(), trail_id)


def owned_trail(trail_id: int) -> Trail:
    """The trail, when the visitor works at the library that made it. Raises NotFound for everyone else."""
    return trail_of_owner(read_session(), current_visitor(), trail_id)


def own_library(library_id: int) -> OwnLibrary:
    """The library, when the visitor works there. Raises NotFound for everyone else."""
    found = next((one for one in libraries_of(current_visitor()) if one.library_id == library_id), None)
    if found is None:
        raise NotFound("not_found")
    return found


def libraries_of(visitor: Visitor) -> tuple[OwnLibrary, ...]:
    """The visitor's own libraries; a coordinator's are all."""
    return own_libraries(
        read_session(),
        account_id=visitor.account_id or 0,
        all_of_them=visitor.role == Role.COORDINATOR,
    )


def account_id() -> int:
    """The visiting librarian's account."""
    return current_visitor().account_id or 0


def public_base() -> str:
    """The address that goes into QR codes: as it was set, else as this page was reached."""
    config: Config = current_app.extensions["readify.config"]
    return (config.base_url or request.host_url).rstrip("/")


def frame(place: str, trail_id: int | None = None) -> dict[str, Any]:
    """What the staff layout asks of every page; with a trail also its own lines in the menu."""
    lines: list[tuple[str, str, str, dict[str, Any]]] = [(gettext("Sporen"), "map", "library.home", {})]
    if trail_id is not None:
        here = {"trail_id": trail_id}
        lines += [
            (gettext("Dit spoor"), "flag", "library.trail", here),
            (gettext("Posters"), "print", "library_posters.choose", here),
            (gettext("Wat werkt"), "chart", "library_figures.page", here),
            (gettext("Bedankt"), "heart", "library_thanks.show", here),
        ]
    lines += [
        (gettext("Samen"), "people", "community.home", {}),
        (gettext("Acties"), "cal", "campaigns.calendar", {}),
        (gettext("Wedstrijden"), "trophy", "contests.home", {}),
    ]
    if current_visitor().role == Role.COORDINATOR:
        lines.append((gettext("Provincie"), "globe", "coordinator.home", {}))
    nav = [
        NavItem(label, icon, url_for(endpoint, **values), _is_here(endpoint))
        for label, icon, endpoint, values in lines
    ]
    return {"nav": nav, "place": place}


ONE_LINE = {
    "contests.home": ("contest",),
    "campaigns.calendar": ("campaigns.", "own_campaigns."),
    "community.home": ("community.",),
    "library_thanks.show": ("library_thanks.",),
}
"""The lines of the menu that stand for more pages than their own, by how the endpoints of those begin."""


def _is_here(endpoint: str) -> bool:
    """Whether a line of the menu is the page that is shown, or stands for it."""
    asked = request.endpoint or ""
    return endpoint == asked or asked.startswith(ONE_LINE.get(endpoint, (endpoint,)))
