"""What a teacher reads above the week: ten staged classes, three sentences each, in Dutch and English."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from flask_babel import force_locale

from readify.actions.classroom import add_reader
from readify.actions.pauses import add_pause
from readify.drafts.classroom import PauseDraft
from readify.game.day import monday_of
from readify.models import Reader
from readify.queries.class_insights import class_insights
from readify.queries.class_week import class_week
from readify.queries.week_plan import week_plan
from readify.web.insight_steps import StepsOf
from readify.web.insight_words import insight_card
from tests.stage import NAMES, TODAY, Stage, stage_of

WEEK = dt.timedelta(days=7)
LONG_AGO = dt.timedelta(days=60)


@pytest.fixture
def stage(app: Flask) -> Stage:
    """A class that has been there for two months and read last week."""
    made = stage_of(app, today=TODAY - LONG_AGO).build()
    made.today = TODAY
    for name in NAMES:
        made.read(name, back=7, book={"title": f"Het boek van {name}"})
    return made


def said(app: Flask, stage: Stage, language: str = "nl") -> list[tuple[str, str]]:
    """The three (sentence, step) pairs as the page shows them."""
    about = {"classroom_id": stage.classroom.classroom_id, "monday": monday_of(TODAY), "today": TODAY}
    with stage.database.reading() as session:
        week = class_week(session, rules=stage.rules, **about)
        plan = week_plan(session, **about)
    with app.test_request_context(), force_locale(language):
        steps = StepsOf(week, plan, screen_key=stage.classroom.screen_key)
        cards = [insight_card(one, steps) for one in class_insights(week, shown=plan.shown)]
        return [(card.sentence, card.step.words) for card in cards]


def pause(stage: Stage, name: str, **about) -> None:
    wish = PauseDraft(name=name, starts=monday_of(TODAY), ends=monday_of(TODAY) + WEEK)
    stage.do(add_pause, classroom_id=stage.classroom.classroom_id, draft=wish, **about, **stage.moment)


def test_nobody_read(app: Flask, stage: Stage):
    assert said(app, stage) == [
        ("Het is nog stil deze week", "Begin nu samen: vijf minuten lezen."),
        ("De klas heeft nog geen doel", "Er staat al een voorstel klaar."),
        ("Lees vandaag tien minuten voor", "Voorgelezen? Zet 10 minuten voor iedereen."),
    ]
    assert said(app, stage, "en") == [
        ("It is still quiet this week", "Start together now: read for five minutes."),
        ("The class has no goal yet", "A proposal is ready for you."),
        ("Read aloud for ten minutes today", "Done? Log 10 minutes for everyone."),
    ]


def test_one_paused_is_not_asked_for(app: Flask, stage: Stage):
    pause(stage, "Ziek", reader_id=stage.readers["Bram"])
    for name in NAMES:
        if name not in {"Bram", "Olek"}:
            stage.read(name)
    first = said(app, stage)
    assert first[0] == ("Olek las nog niet", "Plan een kort boekgesprek.")
    assert not any("Bram" in sentence for sentence, _ in first)
    stage.read("Olek")
    assert said(app, stage)[0] == ("Iedereen las deze week", "Stuur iedereen een compliment.")
    assert said(app, stage, "en")[0] == ("Everyone read this week", "Send everyone a kind word.")


def test_all_on_holiday(app: Flask, stage: Stage):
    pause(stage, "Herfstvakantie")
    assert said(app, stage)[0] == ("Deze week is het Herfstvakantie", "Het leesritme wacht. Lezen mag.")
    assert said(app, stage, "en")[0] == (
        "This week it is Autumn holidays",
        "The rhythm waits. Reading is welcome.",
    )
    assert not any("nog niet" in sentence or "stil" in sentence for sentence, _ in said(app, stage))


def test_a_new_child(app: Flask, stage: Stage):
    stage.do(add_reader, classroom_id=stage.classroom.classroom_id, name="Zoë", now=stage.now)
    for name in NAMES:
        stage.read(name)
    assert ("Zoë is nieuw in de klas", "Kies samen een boek.") in said(app, stage)
    assert ("Zoë is new in the class", "Choose a book together.") in said(app, stage, "en")


def test_a_new_language(app: Flask, stage: Stage):
    stage.goal(5000, started=1)
    for name in NAMES:
        stage.read(name)
    stage.read("Kuba", language="pl")
    assert ("Voor het eerst gelezen: Pools", "Laat een zin voorlezen. Kies een kind.") in said(app, stage)
    assert ("Read for the first time: Polish", "Have a sentence read aloud. Choose a child.") in said(
        app, stage, "en"
    )


def test_near_the_goal(app: Flask, stage: Stage):
    stage.goal(12, started=2)
    for name in NAMES[:6]:
        stage.read(name)
    assert ("Nog 6 lampen tot het doel", "Lees nu samen een kwartier.") in said(app, stage)
    assert ("6 more lamps to the goal", "Read together for fifteen minutes now.") in said(app, stage, "en")


def test_the_goal_is_reached(app: Flask, stage: Stage):
    stage.goal(6, started=2)
    for name in NAMES[:6]:
        stage.read(name)
    sentence, step = said(app, stage)[0]
    assert sentence.startswith("Het klassendoel is gehaald: ")
    assert step == "Kijk samen op het digibord."
    sentence, step = said(app, stage, "en")[0]
    assert sentence.startswith("The class goal is reached: ")
    assert step == "Look at the board together."


def test_many_doubtful_logs(app: Flask, stage: Stage):
    for name in ("Kuba", "Noor", "Elif"):
        for _ in range(2):
            stage.read(name, minutes=110)
    assert said(app, stage)[0] == (
        "Kijk even mee bij 3 kinderen",
        "Bekijk waarom. Vaak klopt het gewoon.",
    )
    assert said(app, stage, "en")[0] == ("Have a look with 3 children", "See why. It is often just right.")


def test_one_child_carries_all(app: Flask, stage: Stage):
    for back in (0, 1, 2, 3):
        stage.read("Noor", back=back)
    pairs = said(app, stage)
    assert pairs[0] == ("Deze week las vooral één kind", "Lees nu samen een kwartier.")
    assert not any("Noor" in sentence for sentence, _ in pairs)
    assert said(app, stage, "en")[0] == (
        "This week mostly one child read",
        "Read together for fifteen minutes now.",
    )


def test_the_first_week(app: Flask):
    stage = stage_of(app, today=TODAY).build()
    for name in NAMES:
        stage.read(name)
    assert said(app, stage)[0] == ("De eerste leesweek loopt", "Kijk samen op het digibord.")
    assert said(app, stage, "en")[0] == (
        "The first reading week is on",
        "Look at the board together.",
    )
    with stage.database.reading() as session:
        assert session.get_one(Reader, stage.readers["Noor"]).created_at.date() == TODAY
    assert not any("nieuw" in sentence for sentence, _ in said(app, stage))


def test_no_class_gets_a_list_of_who_reads_least(app: Flask, stage: Stage):
    for name in NAMES[:3]:
        stage.read(name)
    named = [name for sentence, step in said(app, stage) for name in NAMES if name in sentence + step]
    assert len(named) <= 1
