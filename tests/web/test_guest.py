"""A passport without an account: its name and card, opened elsewhere, several on one phone."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from readify.models import PassportOrigin
from tests.cast import Cast
from tests.guests import a_passport, guest_stamp
from tests.walks import Walk, make_walk


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


def text(client: FlaskClient, path: str, status: int = 200, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == status, path
    return unescape(answer.get_data(as_text=True))


def key_on(client: FlaskClient) -> str:
    cookie = client.get_cookie("paspoort")
    assert cookie is not None
    return cookie.value.split(".")[0]


def name_on(client: FlaskClient) -> str:
    return re.search(r'<div class="here">.*?<b>([^<]+)</b>', text(client, "/paspoort"), re.S)[1]


def test_the_card_of_a_passport_opens_it_on_another_device_and_both_go_on(walk: Walk) -> None:
    phone, tablet = walk.app.test_client(), walk.app.test_client()
    text(phone, f"/S/{walk.codes[0]}")
    name = name_on(phone)
    card = text(phone, "/paspoort/kaart")
    assert name in card
    assert f"{key_on(phone)[:5]}-{key_on(phone)[5:10]}" in card
    answer = tablet.get(f"/p/{key_on(phone).lower()}")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/paspoort")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    page = text(tablet, "/paspoort")
    assert f"Hoi {name}! Je paspoort is er weer." in page
    assert "1 van 3 stempels" in page
    text(tablet, f"/S/{walk.codes[1]}")
    text(phone, f"/S/{walk.codes[1]}")
    text(phone, f"/S/{walk.codes[2]}")
    for device in (phone, tablet):
        assert "3 van 3 stempels" in text(device, "/paspoort")
    assert key_on(phone) != key_on(tablet)


@pytest.mark.parametrize("written", ["{0}-{1}", "{0} {1}", "{lower}", "https://x.example/P/{whole}"])
def test_a_typed_code_opens_it_too(walk: Walk, written: str) -> None:
    made = a_passport(walk, PassportOrigin.DESK)
    guest_stamp(walk, made.passport_id)
    first, second = made.code.split("-")
    typed = written.format(first, second, lower=(first + second).lower(), whole=made.token)
    device = walk.app.test_client()
    assert device.post("/paspoort/openen", data={"code": typed}).status_code == 303
    assert "1 van 3 stempels" in text(device, "/paspoort")


def test_a_card_that_is_unknown_is_said_kindly_and_does_no_harm(walk: Walk) -> None:
    device = walk.app.test_client()
    text(device, f"/S/{walk.codes[0]}")
    for path in ("/P/" + "0" * 20, "/p/x", "/P/" + "é" * 300, f"/P/{key_on(device)[:10]}0"):
        assert "Dit paspoort ken ik niet." in text(device, path, 404)
    answer = device.post("/paspoort/openen", data={"code": "<script>"})
    assert answer.status_code == 422
    assert "<script>" not in answer.get_data(as_text=True).split("</head>")[1].split("</form>")[0]
    assert "1 van 3 stempels" in text(device, "/paspoort")


def test_a_browser_that_fetches_ahead_opens_nothing(walk: Walk) -> None:
    device = walk.app.test_client()
    text(device, f"/P/{a_passport(walk).token}", 503, **{"Sec-Purpose": "prefetch"})
    assert device.get_cookie("paspoort") is None


def test_a_family_shares_one_phone(walk: Walk) -> None:
    phone = walk.app.test_client()
    text(phone, f"/S/{walk.codes[0]}")
    first = name_on(phone)
    passport = a_passport(walk, PassportOrigin.PAPER)
    phone.get(f"/P/{passport.token}")
    assert name_on(phone) == passport.name
    text(phone, f"/S/{walk.codes[1]}")
    assert "1 van 3 stempels" in text(phone, "/paspoort")
    first_id = re.search(r'name="paspoort" value="(\d+)"', text(phone, "/paspoort"))[1]
    assert phone.post("/paspoort/wissel", data={"paspoort": first_id}).status_code == 303
    assert name_on(phone) == first
    assert "1 van 3 stempels" in text(phone, "/paspoort")
    for _ in range(3):
        assert phone.post("/paspoort/erbij").status_code == 303
    phone.post("/paspoort/erbij")
    assert "Op dit apparaat passen vijf paspoorten." in text(phone, "/paspoort")
    assert len(phone.get_cookie("paspoort").value.split(".")) == 5


def test_another_devices_passport_cannot_be_switched_to(walk: Walk) -> None:
    phone, other = walk.app.test_client(), a_passport(walk)
    guest_stamp(walk, other.passport_id, 2)
    text(phone, f"/S/{walk.codes[0]}")
    name = name_on(phone)
    phone.post("/paspoort/wissel", data={"paspoort": other.passport_id})
    phone.post("/paspoort/wissel", data={"paspoort": "x"})
    assert name_on(phone) == name


def test_staff_have_no_passport_and_a_guest_without_one_no_card(walk: Walk, cast: Cast) -> None:
    for path in ("/paspoort/kaart", "/paspoort/openen", f"/P/{a_passport(walk).token}"):
        text(cast.librarian, path, 404)
    for path in ("/paspoort/erbij", "/paspoort/wissel", "/paspoort/openen"):
        assert cast.teacher.post(path).status_code == 404
    assert cast.stranger.get("/paspoort/kaart").headers["Location"] == "/paspoort"


def test_a_child_that_opens_a_card_is_offered_its_stamps(walk: Walk, cast: Cast) -> None:
    made = a_passport(walk, PassportOrigin.PAPER)
    guest_stamp(walk, made.passport_id)
    child = cast.child
    child.get(f"/P/{made.token}")
    assert "Op dit apparaat staat 1 stempel" in text(child, "/paspoort")
    child.post("/paspoort/meenemen")
    assert "1 stempel staat nu in jouw paspoort." in text(child, "/paspoort")
    assert child.get_cookie("paspoort") is None


def test_the_pages_speak_english_to_who_wants_it(walk: Walk) -> None:
    device = walk.app.test_client()
    english = {"Accept-Language": "en"}
    text(device, f"/S/{walk.codes[0]}", **english)
    assert "Keep your passport" in text(device, "/paspoort", **english)
    assert "My passport card" in text(device, "/paspoort/kaart", **english)
    assert "Open my passport" in text(device, "/paspoort/openen", **english)
