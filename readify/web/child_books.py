"""Choosing a book: the class's tips, three suggestions, looking for yourself, a title of the catalogue."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import get_locale, gettext
from werkzeug.wrappers import Response

from readify.actions.choosing import choose_book, wish_for_book
from readify.actions.kind_words import put_pick_by
from readify.books.search import search_books
from readify.perform import perform, present
from readify.queries.book_choice import book_choice
from readify.queries.own_books import catalogue_title
from readify.queries.pupil_care import picks_for
from readify.queries.reader_state import reader_state
from readify.queries.suggestion_rules import suggestion_rules
from readify.queries.tips import class_tips
from readify.request_session import read_session
from readify.web.child_base import bp, network_rules, own_id
from readify.web.identity import child_only, current_visitor

FOUND = 12
LONGEST = 120
MOST_TURNS = 10_000


@bp.record_once
def check_seeds(_state: object) -> None:
    """A wrong seed file stops the start, not a page."""
    suggestion_rules()


@bp.get("/boeken")
@child_only
def choose() -> str:
    """Tips of the class and three books for this child; `keer` counts how often it asked for others."""
    turn = min(max(request.args.get("keer", 0, type=int), 0), MOST_TURNS)
    state = reader_state(read_session(), rules=network_rules(), reader_id=own_id())
    found = book_choice(read_session(), state=state, today=present()["today"], turn=turn)
    picks = picks_for(read_session(), reader_id=own_id())
    return render_template("child/choose.html", choice=found, picks=picks)


@bp.get("/boeken/tips")
@child_only
def tips() -> str:
    """All tips of the class."""
    room, day = current_visitor().classroom_id or 0, present()["today"]
    found = class_tips(read_session(), classroom_id=room, day=day, reader_id=own_id())
    return render_template("child/tips.html", tips=found)


@bp.get("/boeken/zoek")
@child_only
def find_book() -> str:
    """Looking for a title or writer in the catalogue."""
    asked = request.args.get("q", "")[:LONGEST].strip()
    hits = search_books(read_session(), asked, limit=FOUND, prefer=str(get_locale()))
    return render_template("child/find.html", asked=asked, hits=hits)


@bp.get("/titel/<int:book_id>")
@child_only
def title(book_id: int) -> Response | str:
    """A title of the catalogue; one that is on the own shelf leads there."""
    found = catalogue_title(read_session(), reader_id=own_id(), book_id=book_id)
    if found.work is not None:
        return redirect(url_for("child.book", work=found.work), 303)
    room, day = current_visitor().classroom_id or 0, present()["today"]
    tips = class_tips(read_session(), classroom_id=room, day=day, reader_id=own_id())
    stickers = next((tip.stickers for tip in tips if tip.book_id == book_id), ())
    return render_template("child/title.html", book=found, stickers=stickers)


@bp.post("/titel/<int:book_id>/kies")
@child_only
def choose_title(book_id: int) -> Response:
    """This one, now."""
    work = perform(choose_book, reader_id=own_id(), book_id=book_id, **present())
    flash(gettext("Goed gekozen. Veel leesplezier!"))
    return redirect(url_for("child.book", work=work), 303)


@bp.post("/titel/<int:book_id>/liever-niet", endpoint="put_pick_by")
@child_only
def rather_not(book_id: int) -> Response:
    """A book that was laid ready goes back: that is fine."""
    perform(put_pick_by, reader_id=own_id(), book_id=book_id, now=present()["now"])
    flash(gettext("Goed. Kies gerust een ander."))
    return redirect(url_for("child.choose"), 303)


@bp.post("/titel/<int:book_id>/wens")
@child_only
def wish_title(book_id: int) -> Response:
    """This one, later."""
    work = perform(wish_for_book, reader_id=own_id(), book_id=book_id, **present())
    flash(gettext("Het staat klaar op je plank."))
    return redirect(url_for("child.book", work=work), 303)
