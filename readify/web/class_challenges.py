"""A class's own bingo cards and sets, as its teacher makes, changes, copies, offers and ticks them off."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from readify.actions.class_challenges import (
    close_challenge,
    copy_challenge,
    counted,
    offer_challenge,
    save_challenge,
    tick_together,
)
from readify.actions.ticks import tick_for_child
from readify.drafts.class_challenge import MOST_OWN, MOST_TOGETHER, ChallengeDraft, challenge_fields
from readify.drafts.parsing import parse
from readify.errors import Conflict, Invalid, NotFound
from readify.models import Band, ChallengeKind, Classroom
from readify.perform import perform, present
from readify.queries.class_challenges import Challenge, challenge_of, challenges_of, ticking
from readify.queries.class_ways import class_forms_off
from readify.queries.classroom_pages import school_name
from readify.request_session import fresh_read_session, read_session
from readify.rewards import OWN
from readify.web.class_words import reward_choices, reward_words
from readify.web.identity import staff_only
from readify.web.teacher_base import account_id, frame, network_rules, own_classroom, shown_errors

bp = Blueprint("class_challenges", __name__, url_prefix="/klas/<int:classroom_id>/uitdagingen")


@bp.get("")
@staff_only("teacher")
def shelf(classroom_id: int) -> str:
    """All that the class has, and what it can have."""
    return _shelf(own_classroom(classroom_id))


@bp.get("/nieuw/<kind>")
@staff_only("teacher")
def new(classroom_id: int, kind: str) -> str:
    """An empty card or set."""
    return _form(own_classroom(classroom_id), _known(kind), {})


@bp.post("/nieuw/<kind>")
@staff_only("teacher")
def make(classroom_id: int, kind: str) -> Response | tuple[str, int]:
    """Keeps it; nobody sees it before it is offered."""
    return _save(own_classroom(classroom_id), _known(kind), None)


@bp.get("/<int:challenge_id>")
@staff_only("teacher")
def edit(classroom_id: int, challenge_id: int) -> str:
    """One card or set, to change."""
    classroom = own_classroom(classroom_id)
    found = _found(classroom_id, challenge_id)
    return _form(classroom, found.kind, _values(found), found)


@bp.post("/<int:challenge_id>")
@staff_only("teacher")
def change(classroom_id: int, challenge_id: int) -> Response | tuple[str, int]:
    """Another content from now on."""
    classroom = own_classroom(classroom_id)
    return _save(classroom, _found(classroom_id, challenge_id).kind, challenge_id)


@bp.post("/<int:challenge_id>/kopie")
@staff_only("teacher")
def copy(classroom_id: int, challenge_id: int) -> Response | tuple[str, int]:
    """The same again, to change."""
    classroom = own_classroom(classroom_id)
    name = gettext("%(name)s (kopie)", name=_found(classroom_id, challenge_id).name)
    asked = {"classroom_id": classroom_id, "challenge_id": challenge_id, "account_id": account_id()}
    try:
        made = perform(copy_challenge, name=name, now=present()["now"], **asked)
    except Conflict as refusal:
        return _shelf(classroom, refusal), refusal.status
    return redirect(url_for(".edit", classroom_id=classroom_id, challenge_id=made), 303)


@bp.post("/<int:challenge_id>/aan")
@staff_only("teacher")
def offer(classroom_id: int, challenge_id: int) -> Response | tuple[str, int]:
    """The children see it from now on."""
    classroom = own_classroom(classroom_id)
    asked = {"classroom_id": classroom_id, "challenge_id": challenge_id, "account_id": account_id()}
    try:
        perform(offer_challenge, **asked, **present())
    except Conflict as refusal:
        return _shelf(classroom, refusal), refusal.status
    flash(gettext("De klas ziet de uitdaging nu."))
    return redirect(url_for(".shelf", classroom_id=classroom_id), 303)


@bp.post("/<int:challenge_id>/weg")
@staff_only("teacher")
def put_away(classroom_id: int, challenge_id: int) -> Response:
    """Nobody sees it any more; the cards of children stay theirs."""
    own_classroom(classroom_id)
    asked = {"classroom_id": classroom_id, "challenge_id": challenge_id, "account_id": account_id()}
    perform(close_challenge, **asked, **present())
    flash(gettext("De uitdaging is weg. Kinderen houden de kaart die ze hebben."))
    return redirect(url_for(".shelf", classroom_id=classroom_id), 303)


@bp.get("/<int:challenge_id>/afvinken")
@staff_only("teacher")
def ticks(classroom_id: int, challenge_id: int) -> str:
    """Who did what only the teacher can tick off."""
    classroom = own_classroom(classroom_id)
    found = _found(classroom_id, challenge_id)
    rows = ticking(read_session(), found)
    return _render("teacher/challenge_ticks.html", classroom, challenge=found, ticking=rows)


@bp.post("/<int:challenge_id>/afvinken")
@staff_only("teacher")
def tick(classroom_id: int, challenge_id: int) -> Response:
    """This child did it, or not after all; for a set: the class did."""
    own_classroom(classroom_id)
    found = _found(classroom_id, challenge_id)
    item = request.form.get("item", 0, type=int)
    if item not in {one.item_id for one in found.items}:
        raise NotFound("no_challenge")
    done = request.form.get("aan") == "ja"
    if not found.is_bingo:
        asked = {"classroom_id": classroom_id, "item_id": item, "account_id": account_id()}
        perform(tick_together, done=done, now=present()["now"], **asked)
        return redirect(url_for(".shelf", classroom_id=classroom_id), 303)
    child = request.form.get("kind", 0, type=int)
    perform(tick_for_child, reader_id=child, item_id=item, done=done, account_id=account_id(), **present())
    return redirect(url_for(".ticks", classroom_id=classroom_id, challenge_id=challenge_id), 303)


def _known(kind: str) -> str:
    """Raises NotFound for anything but a card or a set."""
    if kind not in set(ChallengeKind):
        raise NotFound("not_found")
    return kind


def _found(classroom_id: int, challenge_id: int) -> Challenge:
    book = network_rules().bingo
    return challenge_of(read_session(), book=book, classroom_id=classroom_id, challenge_id=challenge_id)


def _save(classroom: Classroom, kind: str, challenge_id: int | None) -> Response | tuple[str, int]:
    form = MultiDict(request.form)
    form["kind"] = kind
    sent = challenge_fields(form)
    asked = {"classroom_id": classroom.id, "challenge_id": challenge_id, "account_id": account_id()}
    try:
        perform(save_challenge, draft=parse(ChallengeDraft, sent), **asked, **present())
    except (Invalid, Conflict) as refusal:
        found = _found(classroom.id, challenge_id) if challenge_id else None
        return _form(classroom, kind, sent, found, refusal), refusal.status
    flash(gettext("Bewaard."))
    return redirect(url_for(".shelf", classroom_id=classroom.id), 303)


def _values(found: Challenge) -> dict[str, Any]:
    """What stands in the form of a card or set that is kept."""
    codes = dict(reward_choices())
    return {
        "name": found.name,
        "size": str(found.size or 3),
        "cells": [{"cell": one.cell.slug, "times": one.target} for one in found.items if one.cell],
        "own": [
            {"text": one.own, "by": "teacher" if one.by_teacher else "child"}
            for one in found.items
            if one.own
        ],
        "reward": found.reward if found.reward in codes or not found.reward else OWN,
        "reward_text": "" if found.reward in codes else found.reward,
    }


def _form(
    classroom: Classroom,
    kind: str,
    values: dict[str, Any],
    found: Challenge | None = None,
    refusal: Invalid | Conflict | None = None,
) -> str:
    session = fresh_read_session() if refusal else read_session()
    off = class_forms_off(session, classroom.id, today=present()["today"])
    book, band = network_rules().bingo, classroom.band.value
    pool = counted(book) if kind == "together" else book.cells
    locale = str(get_locale())
    return _render(
        "teacher/challenge_form.html",
        classroom,
        kind=kind,
        values={"name": "", "size": "3", "cells": [], "own": [], "reward": "", "reward_text": "", **values},
        times={one["cell"]: one["times"] for one in values.get("cells", ()) if "times" in one},
        is_new=found is None,
        offered=found is not None and found.offered,
        cells=[cell for cell in pool if cell.suits(band, forms_off=off, trail=True)],
        cell_options=[("", "–"), *((cell.slug, cell.text.of(locale)) for cell in pool)],
        size_pairs=[(size, gettext("%(size)s bij %(size)s", size=size)) for size in _sizes(classroom)],
        own_rows=MOST_OWN if kind == "bingo" else 3,
        together_rows=MOST_TOGETHER,
        rewards=[("", gettext("Geen beloning")), *reward_choices()],
        errors=shown_errors(refusal) or ({"body": gettext(refusal.message)} if refusal else {}),
    )


def _shelf(classroom: Classroom, refusal: Conflict | None = None) -> str:
    session = fresh_read_session() if refusal else read_session()
    return _render(
        "teacher/challenges.html",
        classroom,
        challenges=challenges_of(session, book=network_rules().bingo, classroom_id=classroom.id),
        reward_words=reward_words,
        errors={"body": gettext(refusal.message)} if refusal else {},
    )


def _render(template: str, classroom: Classroom, **about: Any) -> str:
    place = school_name(read_session(), classroom.school_id)
    return render_template(template, classroom=classroom, **about, **frame(classroom.id, place))


def _sizes(classroom: Classroom) -> tuple[str, ...]:
    """The youngest have small cards only."""
    return ("3",) if classroom.band is Band.KLEIN else ("3", "4", "5")
