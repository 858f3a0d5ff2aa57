"""What keeps a trail from hanging: each check by example, and nothing open for a whole trail."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from readify.queries.trail_checks import Check, TrailFacts, checks_of

TODAY = dt.date(2026, 10, 12)
WHOLE = TrailFacts(
    name="Herfstspoor",
    library_name="Bieb Stein",
    starts=dt.date(2026, 10, 17),
    ends=dt.date(2026, 10, 25),
    pieces=8,
    branches=1,
    hung=(True,) * 6,
)


def found(**changes: object) -> tuple[Check, ...]:
    return checks_of(replace(WHOLE, **changes), today=TODAY)


def test_a_whole_trail_has_nothing_open() -> None:
    assert found() == ()


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"starts": dt.date(2026, 10, 26)}, Check("ends_first")),
        ({"starts": dt.date(2026, 9, 1), "ends": dt.date(2026, 9, 9)}, Check("over")),
        ({"starts": dt.date(2026, 10, 18), "ends": dt.date(2026, 10, 18)}, Check("closed")),
        ({"starts": dt.date(2026, 12, 25), "ends": dt.date(2026, 12, 25)}, Check("closed")),
        ({"branches": 0, "hung": (False,) * 6}, Check("no_branch")),
        ({"hung": (True, False, True, False)}, Check("not_hung", spots=(2, 4))),
        ({"hung": (True,) * 2}, Check("few_spots", name="2")),
        ({"pieces": 4}, Check("no_piece", spots=(5, 6), name="4")),
        ({"name": "W" * 60}, Check("long_text", name="W" * 60)),
        ({"ends": dt.date(2027, 8, 1)}, Check("school_year", soft=True)),
        ({"loose_riddles": (3,)}, Check("riddle", soft=True, spots=(3,))),
    ],
)
def test_each_thing_that_is_not_right_is_one_check(changes: dict[str, object], check: Check) -> None:
    assert found(**changes) == (check,)


def test_what_stops_it_stands_in_front() -> None:
    checks = found(loose_riddles=(2,), pieces=2, hung=(True,) * 3)
    assert [check.soft for check in checks] == [False, True]


def test_a_trail_that_ends_on_31_july_crosses_no_school_year() -> None:
    assert found(ends=dt.date(2027, 7, 31)) == ()
    assert found(starts=dt.date(2027, 8, 1), ends=dt.date(2027, 8, 22)) == ()
