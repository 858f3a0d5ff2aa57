"""How often a way in may fail, and that right ones are never counted."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from limits import parse
from sqlalchemy import func, select

from readify.actions.cards import set_pictures
from readify.config import Config
from readify.models import Passport, Reader
from tests.people import PASSWORD, SECRET
from tests.walks import make_walk
from tests.web.doors import CODES, do, people, pick_name, token

__all__ = ["do", "people", "token"]


@pytest.fixture
def config(config: Config) -> Config:
    """The same settings, with limits."""
    return config.model_copy(update={"rate_limits": True})


@pytest.fixture
def limited(client: FlaskClient) -> FlaskClient:
    return client


def test_sixty_failed_cards_a_minute_close_the_door_and_say_when_it_opens(limited, people, do):
    codes = [limited.get(f"/K/{number:020d}").status_code for number in range(61)]
    assert codes == [404] * 60 + [429]
    page = limited.get("/K/00000000000000000000")
    assert 1 <= int(page.headers["Retry-After"]) <= 60
    assert "Wacht 1 minuut" in page.text


def test_a_whole_school_behind_one_address_scans_at_once(limited, token):
    assert {limited.get(f"/K/{token}").status_code for _ in range(80)} == {303}


def test_five_failed_passwords_close_that_e_mail_only(limited, people):
    wrong = {"email": "juf@school.example", "password": "fout fout fout"}
    codes = [limited.post("/inloggen", data=wrong).status_code for _ in range(6)]
    assert codes == [422] * 5 + [429]
    right = {"email": " JUF@school.example", "password": PASSWORD}
    assert limited.post("/inloggen", data=right).status_code == 429
    other = {"email": "meester@school.example", "password": PASSWORD}
    assert limited.post("/inloggen", data=other).status_code == 303


def test_twenty_failed_passwords_a_minute_close_the_address(limited, people):
    tries = [
        limited.post("/inloggen", data={"email": f"wie{n}@school.example", "password": "fout"}).status_code
        for n in range(21)
    ]
    assert tries == [422] * 20 + [429]
    assert limited.get("/inloggen").status_code == 200


@pytest.mark.parametrize(
    ("path", "data"),
    [("/k", {"word": "BEVER 43"}), ("/k", {"phrase": "een twee drie vier"})],
)
def test_guessing_classes_and_phrases_is_limited(limited, people, path, data):
    codes = [limited.post(path, data=data).status_code for _ in range(61)]
    assert codes == [422] * 60 + [429]


def test_guessing_many_childrens_pictures_is_limited(limited, app, people, do):
    do(set_pictures, reader_id=people.bram, codes=CODES, secret=SECRET)
    pick_name(limited, people.bram)
    codes = []
    for _ in range(61):
        with app.extensions["readify.database"].writing() as session:
            session.get(Reader, people.bram).picture_tries = 0
            session.commit()
        codes.append(limited.post("/plaatjes", data={"picture": ["pan", "veer", "uil"]}).status_code)
    assert codes == [303] * 60 + [429]


@pytest.mark.parametrize("path", ["/P/{:020d}", "/T/{:08d}"])
def test_guessing_passports_and_teams_is_limited(limited, path):
    codes = [limited.get(path.format(number)).status_code for number in range(61)]
    assert codes == [404] * 60 + [429]


def test_no_scan_is_refused_to_a_bus_and_a_flood_of_passports_stays_on_its_devices(
    app, cast, limited, monkeypatch
):
    walk = make_walk(cast)
    few = (parse("3 per minute"),)
    monkeypatch.setattr("readify.request_limits.NEW_PASSPORTS", few)
    phones = [app.test_client() for _ in range(5)]
    for phone in phones:
        assert "Stempel verdiend!" in phone.get(f"/S/{walk.codes[0]}").text
    with app.extensions["readify.database"].reading() as session:
        assert session.scalar(select(func.count()).select_from(Passport)) == 3
    assert [phone.get_cookie("stempels") is not None for phone in phones] == [False] * 3 + [True] * 2
    assert "2 van 3 stempels" in (phones[4].get(f"/S/{walk.codes[1]}"), phones[4].get("/paspoort"))[1].text


def test_links_by_which_schools_enter_are_not_guessed(limited: FlaskClient) -> None:
    codes = [limited.get(f"/meld-aan/{turn:032d}").status_code for turn in range(61)]
    assert codes == [404] * 60 + [429]
