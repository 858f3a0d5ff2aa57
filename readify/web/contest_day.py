"""The secretary's page of a session: order, start, who reads, breaks, the jury, ties, seal, reveal.

For who organises the contest and for the hosting library; for everyone else the session does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from readify import clock
from readify.actions.contest_day import (
    bring_back,
    call_reader,
    draw_session,
    end_break,
    finish_reader,
    mark_late,
    start_session,
    take_break,
)
from readify.actions.contest_results import decide_tie, finish_session, reveal_next, seal_session
from readify.actions.contest_withdrawing import withdraw_entrant
from readify.done import Done
from readify.drafts.contest_scores import TieDraft
from readify.drafts.parsing import parse
from readify.errors import NotFound, Refused
from readify.models import ContestSession
from readify.perform import perform
from readify.policies_contest import entrant_of_secretary, session_of_secretary
from readify.queries.contest_secretary import SecretaryPage, secretary_page
from readify.queries.reading_timer import TimerNow
from readify.request_session import fresh_read_session, read_session
from readify.web.contest_frame import contest_frame
from readify.web.contest_hall import until
from readify.web.identity import current_visitor, staff_only

Step = Callable[..., Done[Any]]
bp = Blueprint("contest_day", __name__, url_prefix="/wedstrijd/zitting/<int:session_id>")
OF_SESSION: Mapping[str, Step] = {
    "draw": draw_session,
    "start": start_session,
    "end_break": end_break,
    "seal": seal_session,
    "reveal": reveal_next,
    "finish_session": finish_session,
}
OF_READER: Mapping[str, Step] = {
    "call": call_reader,
    "finish": finish_reader,
    "late": mark_late,
    "back": bring_back,
    "withdraw": withdraw_entrant,
}
STEPS = ("planned", "drawn", "under_way", "sealed", "revealed")


@bp.get("")
@staff_only()
def show(session_id: int) -> str:
    """The whole page."""
    own_session(session_id)
    return day_page(session_id)


@bp.get("/deel")
@staff_only()
def part(session_id: int) -> str:
    """What changes on it while the session runs."""
    own_session(session_id)
    return render_template("contest/_day.html", **_facts(session_id))


@bp.post("/doe")
@staff_only()
def act(session_id: int) -> Response:
    """One step: drawing, a reader called, a break, …; what cannot be done now is said."""
    own_session(session_id)
    try:
        _do(session_id, request.form.get("doe", ""))
    except Refused as refusal:
        if isinstance(refusal, NotFound):
            raise
        flash(gettext(refusal.message), "warn")
    return _back(session_id)


@bp.post("/gelijk")
@staff_only()
def tie(session_id: int) -> Response | tuple[str, int]:
    """The chair's order of readers that stand equal, with the reason."""
    own_session(session_id)
    try:
        draft = parse(TieDraft, {"ordered": _ordered(), "reason": request.form.get("reason", "")})
        perform(decide_tie, session_id=session_id, ordered=draft.ordered, reason=draft.reason, **_who())
    except Refused as refusal:
        return day_page(session_id, refusal=refusal), refusal.status
    flash(gettext("Het besluit van de voorzitter is bewaard."))
    return _back(session_id)


def own_session(session_id: int) -> ContestSession:
    """The session, when the visitor is its secretary. Raises NotFound for everyone else."""
    return session_of_secretary(read_session(), current_visitor(), session_id)


def day_page(session_id: int, *, refusal: Refused | None = None) -> str:
    """The page, with what was refused and what was typed."""
    errors = {name: gettext(words) for name, words in refusal.fields.items()} if refusal else {}
    if refusal and not errors:
        flash(gettext(refusal.message), "warn")
    return render_template("contest/day.html", errors=errors, typed=request.form, **_facts(session_id))


def _facts(session_id: int) -> dict[str, Any]:
    found: SecretaryPage = secretary_page(fresh_read_session(), session_id)
    return {
        "day": found,
        "at": _step(found),
        "now": clock.now(),
        "turn": _turn(found),
        **contest_frame(found.contest),
    }


def _step(found: SecretaryPage) -> int:
    """Where the session is among `STEPS`."""
    state = str(found.session.state)
    if state in ("revealed", "done"):
        return len(STEPS)
    if state == "sealed":
        return STEPS.index("revealed")
    if state == "under_way":
        return STEPS.index("sealed") if found.all_read else STEPS.index("under_way")
    return STEPS.index("under_way") if found.session.draw_seed else STEPS.index("drawn")


def _turn(found: SecretaryPage) -> TimerNow:
    reader, limit = found.reading, found.of_round.time_limit
    if reader is None or reader.entrant.started_at is None or limit is None:
        return TimerNow()
    return until(reader.entrant.started_at, limit, now=clock.now())


def _do(session_id: int, asked: str) -> None:
    if asked in OF_SESSION:
        perform(OF_SESSION[asked], session_id=session_id, **_who())
    elif asked in OF_READER:
        entrant = entrant_of_secretary(
            read_session(), current_visitor(), request.form.get("lezer", 0, type=int)
        )
        if entrant.session_id != session_id:
            raise NotFound("not_found")
        perform(OF_READER[asked], entrant_id=entrant.id, **_who())
    elif asked == "break":
        minutes = request.form.get("minuten", 0, type=int)
        perform(take_break, session_id=session_id, minutes=minutes, **_who())


def _who() -> dict[str, Any]:
    return {"now": clock.now(), "account_id": current_visitor().account_id}


def _ordered() -> tuple[int, ...]:
    """The readers of the form by the place the chair gave them; unreadable places come last."""
    places = {
        int(name.removeprefix("plek-")): request.form.get(name, 99, type=int)
        for name in request.form
        if name.removeprefix("plek-").isdigit()
    }
    return tuple(sorted(places, key=lambda reader: (places[reader], reader)))


def _back(session_id: int) -> Response:
    """To the hall's screen when the button stood there, else to the page."""
    if request.form.get("terug") == "zaal":
        return redirect(url_for("contest_hall.screen", key=own_session(session_id).screen_key), 303)
    return redirect(url_for("contest_day.show", session_id=session_id), 303)
