"""A class's week: what it shows of each child, what it sums, and that it asks no more when there is more."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import event

from readify.actions.pauses import add_pause
from readify.drafts.classroom import PauseDraft
from readify.errors import NotFound
from readify.game.day import monday_of
from readify.queries.class_week import ClassWeek, class_week
from readify.queries.reader_week import ReaderWeek
from tests.stage import TODAY, Stage, stage_of

MONDAY = dt.date(2026, 11, 23)
WEEK = dt.timedelta(days=7)


@pytest.fixture
def stage(app: Flask) -> Stage:
    return stage_of(app, today=TODAY).build()


def week_of(stage: Stage, monday: dt.date = MONDAY) -> ClassWeek:
    with stage.database.reading() as session:
        return class_week(
            session,
            rules=stage.rules,
            classroom_id=stage.classroom.classroom_id,
            monday=monday,
            today=stage.today,
        )


def row(stage: Stage, name: str, monday: dt.date = MONDAY) -> ReaderWeek:
    return next(one for one in week_of(stage, monday).readers if one.name == name)


def test_children_stand_from_a_to_z_whatever_they_read(stage: Stage):
    stage.add("Émile", "Çağla", "anna", "Zoë", "Тарас")
    stage.read("Zoë", minutes=120)
    names = [reader.name for reader in week_of(stage).readers]
    assert names == [
        "Amira",
        "anna",
        "Bram",
        "Çağla",
        "Daan",
        "Elif",
        "Émile",
        "Finn",
        "Kuba",
        "Noor",
        "Olek",
        "Zoë",
        "Тарас",
    ]


def test_a_child_shows_days_minutes_forms_languages_book_and_opinion(stage: Stage):
    stage.read("Elif", back=3, form="poem", feeling=2, minutes=None)
    stage.read("Elif", back=1, language="tr", feeling=4, book={"title": "De fluisterberg"})
    stage.read("Elif", minutes=45, pages=None)
    elif_ = row(stage, "Elif")
    assert elif_.days == (True, False, True, True, False, False, False)
    assert (elif_.minutes, elif_.readings, elif_.reading_days, elif_.lamps) == (65, 3, 3, 2)
    assert (elif_.forms, elif_.languages) == (("poem", "book"), ("nl", "tr"))
    assert (elif_.book.title, elif_.feeling) == ("De fluisterberg", 4)


def test_an_earlier_week_shows_its_own_days_and_the_book_of_then(stage: Stage):
    stage.read("Noor", back=7, book={"title": "Toen"}, feeling=1)
    stage.read("Noor", book={"title": "Nu"})
    then = row(stage, "Noor", MONDAY - WEEK)
    assert (then.book.title, then.feeling, sum(then.days)) == ("Toen", 1, 1)
    assert row(stage, "Noor").book.title == "Nu"
    assert row(stage, "Noor").lamp_days[:2] == (1, 1)


def test_a_book_that_is_out_is_no_longer_under_way(stage: Stage):
    stage.read("Noor", book={"title": "Uit"}, finished=True)
    assert row(stage, "Noor").book is None


def test_an_own_goal_shows_only_where_it_differs_from_the_class(stage: Stage):
    stage.own_goal("Finn", 10)
    stage.own_goal("Kuba", 15)
    found = week_of(stage)
    assert [(one.name, one.own_goal) for one in found.with_own_goal] == [("Finn", 10)]
    assert found.own_goal == 15


def test_the_rhythm_asks_no_more_days_than_a_pause_leaves(stage: Stage):
    wish = PauseDraft(name="Studiedagen", starts=MONDAY, ends=MONDAY + dt.timedelta(days=4))
    stage.do(add_pause, classroom_id=stage.classroom.classroom_id, draft=wish, **stage.moment)
    found = week_of(stage)
    assert {reader.rhythm_days for reader in found.readers} == {2}
    assert found.pause is None
    whole = PauseDraft(name="Kerstvakantie", starts=MONDAY, ends=MONDAY + WEEK)
    stage.do(add_pause, classroom_id=stage.classroom.classroom_id, draft=whole, **stage.moment)
    assert week_of(stage).pause in {"Studiedagen", "Kerstvakantie"}
    assert week_of(stage).quiet == ()


def test_one_child_can_have_a_pause_of_its_own(stage: Stage):
    wish = PauseDraft(name="Ziek", starts=MONDAY, ends=MONDAY + WEEK, holiday=False)
    stage.do(
        add_pause,
        classroom_id=stage.classroom.classroom_id,
        reader_id=stage.readers["Bram"],
        draft=wish,
        **stage.moment,
    )
    assert [reader.name for reader in week_of(stage).readers if reader.paused] == ["Bram"]


def test_totals_are_those_of_the_children(stage: Stage):
    stage.goal(20, started=7)
    stage.read("Amira", form="comic", language="ar")
    stage.read("Bram", form="book")
    stage.read("Bram", form="comic", back=1)
    found = week_of(stage)
    assert (found.minutes, found.lamps, found.goal.progress) == (60, 3, 3)
    assert [(one.form, one.times, round(one.share, 2)) for one in found.forms] == [
        ("comic", 2, 0.67),
        ("book", 1, 0.33),
    ]
    assert found.languages == ("ar", "nl")  # one child each


def test_the_goal_knows_whether_it_is_on_schedule(stage: Stage):
    stage.goal(7, weeks=1, started=3)
    assert (week_of(stage).goal.expected, week_of(stage).goal.on_schedule) == (2, False)
    stage.read("Amira")
    stage.read("Bram")
    assert week_of(stage).goal.on_schedule


def test_another_classs_children_are_not_in_it(stage: Stage):
    assert "Lotte" not in {reader.name for reader in week_of(stage).readers}
    with stage.database.reading() as session, pytest.raises(NotFound):
        class_week(session, rules=stage.rules, classroom_id=99, monday=MONDAY, today=TODAY)


def test_more_readings_and_more_children_ask_not_one_statement_more(stage: Stage):
    def statements() -> int:
        seen: list[str] = []
        listen = lambda *args: seen.append(args[2])  # noqa: E731
        event.listen(stage.database.engine, "before_cursor_execute", listen)
        week_of(stage)
        event.remove(stage.database.engine, "before_cursor_execute", listen)
        assert not [text for text in seen if "ledger_entries" in text]
        return len([text for text in seen if not text.startswith("BEGIN")])

    few = statements()
    stage.goal(50)
    stage.add(*(f"Kind {n}" for n in range(20)))
    for name in list(stage.readers)[:10]:
        for back in (0, 1, 9, 20):
            stage.read(name, back=back if back < 8 else 7, book={"title": f"Boek {back}"})
    assert statements() == few <= 9


def test_weeks_begin_on_monday():
    assert monday_of(dt.date(2026, 11, 29)) == MONDAY
    assert monday_of(MONDAY) == MONDAY
