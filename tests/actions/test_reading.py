"""Logging, correcting and taking back, on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import func, select

from readify.actions.correcting import amend_reading, withdraw_reading
from readify.actions.reading import log_reading
from readify.db import Database
from readify.errors import Conflict, Invalid, NotFound
from readify.models import Award, Goal, GoalShare, LedgerEntry, Mark, ReaderBook, ReaderDay, ReaderTally
from tests.actions.desk import NOW, TODAY, Desk, a_book, a_reading, a_withdrawal, set_up_desk
from tests.statements import statements_of

ABOUT = {"today": TODAY, "now": NOW}
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def desk(request: pytest.FixtureRequest) -> Desk:
    name = "database" if request.param == "sqlite" else "postgres_database"
    return set_up_desk(request.getfixturevalue(name))


def log(desk: Desk, reader: int | None = None, **fields):
    return desk.run(
        log_reading, rules=desk.rules, reader_id=reader or desk.noor, draft=a_reading(**fields), **ABOUT
    ).value


def tally(desk: Desk, reader: int | None = None) -> ReaderTally:
    with desk.database.reading() as session:
        return session.get_one(ReaderTally, reader or desk.noor)


def snapshot(desk: Desk) -> tuple:
    """Everything that progress consists of, without what only counts writes."""
    with desk.database.reading() as session:
        tallies = [
            (t.reader_id, t.lights, t.lamps, t.readings, t.state["badges"] if t.state else {})
            for t in session.scalars(select(ReaderTally).order_by(ReaderTally.reader_id))
        ]
        days = [
            (d.reader_id, d.day, d.minutes, d.lights, d.lamp)
            for d in session.scalars(select(ReaderDay).order_by(ReaderDay.reader_id, ReaderDay.day))
        ]
        awards = sorted(map(tuple, session.execute(select(Award.reader_id, Award.badge))))
        shares = sorted(
            (s.goal_id, s.reader_id, s.amount) for s in session.scalars(select(GoalShare)) if s.amount
        )
        goals = [(g.id, g.progress, g.reached_at) for g in session.scalars(select(Goal).order_by(Goal.id))]
    return tallies, days, awards, shares, goals


def test_a_first_log_gives_lights_a_lamp_and_the_first_badge(desk: Desk) -> None:
    written = log(desk, book={"title": "Lampje"})
    kinds = [outcome["kind"] for outcome in written.outcomes]
    assert written.answer["lights"] == 30  # 20 minutes and a new form
    assert {"lights_changed", "lamp_lit", "badge_earned"} <= set(kinds)
    assert written.answer["tally"]["lamps"] == 1
    assert desk.drifts() == []


def test_the_same_submission_twice_counts_once_and_answers_the_same(desk: Desk) -> None:
    draft = a_reading()
    first, second = (
        desk.run(log_reading, rules=desk.rules, reader_id=desk.noor, draft=draft, **ABOUT).value
        for _ in range(2)
    )
    assert (first.fresh, second.fresh) == (True, False)
    assert (second.entry_id, second.answer) == (first.entry_id, first.answer)
    assert tally(desk).readings == 1


def test_the_same_submission_id_with_other_content_is_a_conflict(desk: Desk) -> None:
    draft = a_reading()
    other = a_reading(submission_id=str(draft.submission_id), minutes=21)
    desk.run(log_reading, rules=desk.rules, reader_id=desk.noor, draft=draft, **ABOUT)
    with pytest.raises(Conflict):
        desk.run(log_reading, rules=desk.rules, reader_id=desk.noor, draft=other, **ABOUT)
    assert tally(desk).lights == 30


def test_two_children_may_use_the_same_submission_id(desk: Desk) -> None:
    draft = a_reading()
    for reader in (desk.noor, desk.bram):
        assert desk.run(log_reading, rules=desk.rules, reader_id=reader, draft=draft, **ABOUT).value.fresh


def test_taking_back_leaves_everything_as_it_was_before(desk: Desk) -> None:
    log(desk, book={"title": "Lampje"})
    before = snapshot(desk)
    written = log(
        desk, form="comic", finished=True, book={"title": "Nog een boek"}, day=YESTERDAY.isoformat()
    )
    assert snapshot(desk) != before
    taken = desk.run(
        withdraw_reading,
        rules=desk.rules,
        reader_id=desk.noor,
        entry_id=written.entry_id,
        draft=a_withdrawal(),
        **ABOUT,
    ).value
    assert taken.answer["lights"] == -written.answer["lights"]
    assert snapshot(desk) == before
    assert desk.drifts() == []


def test_taking_back_twice_changes_nothing_more(desk: Desk) -> None:
    written = log(desk)
    for _ in range(2):
        desk.run(
            withdraw_reading,
            rules=desk.rules,
            reader_id=desk.noor,
            entry_id=written.entry_id,
            draft=a_withdrawal(),
            **ABOUT,
        )
    with desk.database.reading() as session:
        assert session.scalar(select(func.count()).where(LedgerEntry.kind == "withdrawal")) == 1
    assert tally(desk).lights == 0


def test_another_childs_reading_cannot_be_taken_back_or_changed(desk: Desk) -> None:
    written = log(desk)
    for action, draft in ((withdraw_reading, a_withdrawal()), (amend_reading, a_reading(minutes=1))):
        with pytest.raises(NotFound):
            desk.run(
                action,
                rules=desk.rules,
                reader_id=desk.outsider,
                entry_id=written.entry_id,
                draft=draft,
                **ABOUT,
            )
    assert tally(desk).lights == 30


def test_correcting_counts_only_the_new_reading(desk: Desk) -> None:
    written = log(desk, minutes=20)
    log(desk, reader=desk.bram)
    changed = desk.run(
        amend_reading,
        rules=desk.rules,
        reader_id=desk.noor,
        entry_id=written.entry_id,
        draft=a_reading(minutes=12),
        **ABOUT,
    ).value
    assert changed.answer["lights"] == 12 - 20
    assert (tally(desk).lights, tally(desk).readings, tally(desk).lamps) == (22, 1, 0)
    assert desk.drifts() == []


def test_correcting_the_same_form_twice_corrects_once(desk: Desk) -> None:
    written = log(desk)
    draft = a_reading(minutes=7)
    for fresh in (True, False):
        answer = desk.run(
            amend_reading,
            rules=desk.rules,
            reader_id=desk.noor,
            entry_id=written.entry_id,
            draft=draft,
            **ABOUT,
        ).value
        assert answer.fresh is fresh
    assert tally(desk).readings == 1


def test_the_class_goal_is_reached_once_and_opens_again_when_a_log_is_taken_back(desk: Desk) -> None:
    log(desk)
    log(desk, day=YESTERDAY.isoformat())
    last = log(desk, reader=desk.bram)
    with desk.database.reading() as session:
        goal = session.get_one(Goal, desk.goal)
        assert (goal.progress, goal.reached_at) == (3, NOW)
        given = session.scalars(select(Award.reader_id).where(Award.badge == "klaslicht")).all()
    assert sorted(given) == sorted((desk.noor, desk.bram))
    desk.run(
        withdraw_reading,
        rules=desk.rules,
        reader_id=desk.bram,
        entry_id=last.entry_id,
        draft=a_withdrawal(),
        **ABOUT,
    )
    with desk.database.reading() as session:
        goal = session.get_one(Goal, desk.goal)
        assert (goal.progress, goal.reached_at) == (2, None)
        assert session.scalars(select(Award.reader_id).where(Award.badge == "klaslicht")).all() == []
    assert desk.drifts() == []


def test_everyone_gets_the_badge_when_the_last_child_of_the_class_has_read(desk: Desk) -> None:
    log(desk)
    with desk.database.reading() as session:
        assert session.scalars(select(Award).where(Award.badge == "iedereen")).all() == []
    log(desk, reader=desk.bram)
    with desk.database.reading() as session:
        assert len(session.scalars(select(Award).where(Award.badge == "iedereen")).all()) == 2


def test_the_other_class_lights_no_lamp_in_this_one(desk: Desk) -> None:
    log(desk, reader=desk.outsider)
    with desk.database.reading() as session:
        assert session.get_one(Goal, desk.goal).progress == 0


def test_a_typed_title_lands_on_the_own_shelf_and_is_used_again(desk: Desk) -> None:
    for _ in range(2):
        log(desk, book={"title": "Het  boek van\tOma", "author": "Oma"})
    with desk.database.reading() as session:
        rows = session.scalars(select(ReaderBook)).all()
    assert [(row.title, row.book_id, row.reader_id) for row in rows] == [
        ("Het boek van Oma", None, desk.noor)
    ]


def test_a_title_of_the_catalogue_brings_its_facts(desk: Desk) -> None:
    book = a_book(desk.database, genre="fantasy", series_key="lampje")
    log(desk, book={"title": "LAMPJE"})
    with desk.database.reading() as session:
        entry = session.scalar(select(LedgerEntry).where(LedgerEntry.kind == "reading"))
        assert (entry.genre, entry.series) == ("fantasy", "lampje")
        assert session.get_one(ReaderBook, entry.work_id).book_id == book


def test_a_title_on_anothers_shelf_is_refused(desk: Desk) -> None:
    log(desk, book={"title": "Lampje"})
    with desk.database.reading() as session:
        work = session.scalar(select(ReaderBook.id))
    with pytest.raises(Invalid):
        log(desk, reader=desk.bram, work=work)


def test_more_than_four_logs_in_ten_minutes_make_a_mark_for_the_teacher(desk: Desk) -> None:
    for _ in range(4):
        log(desk, minutes=1)
    with desk.database.reading() as session:
        assert session.scalars(select(Mark)).all() == []
    log(desk, minutes=1)
    log(desk, minutes=1)
    with desk.database.reading() as session:
        assert [(mark.reader_id, mark.reason) for mark in session.scalars(select(Mark))] == [
            (desk.noor, "many_logs")
        ]


def test_a_child_who_left_can_no_longer_log(desk: Desk) -> None:
    from readify.models import Reader

    with desk.database.writing() as session:
        session.get_one(Reader, desk.noor).left_at = NOW
        session.commit()
    with pytest.raises(NotFound):
        log(desk)


def test_a_log_with_a_book_under_way_takes_few_statements(database: Database) -> None:
    desk = set_up_desk(database, target=100)
    log(desk, book={"title": "Lampje"}, day=YESTERDAY.isoformat())
    with database.reading() as session:
        work = session.scalar(select(ReaderBook.id))
    with statements_of(database) as without_lamp:
        log(desk, work=work, minutes=3)
    assert len(without_lamp) == 7, without_lamp
    with statements_of(database) as with_lamp:
        log(desk, work=work, minutes=20)
    assert 7 < len(with_lamp) <= 10, with_lamp
