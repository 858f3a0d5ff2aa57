"""Campaigns: their days, a library that takes part, what its children and teachers then see."""

from __future__ import annotations

import datetime as dt
from html import unescape

import pytest
from flask.testing import FlaskClient

from readify.exchange.campaigns import campaigns, check_campaigns, read_campaigns
from readify.game.rules import RulebookError
from tests.cast import Cast
from tests.printing.conftest import Printed
from tests.walks import Walk, make_walk

WEEK = "week-van-de-mediawijsheid"  # for every age; no days are suggested for it


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


def days(walk: Walk, **changes: str) -> dict[str, str]:
    """From yesterday to next week, all in the year in which it starts."""
    first = walk.today - dt.timedelta(days=1)
    return {"starts": first.isoformat(), "ends": (walk.today + dt.timedelta(days=7)).isoformat(), **changes}


def year(walk: Walk) -> int:
    return (walk.today - dt.timedelta(days=1)).year


def switch(walk: Walk, client: FlaskClient, *, on: bool = True, library: int = 0) -> str:
    data = {"campaign": WEEK, "year": year(walk), **({"on": "true"} if on else {})}
    answer = client.post(f"/bieb/{library or walk.library}/actie", data=data, follow_redirects=True)
    return unescape(answer.text)


def read(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return unescape(answer.text)


def routes(walk: Walk) -> list[tuple[str, str]]:
    here = f"/bieb/acties/{WEEK}/{year(walk)}"
    return [("GET", "/bieb/acties"), ("GET", here), ("GET", f"{here}/poster.pdf")]


def test_only_staff_of_libraries_see_the_calendar_and_only_coordinators_settle_days(walk: Walk, cast: Cast):
    settle = f"/provincie/acties/{WEEK}/{year(walk)}"
    for client in (cast.teacher, cast.child):
        for method, path in [*routes(walk), ("POST", f"/bieb/{walk.library}/actie")]:
            assert client.open(path, method=method).status_code == 404, path
    for client in (cast.teacher, cast.child, cast.librarian):
        assert client.post(settle, data=days(walk)).status_code == 404
    other = cast.with_password("anders@bieb.example")
    assert other.post(f"/bieb/{walk.library}/actie", data={"campaign": WEEK, "year": 2027}).status_code == 404
    for method, path in [*routes(walk), ("POST", settle)]:
        assert cast.stranger.open(path, method=method).headers["Location"] == "/inloggen"


def test_suggested_days_are_marked_until_a_coordinator_confirms_them(walk: Walk, cast: Cast):
    page = read(cast.librarian, "/bieb/acties")
    assert "nog te bevestigen" in page
    assert "dagen nog niet bekend" in page
    coming = next(y for y in (walk.today.year, walk.today.year + 1) if dt.date(y, 2, 6) >= walk.today)
    first = dt.date.fromisocalendar(coming, 4, 3)
    here = f"nationale-voorleesdagen/{coming}"
    assert "nog te bevestigen" in read(cast.librarian, f"/bieb/acties/{here}")
    data = {"starts": first.isoformat(), "ends": first.isoformat(), "confirmed": "true"}
    assert cast.coordinator.post(f"/provincie/acties/{here}", data=data).status_code == 303
    page = read(cast.librarian, f"/bieb/acties/{here}")
    assert "nog te bevestigen" not in page
    assert "bevestigd" in page


def test_wrong_days_come_back_with_words(walk: Walk, cast: Cast):
    path = f"/provincie/acties/{WEEK}/{year(walk)}"
    for change, words in (
        ({"starts": "2031-01-01", "ends": "2031-01-03"}, "Kies een dag."),
        ({"ends": "2020-01-01"}, "De laatste dag ligt voor de eerste dag."),
        ({"ends": "2099-01-01"}, "hooguit twee maanden"),
        ({"starts": ""}, "Kies een dag."),
    ):
        answer = cast.coordinator.post(path, data=days(walk, **change))
        assert answer.status_code == 422, change
        assert words in unescape(answer.text)
    assert cast.coordinator.post("/provincie/acties/niets/2027", data=days(walk)).status_code == 404


def test_a_campaign_without_days_cannot_be_switched_on(walk: Walk, cast: Cast):
    assert "nog geen dagen" in switch(walk, cast.librarian)
    assert read(cast.child, "/uitdaging").count("Mediawijsheid") == 0


def test_children_and_teachers_see_it_while_it_runs_and_their_library_takes_part(walk: Walk, cast: Cast):
    settle = f"/provincie/acties/{WEEK}/{year(walk)}"
    cast.coordinator.post(settle, data=days(walk))
    child, teacher, own = cast.child, cast.teacher, f"/uitdaging/actie/{WEEK}"
    klas = f"/klas/{cast.people.classroom}/actie/{WEEK}"
    for client, path in ((child, own), (teacher, klas), (teacher, f"{klas}/poster.pdf")):
        assert client.get(path).status_code == 404
    assert "De actie staat aan." in switch(walk, cast.librarian)
    assert "Week van de Mediawijsheid" in read(child, "/uitdaging")
    page = read(child, own)
    assert "Lees een stukje uit de krant." in page
    assert 'value="van-alles"' in page
    assert "/muur/krantkraker" in page
    assert child.post("/uitdaging/kaart", data={"card_set": "van-alles", "size": 3}).status_code == 303
    assert "Hier staat een opdracht" in read(teacher, f"/klas/{cast.people.classroom}")
    assert "Zoek drie verschillen." in read(teacher, klas)
    assert cast.other_teacher.get(klas).status_code == 404
    poster = Printed(teacher.get(f"{klas}/poster.pdf").data)
    assert "Lees het na." in poster.text(0)
    assert all(poster.fonts().values())
    cast.coordinator.post(settle, data={"starts": f"{year(walk)}-01-02", "ends": f"{year(walk)}-01-03"})
    assert child.get(own).status_code == 404
    cast.coordinator.post(settle, data=days(walk))
    assert "De actie staat uit." in switch(walk, cast.librarian, on=False)
    assert child.get(own).status_code == 404


def test_a_campaign_for_the_youngest_is_not_shown_to_older_children(walk: Walk, cast: Cast):
    settle = f"/provincie/acties/nationale-voorleesdagen/{year(walk)}"
    cast.coordinator.post(settle, data=days(walk))
    data = {"campaign": "nationale-voorleesdagen", "year": year(walk), "on": "true"}
    cast.librarian.post(f"/bieb/{walk.library}/actie", data=data)
    assert "Voorleesdagen" not in read(cast.child, "/uitdaging")


def test_days_stand_on_the_poster_only_once_they_are_confirmed(walk: Walk, cast: Cast):
    settle = f"/provincie/acties/{WEEK}/{year(walk)}"
    path = f"/bieb/acties/{WEEK}/{year(walk)}/poster.pdf?papier=A3"
    cast.coordinator.post(settle, data=days(walk))
    before = Printed(cast.librarian.get(path).data)
    assert "tot en met" not in before.text(0)
    assert round(before.millimetres(0)[0]) == 297
    cast.coordinator.post(settle, data=days(walk, confirmed="true"))
    after = Printed(cast.librarian.get(path).data)
    assert "tot en met" in after.text(0)
    assert "Proefbieb" in after.text(0)


def test_the_rules_give_the_days_that_were_seen():
    seen = {
        "nationale-voorleesdagen": [
            (2018, 1, 24),
            (2019, 1, 23),
            (2023, 1, 25),
            (2024, 1, 24),
            (2026, 1, 21),
        ],
        "kinderboekenweek": [(2008, 10, 1), (2016, 10, 5), (2021, 10, 6), (2023, 10, 4), (2024, 10, 2)],
    }
    for slug, firsts in seen.items():
        rule = campaigns()[slug].rule
        assert rule is not None
        assert [rule.days(one[0])[0] for one in firsts] == [dt.date(*one) for one in firsts]


def test_every_set_is_whole_and_a_slip_of_the_pen_is_refused(walk: Walk):
    check_campaigns(walk.app.extensions["readify.rulebook"])
    for one in campaigns().values():
        assert set(one.assignment) == {"klein", "midden", "groot"}
        assert one.bands
    with pytest.raises(RulebookError, match="unknown key"):
        read_campaigns({"campaign": [{"slug": "x", "naam": "x"}]})
    words = {"nl": "a", "en": "a"}
    wrong = {"slug": "x", "name": words, "rule": {"kind": "moon"}}
    with pytest.raises(RulebookError, match="no kind of rule"):
        read_campaigns({"campaign": [wrong]})
