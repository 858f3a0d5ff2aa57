"""The family's or team's page: its valley, its code to show, joining, leaving. For guests and children."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response

from readify.actions.passport_stamps import passport_for_device
from readify.actions.passports import OpenedPassport
from readify.actions.teams import UNKNOWN_TEAM, Person, join_team, leave_team, start_team
from readify.errors import Conflict
from readify.perform import perform, present
from readify.printing.qr import qr_matrix
from readify.queries.teams import TeamPage, invitation, season_on, team_of
from readify.request_limits import failed_try, team_limit
from readify.request_session import read_session
from readify.web import device_passport, device_stamps
from readify.web.auth import secret_page
from readify.web.guest_base import person_here, who
from readify.web.screen import public_address

bp = Blueprint("team", __name__)
LONGEST = 60


@bp.get("/paspoort/team")
def show() -> Response:
    """The team's valley; without a team, how to begin or join one."""
    return _page(_team(person_here()))


@bp.post("/paspoort/team")
def start() -> Response:
    """A new team. Who has no passport yet gets one on the way."""
    starts, ends = season_on(read_session(), today=present()["today"])
    return _as_somebody(
        lambda person: perform(
            start_team,
            person=person,
            starts=starts,
            ends=ends,
            language=str(get_locale()),
            today=present()["today"],
            now=present()["now"],
        )
    )


@bp.post("/paspoort/team/code")
@team_limit
def type_code() -> Response:
    """A typed code leads to its invitation."""
    person = person_here()
    typed = request.form.get("code", "")[:LONGEST]
    found = invitation(read_session(), code=typed.rstrip("/").rpartition("/")[2])
    if found is None:
        failed_try()
        return _page(_team(person), typed=typed, error=gettext(UNKNOWN_TEAM), status=422)
    return redirect(url_for("team.invited", code=found.code), 303)


@bp.get("/t/<code>")
@bp.get("/T/<code>")
@team_limit
def invited(code: str) -> Response:
    """Asks before joining: a scan alone puts nobody into a team."""
    person = person_here()
    found = invitation(read_session(), code=code[:LONGEST])
    if found is None:
        failed_try()
        return secret_page(_page(_team(person), error=gettext(UNKNOWN_TEAM), status=404))
    return secret_page(make_response(render_template("guest/invited.html", team=found, **who())))


@bp.post("/T/<code>")
@team_limit
def join(code: str) -> Response:
    """Joins, when there is room."""
    if invitation(read_session(), code=code[:LONGEST]) is None:
        failed_try()
        return secret_page(_page(_team(person_here()), error=gettext(UNKNOWN_TEAM), status=404))
    return _as_somebody(
        lambda person: perform(
            join_team,
            person=person,
            code=code[:LONGEST],
            language=str(get_locale()),
            today=present()["today"],
        )
    )


@bp.post("/paspoort/team/uit")
def leave() -> Response:
    """Leaves the team; what was lit stays lit."""
    person = person_here()
    if person is not None:
        perform(leave_team, person=person, today=present()["today"])
        flash(gettext("Je bent uit het team. Jullie lampjes blijven branden."))
    return redirect(url_for("team.show"), 303)


def _as_somebody(act: Callable[[Person], object]) -> Response:
    """Does it as the child or passport that is here, or as a passport made for it."""
    person, response = person_here(), redirect(url_for("team.show"), 303)
    if person is None:
        made: OpenedPassport = perform(
            passport_for_device,
            device=device_passport.device(),
            today=present()["today"],
            now=present()["now"],
        )
        person = Person(passport_id=made.passport_id)
        device_passport.hold(response, made.token)
        device_stamps.forget(response)
    try:
        act(person)
    except Conflict as refusal:
        flash(gettext(refusal.message), "lamp")
    return response


def _team(person: Person | None) -> TeamPage | None:
    if person is None:
        return None
    return team_of(read_session(), passport_id=person.passport_id, reader_id=person.reader_id)


def _page(team: TeamPage | None, *, typed: str = "", error: str = "", status: int = 200) -> Response:
    address = f"{public_address()}/T/{team.code}" if team else ""
    page = render_template(
        "guest/team.html",
        team=team,
        qr=qr_matrix(address.upper()) if team else None,
        address=address.partition("://")[2],
        typed=typed,
        error=error,
        **who(),
    )
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
