"""Signing in with a passkey: the right device gets in, everything bent or sent twice does not."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from readify import clock
from readify.models import Account, Passkey, PasskeyChallenge
from readify.passkeys import site_of
from tests.cast import Cast
from tests.web.authenticator import PRESENT, Authenticator

DOOR = "/inloggen/sleutel"


def asked(client: FlaskClient, path: str = f"{DOOR}/vraag") -> dict:
    answer = client.post(path)
    assert answer.status_code == 200
    return answer.json


def add(client: FlaskClient, device: Authenticator, name: str = "Mijn telefoon", **bent):
    made = device.make(asked(client, "/account/sleutel/vraag"))
    return client.post("/account/sleutel", data={"answer": made, "name": name, **bent})


def sign_in(client: FlaskClient, device: Authenticator, **about):
    return client.post(DOOR, data={"answer": device.use(asked(client), **about)})


def kept(cast: Cast, wanted):
    with cast.app.extensions["readify.database"].reading() as session:
        return session.scalar(wanted)


@pytest.fixture
def device(cast: Cast) -> Authenticator:
    made = Authenticator()
    assert add(cast.teacher, made).status_code == 303
    return made


@pytest.fixture
def browser(cast: Cast) -> FlaskClient:
    return cast.app.test_client()


def is_in(client: FlaskClient, cast: Cast) -> bool:
    return client.get(f"/klas/{cast.people.classroom}").status_code == 200


def test_a_device_gets_in_without_a_password_again_and_again(cast, device, browser):
    for expected in (1, 2):
        assert sign_in(browser, device).location == f"/klas/{cast.people.classroom}"
        assert is_in(browser, cast)
        assert kept(cast, select(Passkey.sign_count)) == expected
        browser.post("/uitloggen")
    assert kept(cast, select(Passkey.used_at)) is not None


def test_the_question_asks_for_this_site_and_a_checked_owner(cast, browser):
    question = asked(browser)
    assert question["rpId"] == "localhost"
    assert question["userVerification"] == "required"
    assert len(question["challenge"]) >= 43
    new = asked(cast.teacher, "/account/sleutel/vraag")
    assert new["authenticatorSelection"]["residentKey"] == "required"
    assert new["user"]["name"] == "juf@school.example"


def test_an_answer_works_once(cast, device, browser):
    answer = device.use(asked(browser))
    assert browser.post(DOOR, data={"answer": answer}).status_code == 303
    other = cast.app.test_client()
    assert other.post(DOOR, data={"answer": answer}).status_code == 422
    browser.post("/uitloggen")
    assert browser.post(DOOR, data={"answer": answer}).status_code == 422
    assert not is_in(browser, cast)


def test_an_old_cookie_with_its_old_answer_opens_nothing(cast, device, browser):
    question = asked(browser)
    cookie = browser.get_cookie("readify").value
    answer = device.use(question)
    assert browser.post(DOOR, data={"answer": answer}).status_code == 303
    thief = cast.app.test_client()
    thief.set_cookie("readify", cookie)
    assert thief.post(DOOR, data={"answer": answer}).status_code == 422


def test_an_answer_to_another_browsers_question_is_refused(cast, device, browser):
    other = cast.app.test_client()
    answer = device.use(asked(other))
    asked(browser)
    assert browser.post(DOOR, data={"answer": answer}).status_code == 422


def test_a_question_lasts_five_minutes(cast, device, browser):
    question = asked(browser)
    with cast.app.extensions["readify.database"].writing() as session:
        session.execute(update(PasskeyChallenge).values(expires_at=clock.now() - dt.timedelta(seconds=1)))
        session.commit()
    assert browser.post(DOOR, data={"answer": device.use(question)}).status_code == 422
    asked(browser)
    assert kept(cast, select(func.count()).select_from(PasskeyChallenge)) == 1


BENT = {
    "another site": lambda one: setattr(one, "origin", "https://readify.evil.example"),
    "another host": lambda one: setattr(one, "rp_id", "evil.example"),
    "an owner who was not checked": lambda one: setattr(one, "flags", PRESENT),
    "another account's handle": lambda one: setattr(one, "handle", b"x" * 32),
    "another key": lambda one: setattr(one, "key", Authenticator().key),
    "an unknown device": lambda one: setattr(one, "id", b"y" * 32),
}


@pytest.mark.parametrize("what", BENT)
def test_what_is_bent_is_refused(cast, device, browser, what):
    BENT[what](device)
    answer = sign_in(browser, device)
    assert answer.status_code == 422
    assert "werkt hier niet" in answer.text
    assert not is_in(browser, cast)


def test_a_counter_that_falls_tells_a_copied_key(cast, device, browser):
    assert sign_in(browser, device, count=9).status_code == 303
    browser.post("/uitloggen")
    for count in (9, 3, 0):
        assert sign_in(browser, device, count=count).status_code == 422
    assert kept(cast, select(Passkey.sign_count)) == 9


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "[]",
        "null",
        "{",
        '{"id": 3, "response": {}}',
        '{"id": "AAAA", "response": {"userHandle": 7}}',
        json.dumps({"id": "A" * 20000, "response": {}}),
        '{"id": "é", "rawId": "é", "type": "public-key", "response": {"clientDataJSON": "e30"}}',
    ],
)
def test_no_answer_at_all_is_said_kindly(cast, device, browser, answer):
    asked(browser)
    assert browser.post(DOOR, data={"answer": answer}).status_code == 422
    asked(client := cast.teacher, "/account/sleutel/vraag")
    assert client.post("/account/sleutel", data={"answer": answer, "name": "x"}).status_code == 422


def test_without_a_question_there_is_no_answer(cast, device, browser):
    forged = {"challenge": "AAAA"}
    assert browser.post(DOOR, data={"answer": device.use(forged)}).status_code == 422


def test_a_question_to_sign_in_makes_no_key_and_the_other_way_round(cast, device, browser):
    teacher, fresh = cast.teacher, Authenticator()
    question = asked(teacher, f"{DOOR}/vraag")
    made = fresh.make({**question, "user": {"id": "AAAA"}})
    assert teacher.post("/account/sleutel", data={"answer": made, "name": "x"}).status_code == 422
    answer = device.use(asked(teacher, "/account/sleutel/vraag"))
    assert teacher.post(DOOR, data={"answer": answer}).status_code == 422


def test_several_keys_each_with_a_name_one_taken_away(cast, device, browser):
    teacher, second = cast.teacher, Authenticator()
    assert add(teacher, second, name="Laptop van school").status_code == 303
    page = teacher.get("/account").text
    assert "Mijn telefoon" in page
    assert "Laptop van school" in page
    first = kept(cast, select(func.min(Passkey.id)))
    assert teacher.post(f"/account/sleutel/{first}/naam", data={"name": "Oude telefoon"}).status_code == 303
    assert teacher.post(f"/account/sleutel/{first}/naam", data={"name": " "}).status_code == 422
    assert "Oude telefoon" in teacher.get("/account").text
    assert teacher.post(f"/account/sleutel/{first}/weg").status_code == 303
    assert sign_in(browser, device).status_code == 422
    assert sign_in(browser, second).status_code == 303


def test_one_key_is_not_added_twice_nor_without_a_name(cast, device):
    assert add(cast.teacher, device).status_code == 422
    assert add(cast.other_teacher, device).status_code == 422
    assert add(cast.teacher, Authenticator(), name="").status_code == 422
    assert kept(cast, select(func.count()).select_from(Passkey)) == 1


def test_another_persons_keys_do_not_exist(cast, device):
    key = kept(cast, select(Passkey.id))
    for visitor in ("other_teacher", "librarian", "coordinator", "child"):
        client = getattr(cast, visitor)
        assert client.post(f"/account/sleutel/{key}/naam", data={"name": "Van mij"}).status_code == 404
        assert client.post(f"/account/sleutel/{key}/weg").status_code == 404
    assert kept(cast, select(Passkey.name)) == "Mijn telefoon"
    for path in ("/account/sleutel/vraag", "/account/sleutel"):
        assert cast.child.post(path).status_code == 404
        assert cast.stranger.post(path).location == "/inloggen"
    assert cast.stranger.get("/account").location == "/inloggen"


def test_a_disabled_account_has_no_key(cast, device, browser):
    with cast.app.extensions["readify.database"].writing() as session:
        session.get(Account, cast.people.teacher).disabled_at = clock.now()
        session.commit()
    assert sign_in(browser, device).status_code == 422


def test_keys_need_a_name_for_an_address():
    assert site_of("http://localhost:8000").can_have_keys
    assert site_of("https://lees.example").host == "lees.example"
    assert not site_of("http://127.0.0.1:8000").can_have_keys
    assert not site_of("http://[::1]:8000").can_have_keys
