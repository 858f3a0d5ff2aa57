"""Looking for a book behind the requests: asked once, remembered, filled in, and nobody waits for it."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, select
from structlog.testing import capture_logs

from readify import clock, create_app, migrations
from readify.actions.lookups import FIRST_PAUSE, LEASE, REMEMBER
from readify.book_finder import BookFinder
from readify.books.outside import guarded, sources_of
from readify.config import Config
from readify.db import Database
from readify.models import Book, BookLookup, LookupState, ReaderBook
from readify.perform import WANT_BOOK
from tests.books.book_services import Services, book_services, edition, record
from tests.cast import Cast, make_cast
from tests.conftest import BrowserClient

LAMPJE = "9789045120393"
OTHER = "9789025768089"


@pytest.fixture
def services() -> Iterator[Services]:
    with book_services() as running:
        yield running


@pytest.fixture
def config(config: Config, services: Services) -> Config:
    """With both sources switched on, at the local server."""
    return config.model_copy(
        update={
            "book_sources": "openlibrary,kb",
            "open_library_url": services.open_library_url,
            "kb_sru_url": services.kb_url,
            "log_level": "INFO",
        }
    )


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.moment = clock.now()

    def __call__(self) -> dt.datetime:
        return self.moment


def by_hand(app: Flask, config: Config, watch: Watch | None = None) -> BookFinder:
    """A finder without threads, in place of the app's own: `take_turn` is its only life."""
    finder = BookFinder(app, guarded(sources_of(config)), threads=0, now=watch or clock.now)
    app.extensions[WANT_BOOK] = finder.want
    return finder


@pytest.fixture
def finder(app: Flask, config: Config) -> BookFinder:
    return by_hand(app, config)


def asked(client, isbn: str = LAMPJE) -> dict[str, object]:
    return client.get(f"/boek/isbn/{isbn}").json


def log(client, **fields: str):
    plain = {"submission_id": str(uuid.uuid4()), "form": "book", "how": "self", "language": "nl"}
    answer = client.post("/gelezen", data={**plain, "unit": "minutes", "minutes": "20", **fields})
    assert answer.status_code == 303
    return answer


def lookups(database: Database) -> dict[str, LookupState]:
    with database.reading() as session:
        return {row.isbn: row.state for row in session.scalars(select(BookLookup))}


def finder_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("book-finder")]


def test_an_unknown_book_is_looked_for_and_then_known(finder, cast, services):
    services.open_library[LAMPJE] = edition(LAMPJE, "Lampje")
    child = cast.child
    assert asked(child)["state"] == "looking"
    assert services.asked == [], "nobody waits for it"
    assert finder.take_turn()
    found = asked(child)
    assert (found["state"], found["title"], found["author"]) == ("known", "Lampje", "Annet Schaap")
    assert not finder.take_turn()
    assert len(services.asked) == 1


def test_a_logged_number_becomes_a_title_on_the_shelf_and_in_the_list(finder, cast, services):
    services.kb[LAMPJE] = [record(LAMPJE, "Lampje")]
    child = cast.child
    log(child, **{"book.isbn": LAMPJE})
    assert f"ISBN {LAMPJE}" in child.get("/gelezen/lijst").text
    finder.take_turn()
    listed = child.get("/gelezen/lijst").text
    assert "Lampje" in listed
    assert LAMPJE not in listed


def test_the_log_form_of_an_unknown_number_has_it_looked_for_and_goes_on(finder, cast, services):
    services.open_library[LAMPJE] = edition(LAMPJE, "Lampje")
    child = cast.child
    page = child.get(f"/gelezen?isbn={LAMPJE}").text
    assert "Dit boek ken ik nog niet. Typ zelf de titel. Je lichtjes tellen gewoon." in page
    assert f'value="{LAMPJE}"' in page
    finder.take_turn()
    assert "Annet Schaap" in child.get(f"/gelezen?isbn={LAMPJE}").text


def test_a_program_asks_again_and_finds_it(finder, cast, services):
    services.open_library[LAMPJE] = edition(LAMPJE, "Lampje")
    teacher = cast.teacher
    assert teacher.get(f"/api/v1/books/isbn/{LAMPJE}").status_code == 404
    finder.take_turn()
    assert teacher.get(f"/api/v1/books/isbn/{LAMPJE}").json["title"] == "Lampje"


