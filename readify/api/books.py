"""`/books`: the catalogue. Facts about published titles, for whoever is signed in."""

from __future__ import annotations

from flask import Blueprint, Response

from readify.api.answers import BookAnswer, BooksPage, answer, page
from readify.api.asking import address, visitor
from readify.api.describing import described
from readify.books.catalogue import find_edition
from readify.books.isbn import BadIsbn, parse_isbn
from readify.books.search import search_books
from readify.drafts.page import MOST_FOUND, BookSearchDraft
from readify.drafts.parsing import CHECK_THE_FIELDS
from readify.drafts.reading import WRONG_ISBN
from readify.errors import Invalid, NotFound
from readify.perform import want_book
from readify.request_session import read_session
from readify.words import N_

bp = Blueprint("books", __name__)
TAG = N_("Boeken")
NO_BOOK = N_("Dit boek ken ik nog niet.")


@bp.get("/books")
@described(
    TAG,
    N_("Zoekt een titel, serie of schrijver, ook met tikfouten. De beste eerst."),
    query=BookSearchDraft,
    answers={200: BooksPage},
)
def get_books() -> Response:
    """Fuzzy search."""
    visitor()
    wish = address(BookSearchDraft)
    start = int(wish.after or 0)
    end = min(start + wish.limit, MOST_FOUND)
    hits = search_books(read_session(), wish.q, limit=min(end + 1, MOST_FOUND))
    return page(BooksPage, hits[start:end], following=str(end) if len(hits) > end else None)


@bp.get("/books/isbn/<isbn>")
@described(
    TAG,
    N_("Eén uitgave, met dit ISBN van 10 of 13 cijfers."),
    answers={200: BookAnswer},
    refusals=(404, 422),
)
def get_edition(isbn: str) -> Response:
    """One edition."""
    visitor()
    thirteen = _thirteen(isbn)
    found = find_edition(read_session(), thirteen)
    if found is None:
        want_book(thirteen)  # the next time it may be there
        raise NotFound("no_book", NO_BOOK)
    return answer(BookAnswer, found)


def _thirteen(text: str) -> str:
    try:
        return parse_isbn(text)
    except BadIsbn as error:
        raise Invalid("invalid", CHECK_THE_FIELDS, fields={"isbn": WRONG_ISBN}) from error
