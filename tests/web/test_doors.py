"""The ways in as a browser meets them: front door, card, class word, pictures, four words, going away."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from readify import clock
from readify.actions.cards import make_card, make_phrase, revoke_cards, set_pictures, unlock_pictures
from readify.models import SignIn
from tests.people import PASSWORD, SECRET
from tests.statements import statements_of
from tests.web.doors import CODES, do, people, pick_name, token

__all__ = ["do", "people", "token"]


def sign_ins(app: Flask) -> list[SignIn]:
    with app.extensions["readify.database"].reading() as session:
        return list(session.scalars(select(SignIn).order_by(SignIn.id)))


def age(app: Flask, by: dt.timedelta) -> None:
    """Makes every sign-in look as if nobody was there for so long."""
    with app.extensions["readify.database"].writing() as session:
        session.execute(update(SignIn).values(seen_at=clock.now() - by))
        session.commit()


def test_the_front_door_shows_its_three_ways_to_a_stranger(client: FlaskClient):
    page = client.get("/")
    assert page.status_code == 200
    assert 'href="/k"' in page.text
    assert page.text.count('href="/inloggen"') == 2


@pytest.mark.parametrize("change", [str, str.lower, lambda t: t.replace("0", "o").replace("1", "i")])
@pytest.mark.parametrize("path", ["/K/", "/k/"])
def test_a_card_signs_in_and_its_token_leaves_the_address_bar(client, token, path, change):
    answer = client.get(path + change(token))
    assert (answer.status_code, answer.location) == (303, "/thuis")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert token not in str(answer.headers) + answer.text
    assert client.get("/").location == "/thuis"


def test_a_card_is_never_written_to_the_log(client, token, caplog, capfd):
    client.get(f"/K/{token}")
    client.get(f"/K/{token[::-1]}")
    written = caplog.text + "".join(capfd.readouterr())
    assert token not in written
    assert token[::-1] not in written


def test_a_replaced_card_and_an_unknown_one_say_kindly_what_to_do(client, do, people, token):
    do(revoke_cards, reader_id=people.bram)
    gone, unknown = client.get(f"/K/{token}"), client.get("/K/00000000000000000000")
    assert (gone.status_code, unknown.status_code) == (410, 404)
    for page in (gone, unknown):
        assert "Deze kaart werkt niet meer" in page.text
        assert "Vraag je juf of meester om een nieuwe" in page.text
        assert page.headers["Cache-Control"] == "no-store"
    assert client.get("/").status_code == 200


def test_the_cookie_ends_with_the_browser_on_a_shared_tablet_and_stays_on_an_own_device(
    client, do, people, token
):
    assert "Expires" not in client.get(f"/K/{token}").headers["Set-Cookie"]
    own = do(make_card, reader_id=people.bram, own_device=True).token
    cookie = client.get(f"/K/{own}").headers["Set-Cookie"]
    assert "Expires" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_after_fifteen_idle_minutes_nobody_is_signed_in(app, client, token):
    client.get(f"/K/{token}")
    age(app, dt.timedelta(minutes=15, seconds=1))
    assert client.get("/").status_code == 200


def test_being_there_is_written_at_most_once_a_minute(app, client, token):
    client.get(f"/K/{token}")
    first = sign_ins(app)[0].seen_at
    client.get("/")
    assert sign_ins(app)[0].seen_at == first
    age(app, dt.timedelta(minutes=2))
    client.get("/")
    assert clock.now() - sign_ins(app)[0].seen_at < dt.timedelta(minutes=1)


def test_on_an_own_device_the_cookie_is_renewed_while_it_is_used(app, client, do, people):
    client.get(f"/K/{do(make_card, reader_id=people.bram, own_device=True).token}")
    assert "Set-Cookie" not in client.get("/").headers
    age(app, dt.timedelta(days=20))
    assert "Expires" in client.get("/").headers["Set-Cookie"]


def test_signing_out_ends_it_on_the_server_also_for_a_stolen_cookie(app, client, token):
    client.get(f"/K/{token}")
    stolen = client.get_cookie("readify").value
    assert client.post("/uitloggen").location == "/"
    assert sign_ins(app)[0].ended_at is not None
    thief = app.test_client()
    thief.set_cookie("readify", stolen)
    assert thief.get("/").status_code == 200


def test_signing_out_is_no_link(client, token):
    client.get(f"/K/{token}")
    assert client.get("/uitloggen").status_code == 405
    assert client.get("/").location == "/thuis"


def test_another_child_on_this_tablet_ends_the_first_ones_sign_in(app, client, do, people, token):
    client.get(f"/K/{token}")
    client.get(f"/K/{do(make_card, reader_id=people.amira).token}")
    first, second = sign_ins(app)
    assert first.ended_at is not None
    assert (second.ended_at, second.reader_id) == (None, people.amira)


def test_a_key_put_in_beforehand_does_not_survive_signing_in(app, client, token):
    with client.session_transaction() as session:
        session["_user_id"] = "chosen-by-somebody-else"
        session["left"] = "behind"
    client.get(f"/K/{token}")
    with client.session_transaction() as session:
        assert session["_user_id"] != "chosen-by-somebody-else"
        assert "left" not in session


@pytest.mark.parametrize("word", ["BEVER 42", "bever42", " Bever - 42 "])
def test_the_class_word_leads_to_companions_and_first_names_only(client, people, word):
    assert client.post("/k", data={"word": word}).location == "/namen"
    page = client.get("/namen").text
    assert "Bram" in page
    assert "amira" in page
    assert "Lotte" not in page
    assert page.index("amira") < page.index("Bram")


@pytest.mark.parametrize("word", ["", "BEVER 43", "x" * 5000, "' OR 1=1 --"])
def test_an_unknown_class_word_keeps_what_was_typed_and_says_where_to_look(client, people, word):
    page = client.post("/k", data={"word": word})
    assert page.status_code == 422
    assert "Deze klas ken ik niet" in page.text
    assert client.get("/namen").location == "/k"


def test_three_pictures_tap_by_tap_let_the_child_in_without_javascript(app, client, do, people):
    do(set_pictures, reader_id=people.bram, codes=CODES, secret=SECRET)
    pick_name(client, people.bram)
    for code in CODES[:2]:
        assert client.post("/plaatjes", data={"picture": code}).location == "/plaatjes"
    assert client.get("/plaatjes").text.count('aria-pressed="true"') == 2
    assert client.post("/plaatjes", data={"picture": CODES[2]}).location == "/thuis"
    assert sign_ins(app)[0].reader_id == people.bram


def test_three_pictures_at_once_stand_alone(client, do, people):
    do(set_pictures, reader_id=people.bram, codes=CODES, secret=SECRET)
    pick_name(client, people.bram)
    client.post("/plaatjes", data={"picture": "pan"})
    assert client.post("/plaatjes", data={"picture": list(CODES)}).location == "/thuis"


def test_a_second_tap_takes_a_picture_back_and_begin_again_all_of_them(client, do, people):
    do(set_pictures, reader_id=people.bram, codes=CODES, secret=SECRET)
    pick_name(client, people.bram)
    for code in ("pan", "boek", "pan"):
        client.post("/plaatjes", data={"picture": code})
    assert client.get("/plaatjes").text.count('aria-pressed="true"') == 1
    client.post("/plaatjes", data={"opnieuw": "ja"})
    assert client.get("/plaatjes").text.count('aria-pressed="true"') == 0


def test_wrong_pictures_may_be_tried_five_times_and_then_the_teacher_helps(client, do, people):
    do(set_pictures, reader_id=people.bram, codes=CODES, secret=SECRET)
    pick_name(client, people.bram)
    for _ in range(5):
        assert client.post("/plaatjes", data={"picture": ["pan", "veer", "uil"]}).location == "/plaatjes"
        page = client.get("/plaatjes").text
    assert "Roep je juf of meester." in page
    client.post("/plaatjes", data={"picture": list(CODES)})
    assert client.get("/").status_code == 200
    do(unlock_pictures, reader_id=people.bram, account_id=people.teacher)
    assert client.post("/plaatjes", data={"picture": list(CODES)}).location == "/thuis"


def test_a_wrong_try_says_so_without_blame(client, do, people):
    do(set_pictures, reader_id=people.bram, codes=CODES, secret=SECRET)
    pick_name(client, people.bram)
    client.post("/plaatjes", data={"picture": ["pan", "veer", "uil"]})
    assert "Dat zijn ze niet. Probeer nog eens." in client.get("/plaatjes").text


def test_a_child_of_another_class_cannot_be_picked_from_this_one(client, do, people):
    do(set_pictures, reader_id=people.outsider, codes=CODES, secret=SECRET)
    client.post("/k", data={"word": "BEVER 42"})
    for reader in (people.outsider, 999_999, "x", ""):
        assert client.post("/namen", data={"reader": reader}).location == "/namen"
    assert client.post("/plaatjes", data={"picture": list(CODES)}).location == "/namen"


def test_the_steps_cannot_be_skipped(client, people):
    assert client.get("/namen").location == "/k"
    assert client.post("/namen", data={"reader": people.bram}).location == "/k"
    assert client.get("/plaatjes").location == "/namen"
    assert client.post("/plaatjes", data={"picture": list(CODES)}).location == "/namen"


def test_a_child_without_pictures_is_told_to_use_the_card(client, people):
    pick_name(client, people.bram)
    assert "Kom binnen met je kaart" in client.get("/plaatjes").text


def test_four_words_let_a_twelve_year_old_in(client, do, people):
    phrase = do(make_phrase, reader_id=people.outsider, secret=SECRET)
    assert client.post("/k", data={"phrase": phrase.upper().replace("-", " ")}).location == "/thuis"


def test_four_wrong_words_are_refused_without_showing_them_again(client, people):
    page = client.post("/k", data={"phrase": "geheim geheim geheim geheim"})
    assert page.status_code == 422
    assert "Die woorden ken ik niet" in page.text
    assert "geheim" not in page.text


@pytest.mark.parametrize(
    ("email", "home"),
    [("juf@school.example", "/klas/"), ("bieb@bieb.example", "/bieb"), ("zonder@school.example", "/klas")],
)
def test_each_of_the_staff_comes_home(app, client, do, people, email, home):
    if email.startswith("zonder"):
        from readify.actions.accounts import make_account
        from readify.models import Role
        from tests.people import PASSWORD_HASH

        do(make_account, email=email, name="X", role=Role.TEACHER, password_hash=PASSWORD_HASH)
    answer = client.post("/inloggen", data={"email": email, "password": PASSWORD})
    assert answer.status_code == 303
    assert answer.location == (f"/klas/{people.classroom}" if home.endswith("/") else home)
    assert client.get("/").location == client.get("/inloggen").location == answer.location


def test_a_wrong_password_and_an_unknown_e_mail_get_the_very_same_page(client, people):
    pages = [
        client.post("/inloggen", data={"email": email, "password": password})
        for email, password in (("juf@school.example", "fout fout fout"), ("wie@school.example", PASSWORD))
    ]
    assert [page.status_code for page in pages] == [422, 422]
    assert pages[0].text.replace("juf@", "wie@") == pages[1].text
    assert PASSWORD not in pages[1].text


def test_a_write_from_another_site_signs_nobody_in_or_out(client, people, token):
    foreign = {"Sec-Fetch-Site": "cross-site"}
    data = {"email": "juf@school.example", "password": PASSWORD}
    assert client.post("/inloggen", data=data, headers=foreign).status_code == 403
    client.get(f"/K/{token}")
    assert client.post("/uitloggen", headers=foreign).status_code == 403
    assert client.get("/").location == "/thuis"


def test_a_signed_in_request_looks_its_visitor_up_in_one_statement(app, client, token):
    client.get(f"/K/{token}")
    with statements_of(app.extensions["readify.database"]) as seen:
        client.get("/")
    assert len(seen) == 1, seen
