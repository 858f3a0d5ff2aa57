"""A class's week for programs of its teacher."""

from __future__ import annotations

import pytest

from tests.api.conftest import Cast
from tests.statements import statements_of


@pytest.fixture
def path(cast: Cast) -> str:
    return f"/classrooms/{cast.people.classroom}/week"


def test_the_week_tells_of_every_child_from_a_to_z(as_, path, reading):
    as_("bram")("POST", "/readings", reading(book={"title": "Een eigen titel"}, feeling=4))
    as_("bram")("POST", "/readings", reading(minutes=10, form="comic", day="2026-11-02"))
    week = as_("teacher")("GET", path).json
    assert (week["monday"], week["sunday"]) == ("2026-11-02", "2026-11-08")
    assert week["classroom"]["name"] == "groep 6"
    assert [reader["name"] for reader in week["readers"]] == ["amira", "Bram"]
    bram = week["readers"][1]
    told = {name: bram[name] for name in ("days", "minutes", "readings", "opinion")}
    assert told == {"days": ["2026-11-02", "2026-11-03"], "minutes": 30, "readings": 2, "opinion": 4}
    assert set(bram["forms"]) == {"book", "comic"}
    assert bram["book"]["title"] == "Een eigen titel"
    assert week["totals"] == {
        "readers": 2, "readers_who_read": 1, "minutes": 30, "pages": 0, "readings": 2, "lamps": 1,
    }  # fmt: skip


def test_any_day_of_a_week_names_it(as_, path, reading):
    as_("bram")("POST", "/readings", reading(day="2026-10-30"))
    weeks = [as_("teacher")("GET", f"{path}?of={day}").json for day in ("2026-10-26", "2026-11-01")]
    assert weeks[0] == weeks[1]
    assert weeks[0]["totals"]["minutes"] == 20
    assert as_("teacher")("GET", path).json["totals"]["minutes"] == 0


@pytest.mark.parametrize(
    "day",
    [
        "gisteren", "2026-02-30", "1999-12-31", "9999-12-31", "", "1700006400", "20261124",
        "2026-11-24T00:00:00", "2026-11-24T00:00:00Z", "24-11-2026",
    ],
)  # fmt: skip
def test_a_day_that_is_none_is_refused(as_, path, day):
    answer = as_("teacher")("GET", f"{path}?of={day}")
    assert (answer.status_code, list(answer.json["error"]["fields"])) == (422, ["of"])


@pytest.mark.parametrize("name", ["other_teacher", "librarian", "coordinator", "bram", "outsider"])
def test_for_everybody_else_the_class_does_not_exist(as_, path, name):
    answer = as_(name)("GET", path)
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "no_classroom")
    unknown = as_(name)("GET", "/classrooms/999/week")
    assert unknown.json == answer.json, "an outsider cannot tell the two apart"


def test_nobody_sees_no_week(as_, path):
    assert as_()("GET", path).status_code == 401


def test_the_week_costs_the_same_however_much_was_read(as_, path, reading, database):
    with statements_of(database) as before:
        as_("teacher")("GET", path)
    for _ in range(3):
        as_("bram")("POST", "/readings", reading())
    with statements_of(database) as seen:
        as_("teacher")("GET", path)
    assert len(seen) <= min(12, len(before) + 1), seen
    assert not any("ledger_entries" in statement for statement in seen)
