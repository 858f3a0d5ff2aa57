"""The library's pages: own trails only; making, opening, ending, a new code; posters that lead to a spot."""

from __future__ import annotations

import datetime as dt
import io
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from readify.models import AuditEntry, Trail, TrailStage
from readify.queries.school_holidays import school_holidays
from tests.cast import Cast
from tests.printing.conftest import Printed, decoded
from tests.walks import Walk, make_walk, spots_of, trail_in


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


def text(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return unescape(answer.get_data(as_text=True))


def routes(walk: Walk) -> list[tuple[str, str]]:
    trail = f"/bieb/spoor/{walk.trail}"
    return [
        ("GET", trail),
        ("GET", f"{trail}/cijfers"),
        ("GET", f"{trail}/posters"),
        ("GET", f"{trail}/posters.pdf"),
        ("GET", f"{trail}/plek/1.png?breed=400"),
        ("GET", f"/bieb/{walk.library}/spoor/nieuw"),
        ("POST", f"/bieb/{walk.library}/spoor/nieuw"),
        ("POST", f"{trail}/open"),
        ("POST", f"{trail}/stop"),
        ("POST", f"/bieb/plek/{walk.spots[0]}/code"),
    ]


def test_another_librarys_trail_does_not_exist(walk: Walk, cast: Cast) -> None:
    outsiders = [cast.with_password("anders@bieb.example"), cast.teacher, cast.child]
    for client in outsiders:
        for method, path in routes(walk):
            assert client.open(path, method=method).status_code == 404, (method, path)
    with walk.app.extensions["readify.database"].reading() as session:
        assert session.get_one(Trail, walk.trail).stage is TrailStage.RUNNING


def test_a_stranger_is_asked_to_sign_in(walk: Walk, cast: Cast) -> None:
    for method, path in [*routes(walk), ("GET", "/bieb")]:
        answer = cast.stranger.open(path, method=method)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/inloggen"), path


def test_what_is_not_there_is_a_404(walk: Walk, cast: Cast) -> None:
    client = cast.librarian
    for path in (
        "/bieb/spoor/999",
        f"/bieb/spoor/{walk.trail}/plek/9.png",
        f"/bieb/spoor/{walk.trail}/posters.pdf?plek=9",
        "/bieb/999/spoor/nieuw",
    ):
        text(client, path, 404)
    assert client.post("/bieb/plek/999/code").status_code == 404


def test_the_list_shows_own_trails_and_a_first_step(walk: Walk, cast: Cast) -> None:
    page = text(cast.librarian, "/bieb")
    assert "Proefspoor" in page
    assert "Andere bieb" not in page
    assert "Nog geen spoor" in text(cast.with_password("anders@bieb.example"), "/bieb")
    both = text(cast.coordinator, "/bieb")
    assert "Proefspoor" in both
    assert "Andere bieb" in both


def test_the_overview_counts_and_notices_a_quiet_spot(walk: Walk, cast: Cast) -> None:
    walk.guests(0, 8)
    walk.guests(1, 3)
    page = text(cast.librarian, f"/bieb/spoor/{walk.trail}")
    assert '<b class="num">8</b> vandaag' in page
    assert '<b class="num"><5</b> vandaag' in page
    assert page.count("Hangt hij nog?") == 1
    assert "Plek 3 is stil sinds gisteren" in page
    assert "Loopt" in page


def test_the_figures_hide_small_counts(walk: Walk, cast: Cast) -> None:
    walk.guests(0, 30, days_ago=1)
    walk.guests(1, 2)
    page = text(cast.librarian, f"/bieb/spoor/{walk.trail}/cijfers")
    assert "Veel stoppen na plek 1" in page
    assert "heat-few" in page
    assert ">2<" not in page


def a_trail(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Zomerspoor",
        "word": "peel",
        "story": "auvermannekes",
        "plekken": "3",
        "starts": "2027-07-24",
        "ends": "2027-09-05",
        "places": ["Voordeur", "Striphoek", "Leesraam"],
    } | changes


def test_a_trail_is_made_opened_and_ended(walk: Walk, cast: Cast) -> None:
    client = cast.librarian
    made = client.post(f"/bieb/{walk.library}/spoor/nieuw", data=a_trail())
    path = made.headers["Location"]
    assert made.status_code == 303
    page = text(client, path)
    assert "Zet het spoor klaar" in page
    assert "PEEL 1" in page
    assert client.post(f"{path}/open").status_code == 303
    page = text(client, path)
    assert "Stop dit spoor" in page
    assert "Het spoor begint vanzelf op 24 juli" in page
    assert client.post(f"{path}/stop").status_code == 303
    client.post(f"{path}/open")
    assert "Dit spoor is al voorbij." in text(client, path)
    with walk.app.extensions["readify.database"].reading() as session:
        noted = session.scalars(select(AuditEntry.action).where(AuditEntry.subject == "trail")).all()
    assert noted == ["make_trail", "ready_trail", "end_trail"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Geef het spoor een naam"),
        ({"word": "M44S"}, "Kies een woord"),
        ({"story": "onbekend"}, "Kies een verhaal uit de lijst."),
        ({"ends": "2027-07-01"}, "Het spoor stopt voor het begint."),
        ({"ends": "2029-07-01"}, "hooguit 120 dagen"),
        ({"starts": "morgen"}, "Kies een dag."),
        ({"places": ["Voordeur", "voordeur", "Leesraam"]}, "Twee plekken heten hetzelfde."),
        ({"places": ["Voordeur", "", ""]}, "Kies 3 tot 12 plekken"),
        ({"places": ["Voordeur", "Striphoek", "x" * 41]}, "Kies 3 tot 12 plekken"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(
    walk: Walk, cast: Cast, changes: dict[str, Any], words: str
) -> None:
    answer = cast.librarian.post(f"/bieb/{walk.library}/spoor/nieuw", data=a_trail(**changes))
    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert words in page
    assert 'value="Striphoek"' in page or "places" in changes
    assert 'value="Zomerspoor"' in page or "name" in changes


def test_the_form_suggests_holiday_places_and_riddles(walk: Walk, cast: Cast) -> None:
    holiday = school_holidays(walk.today)[1]
    page = text(cast.librarian, f"/bieb/{walk.library}/spoor/nieuw?story=auvermannekes&plekken=4&vakantie=1")
    assert f'value="{holiday.starts.isoformat()}"' in page
    assert "Begin waar iedereen binnenkomt." in page
    assert page.count('name="places"') == 4
    text(cast.librarian, f"/bieb/{walk.library}/spoor/nieuw?story=%00&plekken=x&vakantie=-4")


def test_a_new_code_stops_the_old_poster(walk: Walk, cast: Cast) -> None:
    client = cast.librarian
    answer = client.post(f"/bieb/plek/{walk.spots[1]}/code")
    assert answer.headers["Location"] == f"/bieb/spoor/{walk.trail}/posters?plek=2"
    spot = spots_of(walk.app, walk.trail)[1]
    assert spot.code != walk.codes[1]
    assert spot.old_codes == [walk.codes[1]]
    assert cast.stranger.get(f"/S/{walk.codes[1]}").status_code == 404
    assert cast.stranger.get(f"/S/{spot.code}").status_code == 200


def urls(walk: Walk) -> list[str]:
    return [f"HTTP://LOCALHOST/S/{code}" for code in walk.codes]


@pytest.mark.parametrize("paper", ["A5", "A4", "A3"])
def test_each_page_of_the_pdf_leads_to_its_own_spot(walk: Walk, cast: Cast, paper: str) -> None:
    answer = cast.librarian.get(f"/bieb/spoor/{walk.trail}/posters.pdf?papier={paper}&inkt=light&taal=nl,en")
    assert answer.mimetype == "application/pdf"
    printed = Printed(answer.data)
    found = [decoded(printed.picture(page, dpi=150)) for page in range(len(printed))]
    assert found == [[url] for url in urls(walk)]
    for page, typed in enumerate(walk.typed):
        assert typed in printed.text(page)
        assert "localhost/s" in printed.text(page)


def test_a_scanned_address_of_the_pdf_opens_the_spot(walk: Walk, cast: Cast) -> None:
    answer = cast.librarian.get(f"/bieb/spoor/{walk.trail}/posters.pdf?plek=2")
    printed = Printed(answer.data)
    assert len(printed) == 1
    (url,) = decoded(printed.picture(0))
    page = cast.stranger.get(url.removeprefix("HTTP://LOCALHOST"))
    assert "Striphoek" in page.get_data(as_text=True)


def test_the_same_poster_as_a_picture(walk: Walk, cast: Cast) -> None:
    answer = cast.librarian.get(f"/bieb/spoor/{walk.trail}/plek/3.png?breed=900")
    picture = Image.open(io.BytesIO(answer.data))
    assert (answer.mimetype, picture.width) == ("image/png", 900)
    assert decoded(picture.convert("RGB")) == [urls(walk)[2]]


@pytest.mark.parametrize("asked", ["papier=A9", "inkt=paars", "taal=xx", "breed=9", "breed=99999", "breed=x"])
def test_a_poster_that_cannot_be_made_says_so(walk: Walk, cast: Cast, asked: str) -> None:
    assert cast.librarian.get(f"/bieb/spoor/{walk.trail}/plek/1.png?{asked}").status_code == 422


def test_the_posters_page_shows_what_was_chosen(walk: Walk, cast: Cast) -> None:
    page = text(cast.librarian, f"/bieb/spoor/{walk.trail}/posters?papier=A3&inkt=light&plek=2")
    assert f"/bieb/spoor/{walk.trail}/blad.png?breed=600&papier=A3&inkt=light&plek=2" in page
    assert "Dit adres staat in de code: http://localhost" in page


def test_a_trail_that_is_over_cannot_be_opened(walk: Walk, cast: Cast) -> None:
    old = trail_in(walk.app, walk.library, opened=False, starts=-30, ends=-10)
    client = cast.librarian
    client.post(f"/bieb/spoor/{old}/open")
    assert "Dit spoor is al voorbij." in text(client, f"/bieb/spoor/{old}")


def test_school_holidays_are_whole_and_in_order() -> None:
    found = school_holidays(dt.date(2026, 7, 1))
    assert found[0].name == "Zomervakantie"
    assert all(one.starts <= one.ends for one in found)
    assert [one.starts for one in found] == sorted(one.starts for one in found)
    assert all((one.ends - one.starts).days < 60 for one in found)
