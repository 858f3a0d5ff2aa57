"""Logging as a browser does it: once, with kind errors, corrected, taken back, never under another's name."""

from __future__ import annotations

import datetime as dt
import html
import json
import re

import pytest
from sqlalchemy import update

from readify import clock
from readify.actions.cards import make_card
from readify.models import SignIn
from readify.perform import perform
from readify.web.words import DAYS_BACK
from tests.web.logs import entry_of, filled, key_of, lights_of, logs_of, send


def text_of(response):
    """The page's words, as somebody reads them."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.text)).replace("\u00ad", "").split())


def test_a_log_gives_lights_and_one_celebration(app, cast):
    child = cast.child
    done = child.get(send(child, minutes="20").headers["Location"])
    assert "+30 lichtjes" in text_of(done), "20 minutes and a new form"
    assert "party-fresh" in done.text
    assert lights_of(app, cast.people.bram) == 30


def test_a_reload_of_the_done_page_does_not_celebrate_again(cast):
    child = cast.child
    place = send(child).headers["Location"]
    assert "party-fresh" in child.get(place).text
    assert "party-fresh" not in child.get(place).text


def test_the_same_form_sent_twice_counts_once(app, cast):
    child, form = cast.child, filled()
    first, second = child.post("/gelezen", data=form), child.post("/gelezen", data=form)
    assert entry_of(first) == entry_of(second)
    assert logs_of(app, cast.people.bram) == 1


def test_a_sent_form_with_other_words_asks_before_it_counts_again(app, cast):
    child, form = cast.child, filled()
    child.post("/gelezen", data=form)
    again = child.post("/gelezen", data=form | {"minutes": "25"})
    assert again.status_code == 409
    assert "Dit had je al verstuurd" in text_of(again)
    assert form["submission_id"] not in again.text
    assert logs_of(app, cast.people.bram) == 1


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"minutes": "-5"}, "amount", "Kies 1 tot 120 minuten"),
        ({"minutes": "121"}, "amount", "Kies 1 tot 120 minuten"),
        ({"minutes": "veel"}, "amount", "Kies 1 tot 120 minuten"),
        ({"minutes": ""}, "amount", "Hoelang las je?"),
        ({"unit": "pages", "pages": "501"}, "amount", "Kies 1 tot 500 bladzijden"),
        ({"book_title": "x" * 5000}, "book.title", "Die titel is te lang"),
        ({"book_isbn": "9789020000000"}, "book.isbn", "Dit nummer klopt niet"),
        ({"form": "steen"}, "form", "Kies wat je las"),
        ({"how": "slapend"}, "how", "Kies: zelf, samen of luisteren"),
        ({"language": "!!"}, "language", "Kies een taal uit de lijst"),
        ({"feeling": "9"}, "feeling", "Kies één gezichtje"),
        ({"day": "morgen"}, "day", "Kies een dag"),
        ({"work": "999999"}, "work", "Dit boek staat niet op jouw plank"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_lost(app, cast, changes, field, sentence):
    child = cast.child
    page = send(child, **{"place": "bed", "feeling": "3", **changes})
    assert page.status_code == 422
    assert f'id="{field}-fout"' in page.text
    assert text_of(page).count(sentence) == 2, "once in the list on top, once by the field"
    assert f'href="#{field}"' in page.text
    assert f'id="{field}"' in page.text
    for name in changes.keys() & {"minutes", "pages", "book_title", "book_isbn"}:
        assert f'value="{changes[name]}"' in page.text, name
    assert 'name="place" value="bed" checked' in page.text
    assert logs_of(app, cast.people.bram) == 0


def test_tomorrow_and_eight_days_ago_are_refused_today_and_a_week_ago_are_not(app, cast):
    child, today = cast.child, clock.day_of(clock.now(), app.extensions["readify.config"].timezone)
    for back, status in ((-1, 422), (DAYS_BACK + 1, 422), (DAYS_BACK, 303), (0, 303)):
        day = (today - dt.timedelta(days=back)).isoformat()
        assert send(child, day=day).status_code == status, back


def test_the_book_under_way_is_chosen_in_the_next_form(cast):
    child = cast.child
    send(child, book_title="De brief voor de koning", minutes="35", how="together")
    page = child.get("/gelezen").text
    work = re.search(r'name="work" value="(\d+)" checked', page)
    assert work is not None
    assert 'value="35"' in page
    assert 'name="how" value="together" checked' in page
    assert "De brief voor de koning" in child.get("/thuis").text


def test_a_book_that_is_out_is_not_offered_as_under_way(cast):
    child = cast.child
    send(child, book_title="Kort boek", finished="1")
    assert re.search(r'name="work" value="\d+" checked', child.get("/gelezen").text) is None


def test_a_log_without_a_page_number_keeps_the_one_that_is_known(cast):
    child = cast.child
    send(child, book_title="Dik boek", page="64")
    work = re.search(r'name="work" value="(\d+)" checked', child.get("/gelezen").text)[1]
    send(child, work=work)
    assert "bladzijde 64" in text_of(child.get("/thuis"))


def test_a_correction_changes_the_numbers_and_keeps_the_rest(app, cast):
    child = cast.child
    entry = entry_of(send(child, minutes="20", feeling="4", place="bed", book_title="Ronja"))
    form = child.get(f"/gelezen/{entry}").text
    assert 'value="20"' in form
    assert 'name="feeling" value="4" checked' in form
    work = re.search(r'name="work" value="(\d+)" checked', form)[1]
    answer = child.post(f"/gelezen/{entry}", data=filled(minutes="5", feeling="4", work=work))
    assert answer.status_code == 303
    assert lights_of(app, cast.people.bram) == 15
    assert child.get(f"/gelezen/{entry}").status_code == 404, "the old one is taken back"


def test_taking_back_gives_back_the_numbers_of_before(app, cast):
    child = cast.child
    send(child, minutes="10")
    before = lights_of(app, cast.people.bram)
    entry = entry_of(send(child, form="comic", minutes="15"))
    page = child.get(f"/gelezen/{entry}/weg").text
    ticket = re.search(r'name="submission_id" value="([^"]+)"', page)[1]
    for _twice in range(2):
        child.post(f"/gelezen/{entry}/weg", data={"submission_id": ticket})
    assert lights_of(app, cast.people.bram) == before
    assert "Strip" not in text_of(child.get("/gelezen/lijst")).split("Meer")[0]


def test_a_form_of_another_child_is_not_counted_for_who_is_signed_in_now(app, cast):
    child = cast.child
    page = send(child, reader=key_of(app, cast.people.amira), book_title="Van Amira")
    assert page.status_code == 409
    assert "van een ander kind" in text_of(page)
    assert "Van Amira" in page.text
    assert f'name="reader" value="{key_of(app, cast.people.bram)}"' in page.text
    assert logs_of(app, cast.people.bram) == logs_of(app, cast.people.amira) == 0


def test_a_correction_from_another_child_s_tab_is_refused_too(app, cast):
    child = cast.child
    entry = entry_of(send(child, minutes="20"))
    answer = child.post(f"/gelezen/{entry}", data=filled(minutes="5", reader=key_of(app, cast.people.amira)))
    assert answer.status_code == 409
    assert lights_of(app, cast.people.bram) == 30


def test_what_was_typed_comes_back_after_an_ended_sign_in(app, cast):
    child = cast.child
    with app.extensions["readify.database"].writing() as session:
        session.execute(update(SignIn).values(seen_at=clock.now() - dt.timedelta(days=60)))
        session.commit()
    lost = send(child, book_title="Half getypt", minutes="33")
    assert lost.status_code == 303
    assert logs_of(app, cast.people.bram) == 0
    with app.app_context():
        card = perform(make_card, reader_id=cast.people.bram, now=clock.now())
    back = child.get(f"/K/{card.token}", follow_redirects=True)
    assert "Dit had je al ingevuld" in text_of(back)
    assert "Half getypt" in back.text
    assert 'value="33"' in back.text


def test_past_the_cap_there_is_praise_and_no_light(cast):
    child = cast.child
    send(child, minutes="60")
    words = text_of(child.get(send(child, minutes="35").headers["Location"]))
    assert "95 minuten!" in words
    assert "Genoeg lichtjes voor vandaag. Lees gerust door." in words
    assert "+" not in words


def test_many_logs_in_a_row_ask_kindly_whether_it_is_right(cast):
    child = cast.child
    places = [send(child, minutes="2").headers["Location"] for _ in range(5)]
    assert "Klopt dit? Je mag het aanpassen." in text_of(child.get(places[-1]))
    assert "Klopt dit?" not in text_of(cast.classmate.get("/thuis"))


def test_stopping_a_book_is_praised_too(cast):
    child = cast.child
    done = child.get(send(child, book_title="Saai", stopped="1").headers["Location"])
    assert "Je koos iets anders" in text_of(done)


@pytest.mark.parametrize("path", ["", "/klaar", "/weg"])
def test_another_child_s_log_does_not_exist(cast, path):
    entry = entry_of(send(cast.child))
    for other in (cast.classmate, cast.outsider):
        assert other.get(f"/gelezen/{entry}{path}").status_code == 404


def test_another_child_s_log_cannot_be_changed_or_taken_back(app, cast):
    entry = entry_of(send(cast.child))
    other = cast.classmate
    assert other.post(f"/gelezen/{entry}", data=filled(minutes="1")).status_code == 404
    assert other.post(f"/gelezen/{entry}/weg", data=filled()).status_code == 404
    assert lights_of(app, cast.people.bram) == 30


def test_the_page_tells_its_script_what_a_log_is_worth(cast):
    child = cast.child
    send(child, minutes="50")
    found = re.search(r'data-gain="([^"]+)"', child.get("/gelezen").text)
    facts = json.loads(html.unescape(found[1]))
    assert facts["left"] == 0, "50 minutes and a new form reach the cap of 60"
    assert facts["seen"] == ["book"]
    assert facts["pages"]["comic"] == 2
