"""Search over the real titles, on SQLite and PostgreSQL: what children type finds what they meant."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, insert
from sqlalchemy.orm import Session

from readify import migrations
from readify.books.catalogue import book_row, find_edition, load_seed_books
from readify.books.facts import BookFacts
from readify.books.search import search_books
from readify.db import Database
from readify.models.book import Book
from tests.conftest import postgres_made


def filled(made: Database) -> Database:
    with made.writing() as session:
        load_seed_books(session)
        session.commit()
    return made


@pytest.fixture(scope="module")
def on_sqlite(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("books") / "readify.db"
    path.write_bytes(migrated.read_bytes())
    made = Database(f"sqlite:///{path}", synchronous="NORMAL", pool_size=2)
    yield filled(made)
    made.dispose()


@pytest.fixture(scope="module")
def on_postgres() -> Iterator[Database]:
    with postgres_made() as url:
        made = Database(url, pool_size=2)
        migrations.upgrade(made)
        yield filled(made)
        made.dispose()


@pytest.fixture(
    scope="module", params=["on_sqlite", pytest.param("on_postgres", marks=pytest.mark.postgres)], ids=str
)
def library(request: pytest.FixtureRequest) -> Database:
    """A database with the seed titles, shared by the tests of this file: what a test adds, it takes away."""
    found: Database = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def session(library: Database) -> Iterator[Session]:
    with library.reading() as opened:
        yield opened


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that the block sent."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


FIRST = [
    ("griezelbus", "De Griezelbus"),
    ("griesselbus", "De Griezelbus"),
    ("griezel bus", "De Griezelbus"),
    ("waanzinige boomhut", "De waanzinnige boomhut van 13 verdiepingen"),
    ("boomhut 52", "De waanzinnige boomhut van 52 verdiepingen"),
    ("LAMPJE", "Lampje"),
    ("lampej", "Lampje"),
    ("neintje", "nijntje"),
    ("hary poter", "Harry Potter en de Steen der Wijzen"),
    ("j k rowling", "Harry Potter en de Steen der Wijzen"),
    ("pluk van de peteflet", "Pluk van de Petteflet"),
    ("leven van een looser", "Het leven van een loser"),
    ("dolfje weerwofje", "Dolfje Weerwolfje"),
    ("grifalo", "De Gruffalo"),
    ("kruistogt in spijkerbroek", "Kruistocht in spijkerbroek"),
    ("sjakie en de sjokoladefabriek", "Sjakie en de chocoladefabriek"),
    ("bibis beestenboek", "Bibi's bijzondere beestenboek"),
    ("dr klinge prins", "D'r klinge Prins"),
    ("kucuk prens", "Küçük Prens"),
    ("الامير", "الأمير الصغير"),
    ("мойдодыр", "Мойдодыр"),
    ("游记", "西游记"),
    ("petit nicolas", "Le Petit Nicolas"),
    ("iep", "Iep!"),
    ("gvr", "De GVR"),
]


def test_what_children_type_finds_the_title_they_mean_first(session):
    found = {typed: [hit.title for hit in search_books(session, typed)][:1] for typed, _ in FIRST}
    assert found == {typed: [title] for typed, title in FIRST}


def test_a_title_that_begins_so_stands_before_one_that_holds_the_word(session):
    titles = [hit.title for hit in search_books(session, "kikker", limit=20)]
    assert titles[0].startswith("Kikker")
    assert titles.index("Kikker is verliefd") < titles.index("Meester Kikker")


def test_a_series_comes_in_its_own_order(session):
    hits = [hit for hit in search_books(session, "harry potter", limit=20) if hit.language == "nl"]
    numbers = [hit.series_number for hit in hits if hit.form == "book"]
    assert numbers == ["1", "2", "3", "4", "5", "6", "7"]


def test_a_series_name_finds_titles_that_do_not_say_it(session):
    titles = {hit.title for hit in search_books(session, "suske en wiske", limit=20)}
    assert {"De bokkerijders", "De koning drinkt"} <= titles
    assert {hit.series for hit in search_books(session, "thule")[:3]} == {"Thule"}


def test_an_author_finds_his_books_but_after_titles_with_that_name(session):
    hits = search_books(session, "geronimo stilton", limit=20)
    assert hits[0].title == "Mijn naam is Stilton, Geronimo Stilton" or hits[0].series == "Geronimo Stilton"
    assert {hit.author for hit in search_books(session, "thea beckman", limit=20)} == {"Thea Beckman"}


def test_every_word_counts_in_any_order(session):
    assert search_books(session, "koning brief")[0].title == "De brief voor de koning"


def test_dutch_answers_come_first_among_equals_and_another_language_can(session):
    assert search_books(session, "matilda")[0].language == "nl"
    assert search_books(session, "matilda", prefer="en")[0].language == "en"


def test_a_language_keeps_the_others_out(session):
    assert {hit.language for hit in search_books(session, "harry potter", language="tr")} == {"tr"}
    assert search_books(session, "griezelbus", language="tr") == []
    assert search_books(session, "harry poterr", language="uk") == []


@pytest.mark.parametrize("typed", ["", "   ", "?!", "\x00", "%", "_", '"', "'", "--", "*"])
def test_nothing_asked_is_nothing_found_and_no_statement(library, session, typed):
    with counted(library) as sent:
        assert search_books(session, typed) == []
    assert sent == []


@pytest.mark.parametrize(
    "typed",
    [
        "'; DROP TABLE books; --", '" OR "', "NEAR(a b)", "title_key:*", "100%", "a_b", "\\", "x" * 5_000,
        "waanzin " * 400, "e\u0301" * 50, "🦫 bever", "ﷺ", "\U0010ffff", "AND OR NOT", "{search_text} : x",
    ],
)  # fmt: skip
def test_odd_text_is_a_search_like_any_other(library, session, typed):
    with counted(library) as sent:
        hits = search_books(session, typed)
    assert len(hits) <= 8
    assert len(sent) <= 2


def test_nonsense_finds_nothing(session):
    assert search_books(session, "xqzjwv kfphqx") == []


def test_a_search_is_one_statement_and_a_guess_is_two(library, session):
    with counted(library) as sent:
        search_books(session, "griesselbus")
    assert len(sent) == 1
    with counted(library) as sent:
        search_books(session, "dolfje weerwofje")
    assert len(sent) == 2


def test_guesses_score_below_forty_and_answers_above(session):
    assert all(hit.score < 40 for hit in search_books(session, "grifalo"))
    assert all(hit.score >= 40 for hit in search_books(session, "griezelbus"))


@pytest.mark.parametrize("limit", [-3, 0])
def test_no_room_for_answers_is_no_answer(session, limit):
    assert search_books(session, "lampje", limit=limit) == []


def test_many_editions_of_one_title_are_one_answer(library):
    rows = [book_row(BookFacts("Zilveren vleugels", year=year), source="test") for year in range(2001, 2006)]
    with library.writing() as session:
        session.execute(insert(Book), rows)
        assert len(search_books(session, "zilveren vleugels")) == 1
        session.rollback()


def test_the_index_follows_changes_and_removals(library):
    def ids(typed):
        return [hit.id for hit in search_books(session, typed)]

    with library.writing() as session:
        book = Book(**book_row(BookFacts("Kwartsmijn", "Demo Schrijver"), source="test"))
        session.add(book)
        session.flush()
        assert ids("kwartsm") == [book.id]
        for name, said in book_row(BookFacts("Mergelgrot", "Demo Schrijver"), source="test").items():
            setattr(book, name, said)
        session.flush()
        assert book.id not in ids("kwartsm")
        assert ids("mergelgr") == [book.id]
        session.delete(book)
        session.flush()
        assert book.id not in ids("mergelgr")
        session.rollback()


def test_an_edition_is_found_by_its_isbn_only(session):
    found = find_edition(session, "9780747532699")
    assert found is not None
    assert found.title == "Harry Potter and the Philosopher's Stone"
    assert find_edition(session, "9789025867485") is None
