"""Community goals: who sets them, whose lamps count, and what a foyer, a frame and a picture show."""

from __future__ import annotations

import datetime as dt
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from readify.models import Branch, CommunityGoal, ReaderDay, School, SchoolLibrary
from readify.web.headers import FRAMED_CSP
from tests.cast import Cast
from tests.walks import Walk, make_walk


@pytest.fixture
def walk(cast: Cast) -> Walk:
    found = make_walk(cast)
    found.app.extensions["readify.community_counts"].seconds = 0
    return found


def goal_form(walk: Walk, **changes: object) -> dict[str, object]:
    return {
        "name": "Stein leest samen",
        "target": 4,
        "starts": (walk.today - dt.timedelta(days=5)).isoformat(),
        "ends": (walk.today + dt.timedelta(days=5)).isoformat(),
        **changes,
    }


def made(walk: Walk, client: FlaskClient, path: str = "", **changes: object) -> CommunityGoal:
    answer = client.post(path or f"/bieb/{walk.library}/doel/nieuw", data=goal_form(walk, **changes))
    assert answer.status_code == 303, answer.text
    with walk.app.extensions["readify.database"].reading() as session:
        return session.scalars(select(CommunityGoal).order_by(CommunityGoal.id.desc())).first()  # type: ignore[return-value]


def lamp(walk: Walk, reader_id: int, days_ago: int = 0, *, lit: bool = True) -> None:
    """A reading day of this child that lit a lamp, or did not."""
    day = walk.today - dt.timedelta(days=days_ago)
    with walk.app.extensions["readify.database"].writing() as session:
        row = {"reader_id": reader_id, "day": day, "lamp": lit, "forms": [], "languages": []}
        session.execute(insert(ReaderDay).values(row))
        session.commit()


def lamps_on(walk: Walk, goal: CommunityGoal) -> int:
    page = walk.app.test_client().get(f"/scherm/{goal.screen_key}/deel").text
    return int(page.split('data-lamps="')[1].split('"')[0])


def routes(walk: Walk, goal: CommunityGoal) -> list[tuple[str, str]]:
    return [
        ("GET", f"/bieb/{walk.library}/doel/nieuw"),
        ("POST", f"/bieb/{walk.library}/doel/nieuw"),
        ("GET", f"/bieb/doel/{goal.id}"),
        ("POST", f"/bieb/doel/{goal.id}"),
        ("POST", f"/bieb/doel/{goal.id}/sleutel"),
        ("POST", f"/bieb/doel/{goal.id}/stop"),
        ("GET", f"/bieb/{walk.library}/scholen"),
        ("POST", f"/bieb/{walk.library}/scholen"),
    ]


def test_another_librarys_goal_does_not_exist_and_the_province_is_the_coordinators(walk: Walk, cast: Cast):
    goal = made(walk, cast.librarian)
    for client in (cast.with_password("anders@bieb.example"), cast.teacher, cast.child):
        for method, path in routes(walk, goal):
            assert client.open(path, method=method).status_code == 404, path
    province = made(walk, cast.coordinator, "/provincie/doel/nieuw", name="Limburg leest")
    for method, path in [("GET", "/provincie/doel/nieuw"), ("POST", "/provincie/doel/nieuw")]:
        assert cast.librarian.open(path, method=method).status_code == 404
    assert cast.librarian.get(f"/bieb/doel/{province.id}").status_code == 404
    assert "Limburg leest" not in cast.librarian.get("/bieb/samen").text
    assert "Limburg leest" in cast.coordinator.get("/bieb/samen").text
    for method, path in [*routes(walk, goal), ("GET", "/bieb/samen"), ("GET", "/provincie/doel/nieuw")]:
        assert cast.stranger.open(path, method=method).headers["Location"] == "/inloggen"


def test_lamps_in_the_days_and_guests_stamps_count_and_nothing_else(walk: Walk, cast: Cast):
    goal = made(walk, cast.librarian)
    assert lamps_on(walk, goal) == 0
    lamp(walk, cast.people.bram)
    lamp(walk, cast.people.outsider, 1)
    lamp(walk, cast.people.bram, 1, lit=False)
    lamp(walk, cast.people.bram, 30)
    walk.guests(0, 2)
    walk.stamp(cast.people.amira)
    assert lamps_on(walk, goal) == 4


