"""A child's moments: the first run comes once, a badge is new until seen, the passport turns its leaves."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy import select, update

from readify import clock
from readify.actions.cards import make_card
from readify.models import Award, Band, Classroom, Reader
from readify.perform import perform
from tests.walks import make_walk
from tests.web.logs import entry_of, send


def say_new(app, *, band=Band.MIDDEN):
    """Bram was never here before."""
    with app.extensions["readify.database"].writing() as session:
        session.execute(update(Classroom).values(band=band))
        session.execute(update(Reader).where(Reader.name == "Bram").values(welcomed_at=None))
        session.commit()


def first_page(app, cast) -> str:
    """Where Bram comes after scanning a card."""
    with app.app_context():
        card = perform(make_card, reader_id=cast.people.bram, now=clock.now())
    return app.test_client().get(f"/K/{card.token}").headers["Location"]


def fresh(app, cast) -> set[str]:
    """Bram's badges that are still new."""
    with app.extensions["readify.database"].reading() as session:
        rows = select(Award.badge).where(Award.reader_id == cast.people.bram, Award.seen_at.is_(None))
        return set(session.scalars(rows))


def test_the_first_run_is_two_screens_and_then_the_first_log(app, cast):
    say_new(app)
    assert first_page(app, cast) == "/welkom"
    child = cast.child
    page = child.get("/welkom").text
    assert "Stap 1 van 2" in page
    assert page.count('name="companion"') == 6
    assert child.post("/welkom", data={"companion": "bever"}).headers["Location"] == "/welkom/naam"
    page = child.get("/welkom/naam").text
    assert "Stap 2 van 2" in page
    assert "Hoe heet jouw bever?" in page
    assert child.post("/welkom/naam", data={"companion_name": "Juul"}).headers["Location"] == "/gelezen"
    assert first_page(app, cast) == "/thuis"
    child = cast.child
    assert child.get("/welkom").headers["Location"] == "/koempel"
    assert child.get("/welkom/naam").headers["Location"] == "/koempel/naam"
    home = child.get("/thuis").text
    assert "#h-bever" in home
    assert "Juul" in home


def test_skipping_the_first_run_is_for_good_too(app, cast):
    say_new(app)
    assert cast.child.post("/welkom/later").headers["Location"] == "/thuis"
    assert first_page(app, cast) == "/thuis"
    assert "#h-das" in cast.child.get("/thuis").text, "the koempel stays"


def test_who_left_the_first_run_half_way_finds_it_again(app, cast):
    say_new(app)
    cast.child.post("/welkom", data={"companion": "mosa"})
    assert first_page(app, cast) == "/welkom"


def test_from_twelve_on_it_is_one_screen_without_a_koempel_that_speaks(app, cast):
    say_new(app, band=Band.GROOT)
    child = cast.child
    page = child.get("/welkom").text
    assert "Kies je teken" in page
    assert "bubble" not in page
    assert "koempel" not in re.sub(r"<[^>]*>", " ", page[page.index("<main") :]).lower()
    assert child.post("/welkom", data={"companion": "oehoe"}).headers["Location"] == "/gelezen"
    assert first_page(app, cast) == "/thuis"


def test_the_first_run_waits_for_the_page_somebody_asked_for(app, cast):
    say_new(app)
    with app.app_context():
        card = perform(make_card, reader_id=cast.people.bram, now=clock.now())
    client = app.test_client()
    client.get("/muur")
    assert client.get(f"/K/{card.token}").headers["Location"] == "/muur"
    assert first_page(app, cast) == "/welkom"


@pytest.mark.parametrize("path", ["/welkom", "/welkom/naam", "/koempel/naam"])
def test_the_first_run_is_for_children_only(cast, path):
    assert cast.stranger.get(path).headers["Location"] == "/"
    assert cast.teacher.get(path).status_code == 404
    assert cast.teacher.post(path, data={"companion": "das"}).status_code == 404


def test_a_koempel_gets_another_name_any_time_and_none_when_it_is_left_empty(cast):
    child = cast.child
    assert child.post("/koempel", data={"companion": "mosa"}).headers["Location"] == "/koempel/naam"
    child.post("/koempel/naam", data={"companion_name": "  Rex \u202e de  tweede "})
    assert "Rex de tweede" in child.get("/thuis").text
    assert 'value="Rex de tweede"' in child.get("/koempel/naam").text
    child.post("/koempel/naam", data={"companion_name": ""})
    assert "Mijn koempel" in child.get("/thuis").text


