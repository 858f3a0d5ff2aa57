"""Stamps, trails and their figures for programs."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from sqlalchemy import insert, select

from readify.actions.trails import make_trail, open_trail
from readify.drafts.trail import TrailDraft
from readify.models import Scan, Spot, Trail
from tests.api.conftest import Cast
from tests.people import NOON

TODAY = NOON.date()


@pytest.fixture
def trail(cast: Cast, database) -> int:
    """A running trail of three spots at the cast's library."""
    draft = TrailDraft(
        name="Het proefspoor",
        word="PROEF",
        story="auvermannekes",
        starts=TODAY - dt.timedelta(days=2),
        ends=TODAY + dt.timedelta(days=10),
        places=("Bij de deur", "Bij de strips", "In de kelder"),
    )
    with database.writing() as session:
        made = make_trail(session, library_id=cast.library, draft=draft, today=TODAY, now=NOON).value
        open_trail(session, trail_id=made, today=TODAY, now=NOON)
        session.commit()
    return made


@pytest.fixture
def codes(trail: int, database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Spot.code).where(Spot.trail_id == trail).order_by(Spot.position)))


def scan(code: str) -> dict[str, str]:
    return {"submission_id": str(uuid.uuid4()), "code": code}


def test_a_scan_gives_a_stamp_story_and_lights(as_, codes):
    answer = as_("bram")("POST", "/stamps", scan(codes[0]))
    assert answer.status_code == 201
    assert answer.json.keys() >= {"spot", "story", "outcomes", "tally"}
    assert (answer.json["spot"]["place"], answer.json["spot"]["total"]) == ("Bij de deur", 3)
    assert answer.json["story"]["text"]
    assert answer.json["tally"]["lights"] == 10
    assert "already" not in answer.json


def test_a_second_scan_gives_the_story_but_no_lights(as_, codes):
    as_("bram")("POST", "/stamps", scan(codes[0]))
    again = as_("bram")("POST", "/stamps", scan(codes[0]))
    assert (again.status_code, again.json["already"]) == (200, True)
    assert again.json["story"]["text"]
    assert (again.json["outcomes"], again.json["tally"]["lights"]) == ([], 10)


def test_the_same_scan_sent_twice_gives_the_same_answer(as_, codes):
    body = scan(codes[0])
    first, again = (as_("bram")("POST", "/stamps", body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json


def test_one_submission_cannot_be_two_spots(as_, codes):
    body = scan(codes[0])
    as_("bram")("POST", "/stamps", body)
    assert as_("bram")("POST", "/stamps", {**body, "code": codes[1]}).status_code == 409


@pytest.mark.parametrize("typed", ["proef 1", "Proef-01", " PROEF1 "])
def test_the_typed_word_works_too(as_, codes, typed):
    assert as_("bram")("POST", "/stamps", scan(typed)).json["spot"]["position"] == 1


def test_a_code_in_lower_case_works(as_, codes):
    assert as_("bram")("POST", "/stamps", scan(codes[2].lower())).status_code == 201


def test_an_unknown_code_is_not_found(as_, codes):
    answer = as_("bram")("POST", "/stamps", scan("NIETS123"))
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "unknown_code")


@pytest.mark.parametrize("code", ["", " ", "x" * 41, None, 7])
def test_what_is_no_code_is_refused(as_, code):
    answer = as_("bram")("POST", "/stamps", scan(code))
    assert (answer.status_code, list(answer.json["error"]["fields"])) == (422, ["code"])


def test_a_trail_that_is_over_gives_no_stamp(as_, codes, database, trail):
    with database.writing() as session:
        session.get_one(Trail, trail).ends = TODAY - dt.timedelta(days=1)
        session.commit()
    answer = as_("bram")("POST", "/stamps", scan(codes[0]))
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "no_longer")


