"""A contest for programs: rounds, sessions, who goes on; never a score, never a name without a yes."""

from __future__ import annotations

import pytest

from readify.actions.contest_entering import give_consent
from readify.models import Entrant
from tests.api.conftest import Cast
from tests.contest_stage import Stage, set_the_stage


@pytest.fixture
def stage(cast: Cast, database) -> Stage:
    """A contest of the cast's library, one session of it revealed."""
    made = set_the_stage(database, library_id=cast.library)
    sitting = made.session(made.local, "Lokaal", feeds_id=made.session(made.regional, "Regio"))
    one, two, three = made.filled(sitting)
    jurors = made.jury(sitting)
    made.read_all(sitting)
    made.judged(sitting, {one: 5, two: 4, three: 3}, jurors)
    made.revealed(sitting)
    return made


def rounds_of(answer) -> dict:
    return {one["level"]: one for one in answer.json["rounds"]}


def test_a_contest_tells_rounds_sessions_and_who_goes_on(stage: Stage, as_) -> None:
    answer = as_("librarian")("GET", f"/contests/{stage.contest}")
    assert answer.status_code == 200
    assert [one["number"] for one in answer.json["rounds"]] == [1, 2, 3, 4]
    rounds = rounds_of(answer)
    (local,), (regional,) = rounds["local"]["sessions"], rounds["regional"]["sessions"]
    assert (local["state"], local["readers"], local["feeds"]) == ("revealed", 3, regional["id"])
    (winner,) = local["goes_on"]
    assert winner["book"] == "Onder de Maas"
    assert regional["goes_on"] == []


def test_no_score_no_place_and_nobody_who_did_not_win_is_told(stage: Stage, as_) -> None:
    answer = as_("librarian")("GET", f"/contests/{stage.contest}")
    assert not {"total", "place_number", "points", "score"} & set(answer.text.replace('"', " ").split())
    winner = rounds_of(answer)["local"]["sessions"][0]["goes_on"][0]["name"]
    names = {one.name for one in stage.entrants(stage.local)} - {winner}
    assert len(names) == 2
    assert not any(name in answer.text for name in names)


def test_a_name_goes_when_the_parents_take_back_their_yes(stage: Stage, as_) -> None:
    for entrant in stage.entrants(stage.local):
        stage.run(give_consent, entrant_id=entrant.id, given=False)
    answer = as_("librarian")("GET", f"/contests/{stage.contest}")
    assert rounds_of(answer)["local"]["sessions"][0]["goes_on"][0]["name"] is None
    assert stage.one(Entrant, stage.entrants(stage.local)[0].id).name not in answer.text


@pytest.mark.parametrize("who", ["bram", "teacher"])
def test_for_outsiders_it_does_not_exist(stage: Stage, as_, who: str) -> None:
    assert as_(who)("GET", f"/contests/{stage.contest}").status_code == 404


def test_who_is_not_signed_in_is_asked_to(stage: Stage, as_) -> None:
    assert as_()("GET", f"/contests/{stage.contest}").status_code == 401
