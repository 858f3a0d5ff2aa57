"""Stamps: once per child and spot, inside the trail's dates."""

from __future__ import annotations

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from readify.actions.stamping import ScanMoment
from readify.actions.trails import end_trail, open_trail, replace_code
from readify.errors import Conflict, NotFound
from readify.models import ReaderTally, Scan
from readify.perform import perform, present
from readify.queries.drift import goal_drifts, reader_drift
from tests.cast import Cast
from tests.walks import Walk, make_walk, scan, spots_of, trail_in


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


def lights(app: Flask, reader_id: int) -> int:
    with app.extensions["readify.database"].reading() as session:
        return session.scalar(select(ReaderTally.lights).where(ReaderTally.reader_id == reader_id)) or 0


def counted(app: Flask, *where: Any) -> int:
    with app.extensions["readify.database"].reading() as session:
        return session.scalar(select(func.count()).select_from(Scan).where(*where)) or 0


def drifts(app: Flask, *readers: int) -> list[str]:
    with app.extensions["readify.database"].reading() as session:
        rules = app.extensions["readify.rulebook"]
        found = [reader_drift(session, rules=rules, reader_id=one) for one in readers]
        return [str(one) for one in (*found, *goal_drifts(session)) if one]


def test_a_first_scan_gives_ten_lights_and_the_piece_of_story(walk: Walk, cast: Cast) -> None:
    done = walk.stamp(cast.people.bram)
    assert done.fresh
    assert done.answer["lights"] == 10
    assert done.answer["story"]["number"] == 1
    assert done.answer["story"]["riddle"]
    assert done.answer["spot"]["place"] == "Voordeur"
    assert "already" not in done.answer
    assert drifts(walk.app, cast.people.bram) == []


def test_a_second_scan_gives_the_story_but_no_lights(walk: Walk, cast: Cast) -> None:
    walk.stamp(cast.people.bram)
    before = lights(walk.app, cast.people.bram)
    again = walk.stamp(cast.people.bram)
    assert (again.fresh, again.answer["already"], again.answer["lights"]) == (False, True, 0)
    assert again.answer["story"]["text"]
    assert lights(walk.app, cast.people.bram) == before


def test_the_same_submission_answers_the_same(walk: Walk, cast: Cast) -> None:
    number = str(uuid.uuid4())
    first = walk.stamp(cast.people.bram, submission=number)
    again = walk.stamp(cast.people.bram, submission=number)
    assert again.answer == first.answer
    assert not again.fresh
    with pytest.raises(Conflict):
        walk.stamp(cast.people.bram, 1, submission=number)


def test_two_children_at_the_same_spot_both_get_their_stamp(walk: Walk, cast: Cast) -> None:
    assert walk.stamp(cast.people.bram).fresh
    assert walk.stamp(cast.people.outsider).fresh
    assert counted(walk.app, Scan.first, Scan.visitor == "reader") == 2


def test_eight_scans_at_once_give_one_stamp(walk: Walk, cast: Cast) -> None:
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: walk.stamp(cast.people.bram), range(8)))
    assert sum(one.fresh for one in done) == 1
    assert lights(walk.app, cast.people.bram) == 10


def test_the_whole_trail_is_counted_as_finished_once(walk: Walk, cast: Cast) -> None:
    for spot in (2, 0, 1, 1):
        walk.stamp(cast.people.bram, spot)
    assert counted(walk.app, Scan.finishes) == 1
    assert counted(walk.app) == 4


def test_before_the_start_the_answer_is_not_yet(walk: Walk, cast: Cast) -> None:
    early = trail_in(walk.app, walk.library, starts=2, ends=9)
    with pytest.raises(Conflict) as refusal:
        scan(walk.app, cast.people.bram, spots_of(walk.app, early)[0].code)
    assert refusal.value.code == "not_yet"


def test_a_trail_in_draft_gives_no_stamps(walk: Walk, cast: Cast) -> None:
    draft = trail_in(walk.app, walk.library, opened=False)
    with pytest.raises(Conflict) as refusal:
        scan(walk.app, cast.people.bram, spots_of(walk.app, draft)[0].code)
    assert refusal.value.code == "not_yet"
    assert lights(walk.app, cast.people.bram) == 0


def test_after_the_end_no_stamp_but_an_earlier_one_stays(walk: Walk, cast: Cast) -> None:
    walk.stamp(cast.people.bram)
    with walk.app.app_context():
        perform(end_trail, trail_id=walk.trail, now=present()["now"])
    with pytest.raises(Conflict) as refusal:
        walk.stamp(cast.people.bram, 1)
    assert refusal.value.code == "no_longer"
    assert walk.stamp(cast.people.bram).answer["already"]
    with walk.app.app_context(), pytest.raises(Conflict, match="voorbij"):
        perform(open_trail, trail_id=walk.trail, today=walk.today, now=present()["now"])


def test_a_replaced_code_says_so_and_the_typed_word_stays(walk: Walk, cast: Cast) -> None:
    with walk.app.app_context():
        fresh = perform(replace_code, spot_id=walk.spots[0], now=present()["now"])
    with pytest.raises(NotFound) as refusal:
        walk.stamp(cast.people.bram)
    assert refusal.value.code == "old_code"
    assert scan(walk.app, cast.people.bram, fresh.lower()).fresh
    assert not scan(walk.app, cast.people.bram, walk.typed[0].lower()).fresh


@pytest.mark.parametrize("code", ["NIETS", "%", "_", '"', "maas 99", "x" * 40])
def test_an_unknown_code_is_unknown(walk: Walk, cast: Cast, code: str) -> None:
    with pytest.raises(NotFound) as refusal:
        scan(walk.app, cast.people.bram, code)
    assert refusal.value.code == "unknown_code"


def test_a_trail_with_the_same_word_goes_on_counting(walk: Walk) -> None:
    more = trail_in(walk.app, walk.other_library)
    assert [spot.number for spot in spots_of(walk.app, more)] == [4, 5, 6]


def test_the_hour_of_a_scan_is_the_local_one() -> None:
    summer = dt.datetime(2026, 7, 27, 22, 30, tzinfo=dt.UTC)
    assert ScanMoment(dt.date(2026, 7, 28), summer).hour == 0
