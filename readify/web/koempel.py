"""The koempel: chosen and named in the first run, and at any time after. Two screens, a tap on each.

The first run comes once, after the very first sign-in, and may be skipped. From twelve years on it is one
screen: a sign beside the name, no koempel that wants one. Both end at the first log.
"""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from readify.actions.own_choices import choose_companion, end_welcome, name_companion
from readify.drafts.parsing import parse
from readify.drafts.rhythm import CompanionDraft, CompanionNameDraft
from readify.errors import Invalid
from readify.perform import perform, present
from readify.web.child_base import bp, own_id
from readify.web.identity import child_only, current_visitor
from readify.web.reading_form import field_errors

NAMES = ("Pip", "Mop", "Juul", "Bo", "Fien", "Vonk")  # to tap, for who cannot type yet


@bp.get("/welkom")
@child_only
def welcome() -> Response | str:
    """The first screen of the first run; who had it goes to the koempel's own page."""
    if current_visitor().welcomed:
        return redirect(url_for("child.companion"), 303)
    return _choices(first=True)


@bp.post("/welkom")
@child_only
def start() -> Response:
    """This koempel comes along; from twelve on that is all."""
    _choose()
    if current_visitor().band == "groot":
        return _to_the_log()
    return redirect(url_for("child.welcome_name"), 303)


@bp.get("/welkom/naam")
@child_only
def welcome_name() -> Response | str:
    """The second and last screen of the first run."""
    if current_visitor().welcomed:
        return redirect(url_for("child.name"), 303)
    return _naming(first=True)


@bp.post("/welkom/naam")
@child_only
def start_named() -> Response | tuple[str, int]:
    """It is called this. Then straight on to the first log."""
    try:
        _name()
    except Invalid as refusal:
        return _naming(first=True, refusal=refusal), refusal.status
    return _to_the_log()


@bp.post("/welkom/later")
@child_only
def skip_welcome() -> Response:
    """Not now: the korenwolf stays, and the first run does not come back."""
    perform(end_welcome, reader_id=own_id(), now=present()["now"])
    return redirect(url_for("child.home"), 303)


@bp.get("/koempel")
@child_only
def companion() -> str:
    """Six koempels to choose from; another one any time."""
    return _choices(first=False)


@bp.post("/koempel")
@child_only
def choose_koempel() -> Response:
    """This one comes along."""
    _choose()
    target = "child.home" if current_visitor().band == "groot" else "child.name"
    return redirect(url_for(target), 303)


@bp.get("/koempel/naam")
@child_only
def name() -> str:
    """What is it called?"""
    return _naming(first=False)


@bp.post("/koempel/naam")
@child_only
def give_name() -> Response | tuple[str, int]:
    """It is called this from now on."""
    try:
        _name()
    except Invalid as refusal:
        return _naming(first=False, refusal=refusal), refusal.status
    return redirect(url_for("child.home"), 303)


def _choose() -> None:
    draft = parse(CompanionDraft, request.form.to_dict())
    perform(choose_companion, reader_id=own_id(), companion=draft.companion)


def _name() -> None:
    draft = parse(CompanionNameDraft, request.form.to_dict())
    perform(name_companion, reader_id=own_id(), name=draft.companion_name)


def _to_the_log() -> Response:
    perform(end_welcome, reader_id=own_id(), now=present()["now"])
    return redirect(url_for("child.log"), 303)


def _choices(*, first: bool) -> str:
    return render_template("child/companion.html", first=first)


def _naming(*, first: bool, refusal: Invalid | None = None) -> str:
    return render_template(
        "child/companion_name.html",
        first=first,
        names=NAMES,
        typed=request.form.get("companion_name"),
        errors=field_errors(refusal.fields) if refusal else {},
    )
