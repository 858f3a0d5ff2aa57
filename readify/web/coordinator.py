"""The coordinator's plain overview: schools, libraries, trails; adding a school, a library, a colleague."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify.actions.accounts import ResetLink
from readify.actions.classroom import make_school
from readify.actions.invitations import invite
from readify.actions.libraries import make_library
from readify.drafts.parsing import parse
from readify.drafts.staff import HouseDraft, InviteDraft
from readify.errors import Conflict, Invalid
from readify.perform import perform, present
from readify.queries.province import province
from readify.request_session import fresh_read_session
from readify.web.auth import secret_page
from readify.web.identity import current_visitor, staff_only
from readify.web.library_base import public_base
from readify.web.teacher_base import NavItem, shown_errors

bp = Blueprint("coordinator", __name__, url_prefix="/provincie")


@bp.get("")
@staff_only("coordinator")
def home() -> str:
    """The overview."""
    return _page()


@bp.post("/plek")
@staff_only("coordinator")
def add_house() -> Response | tuple[str, int]:
    """A new school or library."""
    try:
        draft = parse(HouseDraft, request.form.to_dict())
    except Invalid as refusal:
        return _page(house=request.form.to_dict(), house_errors=shown_errors(refusal)), 422
    now = present()["now"]
    if draft.kind == "school":
        perform(make_school, name=draft.name, municipality=draft.municipality, now=now)
    else:
        perform(
            make_library,
            name=draft.name,
            municipality=draft.municipality,
            branch=draft.name,
            staff=[],
            now=now,
        )
    flash(gettext("%(name)s staat erbij.", name=draft.name))
    return redirect(url_for("coordinator.home"), 303)


@bp.post("/collega")
@staff_only("coordinator")
def add_colleague() -> Response | tuple[str, int]:
    """A new account. Its link stands on this answer only, to be handed over."""
    try:
        draft = parse(InviteDraft, request.form.to_dict())
        link: ResetLink = perform(
            invite, draft=draft, now=present()["now"], account_id=current_visitor().account_id
        )
    except (Invalid, Conflict) as refusal:
        errors = shown_errors(refusal) or {"email": gettext(refusal.message)}
        return _page(invited=request.form.to_dict(), invite_errors=errors), 422
    url = f"{public_base()}{url_for('password_door.ask_new', token=link.token)}"
    page = render_template("coordinator/link.html", link=link, url=url, **_frame())
    return secret_page(make_response(page))


def _page(**typed: Any) -> str:
    found = province(fresh_read_session(), today=present()["today"])
    plain: dict[str, Any] = {"house": {}, "house_errors": {}, "invited": {}, "invite_errors": {}}
    for name in ("house_errors", "invite_errors"):
        errors = typed.get(name, {})
        typed[name] = {("role" if field == "body" else field): words for field, words in errors.items()}
    schools = [(line.school_id, f"{line.name}, {line.municipality}") for line in found.schools]
    libraries = [(line.library_id, f"{line.name}, {line.municipality}") for line in found.libraries]
    return render_template(
        "coordinator/home.html",
        province=found,
        schools=[("", gettext("Kies een school")), *schools],
        libraries=[("", gettext("Kies een bibliotheek")), *libraries],
        **(plain | typed),
        **_frame(),
    )


def _frame() -> dict[str, Any]:
    nav = [
        NavItem(gettext("Provincie"), "globe", url_for("coordinator.home"), True),
        NavItem(gettext("Sporen"), "map", url_for("library.home"), False),
        NavItem(gettext("Wedstrijden"), "trophy", url_for("contests.home"), False),
    ]
    return {"nav": nav, "place": gettext("het hele netwerk")}
