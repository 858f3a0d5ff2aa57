"""A library's own stories: the shelf, writing and rewriting one, with a preview and how it reads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from readify.actions.own_stories import rewrite_story, write_story
from readify.drafts.own_story import FEWEST_PIECES, LONGEST_PIECE, MOST_PIECES, StoryDraft
from readify.drafts.parsing import parse
from readify.errors import Conflict, Invalid
from readify.exchange.readability import readability
from readify.perform import perform, present
from readify.queries.own_stories import OwnStory, own_stories, own_story
from readify.request_session import fresh_read_session, read_session
from readify.web.identity import staff_only
from readify.web.library_base import ROLES, account_id, frame, own_library
from readify.web.teacher_base import shown_errors

bp = Blueprint("library_stories", __name__, url_prefix="/bieb/<int:library_id>/verhalen")
Page = str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Typed:
    """A story as text: what is kept, or what was typed. `pieces` are pairs of title and text."""

    version: str = "0"
    title: str = ""
    told_for: str = "6-9"
    language: str = "nl"
    pieces: tuple[tuple[str, str], ...] = (("", ""),) * FEWEST_PIECES


@bp.get("")
@staff_only(*ROLES)
def shelf(library_id: int) -> str:
    """The stories that this library wrote."""
    library = own_library(library_id)
    found = own_stories(read_session(), library_ids=[library_id])
    return render_template("library/stories.html", library=library, stories=found, **frame(library.name))


@bp.get("/nieuw")
@staff_only(*ROLES)
def begin(library_id: int) -> str:
    """An empty story of three pieces."""
    return _page(library_id, None, Typed(), {})


@bp.post("/nieuw")
@staff_only(*ROLES)
def write(library_id: int) -> Response | Page:
    """Writes a new story, or shows it again with a piece more or less."""
    own_library(library_id)
    return _taken(library_id, None)


@bp.get("/<int:story_id>")
@staff_only(*ROLES)
def edit(library_id: int, story_id: int) -> str:
    """One story, to change."""
    own_library(library_id)
    return _page(
        library_id, story_id, _kept(own_story(read_session(), story_id=story_id, library_id=library_id)), {}
    )


@bp.post("/<int:story_id>")
@staff_only(*ROLES)
def save(library_id: int, story_id: int) -> Response | Page:
    """Saves a story, unless a colleague saved it meanwhile: then both are shown."""
    own_library(library_id)
    own_story(read_session(), story_id=story_id, library_id=library_id)
    return _taken(library_id, story_id)


def _taken(library_id: int, story_id: int | None) -> Response | Page:
    typed, step = _typed(request.form), request.form.get("do", "save")
    if step != "save":
        return _page(library_id, story_id, _changed(typed, step), {})
    asked: dict[str, Any] = {"now": present()["now"], "account_id": account_id()}
    try:
        draft = parse(StoryDraft, _as_draft(typed))
        if story_id is None:
            story_id = perform(write_story, library_id=library_id, draft=draft, **asked)
        else:
            perform(rewrite_story, story_id=story_id, draft=draft, **asked)
    except Invalid as refusal:
        return _page(library_id, story_id, typed, _errors(refusal)), 422
    except Conflict as refusal:
        return _beside(library_id, story_id or 0, typed, gettext(refusal.message)), 409
    flash(gettext("Het verhaal is bewaard. Kies het bij een spoor."))
    return redirect(url_for("library_stories.shelf", library_id=library_id), 303)


def _beside(library_id: int, story_id: int, typed: Typed, message: str) -> str:
    """The form with what was typed, and above it what the colleague saved."""
    theirs = _kept(own_story(fresh_read_session(), story_id=story_id, library_id=library_id))
    newer = replace(typed, version=theirs.version)
    return _page(library_id, story_id, newer, {}, theirs=theirs, message=message)


def _page(library_id: int, story_id: int | None, typed: Typed, errors: dict[str, str], **more: Any) -> str:
    library = own_library(library_id)
    whole = readability("\n\n".join(text for _title, text in typed.pieces))
    return render_template(
        "library/story_edit.html",
        library=library,
        story_id=story_id,
        typed=typed,
        errors=errors,
        reads=[readability(text) for _title, text in typed.pieces],
        whole=whole,
        paragraphs=[text.replace("\r\n", "\n").split("\n\n") for _title, text in typed.pieces],
        most=MOST_PIECES,
        fewest=FEWEST_PIECES,
        **frame(library.name),
        **more,
    )


def _kept(story: OwnStory) -> Typed:
    pieces = tuple((piece["title"], piece["text"]) for piece in story.pieces)
    return Typed(str(story.version), story.title, story.told_for, story.language, pieces)


def _typed(sent: MultiDict[str, str]) -> Typed:
    titles, texts = (sent.getlist(name)[:MOST_PIECES] for name in ("piece_title", "piece_text"))
    pieces = tuple(
        (title[:200], text[: LONGEST_PIECE * 2]) for title, text in zip_longest(titles, texts, fillvalue="")
    )
    fields = {name: sent.get(name, "")[:200] for name in ("title", "told_for", "language")}
    return Typed(version=sent.get("version", "0")[:10], pieces=pieces, **fields)


def _changed(typed: Typed, step: str) -> Typed:
    what, _, rest = step.partition("-")
    pieces = list(typed.pieces)
    if what == "add" and len(pieces) < MOST_PIECES:
        pieces.append(("", ""))
    elif what == "remove" and rest.isdigit() and 0 < int(rest) <= len(pieces) > FEWEST_PIECES:
        del pieces[int(rest) - 1]
    return replace(typed, pieces=tuple(pieces))


def _as_draft(typed: Typed) -> dict[str, Any]:
    return {
        "version": typed.version,
        "title": typed.title,
        "told_for": typed.told_for,
        "language": typed.language,
        "pieces": [{"heading": title, "text": text} for title, text in typed.pieces],
    }


def _errors(refusal: Invalid) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, words in shown_errors(refusal).items():
        found.setdefault("pieces" if name.startswith("pieces") else name, words)
    return found
