"""Bringing a school's class list in: send the file, look at what it would do, and only then do it.

Between looking and doing the small roster waits on the server; the file itself is never kept.
"""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from readify.actions.leaving import LEFT_KEPT
from readify.actions.roster import Imported, import_roster
from readify.config import Config
from readify.drafts.roster import ROLES, as_roster, chosen_columns, decisions_of, refusal, roster_file
from readify.errors import Conflict, Invalid, NotFound
from readify.exchange.rosters.columns import Table
from readify.exchange.rosters.keeping import Waiting
from readify.exchange.rosters.roster import MOST_BYTES, Roster
from readify.models import School
from readify.perform import perform, present
from readify.policies import school_of_importer
from readify.queries.roster_matching import Decisions, Doubt
from readify.queries.roster_plan import roster_plan
from readify.request_session import fresh_read_session, read_session
from readify.web.identity import app_secret, current_visitor, staff_only
from readify.web.invitation_mail import mail_invitations
from readify.web.library_base import public_base
from readify.web.school_base import school_frame
from readify.web.teacher_base import shown_errors

bp = Blueprint("school_import", __name__, url_prefix="/provincie/school/<int:school_id>/import")
MOST_READ = 64 * 1024 * 1024


@bp.get("")
@staff_only("coordinator", "teacher")
def ask(school_id: int) -> str:
    """The form for a file."""
    return _form(_school(school_id))


@bp.post("")
@staff_only("coordinator", "teacher")
def send(school_id: int) -> Response | tuple[str, int]:
    """Reads the file, keeps the little that is needed, and leads to the preview."""
    school = _school(school_id)
    try:
        found = roster_file(_sent())
    except Invalid as error:
        return _form(school, shown_errors(error)), 422
    key = _waiting(school_id).put(found, now=present()["now"])
    return redirect(url_for("school_import.look", school_id=school_id, key=key), 303)


@bp.get("/<key>")
@staff_only("coordinator", "teacher")
def look(school_id: int, key: str) -> str | Response:
    """What the import would do; columns to correct when it is a table."""
    school = _school(school_id)
    found = _waiting(school_id).get(key, now=present()["now"])
    return _gone(school_id) if found is None else _preview(school, key, found)


@bp.post("/<key>/kolommen")
@staff_only("coordinator", "teacher")
def columns(school_id: int, key: str) -> Response | tuple[str, int]:
    """Other columns than were guessed."""
    school, now = _school(school_id), present()["now"]
    found = _waiting(school_id).get(key, now=now)
    if not isinstance(found, Table):
        return _gone(school_id)
    try:
        chosen = chosen_columns(found, request.form.getlist("role"))
    except Invalid as error:
        return _preview(school, key, found, errors=shown_errors(error)), 422
    _waiting(school_id).replace(key, chosen, now=now)
    return redirect(url_for("school_import.look", school_id=school_id, key=key), 303)


@bp.post("/<key>")
@staff_only("coordinator", "teacher")
def take(school_id: int, key: str) -> Response | tuple[str, int]:
    """Does it, once: what waited is gone after that."""
    school, moment = _school(school_id), present()
    found = _waiting(school_id).get(key, now=moment["now"])
    if found is None:
        return _gone(school_id)
    said = decisions_of(request.form)
    try:
        done: Imported = perform(
            import_roster,
            school_id=school_id,
            roster=as_roster(found),
            secret=app_secret(),
            decisions=said,
            account_id=current_visitor().account_id,
            **moment,
        )
    except Conflict as error:
        errors = {"plan": gettext(error.message)}
        return _preview(school, key, found, said=said, errors=errors), 409
    _waiting(school_id).forget(key)
    mail_invitations([one.link for one in done.invited], public_base())
    flash(_summary(done))
    return redirect(url_for("school_import.ask", school_id=school_id), 303)


def _form(school: School, errors: dict[str, str] | None = None) -> str:
    return render_template("coordinator/import.html", errors=errors or {}, **school_frame(school))


def _preview(
    school: School,
    key: str,
    found: Roster | Table,
    *,
    said: Decisions | None = None,
    errors: dict[str, str] | None = None,
) -> str:
    """The page with the plan, or only with the columns while they do not say who sits where."""
    plan = None
    if not isinstance(found, Table) or found.ready:
        plan = roster_plan(
            fresh_read_session(),
            school_id=school.id,
            roster=as_roster(found),
            secret=app_secret(),
            decisions=Decisions(),
        )
    return render_template(
        "coordinator/import_preview.html",
        key=key,
        plan=plan,
        table=found if isinstance(found, Table) else None,
        roles=[(role, gettext(words)) for role, words in ROLES.items()],
        said=said or Decisions(),
        Doubt=Doubt,
        ask_sure=plan is not None and (plan.many_leave or bool(errors)),
        kept_days=LEFT_KEPT.days,
        room_names={room.group: room.name for room in plan.rooms} if plan else {},
        errors=errors or {},
        **school_frame(school),
    )


def _gone(school_id: int) -> Response:
    flash(gettext("Deze lijst is al ingelezen, of is te oud. Stuur hem anders nog een keer."), "quiet")
    return redirect(url_for("school_import.ask", school_id=school_id), 303)


def _sent() -> bytes:
    """The file that was sent. One that is too large is read away, so that the answer arrives."""
    request.max_content_length = MOST_BYTES + 64 * 1024
    try:
        file = request.files.get("file")
        return file.read() if file else b""
    except RequestEntityTooLarge as error:
        left = min(request.content_length or 0, MOST_READ)
        while left > 0 and (part := request.environ["wsgi.input"].read(min(left, 65536))):
            left -= len(part)
        raise refusal("too_large") from error


def _summary(done: Imported) -> str:
    plan = done.plan
    if plan.changes_nothing:
        return ngettext("%(num)d kind staat al goed.", "%(num)d kinderen staan al goed.", plan.unchanged)
    return gettext(
        "De lijst staat erin: %(new)s nieuw, %(moved)s verhuisd, %(left)s vertrokken, %(same)s hetzelfde.",
        new=len(plan.new) + len(plan.back),
        moved=len(plan.moved),
        left=len(plan.left),
        same=plan.unchanged,
    )


def _school(school_id: int) -> School:
    try:
        return school_of_importer(read_session(), current_visitor(), school_id)
    except OverflowError as error:  # a number that no database holds
        raise NotFound("not_found") from error


def _waiting(school_id: int) -> Waiting:
    config: Config = current_app.extensions["readify.config"]
    return Waiting(config.home, current_visitor().account_id or 0, school_id)
