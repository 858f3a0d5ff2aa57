"""Three findings, always three, that fit the class: ten staged classes and the words for each."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from readify.actions.pauses import add_pause
from readify.config import seeds_dir
from readify.drafts.classroom import PauseDraft
from readify.errors import ConfigError
from readify.game.day import monday_of
from readify.queries.class_insights import Insight, class_insights
from readify.queries.class_week import ClassWeek, class_week
from readify.queries.insight_rules import insight_rules, read_insight_rules
from readify.queries.week_findings import FINDINGS
from readify.queries.week_plan import WeekPlan
from readify.web.insight_steps import STEPS_OF, StepsOf
from readify.web.insight_words import SAYINGS, insight_card
from tests.stage import NAMES, TODAY, Stage, stage_of

WEEK = dt.timedelta(days=7)


@pytest.fixture
def stage(app: Flask) -> Stage:
    return stage_of(app, today=TODAY)


def week_of(stage: Stage) -> ClassWeek:
    with stage.database.reading() as session:
        return class_week(
            session,
            rules=stage.rules,
            classroom_id=stage.classroom.classroom_id,
            monday=monday_of(stage.today),
            today=stage.today,
        )


def found_in(stage: Stage) -> dict[str, Insight]:
    found = class_insights(week_of(stage))
    assert len(found) == 3
    return {one.slug: one for one in found}


def test_an_empty_class_is_asked_for_its_first_child(stage: Stage):
    stage.build(())
    assert next(iter(found_in(stage))) == "no_children"


def test_a_class_that_never_logged_is_helped_to_begin(stage: Stage):
    stage.build()
    assert list(found_in(stage))[:2] == ["not_started", "no_goal"]


def test_the_first_week_is_a_beginning_not_a_lack(stage: Stage):
    stage.build()
    for name in NAMES[:6]:
        stage.read(name)
    assert "first_week" in found_in(stage)


def test_one_quiet_child_is_named(stage: Stage):
    stage.build()
    stage.read("Bram", back=7)
    for name in NAMES:
        if name != "Bram":
            stage.read(name)
    quiet = found_in(stage)["quiet"]
    assert (quiet.name, quiet.count, quiet.reader_id) == ("Bram", 1, stage.readers["Bram"])


def test_several_quiet_children_are_counted_not_named(stage: Stage):
    stage.build()
    stage.read("Bram", back=7)
    for name in NAMES[:4]:
        stage.read(name)
    quiet = found_in(stage)["quiet"]
    assert (quiet.name, quiet.count) == ("", 4)


def test_on_monday_nobody_is_quiet_yet(stage: Stage):
    stage.today = dt.date(2026, 11, 23)
    stage.build()
    stage.read("Bram", back=7)
    stage.read("Amira")
    assert {"quiet", "silent"}.isdisjoint(found_in(stage))


def test_a_week_without_any_reading_is_only_still(stage: Stage):
    stage.build()
    stage.read("Bram", back=7)
    assert "silent" in found_in(stage)


def test_a_child_with_a_goal_of_its_own_is_praised_first(stage: Stage):
    stage.build()
    for name in ("Noor", "Finn"):
        for week in range(3):
            for day in (0, 1):
                stage.read(name, back=7 * week + day + 1)
    stage.own_goal("Finn", 10)
    praised = found_in(stage)["own_goal_streak"]
    assert (praised.name, praised.number) == ("Finn", 3)


def test_doubtful_days_ask_for_a_look_before_all_else_of_care(stage: Stage):
    stage.build()
    stage.read("Amira", back=7)
    stage.read("Kuba", minutes=110)
    stage.read("Kuba", minutes=110)
    doubt = found_in(stage)
    assert doubt["doubtful"].name == "Kuba"
    assert "quiet" not in doubt


def test_languages_are_counted_for_the_class(stage: Stage):
    stage.build()
    for back in (7, 0):
        for name, tongue in (("Amira", "ar"), ("Kuba", "pl"), ("Noor", "nl")):
            stage.read(name, language=tongue, back=back)
    found = found_in(stage)["home_languages"]
    assert (found.count, found.readers) == (3, (stage.readers["Amira"], stage.readers["Kuba"]))


def test_a_goal_is_near_then_reached(stage: Stage):
    stage.build()
    stage.read("Bram", back=7)
    stage.goal(4, started=2)
    stage.read("Amira")
    assert found_in(stage)["goal_near"].number == 3
    for name in ("Bram", "Daan", "Elif"):
        stage.read(name)
    assert found_in(stage)["goal_reached"].title == "read_aloud"


def test_a_holiday_asks_nothing_of_anyone(stage: Stage):
    stage.build()
    stage.read("Bram", back=7)
    monday = monday_of(TODAY)
    wish = PauseDraft(name="Herfstvakantie", starts=monday, ends=monday + WEEK)
    stage.do(add_pause, classroom_id=stage.classroom.classroom_id, draft=wish, **stage.moment)
    found = found_in(stage)
    assert found["pause"].title == "Herfstvakantie"
    assert {"quiet", "silent", "goal_behind"}.isdisjoint(found)


def test_everyone_who_read_is_everyone(stage: Stage):
    stage.build()
    stage.read("Bram", back=7)
    for name in NAMES:
        stage.read(name)
    assert found_in(stage)["everyone"].count == len(NAMES)


def test_a_goal_too_big_for_a_child_asks_for_a_smaller_one(stage: Stage):
    stage.build()
    for name in NAMES:
        stage.read(name)
    stage.read("Daan", back=7, minutes=5)
    week = week_of(stage)
    small = [
        replace(one, lamp_days=(0, 0, 0, 0, 0, 0)) if one.name == "Daan" else one for one in week.readers
    ]
    found = {one.slug: one for one in class_insights(replace(week, readers=tuple(small)))}
    assert found["own_goal_hard"].name == "Daan"


def test_every_finding_has_words_short_enough_to_read_at_a_glance(app: Flask, stage: Stage):
    assert SAYINGS.keys() == STEPS_OF.keys() == insight_rules().by_slug.keys()
    week = week_of(stage.build())
    ids = tuple(one.reader_id for one in week.readers)
    plan = WeekPlan((), frozenset(), (), (), frozenset())
    with app.test_request_context():
        steps = StepsOf(week, plan, screen_key="sleutel")
        for slug in SAYINGS:
            for one in (
                Insight(slug, 1, "Anne-Fleur-Sophie van der", ids[0], 12, "comic_hour", readers=ids[:1]),
                Insight(slug, 4, reader_id=ids[0], number=4, readers=ids[:4]),
            ):
                card = insight_card(one, steps)
                assert card.step.url.startswith(("/klas/1", "/digibord/"))
                assert len(card.sentence.split()) <= 10
                assert len(card.step.words.split()) <= 10
                assert "%" not in card.sentence + card.step.words


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("[quiet]", "[quite]", "quite"),
        ("weight = 85", 'weight = "x"', "quiet"),
        ("from_day = 2", "from_day = 0", "silent"),
        ("[pause]", "[pause", "insights"),
        ("weeks = 2 ", "weeks = 0 ", "again"),
        ("less = 40", "more = 40", "again"),
    ],
)
def test_a_wrong_seed_file_stops_with_its_name(tmp_path: Path, old: str, new: str, named: str):
    text = (seeds_dir() / "insights.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "insights.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError, match=named):
        read_insight_rules(path)


def test_no_sentence_stands_there_three_weeks_in_a_row_when_another_is_as_true(stage: Stage):
    stage.build()
    stage.read("Bram", back=7)
    for name in NAMES[:5]:
        stage.read(name, form="comic", language="tr", feeling=4)
        stage.read(name, back=1)
    week = week_of(stage)
    shown: list[frozenset[str]] = []
    for _ in range(12):
        held = class_insights(week, shown=shown)
        assert len(held) == 3
        shown.insert(0, frozenset(one.slug for one in held))
    rules = insight_rules().by_slug
    for before in zip(shown, shown[1:], shown[2:], strict=False):
        for slug in frozenset.intersection(*before):
            left = _that_hold(week) - before[0]
            assert all(rules[one].weight <= rules[slug].weight - 40 for one in left), (slug, left)


def _that_hold(week: ClassWeek) -> set[str]:
    found = {slug: look(week, insight_rules().by_slug[slug].thresholds) for slug, look in FINDINGS.items()}
    return {slug for slug, one in found.items() if one is not None}