@pytest.mark.parametrize("path", ["/welkom/naam", "/koempel/naam"])
def test_a_name_that_is_too_long_comes_back_with_what_was_typed(app, cast, path):
    say_new(app)
    long = "Rexxxxxxxxxxxxxxxxxxx<b>"
    page = cast.child.post(path, data={"companion_name": long})
    assert page.status_code == 422
    assert "Gebruik hooguit 20 letters." in page.text
    assert f'value="{html.escape(long)}"' in page.text


def test_nobody_else_sees_the_name_of_a_koempel(cast):
    cast.child.post("/koempel/naam", data={"companion_name": "Geheimpje"})
    people = cast.people
    for visitor, path in (
        (cast.classmate, "/thuis"),
        (cast.teacher, f"/klas/{people.classroom}"),
        (cast.teacher, f"/klas/{people.classroom}/kind/{people.bram}"),
    ):
        page = visitor.get(path)
        assert page.status_code == 200
        assert "Geheimpje" not in page.text, path


def test_the_badge_that_was_celebrated_is_seen_and_the_others_are_new_until_tapped(app, cast):
    child = cast.child
    for _two in range(2):
        send(child, form="comic", minutes="3", how="together")
    page = child.get("/muur").text
    assert page.count("fresh-mark") == len(fresh(app, cast)) > 0, "nobody looked at a celebration yet"
    entry = entry_of(send(child, form="comic", minutes="3", how="together"))
    new = fresh(app, cast)
    assert {"stripspeurder", "duo"} <= new
    done = child.get(f"/gelezen/{entry}/klaar").text
    celebrated = new - fresh(app, cast)
    assert len(celebrated) == 1
    assert "Kijk op je muur." in done
    for badge in sorted(fresh(app, cast)):
        tapped = child.post("/muur/gezien", data={"badge": badge})
        assert tapped.headers["Location"] == f"/muur/{badge}"
        assert badge not in fresh(app, cast)
    assert "fresh-mark" not in child.get("/muur").text


def test_looking_at_an_old_done_page_again_sees_nothing_for_the_child(app, cast):
    child = cast.child
    entry = entry_of(send(child, minutes="5"))
    other = cast.child  # the same child on another device: no fresh log there
    other.get(f"/gelezen/{entry}/klaar")
    assert fresh(app, cast)


def test_all_new_badges_are_seen_at_once_and_only_one_s_own(app, cast):
    child, other = cast.child, cast.classmate
    for client in (child, other):
        for form in ("comic", "poem", "recipe"):
            send(client, form=form, minutes="2", language="li" if form == "poem" else "en", place="bed")
    assert len(fresh(app, cast)) >= 1
    other.post("/muur/gezien")
    other.post("/muur/gezien", data={"badge": next(iter(fresh(app, cast)))})
    assert fresh(app, cast)
    assert child.post("/muur/gezien").headers["Location"] == "/muur"
    assert fresh(app, cast) == set()
    assert cast.stranger.post("/muur/gezien").headers["Location"] == "/"


def test_the_passport_is_a_book_whose_leaves_turn_by_links(app, cast):
    walk = make_walk(cast)
    child = cast.child
    assert "leaf-turn" not in child.get("/paspoort").text, "nothing to turn yet"
    walk.stamp(cast.people.bram, 0)
    first = html.unescape(child.get("/paspoort").text)
    assert "passport-cover" in first, "it opens"
    assert "Blad 1 van 2" in first
    onward = re.search(r'rel="next" href="([^"]+)"', first)[1]
    second = html.unescape(child.get(onward).text)
    assert "Blad 2 van 2" in second
    assert "passport-cover" not in second
    assert "Iets plats op de vensterbank" in second
    assert "Stukje 2 hangt nog in de bieb." in second
    assert 'rel="next"' not in second
    back = re.search(r'rel="prev" href="([^"]+)"', second)[1]
    assert "stamp" in child.get(back).text
    for leaf in ("0", "-3", "99", "x"):
        assert child.get(f"/paspoort?blad={leaf}").status_code == 200


def test_a_full_passport_ends_with_the_whole_story(app, cast):
    walk = make_walk(cast)
    for spot in range(3):
        walk.stamp(cast.people.bram, spot)
    last = html.unescape(cast.child.get("/paspoort?blad=3").text)
    assert "De grot vol boeken" in last
    assert "Dit was het hele verhaal." in last


def test_a_guest_turns_the_leaves_of_the_device_s_passport(app, cast):
    walk = make_walk(cast)
    guest = cast.stranger
    guest.get(f"/S/{walk.codes[0]}")
    assert "Iets plats op de vensterbank" in html.unescape(guest.get("/paspoort?blad=2").text)
