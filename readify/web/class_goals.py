"""Choosing a class goal step by step: how long, how many lamps and why, what the class gets, and a last look.

Each step is a page with a form; what was chosen goes along in the address, so one step back loses nothing.
Also "everyone once". The page of the running goal is `teacher.goal`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from sqlalchemy import or_, select
from werkzeug.wrappers import Response

from readify.actions.class_goal import set_class_goal
from readify.actions.class_ways import choose_everyone
from readify.drafts.classroom import ClassGoalDraft
from readify.drafts.parsing import parse
from readify.errors import Invalid, NotFound
from readify.models import Classroom, Pause
from readify.perform import perform, present
from readify.queries.class_goal import class_goal
from readify.queries.class_ways import class_ways
from readify.queries.classroom_pages import school_name
from readify.queries.goal_proposal import Proposal, goal_proposal
from readify.request_session import read_session
from readify.web.class_words import reward_choices, reward_words
from readify.web.identity import staff_only
from readify.web.teacher_base import account_id, frame, network_rules, own_classroom, shown_errors

bp = Blueprint("class_goals", __name__, url_prefix="/klas/<int:classroom_id>")
STEPS = 4
WEEKS = (3, 4, 5, 6, 8, 10)
KEPT = ("weeks", "target", "ends", "reward", "reward_text")
bp.add_app_template_global(reward_words)


@bp.get("/doel/stap/<int:step>")
@staff_only("teacher")
def step(classroom_id: int, step: int) -> str:
    """One step of choosing a goal."""
    if not 1 <= step <= STEPS:
        raise NotFound("not_found")
    return _page(own_classroom(classroom_id), step, request.args)


@bp.post("/doel/start")
@staff_only("teacher")
def start(classroom_id: int) -> Response | tuple[str, int]:
    """The goal begins today; one that ran is closed."""
    classroom = own_classroom(classroom_id)
    try:
        draft = parse(ClassGoalDraft, request.form.to_dict())
        perform(set_class_goal, classroom_id=classroom_id, draft=draft, account_id=account_id(), **present())
    except Invalid as refusal:
        wrong_reward = {"reward", "reward_text", "body"} & refusal.fields.keys()
        return _page(classroom, 3 if wrong_reward else 2, request.form, refusal), refusal.status
    flash(gettext("Het klassendoel staat klaar."))
    return redirect(url_for("teacher.goal", classroom_id=classroom_id), 303)


@bp.post("/iedereen")
@staff_only("teacher")
def everyone(classroom_id: int) -> Response:
    """ "Everyone once" becomes a goal of the class, or no longer."""
    own_classroom(classroom_id)
    on = request.form.get("aan") == "ja"
    perform(
        choose_everyone,
        classroom_id=classroom_id,
        on=on,
        now=present()["now"],
        account_id=account_id(),
    )
    flash(gettext("Iedereen één keer staat aan.") if on else gettext("Iedereen één keer staat uit."))
    return redirect(url_for("teacher.goal", classroom_id=classroom_id), 303)


@bp.app_template_global()
def everyone_on(classroom_id: int) -> bool:
    """Is "everyone once" a goal of this class? For pages that were let in already."""
    return class_ways(read_session(), classroom_id=classroom_id).everyone


def _page(classroom: Classroom, at: int, sent: Any, refusal: Invalid | None = None) -> str:
    proposal = _proposal(classroom, _weeks(sent.get("weeks", "")))
    typed = {name: sent[name] for name in KEPT if sent.get(name)}
    chosen = {
        "target": str(proposal.target),
        "ends": proposal.ends.isoformat(),
        "reward": "read_aloud",
        "reward_text": "",
        **typed,
        "weeks": str(proposal.weeks),
    }
    if typed.get("reward") == "own" and not typed.get("reward_text"):
        at = min(at, 3)
    target = int(chosen["target"]) if chosen["target"].isdecimal() else proposal.target
    reward = chosen["reward_text"] if chosen["reward"] == "own" else reward_words(chosen["reward"])
    today = present()["today"]
    return render_template(
        "teacher/goal_step.html",
        classroom=classroom,
        at=at,
        proposal=proposal,
        chosen=chosen,
        target=target,
        a_child=proposal.a_child(target),
        last=_day(chosen["ends"], proposal.ends),
        reward=reward,
        week_options=[(str(number), ngettext("%(num)d week", "%(num)d weken", number)) for number in WEEKS],
        rewards=reward_choices(),
        running=class_goal(read_session(), classroom_id=classroom.id, today=today),
        errors=shown_errors(refusal),
        **frame(classroom.id, school_name(read_session(), classroom.school_id)),
    )


def _weeks(text: str) -> int:
    return int(text) if text.isdecimal() and int(text) in WEEKS else 5


def _day(text: str, otherwise: dt.date) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return otherwise


def _proposal(classroom: Classroom, weeks: int) -> Proposal:
    pauses = read_session().scalars(
        select(Pause).where(
            Pause.school_id == classroom.school_id,
            or_(Pause.classroom_id.is_(None), Pause.classroom_id == classroom.id),
            Pause.reader_id.is_(None),
        )
    )
    return goal_proposal(
        read_session(),
        classroom_id=classroom.id,
        rate=network_rules().limits.class_goal,
        weeks=weeks,
        today=present()["today"],
        pauses=pauses.all(),
    )
