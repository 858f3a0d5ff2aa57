"""The lamps of a community goal: counted from an index, kept for a moment, and never longer than they say."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from readify.db import Database
from readify.models import CommunityGoal, CommunityScope
from readify.queries.community import count_lamps
from readify.queries.kept_counts import Count, KeptCounts
from tests.statements import statements_of


class Clock:
    """A clock that stands until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_kept_count_says_when_a_newer_one_can_be_had():
    clock = Clock()
    kept = KeptCounts(seconds=0.5, clock=clock)
    assert kept.get("goal", lambda: 1) == Count(1)
    clock.now += 0.25
    assert kept.get("goal", lambda: 2) == Count(1, 0.25)
    assert kept.get("another", lambda: 7) == Count(7)
    clock.now += 0.25
    assert kept.get("goal", lambda: 2) == Count(2)


def test_counting_takes_a_tenth_of_the_time_at_most():
    clock = Clock()
    kept = KeptCounts(seconds=0.5, clock=clock)

    def slowly() -> int:
        clock.now += 0.2
        return 3

    kept.get("goal", slowly)
    assert kept.get("goal", slowly).again == pytest.approx(2)


def test_the_provinces_lamps_are_read_from_an_index_and_not_from_the_rows(database: Database):
    day = dt.date(2027, 7, 24)
    goal = CommunityGoal(scope=CommunityScope.NETWORK, starts=day, ends=day + dt.timedelta(days=40))
    with statements_of(database) as seen, database.reading() as session:
        assert count_lamps(session, goal) == 0
    assert len(seen) == 2
    plans = []
    with database.reading() as session:
        for statement in seen:
            plans.append([row[3] for row in session.execute(text(f"EXPLAIN QUERY PLAN {statement}"))])
    days, scans = plans
    assert [line.split(" (")[0] for line in days] == [
        "SEARCH reader_days USING COVERING INDEX ix_reader_days_day_lamp"
    ]
    assert any("SEARCH scans USING INDEX ix_scans_spot_id_day" in line for line in scans), scans