def test_a_school_counts_where_its_municipality_or_somebody_put_it(walk: Walk, cast: Cast):
    database = walk.app.extensions["readify.database"]
    with database.writing() as session:
        school = session.scalars(select(School)).one()
        school.municipality = "Weert"
        second = Branch(library_id=walk.library, name="Elsloo")
        session.add(second)
        session.commit()
        school_id, branch = school.id, second.id
    lamp(walk, cast.people.bram)
    whole, part = made(walk, cast.librarian), made(walk, cast.librarian, branch_id=branch)
    everywhere = made(walk, cast.coordinator, "/provincie/doel/nieuw")
    assert [lamps_on(walk, one) for one in (whole, part, everywhere)] == [0, 0, 1]
    here = f"/bieb/{walk.library}/scholen"
    assert "School De Proef" in cast.librarian.get(here).text
    cast.librarian.post(here, data={"school_id": school_id, "here": "true"})
    assert [lamps_on(walk, one) for one in (whole, part)] == [1, 0]
    cast.librarian.post(here, data={"school_id": school_id, "here": "true", "branch_id": branch})
    assert [lamps_on(walk, one) for one in (whole, part)] == [1, 1]
    there = f"/bieb/{walk.other_library}/scholen"
    other = cast.with_password("anders@bieb.example")
    assert other.post(there, data={"school_id": school_id, "here": "true"}).status_code == 422
    cast.librarian.post(here, data={"school_id": school_id})
    assert [lamps_on(walk, one) for one in (whole, part)] == [0, 0]
    with database.reading() as session:
        assert session.scalars(select(SchoolLibrary)).all() == []


def test_the_screen_tells_lamps_and_no_name_and_says_when_it_is_reached(walk: Walk, cast: Cast):
    goal = made(walk, cast.librarian)
    lamp(walk, cast.people.bram)
    page = unescape(cast.stranger.get(f"/scherm/{goal.screen_key}").text)
    assert "lamp aan" in page
    assert "Nog 3 lampen" in page
    assert 'data-reached="no"' in page
    assert not any(name in page for name in ("Bram", "amira", "Lotte"))
    walk.guests(0, 3)
    page = cast.stranger.get(f"/scherm/{goal.screen_key}").text
    assert 'data-reached="yes"' in page
    assert "Gehaald!" in page


def test_a_screen_that_got_a_kept_count_is_told_when_to_look_again(walk: Walk, cast: Cast):
    goal = made(walk, cast.librarian)
    walk.app.extensions["readify.community_counts"].seconds = 60
    part = f"/scherm/{goal.screen_key}/deel"
    assert "data-again" not in cast.stranger.get(part).text
    lamp(walk, cast.people.bram)
    kept = cast.stranger.get(part).text
    assert 'data-lamps="0"' in kept
    assert 0 < int(kept.split('data-again="')[1].split('"')[0]) <= 60_000


def test_the_widget_may_be_framed_runs_no_script_and_sets_no_cookie(walk: Walk, cast: Cast):
    goal = made(walk, cast.librarian)
    answer = cast.stranger.get(f"/scherm/{goal.screen_key}/klein")
    assert answer.headers["Content-Security-Policy"] == FRAMED_CSP
    assert "frame-ancestors *" in FRAMED_CSP
    assert "script-src 'none'" in FRAMED_CSP
    assert "<script" not in answer.text
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    for path in ("", "/deel"):
        headers = cast.stranger.get(f"/scherm/{goal.screen_key}{path}").headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "no-store" in headers["Cache-Control"]


def test_the_picture_may_be_shown_elsewhere_and_escapes_its_name(walk: Walk, cast: Cast):
    goal = made(walk, cast.librarian, name="Lezen & <script>")
    answer = cast.stranger.get(f"/scherm/{goal.screen_key}.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert "<script" not in answer.text
    assert "0 van 4 lampen" in answer.text


def test_a_new_key_and_a_stopped_goal_close_the_old_address(walk: Walk, cast: Cast):
    goal = made(walk, cast.librarian)
    client, faces = cast.librarian, ("", "/deel", "/klein", ".svg")
    client.post(f"/bieb/doel/{goal.id}/sleutel")
    assert {cast.stranger.get(f"/scherm/{goal.screen_key}{one}").status_code for one in faces} == {404}
    with walk.app.extensions["readify.database"].reading() as session:
        key = session.get_one(CommunityGoal, goal.id).screen_key
    assert {cast.stranger.get(f"/scherm/{key}{one}").status_code for one in faces} == {200}
    client.post(f"/bieb/doel/{goal.id}/stop")
    assert {cast.stranger.get(f"/scherm/{key}{one}").status_code for one in faces} == {404}
    assert client.get(f"/bieb/doel/{goal.id}").status_code == 404


def test_a_wrong_form_comes_back_with_words(walk: Walk, cast: Cast):
    path = f"/bieb/{walk.library}/doel/nieuw"
    early = (walk.today - dt.timedelta(days=9)).isoformat()
    for change, words in (
        ({"target": 0}, "Kies 1 tot 1.000.000 lampen."),
        ({"name": " "}, "Geef het doel een naam"),
        ({"ends": early}, "Het doel stopt voor het begint."),
        ({"branch_id": 999}, "Kies een vestiging uit de lijst."),
    ):
        answer = cast.librarian.post(path, data=goal_form(walk, **change))
        assert answer.status_code == 422
        assert words in unescape(answer.text)
    goal = made(walk, cast.librarian)
    answer = cast.librarian.post(f"/bieb/doel/{goal.id}", data=goal_form(walk, target=""))
    assert answer.status_code == 422
    assert cast.librarian.post(f"/bieb/doel/{goal.id}", data=goal_form(walk, target=9)).status_code == 303
    assert "van 9 lampen" in cast.librarian.get(f"/bieb/doel/{goal.id}").text
