"""The catalogue for programs."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from sqlalchemy import insert, select

from readify.books.catalogue import BookFacts, book_row
from readify.models import Book

TITLES = (
    BookFacts("Vossen in de proeftuin", "Pen Proef", 2001, series="De proeftuin", series_number="1"),
    BookFacts("Vossen op het proefdak", "Pen Proef", 2003, series="De proeftuin", series_number="2"),
    BookFacts("Das zonder dak", "Inkt Proef", 2010, genre="animals", isbn="9780000000002"),
)
KEYS = {
    "id", "title", "author", "year", "language", "series", "series_number", "age_code", "genre", "form",
    "isbn",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _catalogue(database) -> None:
    with database.writing() as session:
        session.execute(insert(Book), [book_row(facts, source="test") for facts in TITLES])
        session.commit()


@pytest.mark.parametrize("asked", ["vossen", "VOSSEN", "vosen", "de proeftuin", "pen proef"])
def test_a_title_series_or_writer_finds_its_books(as_, asked):
    found = as_("bram")("GET", f"/books?q={quote(asked)}").json
    assert {item["title"] for item in found["items"]} >= {TITLES[0].title, TITLES[1].title}
    assert found["items"][0].keys() == KEYS


def test_the_best_answers_come_in_parts(as_):
    seen, path = [], "/books?q=proef&limit=1"
    while path:
        part = as_("bram")("GET", path).json
        assert len(part["items"]) <= 1
        seen += [item["title"] for item in part["items"]]
        path = f"/books?q=proef&limit=1&after={part['next']}" if part["next"] else None
    assert len(seen) == len(set(seen)) >= 2


def test_nothing_that_fits_is_an_empty_list(as_):
    assert as_("bram")("GET", "/books?q=qqqqqq").json == {"items": [], "next": None}


@pytest.mark.parametrize(
    ("query", "field"),
    [("", "q"), ("q=", "q"), ("q=a&q=b", "q"), ("q=" + "a" * 201, "q"), ("q=a&limit=51", "limit"),
     ("q=a&after=x", "after")],
)  # fmt: skip
def test_a_question_that_is_none_is_refused(as_, query, field):
    answer = as_("bram")("GET", f"/books?{query}")
    assert (answer.status_code, list(answer.json["error"]["fields"])) == (422, [field])


@pytest.mark.parametrize("asked", ["9780000000002", "978-0-00-000000-2", "0000000000"])
def test_an_edition_is_found_by_its_isbn(as_, asked):
    answer = as_("teacher")("GET", f"/books/isbn/{asked}")
    assert (answer.status_code, answer.json["title"]) == (200, "Das zonder dak")


def test_an_unknown_isbn_is_not_found(as_):
    answer = as_("bram")("GET", "/books/isbn/9789021677460")
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "no_book")


@pytest.mark.parametrize("asked", ["9780000000003", "12", "abc", "%00", "9" * 500])
def test_what_is_no_isbn_says_so(as_, asked):
    answer = as_("bram")("GET", f"/books/isbn/{asked}")
    assert (answer.status_code, list(answer.json["error"]["fields"])) == (422, ["isbn"])


def test_nobody_searches_nothing(as_):
    assert as_()("GET", "/books?q=vossen").status_code == 401
    assert as_()("GET", "/books/isbn/9780000000002").status_code == 401


def test_a_logged_isbn_brings_the_catalogues_title(as_, reading, database):
    as_("bram")("POST", "/readings", reading(book={"isbn": "978-0-00-000000-2"}))
    (item,) = as_("bram")("GET", "/readings").json["items"]
    with database.reading() as session:
        book = session.scalars(select(Book).where(Book.isbn == "9780000000002")).one()
    assert item["book"] == {
        "title": book.title, "author": book.author, "isbn": "9780000000002", "genre": "animals",
    }  # fmt: skip
