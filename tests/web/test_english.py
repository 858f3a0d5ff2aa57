"""English pages say nothing in Dutch that has English words: pages of a child, of a guest and of staff."""

from __future__ import annotations

import re
from html import unescape

import pytest

from readify.translations.build import read_parts
from tests.web.logs import entry_of, send

SPOKEN = re.compile(r"(?s)<(script|style|template)\b.*?</\1>")
OWN = re.compile(r'(?s)<(\w+)[^>]*\slang="(?:nl|li)"[^>]*>.*?</\1>')
HEARD = re.compile(r'(?:aria-label|alt|title|placeholder)="([^"]+)"')
TEXT = re.compile(r">([^<]+)<")
CHILD = ("/thuis", "/gelezen", "/gelezen/lijst", "/muur", "/muur/stripspeurder", "/reis", "/uitdaging",
         "/koempel", "/paspoort", "/boeken", "/boeken/plank", "/boeken/tips", "/boeken/zoek", "/scan",
         "/s")  # fmt: skip
GUEST = ("/", "/k", "/inloggen", "/privacy", "/s", "/paspoort", "/bestaat-niet")
SAME = {"School", "Menu", "Limburgs (proef)", "Website", "Poster", "Readify"}


def dutch() -> set[str]:
    """Sentences without gaps whose English differs."""
    known, _wrong = read_parts("en")
    pairs = ((key, text) for key, text in known.items() if isinstance(key, str))
    return {key for key, text in pairs if text and key != text and "%(" not in key} - SAME


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


def test_a_child_reads_english(cast, words):
    child = cast.child
    last = entry_of(send(child, book_title="Pluk", minutes="20"))
    child.post("/thuis/taal", data={"taal": "en"})
    own = (f"/gelezen/{last}", f"/gelezen/{last}/klaar", f"/gelezen/{last}/weg")
    for path in (*CHILD, *own):
        answer = child.get(path)
        assert answer.status_code == 200, path
        assert said(answer.get_data(as_text=True)) & words == set(), path


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