def test_a_book_that_nobody_knows_is_not_asked_for_again_until_days_later(app, config, cast, services):
    watch = Watch()
    finder = by_hand(app, config, watch)
    child = cast.child
    asked(child)
    finder.take_turn()
    assert asked(child)["state"] == "unknown"
    assert len(services.asked) == 2, "both sources, once"
    log(child, **{"book.isbn": LAMPJE})
    assert not finder.take_turn()
    watch.moment += REMEMBER
    log(child, **{"book.isbn": LAMPJE})
    assert finder.take_turn()
    assert len(services.asked) == 4


def test_a_source_that_fails_is_tried_later_and_the_child_sees_no_difference(app, config, cast, services):
    watch = Watch()
    finder = by_hand(app, config, watch)
    services.mood = lambda handler: handler.say(b"<html>", "text/html")
    child = cast.child
    asked(child)
    finder.take_turn()
    assert asked(child)["state"] == "looking"
    assert not finder.take_turn()
    services.mood = None
    services.open_library[LAMPJE] = edition(LAMPJE, "Lampje")
    watch.moment += FIRST_PAUSE
    assert finder.take_turn()
    assert asked(child)["title"] == "Lampje"


def test_what_a_stopped_process_had_taken_up_is_taken_up_by_the_next(app, config, cast, services, database):
    watch = Watch()
    first = by_hand(app, config, watch)
    asked(cast.child)

    def torn_away(_isbn: str) -> None:
        raise SystemExit

    first._answer = torn_away  # type: ignore[assignment, method-assign]
    with pytest.raises(SystemExit):
        first.take_turn()
    assert lookups(database) == {LAMPJE: LookupState.WAITING}
    services.open_library[LAMPJE] = edition(LAMPJE, "Lampje")
    second = by_hand(app, config, watch)
    assert not second.take_turn(), "the first may still be at it"
    watch.moment += LEASE
    assert second.take_turn()
    assert asked(cast.child)["title"] == "Lampje"


def test_numbers_logged_while_no_source_was_on_are_taken_up_at_the_start(app, config, cast, services):
    app.extensions.pop(WANT_BOOK)
    child = cast.child
    log(child, **{"book.isbn": LAMPJE})
    assert asked(child)["state"] == "unknown"
    services.open_library[LAMPJE] = edition(LAMPJE, "Lampje")
    finder = by_hand(app, config)
    finder.take_up_the_rest()
    finder.take_turn()
    assert "Lampje" in child.get("/gelezen/lijst").text


def test_a_database_that_is_away_loses_no_wish(finder, cast, services, database, monkeypatch):
    asked(cast.child)
    with monkeypatch.context() as away:
        away.setattr(database, "writing", lambda: (_ for _ in ()).throw(OSError("gone")))
        with pytest.raises(OSError, match="gone"):
            finder.take_turn()
    assert finder.take_turn()
    assert len(services.asked) == 2


def ask_twenty_at_once(app: Flask, config: Config, cast: Cast) -> None:
    """Twenty browsers ask; two processes of two threads each look."""
    browsers = [cast.child for _ in range(20)]
    finders = [by_hand(app, config) for _ in range(2)]

    def ask(number: int) -> None:
        finders[number % 2].want(LAMPJE)
        browsers[number].get(f"/boek/isbn/{LAMPJE}")
        while finders[number % 2].take_turn():
            pass

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(ask, range(20)))


def test_twenty_who_ask_at_once_make_one_question_outside(app, config, cast, services):
    services.open_library[LAMPJE] = edition(LAMPJE, "Lampje")
    ask_twenty_at_once(app, config, cast)
    assert len(services.asked) == 1
    assert asked(cast.child)["title"] == "Lampje"


