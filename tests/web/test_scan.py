"""The scanner's page, and a scanned number on its way into the log form."""

from __future__ import annotations

from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from readify.books.catalogue import load_seed_books
from readify.config import bundle_dir
from readify.models import ReaderBook
from readify.perform import WANT_BOOK
from tests.cast import Cast
from tests.web.logs import CATALOGUE, entry_of, logs_of, send

KNOWN, UNKNOWN = "9789045100005", "9789025750084"
NOT_YET = "Dit boek ken ik nog niet. Typ zelf de titel."


@pytest.fixture
def stocked(app: Flask, tmp_path: Path) -> Flask:
    path = tmp_path / "books.csv"
    path.write_text(
        f"{CATALOGUE}De fluisterberg,Mila Vos,2020,nl,,,A,fantasy,comic,{KNOWN}\n", encoding="utf-8"
    )
    with app.extensions["readify.database"].writing() as session:
        load_seed_books(session, path=path)
        session.commit()
    return app


def on_shelf(app: Flask, reader_id: int) -> list[tuple[str, str | None]]:
    with app.extensions["readify.database"].reading() as session:
        rows = session.execute(
            select(ReaderBook.title, ReaderBook.isbn).where(ReaderBook.reader_id == reader_id)
        )
        return [tuple(row) for row in rows]


def test_webassembly_may_run_on_the_scanners_page_and_on_no_other(app: Flask, cast: Cast) -> None:
    plain = [
        rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments
    ]
    for browser in (app.test_client(), cast.child, cast.teacher):
        policies = {path: browser.get(path).headers["Content-Security-Policy"] for path in plain}
        assert [path for path, policy in policies.items() if "wasm" in policy] == ["/scan"]


def test_the_decoder_is_served_as_what_it_is_for_ever_and_small(app: Flask) -> None:
    address = app.jinja_env.globals["asset"]("vendor/zxing_reader.wasm")
    raw = (bundle_dir() / "static" / "vendor" / "zxing_reader.wasm").read_bytes()
    answer = app.test_client().get(address, headers={"Accept-Encoding": "br"})
    assert answer.mimetype == "application/wasm"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "br"
    assert len(answer.data) < 360_000
    assert brotli.decompress(answer.data) == raw
    answer.close()


def test_everything_that_can_be_scanned_can_be_typed(client: FlaskClient, cast: Cast) -> None:
    guest, child = client.get("/scan").text, cast.child.get("/scan").text
    fields = ("isbn", "code", "word")
    assert [name for name in fields if f'name="{name}"' in guest] == ["code", "word"]
    assert [name for name in fields if f'name="{name}"' in child] == ["isbn", "code"]


@pytest.mark.parametrize("typed", [KNOWN, "978-90-451-0000-5", "ISBN 90-451-0000-2"])
def test_a_number_of_the_catalogue_stands_chosen_in_the_form(stocked: Flask, cast: Cast, typed: str) -> None:
    page = cast.child.get("/gelezen", query_string={"isbn": typed}).text
    assert "Gevonden!" in page
    assert "De fluisterberg" in page
    assert f'name="work" value="isbn:{KNOWN}" checked' in page
    assert '<input type="radio" name="form" value="comic" checked>' in page


def test_the_scanned_book_is_what_gets_logged(stocked: Flask, cast: Cast) -> None:
    entry_of(send(cast.child, work=f"isbn:{KNOWN}", form="comic"))
    assert on_shelf(stocked, cast.people.bram) == [("De fluisterberg", KNOWN)]


def test_a_title_typed_over_a_scanned_book_wins(stocked: Flask, cast: Cast) -> None:
    entry_of(send(cast.child, work=f"isbn:{KNOWN}", book_title="Pippi Langkous"))
    assert on_shelf(stocked, cast.people.bram) == [("Pippi Langkous", None)]


def test_a_form_that_comes_back_still_shows_the_scanned_book(stocked: Flask, cast: Cast) -> None:
    answer = send(cast.child, work=f"isbn:{KNOWN}", minutes="900")
    assert answer.status_code == 422
    assert "Gevonden!" in answer.text
    assert f'name="work" value="isbn:{KNOWN}" checked' in answer.text


def test_an_unknown_number_is_kept_and_goes_along_with_the_log(stocked: Flask, cast: Cast) -> None:
    page = cast.child.get("/gelezen", query_string={"isbn": UNKNOWN}).text
    assert page.count(NOT_YET) == 2  # said, and once more in what the title field may say
    assert f'name="book.isbn" value="{UNKNOWN}"' in page
    entry_of(send(cast.child, book_isbn=UNKNOWN, book_title="Het zelfgemaakte boek"))
    assert on_shelf(stocked, cast.people.bram) == [("Het zelfgemaakte boek", UNKNOWN)]
    again = cast.child.get("/gelezen", query_string={"isbn": UNKNOWN}).text
    assert again.count(NOT_YET) == 1
    assert 'name="book.title" value="Het zelfgemaakte boek"' in again


def test_a_book_that_is_looked_for_elsewhere_keeps_nobody_waiting(stocked: Flask, cast: Cast) -> None:
    wanted: list[str] = []
    stocked.extensions[WANT_BOOK] = wanted.append
    page = cast.child.get("/gelezen", query_string={"isbn": UNKNOWN}).text
    assert wanted == [UNKNOWN]
    assert "Ik zoek dit boek op. Je mag al verder gaan." in page
    assert f'data-address="/boek/isbn/{UNKNOWN}"' in page
    entry_of(send(cast.child, book_isbn=UNKNOWN))


def test_an_unknown_number_alone_is_enough_to_log(stocked: Flask, cast: Cast) -> None:
    entry_of(send(cast.child, book_isbn=UNKNOWN))
    assert logs_of(stocked, cast.people.bram) == 1


@pytest.mark.parametrize("typed", ["9789045100006", "5449000000996", "hallo", "9" * 50])
def test_what_is_no_number_of_a_book_is_said_at_the_field(stocked: Flask, cast: Cast, typed: str) -> None:
    answer = cast.child.get("/gelezen", query_string={"isbn": typed})
    assert answer.status_code == 200
    assert "Dit nummer klopt niet. Kijk nog eens achter op het boek." in answer.text
    assert f'name="book.isbn" value="{typed}"' in answer.text


def test_a_title_can_be_looked_for_with_nothing_scanned(stocked: Flask, cast: Cast) -> None:
    send(cast.child, book_title="Pippi Langkous")
    page = cast.child.get("/gelezen?isbn=").text
    assert "Nu lees je" not in page
    assert 'name="book.title" value=""' in page


def test_a_guest_with_a_book_comes_back_to_it_after_signing_in(client: FlaskClient) -> None:
    answer = client.get("/gelezen", query_string={"isbn": KNOWN})
    assert (answer.status_code, answer.location) == (303, "/")
    with client.session_transaction() as session:
        assert session["wish"][0] == f"/gelezen?isbn={KNOWN}"
