"""A book by its ISBN: known, looked for or unknown, at once, for who is signed in."""

from __future__ import annotations

import uuid

import pytest

from readify import clock
from readify.models import BookLookup, LookupState
from tests.actions.desk import a_book

LAMPJE = "9789045120393"
NEWER = "9789025768089"


def asked(client, isbn: str = LAMPJE):
    return client.get(f"/boek/isbn/{isbn}")


def log(client, **fields):
    plain = {"submission_id": str(uuid.uuid4()), "form": "book", "how": "self", "language": "nl"}
    answer = client.post("/gelezen", data={**plain, "unit": "minutes", "minutes": "20", **fields})
    assert answer.status_code == 303


def test_a_book_of_the_catalogue_is_known_with_title_and_author(cast, database):
    a_book(database, isbn=LAMPJE)
    found = asked(cast.child)
    assert found.status_code == 200
    assert found.json == {
        "state": "known", "isbn": LAMPJE, "title": "Lampje", "author": "Annet Schaap", "work": None,
    }  # fmt: skip


def test_a_number_as_it_stands_on_the_back_is_understood(cast, database):
    a_book(database, isbn=LAMPJE)
    assert asked(cast.child, "978-90-451-2039-3").json["title"] == "Lampje"


def test_a_book_on_the_own_shelf_says_which_row_and_only_to_its_child(cast, database):
    child = cast.child
    log(child, **{"book.isbn": NEWER, "book.title": "Mijn eigen titel"})
    own = asked(child, NEWER).json
    assert (own["state"], own["title"]) == ("known", "Mijn eigen titel")
    assert own["work"]
    for other in (cast.outsider, cast.classmate, cast.teacher):
        assert asked(other, NEWER).json == {
            "state": "unknown", "isbn": NEWER, "title": None, "author": None, "work": None,
        }  # fmt: skip


def test_a_number_without_a_title_is_no_title(cast):
    child = cast.child
    log(child, **{"book.isbn": NEWER})
    own = asked(child, NEWER).json
    assert (own["state"], own["title"]) == ("unknown", None)
    assert own["work"]


def test_what_is_being_looked_for_is_said_so(cast, database):
    with database.writing() as session:
        session.add(BookLookup(isbn=NEWER, state=LookupState.WAITING, due_at=clock.now(), attempts=0))
        session.commit()
    assert asked(cast.child, NEWER).json["state"] == "looking"


@pytest.mark.parametrize("wrong", ["9789045120394", "12", "lampje", "9" * 300, "978%00", "٩٧٨٩٠٤٥١٢٠٣٩٣x"])
def test_what_is_no_isbn_is_refused_in_json(cast, wrong):
    answer = asked(cast.child, wrong)
    assert answer.status_code == 422
    assert answer.json["state"] == "unknown"
    assert answer.json["isbn"] is None


def test_a_stranger_learns_nothing(cast, database):
    a_book(database, isbn=LAMPJE)
    answer = asked(cast.stranger)
    assert answer.status_code == 401
    assert answer.json["title"] is None