def test_only_children_collect_stamps(as_, codes):
    assert as_("librarian")("POST", "/stamps", scan(codes[0])).status_code == 403
    assert as_()("POST", "/stamps", scan(codes[0])).status_code == 401


def test_a_stamp_is_no_reading_to_take_back(as_, codes):
    made = as_("bram")("POST", "/stamps", scan(codes[0])).json["id"]
    answer = as_("bram")("POST", f"/readings/{made}/withdrawal", {"submission_id": str(uuid.uuid4())})
    assert answer.status_code == 404


def test_the_library_sees_the_codes_of_its_trail(as_, trail, codes, cast: Cast):
    found = as_("librarian")("GET", f"/trails/{trail}").json
    assert [spot["code"] for spot in found["spots"]] == codes
    assert [spot["typed"] for spot in found["spots"]] == ["PROEF 1", "PROEF 2", "PROEF 3"]
    assert found["library"] == {"id": cast.library, "name": "Bieb De Proef"}
    assert (found["stage"], found["starts"]) == ("running", "2026-11-01")
    assert as_("coordinator")("GET", f"/trails/{trail}").json == found


@pytest.mark.parametrize("name", ["bram", "teacher"])
def test_others_see_the_places_but_no_code(as_, trail, codes, name):
    answer = as_(name)("GET", f"/trails/{trail}")
    assert [spot["place"] for spot in answer.json["spots"]] == [
        "Bij de deur", "Bij de strips", "In de kelder",
    ]  # fmt: skip
    assert {(spot["code"], spot["typed"]) for spot in answer.json["spots"]} == {(None, None)}
    assert not any(code in answer.text for code in codes)


def test_a_trail_in_the_making_exists_for_its_library_only(as_, trail, database):
    from readify.models import TrailStage

    with database.writing() as session:
        session.get_one(Trail, trail).stage = TrailStage.DRAFT
        session.commit()
    assert as_("librarian")("GET", f"/trails/{trail}").status_code == 200
    for name in ("bram", "teacher"):
        answer = as_(name)("GET", f"/trails/{trail}")
        assert answer.status_code == 404
        assert answer.json == as_(name)("GET", "/trails/999").json


def test_small_counts_are_hidden_and_larger_ones_told(as_, trail, database):
    with database.writing() as session:
        spots = session.scalars(select(Spot.id).where(Spot.trail_id == trail).order_by(Spot.position)).all()
        rows = [(spots[0], 0, 7), (spots[0], 1, 3), (spots[1], 0, 6)]
        session.execute(
            insert(Scan),
            [
                {
                    "spot_id": spot, "day": TODAY - dt.timedelta(days=back), "hour": 12,
                    "visitor": "guest", "first": turn < 5, "finishes": False,
                }
                for spot, back, times in rows
                for turn in range(times)
            ],
        )  # fmt: skip
        session.commit()
    stats = as_("librarian")("GET", f"/trails/{trail}/stats").json
    assert (stats["starts"], stats["until"]) == ("2026-11-01", "2026-11-03")
    first, second, third = stats["spots"]
    assert [day["scans"] for day in first["days"]] == [0, "<5", 7]
    assert first["scans"] == "±10"
    assert (second["scans"], second["stamps"], third["scans"]) == (6, 5, 0)
    assert [day["finishers"] for day in stats["days"]] == [0, 0, 0]
    assert as_("coordinator")("GET", f"/trails/{trail}/stats").json == stats


@pytest.mark.parametrize("name", ["bram", "teacher"])
def test_for_others_a_trails_figures_do_not_exist(as_, trail, name):
    answer = as_(name)("GET", f"/trails/{trail}/stats")
    assert answer.status_code == 404
    assert answer.json == as_(name)("GET", "/trails/999/stats").json


def test_nobody_sees_no_trail(as_, trail):
    assert as_()("GET", f"/trails/{trail}").status_code == 401
    assert as_()("GET", f"/trails/{trail}/stats").status_code == 401