@pytest.mark.postgres
def test_twenty_who_ask_at_once_make_one_question_outside_on_postgresql(
    config: Config, services: Services, postgres_url: str, shared_cache: Path
):
    config.home.mkdir(parents=True)
    (config.home / "cache").symlink_to(shared_cache)
    app = create_app(config.model_copy(update={"database": postgres_url}))
    app.test_client_class = BrowserClient
    database = app.extensions["readify.database"]
    migrations.upgrade(database)
    try:
        cast = make_cast(app)
        services.open_library[LAMPJE] = edition(LAMPJE, "Lampje")
        log(cast.child, **{"book.isbn": LAMPJE})
        ask_twenty_at_once(app, config, cast)
        assert len(services.asked) == 1
        with database.reading() as session:
            book = session.scalars(select(Book).where(Book.isbn == LAMPJE)).one()
            assert [row.book_id for row in session.scalars(select(ReaderBook))] == [book.id]
    finally:
        app.extensions["readify.book_finder"].stop()
        database.dispose()


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """What this thread sends to the database meanwhile."""
    seen: list[str] = []
    here = threading.get_ident()

    def note(_connection, _cursor, statement, *_more) -> None:
        if threading.get_ident() == here:
            seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(database.engine, "before_cursor_execute", note)


def test_a_log_never_waits_for_a_source_that_hangs_and_does_no_more_work(app, cast, services, database):
    child, classmate = cast.child, cast.classmate
    for one in (child, classmate):  # the first log of a week has more to do
        log(one)
    want = app.extensions.pop(WANT_BOOK)
    with statements(database) as without:
        log(child, **{"book.isbn": LAMPJE})
    app.extensions[WANT_BOOK] = want
    services.mood = services.silence
    with statements(database) as hanging:
        log(classmate, **{"book.isbn": LAMPJE})
    assert services.reached.wait(20)
    with statements(database) as meanwhile:
        log(child, **{"book.isbn": OTHER})
        assert asked(child, OTHER)["state"] == "looking"
    assert not services.released.is_set(), "the source still hangs"
    assert hanging == without
    assert [line for line in meanwhile if "book_lookups" in line and not line.startswith("SELECT")] == []
    services.released.set()
    ending = finder_threads()
    app.extensions["readify.book_finder"].stop()
    for thread in ending:
        thread.join(20)


def test_threads_start_with_the_first_wish_and_end_with_the_server(app, cast, services, database):
    assert finder_threads() == []
    services.open_library[LAMPJE] = edition(LAMPJE, "Lampje")
    log(cast.child, **{"book.isbn": LAMPJE})
    started = finder_threads()
    assert len(started) == 2
    assert services.reached.wait(20)
    app.extensions["readify.book_finder"].stop()
    for thread in started:
        thread.join(20)
    assert finder_threads() == []
    app.extensions["readify.book_finder"].want(OTHER)
    assert finder_threads() == [], "stopped is stopped"


def test_what_is_logged_of_a_look_up_tells_no_book_and_no_child(finder, cast, services):
    services.open_library[LAMPJE] = edition(LAMPJE, "Lampje")
    log(cast.child, **{"book.isbn": LAMPJE})
    with capture_logs() as lines:
        finder.take_turn()
        finder.want(OTHER)
        finder.take_turn()
    assert [line["event"] for line in lines] == ["book_found", "book_unknown"]
    assert not any(word in str(lines) for word in (LAMPJE, OTHER, "Lampje", "Bram"))


def test_only_the_isbn_goes_out(finder, cast, services):
    child = cast.child
    log(child, **{"book.isbn": LAMPJE, "book.title": "Geheim dagboek", "book.author": "Oma"})
    finder.take_turn()
    assert len(services.asked) == 2
    said = " ".join((*services.asked, *(str(headers) for headers in services.headers)))
    for word in ("Geheim", "Oma", "Bram", "localhost", "School", "groep"):
        assert word not in said


def test_sixty_questions_a_minute_are_enough_for_one_visitor(config, migrated, services, shared_cache):
    config.home.mkdir(parents=True)
    (config.home / "cache").symlink_to(shared_cache)
    (config.home / "readify.db").write_bytes(migrated.read_bytes())
    app = create_app(config.model_copy(update={"rate_limits": True, "book_sources": ""}))
    cast = make_cast(app)
    child = cast.child
    codes = [child.get(f"/boek/isbn/{LAMPJE}").status_code for _ in range(61)]
    assert codes == [200] * 60 + [429]
    assert cast.classmate.get(f"/boek/isbn/{LAMPJE}").status_code == 200, "each has its own helping"
    app.extensions["readify.database"].dispose()
