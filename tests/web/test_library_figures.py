"""What works: the page, the files and the sheet for the municipality show the same, and hide the same."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from html import unescape

import pytest

from readify.models import Trail
from tests.cast import Cast
from tests.printing.conftest import Printed
from tests.statements import statements_of
from tests.walks import Walk, make_walk, trail_in


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


def paths(walk: Walk) -> list[str]:
    trail = f"/bieb/spoor/{walk.trail}"
    return [f"{trail}/{name}" for name in ("cijfers", "cijfers.csv", "cijfers.xlsx", "rapport.pdf")]


def some_figures(walk: Walk, cast: Cast) -> None:
    walk.guests(0, 43, days_ago=1)
    walk.guests(1, 21, finishes=False)
    walk.guests(2, 3, finishes=True)
    walk.stamp(cast.people.bram)


def test_figures_are_for_the_trails_own_library(walk: Walk, cast: Cast) -> None:
    for client in (cast.with_password("anders@bieb.example"), cast.teacher, cast.child):
        assert [client.get(path).status_code for path in paths(walk)] == [404] * 4
    assert [cast.stranger.get(path).status_code for path in paths(walk)] == [303] * 4
    assert [cast.coordinator.get(path).status_code for path in paths(walk)] == [200] * 4
    assert cast.librarian.get("/bieb/spoor/999/cijfers.csv").status_code == 404


def test_the_page_tells_all_figures_in_dutch_and_in_english(walk: Walk, cast: Cast) -> None:
    some_figures(walk, cast)
    client = cast.librarian
    page = unescape(client.get(paths(walk)[0]).get_data(as_text=True))
    for words in ("Veel stoppen na plek 2", "Stempels per uur", "Nieuwe paspoorten", "Stein", "58% minder"):
        assert words in page, words
    assert ">3<" not in page
    client.post("/taal", data={"taal": "en"})
    page = unescape(client.get(paths(walk)[0]).get_data(as_text=True))
    for words in ("Stamps per hour", "New passports", "Where is their school?", "58% fewer"):
        assert words in page, words


def test_stamps_or_scans_can_be_looked_at(walk: Walk, cast: Cast) -> None:
    walk.stamp(cast.people.bram)
    page = cast.librarian.get(f"{paths(walk)[0]}?toon=scans").get_data(as_text=True)
    assert "Scans per plek en dag" in page
    other = cast.librarian.get(f"{paths(walk)[0]}?toon=onzin").get_data(as_text=True)
    assert "Stempels per plek en dag" in other


def test_the_files_hold_what_the_page_shows(walk: Walk, cast: Cast) -> None:
    some_figures(walk, cast)
    answer = cast.librarian.get(paths(walk)[1])
    assert answer.headers["Content-Disposition"].endswith('.csv"')
    assert answer.headers["Cache-Control"] == "private, no-store"
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == ["Wat", "Plek", "Dag", "Uur", "Wie", "Aantal"]
    found = {tuple(row[:5]): row[5] for row in rows[1:]}
    assert found["Stempels", "", "", "", ""] == "±70"
    assert found["Stempels", "3 · Leesraam", walk.today.isoformat(), "", ""] == "<5"
    assert found["Kinderen met account, per gemeente van de school", "", "", "", "Stein"] == "<5"
    assert not {"1", "2", "3", "4"} & {row[5] for row in rows[1:]}


def test_the_workbook_opens_and_holds_no_hidden_count(walk: Walk, cast: Cast) -> None:
    some_figures(walk, cast)
    answer = cast.librarian.get(paths(walk)[2])
    book = zipfile.ZipFile(io.BytesIO(answer.data))
    strings = book.read("xl/sharedStrings.xml").decode()
    assert all(name in book.read("xl/workbook.xml").decode() for name in ("Overzicht", "Stempels", "Alles"))
    assert "&lt;5" in strings
    assert "±70" in strings
    counts = re.compile(r"<c r=\"\w+\"(?: s=\"\d+\")?><v>[1-4]</v>")  # numbers; texts are t="s"
    for sheet in (1, 2, 3, 4):
        assert not counts.findall(book.read(f"xl/worksheets/sheet{sheet}.xml").decode())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "nl",
            (
                "Verslag voor de gemeente",
                "Hoe ver kwamen ze?",
                "Wat we niet weten",
                "woensdag",
                "ongeveer 70",
            ),
        ),
        ("en", ("Report for the municipality", "How far did they come?", "What we do not know", "Wednesday")),
    ],
)
def test_the_municipality_gets_one_page(
    walk: Walk, cast: Cast, language: str, words: tuple[str, ...]
) -> None:
    some_figures(walk, cast)
    answer = cast.librarian.get(f"{paths(walk)[3]}?taal={language}")
    assert answer.mimetype == "application/pdf"
    printed = Printed(answer.data)
    text = " ".join(printed.text(0).split())
    assert len(printed) == 1
    assert [word for word in words if word not in text] == []
    assert "Proefspoor" in text
    assert all(printed.fonts().values())
    assert printed.bitmaps() == 0
    numbers = set(re.findall(r"(?<![<±\w])[1-4](?![\w])", text))
    places = {"1", "2", "3"}  # before the names of the spots, and how many there are
    assert numbers <= places


def test_a_language_that_there_is_not_is_not_found(walk: Walk, cast: Cast) -> None:
    assert cast.librarian.get(f"{paths(walk)[3]}?taal=fr").status_code == 404


def test_a_trail_that_nobody_walked_has_a_page_and_a_report(walk: Walk, cast: Cast) -> None:
    assert [cast.librarian.get(path).status_code for path in paths(walk)] == [200] * 4
    assert "Er zijn nog geen stempels." in Printed(cast.librarian.get(paths(walk)[3]).data).text(0)


def test_a_copied_trail_stands_beside_the_one_before(walk: Walk, cast: Cast) -> None:
    before = trail_in(walk.app, walk.library, starts=-370, ends=-350, opened=False)
    elsewhere = trail_in(walk.app, walk.other_library, starts=-370, ends=-350, opened=False)
    for copied, seen in ((before, True), (elsewhere, False), (999, False)):
        with walk.app.extensions["readify.database"].writing() as session:
            session.get_one(Trail, walk.trail).copied_from_id = copied
            session.commit()
        page = cast.librarian.get(paths(walk)[0]).get_data(as_text=True)
        assert ("Naast de vorige keer" in page) is seen


def test_the_page_takes_as_many_statements_for_a_busy_trail(walk: Walk, cast: Cast) -> None:
    client, database = cast.librarian, walk.app.extensions["readify.database"]
    client.get(paths(walk)[0])
    with statements_of(database) as quiet:
        client.get(paths(walk)[0])
    some_figures(walk, cast)
    with statements_of(database) as busy:
        client.get(paths(walk)[0])
    assert len(busy) == len(quiet) <= 14
