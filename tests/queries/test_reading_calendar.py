"""The reading calendar: whose campaigns and contest rounds stand in it, which days are sure, and no child."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask

from readify.actions.campaigns import choose_campaign, settle_dates
from readify.actions.libraries import make_library
from readify.drafts.campaigns import CampaignChoiceDraft, CampaignDatesDraft
from readify.models import (
    Answer,
    Classroom,
    ContestRound,
    ContestSchool,
    Entrant,
    EntrantState,
    School,
    SchoolHolidayDates,
)
from readify.queries.reading_calendar import CalendarLine, reading_calendar
from tests.contest_stage import set_the_stage
from tests.stage import Stage, stage_of

TODAY = dt.date(2027, 1, 11)
START, END = dt.date(2027, 1, 28), dt.date(2027, 2, 3)


@pytest.fixture
def stage(app: Flask) -> Stage:
    return stage_of(app, today=TODAY).build()


def lines(stage: Stage, classroom: int | None = None) -> list[CalendarLine]:
    with stage.database.reading() as session:
        room = session.get_one(Classroom, classroom or stage.classroom.classroom_id)
        return list(reading_calendar(session, classroom=room, today=TODAY))


def of_kind(stage: Stage, kind: str) -> list[CalendarLine]:
    return [line for line in lines(stage) if line.kind == kind]


def library(stage: Stage, municipality: str) -> int:
    about = {"name": "Bieb", "branch": "Bieb", "staff": [], "now": stage.now}
    return stage.do(make_library, municipality=municipality, **about)


def settle(stage: Stage, *, confirmed: bool) -> None:
    draft = CampaignDatesDraft(starts=START, ends=END, confirmed=confirmed)
    stage.do(settle_dates, campaign="poezieweek", year=2027, draft=draft, now=stage.now)


def join(stage: Stage, library_id: int) -> None:
    draft = CampaignChoiceDraft(campaign="poezieweek", year=2027, on=True)
    stage.do(choose_campaign, library_id=library_id, draft=draft, now=stage.now)


def test_a_campaign_stands_in_it_once_the_schools_own_library_takes_part(stage):
    settle(stage, confirmed=True)
    join(stage, library(stage, "Venlo"))
    assert of_kind(stage, "campaign") == []
    join(stage, library(stage, "Stein"))
    (line,) = of_kind(stage, "campaign")
    assert (line.starts, line.ends, line.confirmed) == (START, END, True)
    assert "week" in line.name("nl").lower()
    assert line.name("en") != ""


def test_days_that_nobody_confirmed_are_marked(stage):
    settle(stage, confirmed=False)
    join(stage, library(stage, "Stein"))
    (line,) = of_kind(stage, "campaign")
    assert not line.confirmed


def test_a_school_with_its_own_holiday_has_that_one_only(stage):
    with stage.database.writing() as session:
        room = session.get_one(Classroom, stage.classroom.classroom_id)
        session.add(
            SchoolHolidayDates(
                school_id=room.school_id,
                name="Voorjaarsvakantie",
                starts=dt.date(2027, 2, 8),
                ends=dt.date(2027, 2, 14),
            )
        )
        session.commit()
    found = [line for line in of_kind(stage, "holiday") if line.name("nl") == "Voorjaarsvakantie"]
    assert [line.starts for line in found if line.starts.year == 2027] == [dt.date(2027, 2, 8)]


def test_contest_rounds_and_sessions_stand_in_it_without_who_reads(stage):
    contest = set_the_stage(stage.database)
    sitting = contest.session(contest.local, "Zitting Roermond", starts=dt.time(19), place="Bieb", minutes=90)
    entrant = contest.entry(contest.schools[0], "Fenna")
    with stage.database.writing() as session:
        room = session.get_one(Classroom, stage.classroom.classroom_id)
        school = session.get_one(School, room.school_id)
        session.get_one(ContestSchool, contest.schools[0]).school_id = school.id
        local = session.get_one(ContestRound, contest.local)
        local.opens, local.closes = TODAY, TODAY + dt.timedelta(days=5)
        reader = session.get_one(Entrant, entrant)
        reader.classroom_id, reader.session_id, reader.state = room.id, sitting, EntrantState.ACCEPTED
        session.commit()
    entering = of_kind(stage, "entering")
    assert [(line.starts, line.ends) for line in entering] == [(TODAY, TODAY + dt.timedelta(days=5))]
    (line,) = of_kind(stage, "session")
    assert (line.begins, line.minutes, line.place) == (dt.time(19), 90, "Bieb")
    assert not any("Fenna" in name for one in lines(stage) for name in one.names.values())
    assert not any(line.kind == "session" for line in lines(stage, stage.other.classroom_id))
    with stage.database.writing() as session:
        session.get_one(ContestSchool, contest.schools[0]).answer = Answer.DECLINES
        session.commit()
    assert of_kind(stage, "entering") == []
