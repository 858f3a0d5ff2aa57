"""A page says nothing in Dutch that has words in its language: English for all, Limburgs for a child."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from readify.config import seeds_dir
from readify.models import Book, Reader, ReaderBook
from readify.translations.build import read_parts
from tests.cast import Cast
from tests.walks import make_walk
from tests.web.logs import entry_of, filled, send, stock

SPOKEN = re.compile(r"(?s)<(script|style|template)\b.*?</\1>")
OWN = re.compile(r'(?s)<(?!html)(\w+)[^>]*\slang="(?:nl|li)"[^>]*>.*?</\1>')
HEARD = re.compile(r'(?:aria-label|alt|title|placeholder)="([^"]+)"')
TEXT = re.compile(r">([^<]+)<")
CHILD = ("/thuis", "/gelezen", "/gelezen/lijst", "/muur", "/muur/stripspeurder", "/reis", "/uitdaging",
         "/uitdaging/kaart", "/uitdaging/kaarten", "/uitdaging/plan", "/uitdaging/vakje/1",
         "/uitdaging/vakje/5", "/koempel", "/koempel/naam", "/paspoort", "/boeken", "/boeken?keer=1",
         "/boeken/plank", "/boeken/tips", "/boeken/zoek", "/boeken/zoek?q=pippi", "/mijn-jaar",
         "/mijn-jaar/afdruk", "/scan", "/s", "/privacy", "/geen-internet", "/bewaard",
         "/bewaard?wat=stempel", "/bewaard?wat=niet")  # fmt: skip
HARRY, PIPPI = "Harry Potter en de Steen der Wijzen", "Pippi Langkous"
GUEST = ("/", "/k", "/inloggen", "/privacy", "/s", "/paspoort", "/bestaat-niet")
SAME = {"School", "Menu", "Limburgs (proef)", "Website", "Poster", "Readify"}


def dutch(language: str = "en") -> set[str]:
    """Sentences without gaps that are said otherwise in this language."""
    known, _wrong = read_parts(language)
    pairs = ((key, text) for key, text in known.items() if isinstance(key, str))
    return {key for key, text in pairs if text and key != text and "%(" not in key} - SAME - seeded(language)


def seeded(language: str) -> set[str]:
    """Names and rules of badges, squares and cards that have no words in this language: they stay Dutch."""

    def dutch_in(value: object) -> Iterator[str]:
        if isinstance(value, dict) and isinstance(value.get("nl"), str):
            yield from () if language in value else (value["nl"],)
        elif isinstance(value, (dict, list)):
            for part in value.values() if isinstance(value, dict) else value:
                yield from dutch_in(part)

    files = seeds_dir().glob("*.toml")
    return {words for path in files for words in dutch_in(tomllib.loads(path.read_text(encoding="utf-8")))}


def said(page: str) -> set[str]:
    """All that a page shows or tells a screen reader."""
    page = OWN.sub("", SPOKEN.sub("", page))
    return {unescape(words).strip() for words in (*TEXT.findall(page), *HEARD.findall(page))} - {""}


@pytest.fixture(scope="module")
def words() -> set[str]:
    return dutch()


@pytest.mark.parametrize("path", GUEST)
def test_a_guest_reads_english(client, words, path):
    client.set_cookie("taal", "en")
    page = client.get(path).get_data(as_text=True)
    assert '<html lang="en">' in page
    assert said(page) & words == set()


def test_a_dutch_page_would_be_caught(cast, words):
    page = cast.child.get("/thuis").get_data(as_text=True).replace('<html lang="nl">', '<html lang="en">')
    assert {"Ik heb gelezen", "Lees voor", "Wat ik las"} <= said(page) & words


def found(cast: Cast, column, *where) -> int:
    """One id from the database."""
    with cast.app.extensions["readify.database"].reading() as session:
        return session.scalars(select(column).where(*where)).one()


def own_pages(cast: Cast, child: FlaskClient) -> Iterator[str]:
    """Does a bit of everything, then names the pages of what came of it."""
    code = make_walk(cast).codes[0]
    last = entry_of(send(child, book_title=HARRY, minutes="20", finished="1"))
    for _ in range(2):  # the first is then an old card
        child.post("/uitdaging/kaart", data={"card_set": "van-alles"})
    child.post("/uitdaging/plan", data={"weekdays": ["0", "2"], "minutes": "10"})
    work = found(cast, ReaderBook.id, ReaderBook.title == HARRY)
    yield from (f"/gelezen/{last}/klaar", f"/gelezen/{last}", f"/gelezen/{last}/weg", f"/s/{code}")
    yield from (
        f"/boek/{work}",
        f"/boek/{work}/vertel",
        f"/titel/{found(cast, Book.id, Book.title == PIPPI)}",
    )
    child.post(f"/boek/{work}/tip", data={"stickers": ["funny", "scary"]})
    yield f"/boek/{work}"


def refusals(cast: Cast, child: FlaskClient) -> Iterator[str]:
    """The pages that ask a child to do something otherwise."""
    work = found(cast, ReaderBook.id, ReaderBook.title == HARRY)
    wrong = (
        ("/gelezen", filled(minutes="900", form="stone", how="asleep", feeling="9")),
        ("/gelezen", filled(minutes="", day="2020-01-01")),
        (f"/boek/{work}/tip", {}),
        ("/koempel/naam", {"companion_name": "x" * 60}),
        ("/uitdaging/plan", {"weekdays": ["1"], "minutes": "7"}),
    )
    for path, data in wrong:
        answer = child.post(path, data=data)
        assert answer.status_code in {404, 422}, path
        yield answer.text
    yield from (
        child.get(path).text for path in ("/bestaat-niet", "/s/NIETS-9", "/boek/0", "/uitdaging/vakje/99")
    )


@pytest.mark.parametrize("language", ["en", "li"])
def test_a_child_reads_its_own_language(cast, tmp_path, language):
    stock(cast.app, tmp_path)
    child, words = cast.child, dutch(language)
    child.post("/thuis/taal", data={"taal": language})
    for path in (*own_pages(cast, child), *CHILD):
        answer = child.get(path)
        assert answer.status_code == 200, path
        assert f'<html lang="{language}">' in answer.text, path
        assert said(answer.text) & words == set(), path
    for page in refusals(cast, child):
        assert said(page) & words == set()


@pytest.mark.parametrize("language", ["en", "li"])
def test_a_child_is_welcomed_in_its_own_language(cast, language):
    with cast.app.extensions["readify.database"].writing() as session:
        session.execute(update(Reader).values(welcomed_at=None, locale=language))
        session.commit()
    child, words = cast.child, dutch(language)
    for path in ("/welkom", "/welkom/naam"):
        answer = child.get(path)
        assert answer.status_code == 200, path
        assert said(answer.text) & words == set(), path


def test_staff_read_english(cast, words):
    room, reader = cast.people.classroom, cast.people.bram
    pages = {
        "teacher": ("/klas", f"/klas/{room}", f"/klas/{room}/doel", f"/klas/{room}/instellingen",
                    f"/klas/{room}/kaartjes", f"/klas/{room}/boekenpraat", f"/klas/{room}/kind/{reader}"),
        "librarian": ("/bieb", f"/bieb/{cast.people.librarian}/spoor/nieuw"),
        "coordinator": ("/provincie",),
    }  # fmt: skip
    for who, paths in pages.items():
        client = getattr(cast, who)
        client.post("/taal", data={"taal": "en"})
        for path in paths:
            page = client.get(path, follow_redirects=True).get_data(as_text=True)
            assert said(page) & words == set(), path
            assert [one for one in said(page) if "vakantie" in one] == [], path
