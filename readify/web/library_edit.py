"""Changing a trail: all on one form, moved and added to by buttons, saved when nobody else did meanwhile.

What was typed is never lost: every answer of this form shows it again, also that of a colleague's change.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response

from readify.actions.trail_editing import edit_trail
from readify.drafts.parsing import parse
from readify.drafts.trail import FEWEST_SPOTS, MOST_SPOTS
from readify.drafts.trail_edit import TrailEditDraft
from readify.errors import Conflict, Invalid
from readify.exchange.tellings import SpotWords, riddle_to, told
from readify.models import Library, Trail, TrailStage
from readify.perform import perform, present
from readify.queries.own_stories import story_choices
from readify.queries.school_holidays import own_dates, school_holidays
from readify.queries.tellings import story_of
from readify.queries.trail_form import TrailForm, last_change, trail_form
from readify.queries.trail_sharing import branch_choices, sharing_libraries
from readify.request_session import fresh_read_session, read_session
from readify.web.identity import staff_only
from readify.web.library_base import ROLES, account_id, frame, own_trail
from readify.web.library_edit_rows import THANKS, differences, moved, typed_form
from readify.web.teacher_base import shown_errors
from readify.web.trail import stories

bp = Blueprint("library_edit", __name__, url_prefix="/bieb/spoor/<int:trail_id>/bewerk")
Page = str | tuple[str, int]


@bp.get("")
@staff_only(*ROLES)
def edit(trail_id: int) -> str:
    """The trail as it is kept, to change."""
    trail = own_trail(trail_id)
    return _page(trail, trail_form(read_session(), trail), {})


@bp.post("")
@staff_only(*ROLES)
def save(trail_id: int) -> Response | Page:
    """Saves, or moves what was typed about; a colleague's change is shown beside it."""
    trail = own_trail(trail_id)
    typed, step = typed_form(request.form), request.form.get("do", "save")
    if step != "save":
        return _page(trail, moved(typed, step, fixed=trail.stage is not TrailStage.DRAFT), {})
    try:
        perform(
            edit_trail,
            stories=stories(),
            trail_id=trail_id,
            draft=parse(TrailEditDraft, _as_draft(trail, typed)),
            now=present()["now"],
            account_id=account_id(),
        )
    except Invalid as refusal:
        return _page(trail, typed, _errors(refusal)), 422
    except Conflict as refusal:
        return _refused(trail_id, typed, refusal), 409
    flash(gettext("Bewaard."))
    return redirect(url_for("library.trail", trail_id=trail_id), 303)


def _as_draft(trail: Trail, typed: TrailForm) -> dict[str, Any]:
    """What was typed; once posters hang, what cannot change is what is kept."""
    kept = trail_form(read_session(), trail) if trail.stage is not TrailStage.DRAFT else typed
    return {
        "version": typed.version,
        "name": typed.name,
        "word": kept.word,
        "story": kept.story,
        "starts": kept.starts,
        "ends": typed.ends,
        "reward": typed.reward,
        "spots": [
            {
                "spot_id": row.spot_id,
                "place": row.place,
                "branch_id": row.branch,
                "riddle": row.riddle,
                "task": row.task,
            }
            for row in typed.rows
        ],
    }


def _errors(refusal: Invalid) -> dict[str, str]:
    """By field of the form; what is wrong with a spot stands at the spots."""
    found: dict[str, str] = {}
    for name, words in shown_errors(refusal).items():
        field = "spots" if name.startswith("spots") else "ends" if name == "body" else name
        found.setdefault(field, words)
    return found


def _refused(trail_id: int, typed: TrailForm, refusal: Conflict) -> str:
    """Both versions side by side; what was typed can still be saved, knowingly."""
    trail = fresh_read_session().get_one(Trail, trail_id)
    kept = trail_form(fresh_read_session(), trail)
    names = {one.branch_id: one.name for one in branch_choices(fresh_read_session(), trail)}
    titles = {one.code: one.title for one in _stories(trail)}
    return render_template(
        "library/edit_conflict.html",
        trail=trail,
        message=gettext(refusal.message),
        rows=differences(kept, typed, branches=names, stories=titles),
        mine=replace(typed, version=kept.version),
        who=last_change(fresh_read_session(), trail_id=trail_id),
        **_frame(trail),
    )


def _stories(trail: Trail) -> Any:
    libraries = sharing_libraries(read_session(), trail)
    return story_choices(
        read_session(), stories=stories().values(), library_ids=libraries, language=str(get_locale())
    )


def _page(trail: Trail, form: TrailForm, errors: dict[str, str]) -> str:
    today, library = present()["today"], read_session().get_one(Library, trail.library_id)
    choices = _stories(trail)
    told_now = form.story if form.story in {one.code for one in choices} else trail.story
    return render_template(
        "library/edit.html",
        trail=trail,
        form=form,
        errors=errors,
        fixed=trail.stage is not TrailStage.DRAFT,
        stories=choices,
        branches=branch_choices(read_session(), trail),
        holidays=school_holidays(today),
        own_dates=own_dates(read_session(), municipality=library.municipality, today=today),
        pieces=_pieces(form, told_now),
        thanks=[gettext(words) for words in THANKS],
        most=MOST_SPOTS,
        fewest=FEWEST_SPOTS,
        **_frame(trail),
    )


def _frame(trail: Trail) -> dict[str, Any]:
    return frame(read_session().get_one(Library, trail.library_id).name, trail.id)


def _pieces(form: TrailForm, code: str) -> list[tuple[str, str, str]]:
    """Per spot what the story itself would say: title, the riddle that leads here, the task."""
    story, language = story_of(read_session(), stories(), code), str(get_locale())
    plain = [SpotWords(row.place) for row in form.rows]
    chapters = told(story, plain, language)
    return [
        (
            chapter.title if number <= max(story.sizes) else "",
            riddle_to(story, plain, number, language),
            chapter.task,
        )
        for number, chapter in enumerate(chapters, start=1)
    ]
