"""A half-filled form that met an ended sign-in comes back, only to the same child; who may see which page."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask, jsonify
from sqlalchemy import update

from readify import clock
from readify.actions.cards import make_card
from readify.models import SignIn
from readify.web.identity import child_only, current_visitor, staff_only
from readify.web.kept_forms import COOKIE, MOST_BYTES, drop_draft, kept_draft
from tests.people import PASSWORD
from tests.web.doors import do, people, token

__all__ = ["do", "people", "token"]
FORM = {"title": "De Griezelbus", "minutes": "20", "feeling": "3"}


@pytest.fixture
def app(new_app: Flask) -> Flask:
    """An app with two small pages of its own: one for children, one for staff."""

    @child_only
    def form():
        kept = kept_draft(current_visitor().reader_id)
        return jsonify(kept.to_dict(flat=False) if kept else None)

    @child_only
    def send():
        drop_draft()
        return "sent"

    @staff_only("teacher")
    def staff():
        return current_visitor().name

    new_app.add_url_rule("/proef", "try_form", form, methods=["GET"])
    new_app.add_url_rule("/proef", "try_send", send, methods=["POST"])
    new_app.add_url_rule("/klas/proef", "try_staff", staff, methods=["GET"])
    return new_app


def expire(app: Flask, minutes: int = 16) -> None:
    with app.extensions["readify.database"].writing() as session:
        session.execute(update(SignIn).values(seen_at=clock.now() - dt.timedelta(minutes=minutes)))
        session.commit()


def type_and_expire(app, client, token, form=FORM):
    client.get(f"/K/{token}")
    expire(app)
    return client.post("/proef", data=form)


def test_what_was_typed_comes_back_to_the_same_child(app, client, token):
    lost = type_and_expire(app, client, token)
    assert (lost.status_code, lost.location) == (303, "/")
    back = client.get(f"/K/{token}")
    assert back.location == "/proef"
    assert client.get("/proef").json == {name: [value] for name, value in FORM.items()}


def test_it_is_forgotten_once_it_was_sent(app, client, token):
    type_and_expire(app, client, token)
    client.get(f"/K/{token}")
    assert client.post("/proef", data=FORM).text == "sent"
    assert client.get("/proef").json is None


def test_another_child_neither_sees_it_nor_lands_on_it(app, client, do, people, token):
    type_and_expire(app, client, token)
    other = do(make_card, reader_id=people.amira).token
    assert client.get(f"/K/{other}").location == "/thuis"
    assert client.get("/proef").json is None


def test_it_is_kept_for_half_an_hour(app, client, token, monkeypatch):
    type_and_expire(app, client, token)
    assert "Max-Age=1800" in type_and_expire(app, client, token).headers["Set-Cookie"]
    client.get(f"/K/{token}")
    monkeypatch.setattr("readify.web.kept_forms.LASTS", dt.timedelta(seconds=-1))
    assert client.get("/proef").json is None


def test_a_long_text_is_cut_so_that_the_cookie_fits(app, client, token):
    form = {**FORM, "title": "".join(chr(0x4E00 + n) for n in range(5000))}
    type_and_expire(app, client, token, form)
    assert len(client.get_cookie(COOKIE).value) <= MOST_BYTES
    client.get(f"/K/{token}")
    kept = client.get("/proef").json
    assert kept["minutes"] == ["20"]
    assert form["title"].startswith(kept["title"][0])


def test_a_forged_cookie_is_nothing(client, token):
    client.set_cookie(COOKIE, "eyJyZWFkZXIiOjF9.forged.forged")
    assert client.get(f"/K/{token}").location == "/thuis"
    assert client.get("/proef").json is None


def test_a_stranger_who_posts_keeps_nothing(client, people):
    assert client.post("/proef", data=FORM).status_code == 303
    assert client.get_cookie(COOKIE) is None


def test_a_stranger_is_brought_to_the_page_after_signing_in(client, token):
    assert client.get("/proef?dag=gisteren").location == "/"
    assert client.get(f"/K/{token}").location == "/proef?dag=gisteren"


def test_a_wish_for_a_staff_page_does_not_send_a_child_there(client, token):
    assert client.get("/klas/proef").location == "/inloggen"
    assert client.get(f"/K/{token}").location == "/thuis"


def test_staff_come_to_the_page_they_wanted(client, people):
    client.get("/klas/proef")
    answer = client.post("/inloggen", data={"email": "juf@school.example", "password": PASSWORD})
    assert answer.location == "/klas/proef"
    assert client.get("/klas/proef").text == "Juf Proef"


def test_an_address_of_another_site_is_never_a_wish(app, client, token):
    for path in ("//evil.example/x", "/\\evil.example", "https://evil.example/", "/a\r\nb"):
        with client.session_transaction() as session:
            session["wish"] = [path, clock.now().timestamp()]
        assert client.get(f"/K/{token}").location == "/thuis"


def test_for_the_wrong_kind_of_visitor_a_page_does_not_exist(app, client, people, token):
    client.get(f"/K/{token}")
    assert client.get("/klas/proef").status_code == 404
    staff = app.test_client()
    for email, status in (("bieb@bieb.example", 404), ("juf@school.example", 200)):
        staff.post("/inloggen", data={"email": email, "password": PASSWORD})
        assert staff.get("/klas/proef").status_code == status
        assert staff.get("/proef").status_code == 404


def test_a_bearer_token_is_judged_alone_and_a_cookies_key_is_no_bearer(app, client, people, token):
    client.get(f"/K/{token}")
    with client.session_transaction() as session:
        key = session["_user_id"]
    assert client.get("/proef").status_code == 200
    assert client.get("/proef", headers={"Authorization": f"Bearer {key}"}).status_code == 303
    assert app.test_client().get("/proef", headers={"Authorization": f"Bearer {key}"}).status_code == 303
