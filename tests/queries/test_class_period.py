"""Terms and years of a class: between the holidays of the region, bars per week, the goal's climb."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from flask import Flask

from readify.queries.class_goal import class_goal
from readify.queries.class_period import Span, class_period, goal_steps, term_of, terms_of, year_of
from tests.stage import NAMES, TODAY, Stage, stage_of

MONDAY = dt.date(2026, 11, 23)


@pytest.fixture
def stage(app: Flask) -> Stage:
    return stage_of(app, today=TODAY).build()


def test_a_year_runs_from_august_and_its_terms_lie_between_the_holidays():
    assert year_of(TODAY) == Span(dt.date(2026, 8, 1), dt.date(2027, 7, 31))
    terms = terms_of(TODAY)
    assert len(terms) >= 4
    assert all(one.last < two.first for one, two in pairwise(terms))
    assert term_of(TODAY).first <= TODAY <= term_of(TODAY).last


@pytest.mark.parametrize("back", range(0, 400, 13))
def test_every_day_has_a_term_in_its_own_year(back: int):
    day = TODAY - dt.timedelta(days=back)
    term, year = term_of(day), year_of(day)
    assert year.first <= term.first <= term.last <= year.last


def test_bars_count_days_and_children_once_a_week(stage: Stage):
    stage.read("Noor", language="tr")
    stage.read("Noor", back=1)
    stage.read("Noor", back=1)
    stage.read("Bram", back=7, form="comic")
    with stage.database.reading() as session:
        found = class_period(
            session, classroom_id=stage.classroom.classroom_id, span=Span(dt.date(2026, 11, 2), TODAY)
        )
    assert found.mondays[-1] == MONDAY
    assert found.readers_read == (0, 0, 1, 1)
    assert {one.name: one.weeks for one in found.children if one.weeks_read} == {
        "Bram": (0, 0, 1, 0),
        "Noor": (0, 0, 0, 2),
    }
    assert [one.name for one in found.children] == sorted(NAMES)
    assert (found.minutes, found.lamps, found.reading_days) == ((0, 0, 20, 60), (0, 0, 1, 2), 3)
    assert found.languages == (("nl", 2), ("tr", 1))


def test_the_goal_climbs_to_where_it_is(stage: Stage):
    stage.goal(20, started=10)
    stage.read("Bram", back=7)
    stage.read("Noor")
    stage.read("Elif")
    with stage.database.reading() as session:
        classroom = stage.classroom.classroom_id
        found = class_period(session, classroom_id=classroom, span=Span(dt.date(2026, 11, 2), TODAY))
        goal = class_goal(session, classroom_id=classroom, today=TODAY)
    assert goal_steps(found, goal) == (0, 0, 1, 3)
