"""A book by its ISBN, for the scanner and the log form: what we know at once, in a few words of JSON.

Never waits for a source outside: it answers "looking" and the catalogue is filled in behind it.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from flask_login import current_user

from readify import clock
from readify.books.isbn import BadIsbn, parse_isbn
from readify.extensions import limiter
from readify.perform import want_book
from readify.queries.book_lookup import KnownBook, known_book
from readify.queries.visitor import Visitor
from readify.request_session import read_session

bp = Blueprint("book_lookup", __name__)
REFUSED, WRONG = 401, 422


def _who() -> str:
    """Whose helping it is: a whole school shares one address, so it is counted per sign-in."""
    visitor = _visitor()
    return f"isbn/{visitor.sign_in_id}" if isinstance(visitor, Visitor) else "isbn/nobody"


@bp.get("/boek/isbn/<isbn>")
@limiter.limit("60 per minute", key_func=_who)
def known(isbn: str) -> tuple[Response, int]:
    """`{"state": "known"|"looking"|"unknown", "isbn", "title", "author", "work"}` for who is signed in.

    `work` is the row on the own shelf, for the log form. No ISBN: 422, nobody signed in: 401, both "unknown".
    """
    visitor = _visitor()
    if not isinstance(visitor, Visitor):
        return _said(KnownBook(""), "unknown"), REFUSED
    try:
        thirteen = parse_isbn(isbn)
    except BadIsbn:
        return _said(KnownBook(""), "unknown"), WRONG
    found = known_book(read_session(), thirteen, reader_id=visitor.reader_id, now=clock.now())
    return _said(found, state_of(found)), 200


def state_of(found: KnownBook) -> str:
    """The one word for it; has the book looked for when nobody did yet."""
    looking = found.is_asked or (found.is_lacking and want_book(found.isbn))
    if found.is_known:
        return "known"
    return "looking" if looking else "unknown"


def _visitor() -> object:
    return current_user._get_current_object()


def _said(found: KnownBook, state: str) -> Response:
    return jsonify(
        state=state, isbn=found.isbn or None, title=found.title, author=found.author, work=found.work
    )
