"""Schools, classes, children, terms, goals, pauses, marks and the timer, on a real database."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import func, select

from readify.actions.class_goal import change_class_goal, close_class_goal, set_class_goal
from readify.actions.classroom import add_reader, change_reader, make_classroom, rotate_screen_key
from readify.actions.marks import resolve_marks
from readify.actions.pauses import add_pause, remove_pause
from readify.actions.terms import change_settings, set_daily_cap, set_own_goal, set_rhythm_days
from readify.actions.timer import pause_timer, resume_timer, start_timer, stop_timer
from readify.db import Database
from readify.drafts.classroom import ClassGoalDraft, PauseDraft, ReaderDraft, SettingsDraft
from readify.errors import Conflict, Invalid, NotFound
from readify.models import (
    AuditEntry,
    Award,
    Band,
    Classroom,
    Goal,
    GoalShare,
    Mark,
    Reader,
    ReaderDay,
    ReaderTally,
    Terms,
)
from tests.stage import TODAY, Stage, stage_of

WEEK = dt.timedelta(days=7)


@pytest.fixture
def stage(app: Flask) -> Stage:
    return stage_of(app, today=TODAY).build(("Amira", "Bram", "Daan"))


def goal_of(stage: Stage) -> Goal:
    with stage.database.reading() as session:
        return session.scalars(select(Goal).order_by(Goal.id.desc())).first()


def tally(stage: Stage, name: str) -> ReaderTally:
    with stage.database.reading() as session:
        return session.get_one(ReaderTally, stage.readers[name])


def room(stage: Stage) -> Classroom:
    with stage.database.reading() as session:
        return session.get_one(Classroom, stage.classroom.classroom_id)


def draft(target: int = 20, *, weeks: int = 3, reward: str = "comic_hour") -> ClassGoalDraft:
    return ClassGoalDraft(target=target, ends=TODAY + weeks * WEEK, reward=reward)


def test_a_class_gets_a_word_of_its_own_and_a_key_that_cannot_be_guessed(stage: Stage):
    made = [
        stage.do(make_classroom, school_id=1, name=f"Groep {n}", band=Band.KLEIN, now=stage.now)
        for n in range(20)
    ]
    assert len({(one.word, one.number) for one in made} | {("BEVER", 42), ("DAS", 17)}) == 22
    assert all(10 <= one.number <= 99 for one in made)
    assert all(len(one.screen_key) >= 32 for one in made)  # 192 bits in base64
    assert made[0].screen_key not in repr(made[0])


@pytest.mark.parametrize(
    ("word", "number", "error"),
    [
        ("BEVER", 42, Conflict),
        ("bever", 42, Conflict),
        ("B3VER", 42, Invalid),
        ("BEVER", 9, Invalid),
        ("É", 20, Invalid),
    ],
)
def test_a_class_word_that_is_taken_or_cannot_be_typed_is_refused(stage: Stage, word, number, error):
    with pytest.raises(error):
        stage.do(
            make_classroom,
            school_id=1,
            name="Groep 8",
            band=Band.GROOT,
            now=stage.now,
            word=word,
            number=number,
        )


@pytest.mark.parametrize("name", ["", "   ", "x" * 41])
def test_a_child_needs_a_name_that_fits(stage: Stage, name):
    with pytest.raises(Invalid) as refusal:
        stage.add(name)
    assert "name" in refusal.value.fields


def test_two_children_of_a_class_cannot_have_one_name(stage: Stage):
    with pytest.raises(Conflict):
        stage.add("amira")
    with pytest.raises(Conflict):
        stage.do(
            change_reader, reader_id=stage.readers["Bram"], draft=ReaderDraft(name="Daan"), now=stage.now
        )
    stage.do(change_reader, reader_id=stage.readers["Bram"], draft=ReaderDraft(name="bram"), now=stage.now)


def test_a_new_child_can_log_at_once(stage: Stage):
    stage.add("Zoë", home_languages=["pl", "nl", "pl"])
    stage.read("Zoë")
    assert tally(stage, "Zoë").lamps == 1
    with stage.database.reading() as session:
        assert session.get_one(Reader, stage.readers["Zoë"]).home_languages == ["pl"]


def test_an_outsider_changes_nothing_of_another_class(stage: Stage):
    of_class = {"classroom_id": stage.classroom.classroom_id, "account_id": stage.outsider}
    of_child = {"reader_id": stage.readers["Amira"], "account_id": stage.outsider}
    settings = SettingsDraft(daily_cap=60, own_goal=15)
    pause = PauseDraft(name="Ziek", starts=TODAY, ends=TODAY)
    for action, arguments in (
        (add_reader, {"name": "Sam", "now": stage.now, **of_class}),
        (rotate_screen_key, {"now": stage.now, **of_class}),
        (start_timer, {"minutes": 5, "now": stage.now, **of_class}),
        (set_daily_cap, {"lights": 90, **of_class, **stage.moment}),
        (change_settings, {"draft": settings, **of_class, **stage.moment}),
        (set_class_goal, {"draft": draft(), **of_class, **stage.moment}),
        (add_pause, {"draft": pause, **of_class, **stage.moment}),
        (set_own_goal, {"minutes": 5, **of_child, **stage.moment}),
        (change_reader, {"draft": ReaderDraft(name="Sam"), "now": stage.now, **of_child}),
        (resolve_marks, {"now": stage.now, **of_child}),
    ):
        with pytest.raises(NotFound):
            stage.do(action, **arguments)
    with stage.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(AuditEntry)) == 0


def test_a_smaller_own_goal_lights_today_and_leaves_yesterday_as_it_was(stage: Stage):
    stage.read("Bram", back=1, minutes=8)
    stage.read("Bram", minutes=8)
    assert tally(stage, "Bram").lamps == 0
    stage.own_goal("Bram", 5)
    assert tally(stage, "Bram").lamps == 1
    with stage.database.reading() as session:
        lamps = dict(session.execute(select(ReaderDay.day, ReaderDay.lamp)).all())
    assert lamps == {TODAY: True, TODAY - dt.timedelta(days=1): False}


def test_an_own_goal_changed_twice_on_a_day_is_one_row_and_goes_back_to_the_class(stage: Stage):
    bram = {"reader_id": stage.readers["Bram"], "account_id": stage.teacher, **stage.moment}
    stage.do(set_own_goal, minutes=5, **bram)
    assert stage.do(set_own_goal, minutes=None, **bram) == 15
    with stage.database.reading() as session:
        rows = session.scalars(select(Terms)).all()
        notes = session.scalars(select(AuditEntry.action)).all()
    assert [row.own_goal for row in rows] == [15]
    assert notes == ["set_own_goal", "set_own_goal"]


@pytest.mark.parametrize("minutes", [2, 31])
def test_an_own_goal_stays_between_3_and_30(stage: Stage, minutes):
    with pytest.raises(Invalid):
        stage.own_goal("Bram", minutes)


def test_the_cap_of_the_class_holds_from_today_for_everyone(stage: Stage):
    stage.read("Amira", minutes=100)
    before = tally(stage, "Amira").lights
    stage.do(set_daily_cap, classroom_id=stage.classroom.classroom_id, lights=90, **stage.moment)
    assert (before, tally(stage, "Amira").lights) == (60, 90)


def test_settings_that_change_no_rule_refold_nobody(stage: Stage):
    about = {"classroom_id": stage.classroom.classroom_id, "account_id": stage.teacher, **stage.moment}
    same = SettingsDraft(daily_cap=60, own_goal=15, pages_count=True, shared_devices=False)
    version = room(stage).rules_version
    assert stage.do(change_settings, draft=same, **about) is False
    assert (room(stage).rules_version, room(stage).shared_devices) == (version, False)
    assert stage.do(change_settings, draft=same.model_copy(update={"own_goal": 10}), **about) is True
    assert room(stage).rules_version == version + 1


def test_a_child_chooses_its_own_reading_days(stage: Stage):
    stage.read("Daan")
    stage.read("Daan", back=1)
    stage.do(set_rhythm_days, reader_id=stage.readers["Daan"], days=2, **stage.moment)
    with stage.database.reading() as session:
        assert session.scalar(select(Terms.rhythm_days)) == 2
    with pytest.raises(Invalid):
        stage.do(set_rhythm_days, reader_id=stage.readers["Daan"], days=7, **stage.moment)


def test_a_goal_counts_lamps_from_its_first_day_on(stage: Stage):
    for back in (9, 3, 0):
        stage.read("Amira", back=back)
    stage.goal(20, started=5)
    assert goal_of(stage).progress == 2
    stage.read("Bram")
    assert goal_of(stage).progress == 3


def test_a_new_goal_closes_the_one_before(stage: Stage):
    first = stage.goal(20)
    second = stage.goal(30)
    with stage.database.reading() as session:
        closed = dict(session.execute(select(Goal.id, Goal.closed_at)).all())
    assert closed[first] is not None
    assert closed[second] is None


def test_lowering_a_goal_to_what_is_lit_reaches_it_and_everyone_gets_the_badge(stage: Stage):
    stage.goal(20)
    stage.read("Amira")
    about = {"classroom_id": stage.classroom.classroom_id, "account_id": stage.teacher, **stage.moment}
    stage.do(change_class_goal, draft=draft(1), **about)
    assert goal_of(stage).reached_at is not None
    with stage.database.reading() as session:
        holders = session.scalars(select(Award.reader_id).where(Award.badge == class_badge(stage))).all()
    assert sorted(holders) == sorted(stage.readers.values())
    with pytest.raises(Conflict):
        stage.do(change_class_goal, draft=draft(50), **about)


def class_badge(stage: Stage) -> str:
    return next(b.slug for b in stage.rules.badges if any("class_goal" in f.kinds for f in b.meter.filters))


def test_moving_a_goal_keeps_its_lamps(stage: Stage):
    stage.goal(20)
    stage.read("Amira")
    about = {"classroom_id": stage.classroom.classroom_id, **stage.moment}
    stage.do(change_class_goal, draft=draft(40, weeks=6), **about)
    found = goal_of(stage)
    assert (found.progress, found.target, found.reward) == (1, 40, "comic_hour")
    stage.do(close_class_goal, **about)
    stage.read("Bram")
    assert goal_of(stage).progress == 1
    with pytest.raises(NotFound):
        stage.do(close_class_goal, **about)


@pytest.mark.parametrize("days", [-1, 500])
def test_a_goal_ends_on_a_day_that_comes(stage: Stage, days):
    wrong = ClassGoalDraft(target=10, ends=TODAY + dt.timedelta(days=days), reward="read_aloud")
    with pytest.raises(Invalid) as refusal:
        stage.do(set_class_goal, classroom_id=stage.classroom.classroom_id, draft=wrong, **stage.moment)
    assert "ends" in refusal.value.fields


def test_shares_of_a_goal_add_up_to_its_progress_after_any_change_of_rules(stage: Stage):
    stage.goal(20)
    for name in stage.readers:
        stage.read(name, minutes=12)
    stage.own_goal("Daan", 10)
    with stage.database.reading() as session:
        total = session.scalar(select(func.sum(GoalShare.amount)))
    assert goal_of(stage).progress == total == 1


def test_a_pause_is_kept_once_and_can_be_taken_away(stage: Stage):
    about = {"classroom_id": stage.classroom.classroom_id, "account_id": stage.teacher, **stage.moment}
    wish = PauseDraft(name="Kerstvakantie", starts=TODAY, ends=TODAY + 2 * WEEK)
    pause_id = stage.do(add_pause, draft=wish, **about)
    assert stage.do(add_pause, draft=wish, **about) == pause_id
    with pytest.raises(NotFound):
        stage.do(add_pause, draft=wish, reader_id=stage.stranger, **about)
    stage.do(remove_pause, pause_id=pause_id, **about)
    with pytest.raises(NotFound):
        stage.do(remove_pause, pause_id=pause_id, **about)


def test_marks_are_put_away_by_who_looked(stage: Stage):
    for _ in range(2):
        stage.read("Bram", minutes=110)
    with stage.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Mark)) == 1
    looked = {"reader_id": stage.readers["Bram"], "account_id": stage.teacher, "now": stage.now}
    assert stage.do(resolve_marks, **looked) == 1
    assert stage.do(resolve_marks, **looked) == 0


def test_the_timer_runs_pauses_and_goes_on_with_what_was_left(stage: Stage):
    about = {"classroom_id": stage.classroom.classroom_id}
    start = stage.now
    stage.do(start_timer, minutes=20, now=start, **about)
    stage.do(pause_timer, now=start + dt.timedelta(minutes=5), **about)
    assert (room(stage).timer_ends_at, room(stage).timer_left) == (None, 15 * 60)
    stage.do(pause_timer, now=start + dt.timedelta(minutes=7), **about)
    stage.do(resume_timer, now=start + dt.timedelta(minutes=30), **about)
    assert room(stage).timer_ends_at == start + dt.timedelta(minutes=45)
    stage.do(stop_timer, now=start, **about)
    assert (room(stage).timer_ends_at, room(stage).timer_left, room(stage).timer_minutes) == (
        None,
        None,
        None,
    )
    with pytest.raises(Invalid):
        stage.do(start_timer, minutes=7, now=start, **about)


def test_a_changed_goal_refolds_the_class_on_postgresql_too(app: Flask, postgres_database: Database):
    stage = Stage(postgres_database, app.extensions["readify.rulebook"], TODAY).build(("Amira", "Bram"))
    stage.read("Amira", back=2)
    stage.goal(20, started=5)
    stage.own_goal("Bram", 5)
    stage.read("Bram", minutes=6)
    assert goal_of(stage).progress == 2
