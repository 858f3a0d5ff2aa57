"""A library's own campaign from its form to the child's page; its own days of a national one."""

from __future__ import annotations

import datetime as dt
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from readify.models import CampaignDates, LibraryCampaign, OwnCampaign
from tests.cast import Cast
from tests.printing.conftest import Printed
from tests.walks import Walk, make_walk

WEEK = "week-van-de-mediawijsheid"  # for every age; no days are suggested for it


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


def form(walk: Walk, **changes: object) -> dict[str, object]:
    return {
        "name": "Water in Stein",
        "starts": (walk.today - dt.timedelta(days=1)).isoformat(),
        "ends": (walk.today + dt.timedelta(days=7)).isoformat(),
        "confirmed": "true",
        "bands": ["klein", "midden", "groot"],
        "like": "kinderboekenweek",
        "child": "Lees een boek over water.",
        "poster": "Nat!\nLees mee.",
        **changes,
    }


def make(walk: Walk, client: FlaskClient, **changes: object) -> str:
    """The address of the campaign's page."""
    answer = client.post(f"/bieb/{walk.library}/actie/nieuw", data=form(walk, **changes))
    assert answer.status_code == 303, unescape(answer.text)
    return answer.headers["Location"]


def switch_on(walk: Walk, client: FlaskClient, page: str) -> None:
    slug, year = page.split("/")[-2:]
    client.post(f"/bieb/{walk.library}/actie", data={"campaign": slug, "year": year, "on": "true"})


