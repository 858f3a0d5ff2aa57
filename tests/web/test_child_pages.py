"""The child's other pages: who may see them, for every band and language, with nothing and with odd names."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy import update

from readify.models import Band, Classroom, Reader
from tests.web.logs import send, stock

PAGES = ("/thuis", "/gelezen", "/gelezen/lijst", "/muur", "/muur/stripspeurder", "/reis", "/uitdaging",
         "/koempel", "/paspoort")  # fmt: skip
LONG = "Anne-Fleur-Sophie van der"


def change(app, **readers):
    """Changes Bram's row and, with `band`, his class."""
    band = readers.pop("band", None)
    with app.extensions["readify.database"].writing() as session:
        if band:
            session.execute(update(Classroom).values(band=band))
        if readers:
            session.execute(update(Reader).where(Reader.name == "Bram").values(**readers))
        session.commit()


@pytest.mark.parametrize("path", PAGES[:-1])  # the passport is for guests too
def test_nobody_goes_to_the_front_door_and_staff_finds_no_such_page(cast, path):
    asked = cast.stranger.get(path)
    assert (asked.status_code, asked.headers["Location"]) == (303, "/")
    assert cast.teacher.get(path).status_code == 404


@pytest.mark.parametrize("band", list(Band))
@pytest.mark.parametrize("locale", ["nl", "en"])
def test_every_page_works_with_nothing_read_yet(app, cast, band, locale):
    change(app, band=band, locale=locale, name=LONG)
    child = cast.child
    for path in PAGES:
        page = child.get(path)
        assert page.status_code == 200, path
        assert f'<html lang="{locale}">' in page.text
        assert " style=" not in page.text, path
    assert LONG in child.get("/thuis").text


def test_the_empty_home_says_what_to_do_first(cast):
    page = html.unescape(cast.child.get("/thuis").text)
    assert "Het is nog donker hier." in page
    assert "Lees iets, of laat je voorlezen." in page
    assert page.count('class="btn btn-lamp"') == 1, "one lamp action a screen"


def test_home_shows_the_class_and_no_other_child(cast):
    other = cast.classmate
    send(other, minutes="20")
    page = cast.child.get("/thuis").text
    assert "1</b>" in re.search(r'class="card goal".*?</(?:a|section)>', page, re.DOTALL)[0]
    assert "amira" not in page.lower()


@pytest.mark.parametrize(("band", "tabs"), [(Band.KLEIN, 3), (Band.MIDDEN, 5), (Band.GROOT, 5)])
def test_the_smallest_have_three_tabs(app, cast, band, tabs):
    change(app, band=band)
    nav = re.search(r'<nav class="tabs".*?</nav>', cast.child.get("/thuis").text, re.DOTALL)[0]
    assert nav.count("<a ") == tabs


def test_the_smallest_see_no_totals(app, cast):
    change(app, band=Band.KLEIN)
    child = cast.child
    send(child, form="comic")
    assert "lampen aan" not in child.get("/thuis").text
    assert "gevonden" not in child.get("/muur").text
    assert re.search(r"\d van \d", child.get("/muur").text) is None


def test_a_badge_that_is_out_shows_in_colour_with_its_rule(cast):
    child = cast.child
    for _three in range(3):
        send(child, form="comic", minutes="5")
    page = child.get("/muur/stripspeurder").text
    assert "Uit de steen" in page
    assert "medal-earned" in page
    assert "medal-tile-stone" in child.get("/muur").text


def test_a_hidden_badge_does_not_exist_before_it_is_found(cast):
    child = cast.child
    assert child.get("/muur/fossiel").status_code == 404
    assert "Fossiel" not in child.get("/muur").text
    for form in ("book", "comic", "poem", "recipe", "letter", "rules"):
        send(child, form=form, minutes="2")
    assert child.get("/muur/fossiel").status_code == 200


def test_a_koempel_is_changed_any_time(cast):
    child = cast.child
    child.post("/koempel", data={"companion": "mosa"})
    assert "#h-mosa" in child.get("/thuis").text
    assert child.post("/koempel", data={"companion": "draak"}).status_code == 422


def test_the_child_s_own_language_is_kept(cast):
    child = cast.child
    child.post("/thuis/taal", data={"taal": "en"})
    assert '<html lang="en">' in child.get("/thuis").text
    assert child.post("/thuis/taal", data={"taal": "xx"}).status_code == 422


def test_titles_from_right_to_left_say_so_for_themselves(cast):
    child = cast.child
    send(child, book_title="سندباد والبحر", language="ar")
    for path in ("/thuis", "/gelezen", "/gelezen/lijst"):
        assert re.search(r'dir="auto"( lang="ar")?>(<[^>]+>)*سندباد', child.get(path).text), path


def test_the_list_pages_through_everything_once(cast):
    child = cast.child
    for number in range(23):
        send(child, minutes="1", book_title=f"Boek {number}")
    seen, path = [], "/gelezen/lijst"
    while path:
        page = child.get(path).text
        seen += re.findall(r'<b dir="auto">(Boek \d+)</b>', page)
        older = re.search(r'href="(/gelezen/lijst\?voor=\d+)"', page)
        path = older[1] if older else None
    assert sorted(seen) == sorted(f"Boek {number}" for number in range(23))


def test_suggestions_forgive_a_child_s_spelling(app, cast, tmp_path):
    stock(app, tmp_path)
    child = cast.child
    items = child.get("/gelezen/boeken?q=hary poter").json["items"]
    assert [item["title"] for item in items][:1] == ["Harry Potter en de Steen der Wijzen"]
    assert items[0]["cover"].startswith("<svg")
    assert child.get("/gelezen/boeken?q=").json["items"] == []
    assert child.get("/gelezen/boeken?q=" + "x" * 5000).status_code == 200
    assert cast.stranger.get("/gelezen/boeken?q=harry").status_code == 303


def test_a_chosen_suggestion_brings_the_catalogue_s_title_and_author(app, cast, tmp_path):
    stock(app, tmp_path)
    child = cast.child
    chosen = child.get("/gelezen/boeken?q=pippi").json["items"][0]
    send(child, book_title=chosen["title"], book_id=str(chosen["id"]))
    assert "Astrid Lindgren" in child.get("/thuis").text


def test_a_page_that_hints_at_another_form_opens_the_log_with_it(cast):
    child = cast.child
    send(child, book_title="Een boek")
    page = child.get("/gelezen?vorm=comic&hoe=read_to_me").text
    assert 'name="form" value="comic" checked' in page
    assert 'name="how" value="read_to_me" checked' in page
    assert child.get("/gelezen?vorm=x&hoe=y&boek=abc").status_code == 200
