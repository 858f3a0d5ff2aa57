"""The organiser's list of a round: accept, spread over sessions, move, withdraw, invite."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext, ngettext
from werkzeug.wrappers import Response as AnyResponse

from readify.actions.contest_entering import accept_entrants, give_consent
from readify.actions.contest_invitations import give_back_invitation, take_invitation
from readify.actions.contest_spreading import move_entrant, spread_entrants
from readify.actions.contest_withdrawing import withdraw_entrant
from readify.config import Config
from readify.errors import NotFound, Refused
from readify.models import Contest, ContestRound, EntrantState
from readify.perform import perform, present
from readify.policies_contest import entrant_of_secretary, round_of_organiser
from readify.queries.contest_entries import EntryLine, entries_of_round, sessions_of_round
from readify.request_session import fresh_read_session, read_session
from readify.web.contest_entry_words import (
    Invitation,
    entry_state,
    invitation,
    is_heard,
    mail_of,
    tongue_of,
)
from readify.web.contest_frame import contest_frame
from readify.web.contest_mail import Errand, mail_is_set, run_errands
from readify.web.identity import current_visitor, staff_only
from readify.web.library_base import account_id

bp = Blueprint("contest_entries", __name__, url_prefix="/wedstrijd")
INVITED = (EntrantState.ACCEPTED, EntrantState.LATE)


@bp.get("/ronde/<int:round_id>/aanmeldingen")
@staff_only()
def show(round_id: int) -> str:
    """Everyone who was entered, by where they stand."""
    of_round = round_of_organiser(read_session(), current_visitor(), round_id)
    lines = entries_of_round(fresh_read_session(), round_id)
    return render_template(
        "contest/entries.html",
        contest=read_session().get_one(Contest, of_round.contest_id),
        of_round=of_round,
        entered=[one for one in lines if one.entrant.state is EntrantState.ENTERED],
        others=[one for one in lines if one.entrant.state is not EntrantState.ENTERED],
        sessions=sessions_of_round(read_session(), round_id),
        to_invite=[one for one in lines if _may_invite(one)],
        mail=mail_is_set(),
        entry_state=entry_state,
        tongue_of=tongue_of,
        is_heard=is_heard,
        **contest_frame(read_session().get_one(Contest, of_round.contest_id)),
    )


@bp.post("/ronde/<int:round_id>/aanmeldingen/aan")
@staff_only()
def accept(round_id: int) -> AnyResponse:
    """Accepts those that were ticked."""
    ids = request.form.getlist("lezer", type=int)
    count = _done(round_id, accept_entrants, round_id=round_id, entrant_ids=ids)
    if count is not None:
        flash(ngettext("%(num)d lezer doet mee.", "%(num)d lezers doen mee.", count))
    return _back(round_id)


@bp.post("/ronde/<int:round_id>/aanmeldingen/verdeel")
@staff_only()
def spread(round_id: int) -> AnyResponse:
    """Spreads who was accepted over the sessions; whom there is no seat for waits."""
    made = _done(round_id, spread_entrants, round_id=round_id)
    if made is not None and made.unheard:
        words = ngettext(
            "%(num)d lezer zit waar de jury de eigen taal niet hoort. In de lijst staat wie.",
            "%(num)d lezers zitten waar de jury de eigen taal niet hoort. In de lijst staat wie.",
            len(made.unheard),
        )
        flash(words, "warn")
    if made is not None and made.waiting:
        words = ngettext(
            "Er zijn te weinig plekken: %(num)d lezer wacht. Maak een zitting erbij en verdeel opnieuw.",
            "Er zijn te weinig plekken: %(num)d lezers wachten. Maak een zitting erbij en verdeel opnieuw.",
            len(made.waiting),
        )
        flash(words, "warn")
    elif made is not None:
        flash(gettext("Iedereen heeft een zitting."))
    return _back(round_id)


@bp.post("/aanmelding/<int:entrant_id>/<any(zitting, terug, toestemming):what>")
@staff_only()
def change(entrant_id: int, what: str) -> AnyResponse:
    """Moves one reader, takes it out, or writes down that the parents said yes (or no longer do)."""
    entrant = entrant_of_secretary(read_session(), current_visitor(), entrant_id)
    round_id, consent = entrant.round_id, entrant.consent_at is not None
    actions: dict[str, Callable[[], Any]] = {
        "zitting": lambda: _done(
            round_id, move_entrant, entrant_id=entrant_id, session_id=request.form.get("zitting", 0, type=int)
        ),
        "terug": lambda: _done(round_id, withdraw_entrant, entrant_id=entrant_id),
        "toestemming": lambda: _done(round_id, give_consent, entrant_id=entrant_id, given=not consent),
    }
    actions[what]()
    return _back(round_id)


@bp.post("/ronde/<int:round_id>/aanmeldingen/nodig")
@staff_only()
def invite(round_id: int) -> AnyResponse:
    """Mails each teacher the invitation of its reader, once a session."""
    of_round = round_of_organiser(read_session(), current_visitor(), round_id)
    if not mail_is_set():
        flash(gettext("Hier is geen mailserver ingesteld. Open de uitnodiging en kopieer de tekst."), "warn")
        return _back(round_id)
    lines = [one for one in entries_of_round(fresh_read_session(), round_id) if _may_invite(one)]
    errands = [
        Errand(
            mail_of(_invitation(of_round, one), one.school.email),
            take_invitation,
            give_back_invitation,
            {"entrant_id": one.entrant.id},
        )
        for one in lines
    ]
    run_errands(errands, account_id=account_id())
    flash(gettext("De uitnodigingen gaan nu op weg."))
    return _back(round_id)


@bp.get("/aanmelding/<int:entrant_id>/uitnodiging")
@staff_only()
def look_invitation(entrant_id: int) -> str:
    """The text to copy, with the calendar file and the route."""
    line, of_round = _with_session(entrant_id)
    contest = read_session().get_one(Contest, of_round.contest_id)
    return render_template(
        "contest/invitation.html",
        line=line,
        of_round=of_round,
        invitation=_invitation(of_round, line),
        **contest_frame(contest),
    )


@bp.get("/aanmelding/<int:entrant_id>/uitnodiging.ics")
@staff_only()
def calendar(entrant_id: int) -> Response:
    """The session as a calendar file."""
    line, of_round = _with_session(entrant_id)
    made = _invitation(of_round, line).calendar
    if made is None:
        raise NotFound("not_found", gettext("Deze zitting heeft nog geen dag."))
    response = Response(made, mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="voorlezen.ics"'
    return response


def _with_session(entrant_id: int) -> tuple[EntryLine, ContestRound]:
    """The reader with its session. NotFound for outsiders, and while it has none."""
    entrant = entrant_of_secretary(read_session(), current_visitor(), entrant_id)
    lines = entries_of_round(fresh_read_session(), entrant.round_id)
    line = next(one for one in lines if one.entrant.id == entrant_id)
    if line.sitting is None:
        raise NotFound("not_found", gettext("Geef deze lezer eerst een zitting."))
    return line, read_session().get_one(ContestRound, line.entrant.round_id)


def _may_invite(line: EntryLine) -> bool:
    entrant = line.entrant
    waits = entrant.invited_at is None and entrant.state in INVITED
    return bool(waits and line.sitting is not None and line.school.email)


def _invitation(of_round: ContestRound, line: EntryLine) -> Invitation:
    config: Config = current_app.extensions["readify.config"]
    contest = read_session().get_one(Contest, of_round.contest_id)
    return invitation(
        contest, line, language=str(get_locale()), timezone=config.timezone, now=present()["now"]
    )


def _done(of_round: int, action: Any, /, **about: Any) -> Any:
    """Runs it for who organises the round; a refusal is said on the next page."""
    if "entrant_id" not in about:
        round_of_organiser(read_session(), current_visitor(), of_round)
    try:
        return perform(action, now=present()["now"], account_id=account_id(), **about)
    except Refused as refusal:
        flash(gettext(refusal.message), "warn")
        return None


def _back(round_id: int) -> AnyResponse:
    return redirect(url_for("contest_entries.show", round_id=round_id), 303)