def read(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return unescape(answer.text)


def test_an_own_campaign_reaches_the_child_the_class_and_the_wall_like_a_national_one(walk: Walk, cast: Cast):
    page = make(walk, cast.librarian, badge="versjevanger", bingo="samen")
    slug = page.split("/")[-2]
    assert "Water in Stein" in read(cast.librarian, "/bieb/acties")
    assert "Bingokaart „Samen”" in read(cast.librarian, page)
    own, klas = f"/uitdaging/actie/{slug}", f"/klas/{cast.people.classroom}/actie/{slug}"
    assert cast.child.get(own).status_code == cast.teacher.get(klas).status_code == 404
    switch_on(walk, cast.librarian, page)
    assert "Water in Stein" in read(cast.child, "/uitdaging")
    shown = read(cast.child, own)
    assert "Lees een boek over water." in shown
    assert "/muur/versjevanger" in shown
    assert 'value="samen"' in shown
    assert "Boekenproeverij" in read(cast.teacher, klas)  # what was left empty comes from the set
    poster = Printed(cast.teacher.get(f"{klas}/poster.pdf").data)
    assert all(words in poster.text(0) for words in ("Nat!", "Lees mee.", "Water in Stein", "tot en met"))


def test_own_words_stand_for_every_age_and_go_with_a_change(walk: Walk, cast: Cast):
    page = make(walk, cast.librarian)
    switch_on(walk, cast.librarian, page)
    number = page.split("/")[-2].removeprefix("eigen-")
    assert "Lees een boek over water." in read(cast.librarian, f"/bieb/actie/{number}")
    changed = form(walk, assignment="Teken <script>een rivier</script>.", name="Rivieren")
    assert cast.librarian.post(f"/bieb/actie/{number}", data=changed).status_code == 303
    klas = f"/klas/{cast.people.classroom}/actie/eigen-{number}"
    page = cast.teacher.get(klas).text
    assert "Rivieren" in page
    assert "Teken &lt;script&gt;" in page


def test_another_year_takes_the_libraries_choice_along(walk: Walk, cast: Cast):
    page = make(walk, cast.librarian)
    switch_on(walk, cast.librarian, page)
    number = page.split("/")[-2].removeprefix("eigen-")
    later = {"starts": f"{walk.today.year + 1}-03-01", "ends": f"{walk.today.year + 1}-03-05"}
    moved = cast.librarian.post(f"/bieb/actie/{number}", data=form(walk, **later)).headers["Location"]
    assert moved.endswith(f"/{walk.today.year + 1}")
    assert "Zet uit" in read(cast.librarian, moved)


def test_a_campaign_that_is_taken_away_is_gone_everywhere(walk: Walk, cast: Cast):
    page = make(walk, cast.librarian)
    switch_on(walk, cast.librarian, page)
    slug = page.split("/")[-2]
    assert cast.librarian.post(f"/bieb/actie/{slug.removeprefix('eigen-')}/weg").status_code == 303
    assert cast.child.get(f"/uitdaging/actie/{slug}").status_code == 404
    with walk.app.extensions["readify.database"].reading() as session:
        for table in (OwnCampaign, CampaignDates, LibraryCampaign):
            assert session.scalars(select(table)).all() == []


def test_an_own_campaign_does_not_exist_for_others(walk: Walk, cast: Cast):
    page = make(walk, cast.librarian)
    slug, year = page.split("/")[-2:]
    number, other = slug.removeprefix("eigen-"), cast.with_password("anders@bieb.example")
    routes = [
        ("GET", f"/bieb/{walk.library}/actie/nieuw"),
        ("POST", f"/bieb/{walk.library}/actie/nieuw"),
        ("GET", f"/bieb/actie/{number}"),
        ("POST", f"/bieb/actie/{number}"),
        ("POST", f"/bieb/actie/{number}/weg"),
        ("POST", f"/bieb/{walk.library}/actie/dagen"),
    ]
    for client in (other, cast.teacher, cast.child):
        for method, path in [*routes, ("GET", page), ("GET", f"{page}/poster.pdf")]:
            assert client.open(path, method=method).status_code == 404, path
    for method, path in routes:
        assert cast.stranger.open(path, method=method).headers["Location"] == "/inloggen"
    assert "Water in Stein" not in read(other, "/bieb/acties")
    theirs = {"campaign": slug, "year": year, "on": "true"}
    assert other.post(f"/bieb/{walk.other_library}/actie", data=theirs).status_code == 404
    assert "Water in Stein" in read(cast.coordinator, "/bieb/acties")
    assert cast.coordinator.post(f"/provincie/acties/{slug}/{year}", data=form(walk)).status_code == 404


def test_a_wrong_form_comes_back_with_words_and_what_was_typed(walk: Walk, cast: Cast):
    for change, words in (
        ({"name": " "}, "Geef de actie een naam"),
        ({"ends": "2020-01-01"}, "De laatste dag ligt voor de eerste dag."),
        ({"bands": []}, "Kies voor wie de actie is."),
        ({"like": "niets"}, "Kies iets uit de lijst."),
        ({"badge": "niets"}, "Kies iets uit de lijst."),
        ({"poster": "een\ntwee\ndrie"}, "twee regels"),
        ({"child": "x" * 91}, "hooguit 90 letters"),
    ):
        answer = cast.librarian.post(f"/bieb/{walk.library}/actie/nieuw", data=form(walk, **change))
        assert answer.status_code == 422, change
        assert words in unescape(answer.text), change
        assert change.get("child", "Lees een boek over water.") in unescape(answer.text)


def test_a_librarian_who_knows_the_days_fills_them_in_for_her_own_library(walk: Walk, cast: Cast):
    year = (walk.today - dt.timedelta(days=1)).year
    page = f"/bieb/acties/{WEEK}/{year}"
    assert "Weten jullie ze al?" in read(cast.librarian, page)
    days = {"campaign": WEEK, "year": year, "starts": form(walk)["starts"], "ends": form(walk)["ends"]}
    here = f"/bieb/{walk.library}/actie/dagen"
    assert cast.librarian.post(here, data=days | {"ends": "2020-01-01"}).status_code == 422
    assert cast.librarian.post(here, data=days).status_code == 303
    assert "nog te bevestigen" in read(cast.librarian, page)
    cast.librarian.post(here, data=days | {"confirmed": "true"})
    assert "nog te bevestigen" not in read(cast.librarian, page)
    switch_on(walk, cast.librarian, page)
    assert "Mediawijsheid" in read(cast.child, "/uitdaging")
    other = cast.with_password("anders@bieb.example")
    assert "Weten jullie ze al?" in read(other, page)  # hers alone
    cast.librarian.post(here, data=days | {"follow": "true"})
    assert "Mediawijsheid" not in read(cast.child, "/uitdaging")
