"""Titles while a child types: the small JSON behind the log form's title field, for our own page only.

`bij-de-hand` is what a device keeps of it, for when there is no network. Programs use
`/api/v1/books`. Without JavaScript nothing asks here and the title is simply typed.
"""

from __future__ import annotations

from flask import Response, current_app, jsonify, request
from flask_babel import get_locale

from readify import clock
from readify.books.search import BookHit, search_books
from readify.queries.titles_at_hand import TitleAtHand, popular_titles, titles_at_hand
from readify.request_session import read_session
from readify.web.child_base import book_cover, bp, own_home, own_id
from readify.web.identity import child_only
from readify.web.words import form_word, language_word, listed

SHOWN = 6
LONGEST = 120
THUMB = 36


@bp.get("/gelezen/boeken")
@child_only
def book_suggestions() -> Response:
    """`{"items": [{"id", "title", "author", "form", "language", "line", "cover"}]}`; `cover` is SVG."""
    asked = request.args.get("q", "")[:LONGEST]
    hits = search_books(read_session(), asked, limit=SHOWN, prefer=str(get_locale()))
    return jsonify(items=[_item(hit) for hit in hits])


@bp.get("/gelezen/boeken/bij-de-hand")
@child_only
def titles_to_keep() -> Response:
    """`{"items": [[id, title, author, form, language, line], …]}`: a few hundred, asked for twice a day."""
    languages = (str(get_locale()), "nl", *own_home().state.home_languages)
    found = titles_at_hand(read_session(), reader_id=own_id(), popular=_popular(), languages=languages)
    rows = [(one.id, one.title, one.author, one.form, one.language) for one in found]
    return jsonify(items=[[*row, _line(*row[2:])] for row in rows])


def _popular() -> tuple[TitleAtHand, ...]:
    """What is on most shelves of the network, counted once an hour."""
    kept = current_app.extensions.setdefault("readify.popular_titles", {})
    hour = int(clock.now().timestamp() // 3600)
    if hour not in kept:
        kept.clear()
        kept[hour] = popular_titles(read_session())
    found: tuple[TitleAtHand, ...] = kept[hour]
    return found


def _item(hit: BookHit) -> dict[str, object]:
    return {
        "id": hit.id,
        "title": hit.title,
        "author": hit.author,
        "form": hit.form,
        "language": hit.language,
        "line": _line(hit.author, hit.form, hit.language),
        "cover": str(book_cover(hit, THUMB)),
    }


def _line(author: str, form: str, language: str) -> str:
    """Under a title: the author, and form and language when they are not a Dutch book's."""
    plain = form == "book" and language == "nl"
    return listed([author, *([] if plain else [form_word(form), language_word(language)])])
