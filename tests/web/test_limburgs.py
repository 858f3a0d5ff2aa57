"""Limburgs is a draft for the child's side: picked by hand, Dutch where it has no words, never for staff."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from flask_babel import format_date, get_locale, gettext, ngettext

from readify.config import bundle_dir
from readify.translations.build import KEYWORDS, PACKAGE, read_parts
from readify.web.language import LIMBURGS

PAGES = {"child's pages": ("child",), "all that a child sees": ("child", "trail", "errors", "layouts")}
ALSO = ("parts/child.html", "parts/ui.html", "parts/form.html", "parts/books.html", "public/who.html",
        "public/scan.html", "public/no_network.html", "public/privacy.html",
        "auth/class_word.html", "auth/names.html", "auth/pictures.html", "auth/call_teacher.html",
        "auth/card_refused.html", "guest/card.html", "guest/invited.html", "guest/open.html",
        "guest/team.html")  # fmt: skip
CODE = ("web/words.py", "web/book_words.py", "web/child*.py", "web/challenges.py",
        "web/cell_words.py", "web/celebration.py", "web/gain.py", "web/home_choices.py",
        "web/koempel.py", "web/my_year.py", "web/passport.py", "web/trail.py", "web/scan*.py",
        "web/waiting.py", "web/offline.py", "web/auth.py", "web/class_door.py", "web/identity.py",
        "drafts/reading.py", "drafts/challenge.py", "drafts/rhythm.py", "drafts/tips.py",
        "actions/bingo.py", "actions/choosing.py", "actions/correcting.py", "actions/progress.py",
        "actions/shelf.py", "actions/signing_in.py", "actions/teams.py", "actions/tips.py",
        "actions/claiming.py", "queries/guest_passports.py", "queries/spots.py", "web/guest.py",
        "web/team.py", "tokens.py")  # fmt: skip


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
        assert gettext("Kies 30 tot 120 lichtjes.") == "Kies 30 tot 120 lichtjes."
        assert ngettext("%(num)s boekje", "%(num)s boekjes", 1) == "1 boekje"
        assert ngettext("+%(num)s lichtje", "+%(num)s lichtjes", 1) == "+1 leechje"
        assert ngettext("+%(num)s lichtje", "+%(num)s lichtjes", 20) == "+20 leechjes"
        assert format_date(dt.date(2026, 11, 24), "EEEE d MMMM") == "dinsdag 24 november"


def sentences(paths: list[Path], method: str) -> set[str | tuple[str, ...]]:
    """What these files say, as the catalogue's keys."""
    found = (row[1] for path in paths for row in extract_from_file(method, path, keywords=KEYWORDS))
    return {message[:2] if isinstance(message, tuple) else message for message in found}


@pytest.mark.parametrize("part", PAGES)
def test_a_childs_side_is_nearly_all_limburgs(part):
    templates = bundle_dir() / "templates"
    pages = [path for folder in PAGES[part] for path in (templates / folder).glob("*.html")]
    said = sentences(pages, "jinja2")
    if part != "child's pages":
        said |= sentences([templates / name for name in ALSO], "jinja2")
        said |= sentences([path for name in CODE for path in PACKAGE.glob(name)], "python")
    known, _wrong = read_parts("li")
    lacking = sorted(map(str, said - known.keys()))
    assert len(lacking) <= 0.05 * len(said), f"{part}: {len(lacking)} of {len(said)} lack Limburgs: {lacking}"


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
