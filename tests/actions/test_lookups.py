"""What comes of a look-up: the book in the catalogue and on the shelves, remembered or put off."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select

from readify.actions.correcting import amend_reading
from readify.actions.lookups import (
    FIRST_PAUSE,
    LEASE,
    LONGEST_PAUSE,
    REMEMBER,
    fill_in_book,
    note_unknown,
    put_off_lookup,
    take_up_lookup,
)
from readify.actions.privacy import erase_reader
from readify.actions.reading import log_reading
from readify.books.facts import BookFacts
from readify.models import Book, BookLookup, LedgerEntry, LookupState, ReaderBook, ReaderTally
from tests.actions.desk import NOW, TODAY, Desk, a_book, a_reading, set_up_desk

LAMPJE = "9789045120393"
OTHER = "9789025768089"
FACTS = BookFacts("Lampje", "Annet Schaap", 2017, "nl", "Vuurtoren", genre="fantasy")
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Desk:
    """On SQLite; on PostgreSQL for a test that says so."""
    return set_up_desk(request.getfixturevalue(getattr(request, "param", "database")))


BOTH = pytest.mark.parametrize(
    "desk", ["database", pytest.param("postgres_database", marks=pytest.mark.postgres)], indirect=True
)


def log(desk: Desk, *, reader: int | None = None, **fields: Any) -> Any:
    about = {"rules": desk.rules, "today": TODAY, "now": NOW}
    return desk.run(log_reading, reader_id=reader or desk.noor, draft=a_reading(**fields), **about)


def take_up(desk: Desk, *wanted: str, now: dt.datetime = NOW) -> str | None:
    return desk.run(take_up_lookup, wanted=wanted, now=now).value


def fill_in(desk: Desk, facts: BookFacts | None = FACTS, isbn: str = LAMPJE) -> int:
    return desk.run(fill_in_book, isbn=isbn, facts=facts, source="kb", now=NOW).value


def shelf(desk: Desk, reader: int | None = None) -> list[ReaderBook]:
    with desk.database.reading() as session:
        rows = select(ReaderBook).where(ReaderBook.reader_id == (reader or desk.noor)).order_by(ReaderBook.id)
        return list(session.scalars(rows))


def state(desk: Desk) -> Any:
    with desk.database.reading() as session:
        rows = session.execute(select(BookLookup.isbn, BookLookup.state, BookLookup.due_at)).all()
        return [tuple(row) for row in rows]


def facts(desk: Desk) -> list[Any]:
    columns = list(LedgerEntry.__table__.c)
    with desk.database.reading() as session:
        return [tuple(row) for row in session.execute(select(*columns).order_by(LedgerEntry.id))]


# --- a log says what it lacks -----------------------------------------------------------------------------


def test_a_log_with_a_number_that_the_catalogue_lacks_wants_that_book(desk: Desk) -> None:
    assert log(desk, book={"isbn": LAMPJE}).wanted_books == (LAMPJE,)
    assert log(desk, book={"isbn": OTHER, "title": "Tim"}).wanted_books == (OTHER,)
    assert log(desk, work=shelf(desk)[0].id).wanted_books == (LAMPJE,)


def test_a_log_of_a_known_book_a_typed_title_or_no_book_wants_nothing(desk: Desk) -> None:
    a_book(desk.database, isbn=LAMPJE)
    for fields in ({"book": {"isbn": LAMPJE}}, {"book": {"title": "Iets eigens"}}, {}):
        assert log(desk, **fields).wanted_books == ()


def test_a_correction_may_want_a_book_too(desk: Desk) -> None:
    entry = log(desk).value.entry_id
    about = {"rules": desk.rules, "today": TODAY, "now": NOW, "reader_id": desk.noor}
    done = desk.run(amend_reading, entry_id=entry, draft=a_reading(book={"isbn": LAMPJE}), **about)
    assert done.wanted_books == (LAMPJE,)


# --- filling in -------------------------------------------------------------------------------------------


@BOTH
def test_a_number_on_the_shelf_becomes_the_book(desk: Desk) -> None:
    log(desk, book={"isbn": LAMPJE})
    log(desk, reader=desk.outsider, book={"isbn": LAMPJE})
    take_up(desk, LAMPJE)
    assert fill_in(desk) == 2
    for reader in (desk.noor, desk.outsider):
        (row,) = shelf(desk, reader)
        assert (row.title, row.author, row.genre) == ("Lampje", "Annet Schaap", "fantasy")
        assert (row.title_key, row.series_key, row.isbn) == ("lampje", "vuurtoren", LAMPJE)
        assert row.book_id is not None
    assert state(desk) == []


def test_a_title_that_a_child_typed_stays_and_what_it_left_empty_is_filled_in(desk: Desk) -> None:
    log(desk, book={"isbn": LAMPJE, "title": "dat ene boek van lamp"})
    log(desk, reader=desk.bram, book={"isbn": LAMPJE, "title": "Lamp", "author": "Mama"})
    fill_in(desk)
    (noors,), (brams,) = shelf(desk), shelf(desk, desk.bram)
    assert (noors.title, noors.author, noors.genre) == ("dat ene boek van lamp", "Annet Schaap", "fantasy")
    assert (brams.title, brams.author) == ("Lamp", "Mama")
    assert noors.book_id == brams.book_id is not None


def test_filling_in_changes_no_fact_and_no_progress(desk: Desk) -> None:
    log(desk, book={"isbn": LAMPJE}, finished=True)
    before = facts(desk)
    fill_in(desk)
    assert facts(desk) == before
    assert desk.drifts() == []


def test_a_book_read_out_before_and_after_it_was_found_counts_once(desk: Desk) -> None:
    gained = [
        log(desk, book={"isbn": LAMPJE}, finished=True, day="2026-11-13").value.answer["lights"],
    ]
    fill_in(desk)
    for number, book in enumerate(
        ({"isbn": LAMPJE}, {"isbn": LAMPJE, "title": "Lampje"}, {"title": "Lampje"})
    ):
        day = f"2026-11-{14 + number}"
        gained.append(log(desk, book=book, finished=True, day=day).value.answer["lights"])
    assert gained == [gained[0], *[gained[0] - 20] * 3], "10 for the first reading out, 10 for a new form"
    assert len(shelf(desk)) == 1
    assert desk.drifts() == []


@BOTH
def test_a_title_that_stands_there_already_keeps_its_row_and_both_are_found_again(desk: Desk) -> None:
    log(desk, book={"title": "Lampje"})
    log(desk, book={"isbn": LAMPJE})
    fill_in(desk)
    typed, numbered = shelf(desk)
    assert (typed.title, numbered.title) == ("Lampje", "Lampje")
    log(desk, book={"isbn": LAMPJE})
    log(desk, book={"title": "Lampje"})
    assert len(shelf(desk)) == 2
    with desk.database.reading() as session:
        entries = session.scalars(select(LedgerEntry.work_id).order_by(LedgerEntry.id)).all()
        assert entries == [typed.id, numbered.id, numbered.id, typed.id]


def test_a_title_typed_later_names_a_number_that_nobody_knows(desk: Desk) -> None:
    log(desk, book={"isbn": LAMPJE})
    log(desk, book={"isbn": LAMPJE, "title": "Lampje"})
    (row,) = shelf(desk)
    assert (row.title, row.title_key) == ("Lampje", "lampje")
    log(desk, book={"isbn": LAMPJE, "title": "Lampje van Annet"})
    assert [row.title for row in shelf(desk)] == ["Lampje van Annet"]


def test_filling_in_twice_or_after_an_import_does_it_once(desk: Desk) -> None:
    log(desk, book={"isbn": LAMPJE})
    assert fill_in(desk) == 1
    assert fill_in(desk) == 0
    a_book(desk.database, isbn=OTHER, title="Tim")
    log(desk, book={"title": "Iets"})
    assert fill_in(desk, None, OTHER) == 0
    with desk.database.reading() as session:
        assert session.scalar(select(func.count(Book.id))) == 2


def test_a_known_title_without_a_number_gets_it_and_no_double(desk: Desk) -> None:
    book = a_book(desk.database, author="Annet Schaap")
    fill_in(desk)
    with desk.database.reading() as session:
        assert [(row.id, row.isbn) for row in session.scalars(select(Book))] == [(book, LAMPJE)]


# --- the table of what is wanted --------------------------------------------------------------------------


def test_what_is_taken_up_is_alone_with_its_worker_until_the_lease_is_over(desk: Desk) -> None:
    assert take_up(desk, LAMPJE) == LAMPJE
    assert take_up(desk, LAMPJE) is None
    assert take_up(desk, now=NOW + LEASE - MINUTE) is None
    assert take_up(desk, now=NOW + LEASE) == LAMPJE


@BOTH
def test_eight_workers_take_up_each_wanted_book_once(desk: Desk) -> None:
    wanted = [f"97890451203{n:02}" for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _n: [take_up(desk, *wanted), take_up(desk)], range(8)))
    got = [isbn for pair in taken for isbn in pair if isbn]
    while isbn := take_up(desk):  # PostgreSQL passes over rows that another has just locked
        got.append(isbn)
    assert sorted(got) == wanted


@BOTH
def test_what_nobody_knew_is_remembered_for_days_and_then_asked_again(desk: Desk) -> None:
    take_up(desk, LAMPJE)
    desk.run(note_unknown, isbn=LAMPJE, now=NOW)
    assert state(desk) == [(LAMPJE, LookupState.UNKNOWN, NOW + REMEMBER)]
    assert take_up(desk, LAMPJE, now=NOW + REMEMBER - MINUTE) is None
    assert take_up(desk, now=NOW + REMEMBER) is None, "only when somebody asks"
    assert take_up(desk, LAMPJE, now=NOW + REMEMBER) == LAMPJE


def test_a_failure_is_tried_again_ever_later_and_never_called_unknown(desk: Desk) -> None:
    now, pauses = NOW, []
    for _ in range(14):
        assert take_up(desk, LAMPJE, now=now) == LAMPJE
        later = desk.run(put_off_lookup, isbn=LAMPJE, retry_after=None, now=now).value
        pauses.append(later - now)
        now = later
    assert pauses[:3] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert pauses[-1] == LONGEST_PAUSE
    assert state(desk)[0][1] is LookupState.WAITING


def test_a_source_that_asks_for_patience_gets_it(desk: Desk) -> None:
    take_up(desk, LAMPJE)
    later = desk.run(put_off_lookup, isbn=LAMPJE, retry_after=3600.0, now=NOW).value
    assert later == NOW + dt.timedelta(hours=1)


def test_erasing_a_child_leaves_only_the_book(desk: Desk) -> None:
    log(desk, book={"isbn": LAMPJE, "title": "Mijn titel"})
    take_up(desk, LAMPJE)
    desk.run(erase_reader, reader_id=desk.noor, rules=desk.rules, today=TODAY, now=NOW)
    assert fill_in(desk) == 0
    assert not {"reader_id", "account_id", "classroom_id"} & set(BookLookup.__table__.c.keys())
    with desk.database.reading() as session:
        assert session.scalars(select(Book.title)).all() == ["Lampje"]
        assert session.get(ReaderTally, desk.noor) is None
