"""Limburgs is a draft for the child's side: picked by hand, Dutch where it has no words, never for staff."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from flask_babel import format_date, get_locale, gettext, ngettext

from readify.web.language import LIMBURGS


def page_of(client, path: str = "/") -> str:
    return client.get(path, follow_redirects=True).get_data(as_text=True)


def test_a_child_picks_limburgs_and_its_pages_speak_it(cast):
    assert cast.child.post("/thuis/taal", data={"taal": "li"}).status_code == 303
    page = page_of(cast.child, "/thuis")
    assert '<html lang="li">' in page
    assert "Ich höb gelaeze" in page
    assert "Een proef" not in page
    assert "'n Preuf: nog neet naogekeke." in page, "the draft is named on the page itself"


def test_the_menu_calls_it_a_draft(cast):
    assert re.search(
        r'value="li" lang="li"[^>]*>[^<]*(<svg.*?</svg>)?Limburgs \(proef\)<', page_of(cast.child, "/thuis")
    )
    assert "Limburgs (proef)" in page_of(cast.stranger, "/")


def test_what_limburgs_lacks_is_dutch(app):
    with app.test_request_context("/", headers={"Cookie": "taal=li"}):
        assert str(get_locale()) == "li"
        assert gettext("Klaar!") == "Veerdig!"
        assert gettext("Kies 1 tot 500 bladzijden.") == "Kies 1 tot 500 bladzijden."
        assert ngettext("%(num)s boekje", "%(num)s boekjes", 1) == "1 boekje"
        assert ngettext("+%(num)s lichtje", "+%(num)s lichtjes", 1) == "+1 leechje"
        assert ngettext("+%(num)s lichtje", "+%(num)s lichtjes", 20) == "+20 leechjes"
        assert format_date(dt.date(2026, 11, 24), "EEEE d MMMM") == "dinsdag 24 november"


def test_babel_takes_it_for_dutch_but_calls_it_limburgs():
    assert str(LIMBURGS) == "li"
    assert LIMBURGS.languages["ar"] == "Arabisch"


@pytest.mark.parametrize("who", ["teacher", "librarian", "coordinator"])
def test_staff_are_not_offered_a_draft_and_read_dutch(cast, who):
    client = getattr(cast, who)
    client.set_cookie("taal", "li")
    page = page_of(client)
    assert '<html lang="nl">' in page
    assert "Limburgs (proef)" not in page
    assert client.post("/taal", data={"taal": "li"}).status_code == 422


def test_the_door_for_staff_is_dutch_behind_a_limburgs_front_door(client):
    client.post("/taal", data={"taal": "li"})
    assert '<html lang="li">' in page_of(client, "/")
    assert '<html lang="nl">' in page_of(client, "/inloggen")


def test_no_browser_gets_a_draft_unasked(client):
    page = client.get("/", headers={"Accept-Language": "li, en;q=0.8"}).get_data(as_text=True)
    assert '<html lang="en">' in page
