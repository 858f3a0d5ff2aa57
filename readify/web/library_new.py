"""Making a trail: first the story and how many spots, then name, days and places, each with a suggestion."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response

from readify.actions.trails import make_trail
from readify.drafts.parsing import parse
from readify.drafts.trail import WRONG_STORY, TrailDraft
from readify.errors import Invalid
from readify.exchange.stories import Story
from readify.perform import perform, present
from readify.queries.library_home import OwnLibrary
from readify.queries.own_stories import own_stories
from readify.queries.school_holidays import SchoolHoliday, school_holidays
from readify.queries.tellings import story_of
from readify.request_session import read_session
from readify.web.identity import staff_only
from readify.web.library_base import ROLES, account_id, frame, own_library
from readify.web.teacher_base import shown_errors
from readify.web.trail import stories

bp = Blueprint("library_new", __name__, url_prefix="/bieb/<int:library_id>/spoor")


@dataclass(frozen=True, slots=True)
class Wish:
    """What was chosen so far: the story, the number of spots, a holiday."""

    story: Story
    size: int
    holiday: SchoolHoliday


@bp.get("/nieuw")
@staff_only(*ROLES)
def ask(library_id: int) -> str:
    """The form, filled with what suits the next holiday."""
    return _form(own_library(library_id), {}, {})


@bp.post("/nieuw")
@staff_only(*ROLES)
def make(library_id: int) -> Response | tuple[str, int]:
    """A trail in draft; what is wrong comes back with what was typed."""
    library = own_library(library_id)
    typed = request.form.to_dict()
    places = request.form.getlist("places")
    try:
        draft = parse(TrailDraft, {**typed, "places": places})
        told = _tellable(library)
        if draft.story not in told:
            raise Invalid("invalid", fields={"story": WRONG_STORY})
    except Invalid as refusal:
        return _form(library, typed | {"places": places}, shown_errors(refusal)), 422
    moment = present()
    made = perform(
        make_trail,
        library_id=library_id,
        draft=draft,
        today=moment["today"],
        now=moment["now"],
        account_id=account_id(),
        told_for=told[draft.story].told_for,
    )
    flash(gettext("Het spoor staat klaar als concept. Druk de posters af en doe een proef-scan."))
    return redirect(url_for("library.trail", trail_id=made), 303)


def _tellable(library: OwnLibrary) -> dict[str, Story]:
    """What this library's trail can tell: the stories that ship and its own, by code."""
    own = own_stories(read_session(), library_ids=[library.library_id])
    return stories() | {one.code: story_of(read_session(), stories(), one.code) for one in own}


def _wish(known: dict[str, Story]) -> Wish:
    """From the address or the form; the first of each when nothing (known) was chosen."""
    asked = request.values
    story = known.get(asked.get("story", "")) or next(iter(known.values()))
    wanted = asked.get("plekken", 6, type=int)
    size = min(story.sizes, key=lambda one: abs(one - wanted))
    found = school_holidays(present()["today"])
    index = asked.get("vakantie", 0, type=int)
    return Wish(story, size, found[index] if 0 <= index < len(found) else found[0])


def _form(library: OwnLibrary, typed: dict[str, Any], errors: dict[str, str]) -> str:
    known, language, today = _tellable(library), str(get_locale()), present()["today"]
    wish = _wish(known)
    chapters = wish.story.chapters(wish.size, language)
    riddles = [wish.story.riddle_to(one.number, wish.size, language) for one in chapters]
    plain = {
        "name": gettext("Vakantiespoor %(place)s", place=library.municipality)[:60],
        "word": re.sub(r"[^A-Z]", "", library.municipality.upper())[:5] or "SPOOR",
        "starts": max(wish.holiday.starts, today).isoformat(),
        "ends": min(wish.holiday.ends, wish.holiday.starts + dt.timedelta(days=119)).isoformat(),
        "places": [one.place for one in chapters],
    }
    return render_template(
        "library/new.html",
        library=library,
        wish=wish,
        stories=[(slug, _story_name(one, language)) for slug, one in known.items()],
        holidays=school_holidays(today),
        places=list(zip(chapters, riddles, strict=True)),
        size_options=[(size, str(size)) for size in wish.story.sizes],
        typed=plain | typed,
        errors={"ends" if name == "body" else name: words for name, words in errors.items()},
        **frame(library.name),
    )


def _story_name(story: Story, language: str) -> str:
    title = story.title.get(language) or story.title[story.languages[0]]
    return gettext(
        "%(title)s (%(low)s tot %(high)s jaar)", title=title, low=story.ages[0], high=story.ages[1]
    )
