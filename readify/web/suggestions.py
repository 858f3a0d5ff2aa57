"""Titles while a child types: the small JSON behind the log form's title field, for our own page only.

Programs use `/api/v1/books`. Without JavaScript nothing asks here and the title is simply typed.
"""

from __future__ import annotations

from flask import Response, jsonify, request
from flask_babel import get_locale

from readify.books.search import BookHit, search_books
from readify.request_session import read_session
from readify.web.child_base import book_cover, bp
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


def _item(hit: BookHit) -> dict[str, object]:
    plain = hit.form == "book" and hit.language == "nl"
    extra = [] if plain else [form_word(hit.form), language_word(hit.language)]
    return {
        "id": hit.id,
        "title": hit.title,
        "author": hit.author,
        "form": hit.form,
        "language": hit.language,
        "line": listed([hit.author, *extra]),
        "cover": str(book_cover(hit, THUMB)),
    }
