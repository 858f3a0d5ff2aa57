"""Importing class lists: nobody twice, nobody lost, nothing written when all stands already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from readify.actions.cards import make_card
from readify.actions.classroom import make_school
from readify.actions.leaving import LEFT_KEPT, erase_left
from readify.actions.roster import Imported, import_roster
from readify.db import Database
from readify.errors import Conflict, NotFound
from readify.exchange.rosters.edexml import read_edexml
from readify.exchange.rosters.roster import Roster
from readify.game.rulebook import Rulebook
from readify.models import (
    Account,
    AuditEntry,
    Card,
    Classroom,
    ClassroomTeacher,
    LedgerEntry,
    Reader,
    ReaderTally,
    School,
    Terms,
)
from readify.queries.drift import reader_drift
from readify.queries.roster_changes import RosterPlan
from readify.queries.roster_matching import Decisions, Doubt
from readify.queries.roster_plan import roster_plan
from tests.people import SECRET
from tests.school_files import Child, edexml, school
from tests.stage import Stage, stage_of
from tests.statements import statements_of

APART = Decisions(all_apart=True, sure=True)


def read(children: Iterable[Child], **about: Any) -> Roster:
    return read_edexml(edexml(children, **about))


class Desk:
    """One school on a stage, and class lists that come in."""

    def __init__(self, stage: Stage, school_id: int) -> None:
        self.stage, self.school_id = stage, school_id

    def plan(self, roster: Roster, decisions: Decisions = APART) -> RosterPlan:
        with self.stage.database.reading() as session:
            return roster_plan(
                session, school_id=self.school_id, roster=roster, secret=SECRET, decisions=decisions
            )

    def take(self, roster: Roster, decisions: Decisions = APART, **about: Any) -> Imported:
        arguments = {"school_id": self.school_id, "secret": SECRET, **self.stage.moment, **about}
        done: Imported = self.stage.do(import_roster, roster=roster, decisions=decisions, **arguments)
        return done

    def placement(self) -> dict[str, str]:
        """Active children by name and class."""
        with self.stage.database.reading() as session:
            rows = session.execute(
                select(Reader.name, Classroom.name, Reader.roster_key)
                .join(Classroom, Classroom.id == Reader.classroom_id)
                .where(Classroom.school_id == self.school_id, Reader.left_at.is_(None))
            )
            return {key or name: room for name, room, key in rows}

    def names(self, room: str) -> list[str]:
        with self.stage.database.reading() as session:
            return sorted(
                session.scalars(
                    select(Reader.name)
                    .join(Classroom, Classroom.id == Reader.classroom_id)
                    .where(
                        Classroom.school_id == self.school_id,
                        Classroom.name == room,
                        Reader.left_at.is_(None),
                    )
                )
            )

    def reader(self, name: str) -> int:
        with self.stage.database.reading() as session:
            return session.scalars(
                select(Reader.id)
                .join(Classroom, Classroom.id == Reader.classroom_id)
                .where(Reader.name == name, Classroom.school_id == self.school_id)
            ).one()


def desk_on(stage: Stage) -> Desk:
    return Desk(stage, stage.do(make_school, name="De Lijstschool", municipality="Stein", now=stage.now))


@pytest.fixture
def stage(app: Any) -> Stage:
    return stage_of(app, today=dt.date(2026, 11, 26))


@pytest.fixture
def desk(stage: Stage) -> Desk:
    return desk_on(stage)


@pytest.fixture
def another_desk(stage: Stage) -> Callable[[], Desk]:
    """Opens a desk of yet another school."""
    return lambda: desk_on(stage)


def test_600_children_come_in_once_and_a_second_time_nothing_is_written(desk: Desk):
    roster = read(school(600))
    plan = desk.plan(roster)
    assert (len(plan.new), len(plan.new_rooms), plan.unchanged) == (600, 24, 0)
    assert desk.take(roster).plan == plan
    before = rows_of(desk.stage.database)
    with statements_of(desk.stage.database) as sent:
        again = desk.take(roster, Decisions()).plan
    assert (again.unchanged, again.changes_nothing) == (600, True)
    assert [one for one in sent if not one.lstrip().startswith("SELECT")] == []
    assert len(sent) <= 5
    assert rows_of(desk.stage.database) == before
    assert len(desk.names("Groep 6A")) == 25


def rows_of(database: Database) -> list[int | None]:
    with database.reading() as session:
        models = (Reader, ReaderTally, Classroom, AuditEntry, School)
        counts = [session.scalar(select(func.count()).select_from(model)) for model in models]
        return [*counts, session.scalar(select(func.sum(Classroom.rules_version)))]


def test_nothing_of_the_file_but_first_names_and_hashes_is_kept(desk: Desk):
    desk.take(read(school(25)))
    path = Path(str(desk.stage.database.url.database))
    with desk.stage.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = path.read_bytes()
    assert b"Kind 001" in kept
    for secret in (b"Geheimstraat", b"123456782", b"2016-03-04", b"ketenid", b"Tweede"):
        assert secret not in kept


def test_the_bands_follow_the_years_and_a_combined_class_its_lower_one(desk: Desk):
    children = [Child("1", "Kind 1", year=4, group="4"), Child("2", "Kind 2", year=5, group="4/5")]
    children += [Child("3", "Kind 3", year=4, group="4/5"), Child("4", "Kind 4", year=8, group="8")]
    plan = desk.plan(read(children))
    assert {room.name: room.band.value for room in plan.rooms} == {
        "Groep 4": "klein",
        "Groep 4/5": "klein",
        "Groep 8": "midden",
    }


def test_who_moves_keeps_everything_and_is_folded_under_the_new_rules(desk: Desk):
    children = [Child("1", "Sam"), Child("2", "Kim", group="6B"), Child("3", "Bo", group="6B")]
    desk.take(read(children))
    stage = desk.stage
    stage.readers["Sam"] = desk.reader("Sam")
    stage.read("Sam", back=2)
    stage.own_goal("Sam", 7)
    card = stage.do(make_card, reader_id=stage.readers["Sam"], now=stage.now)
    moved = read([replace(children[0], group="6B"), *children[1:]])
    assert [one.name for one in desk.plan(moved).moved] == ["Sam"]
    desk.take(moved)
    assert desk.names("Groep 6B") == ["Bo", "Kim", "Sam"]
    with stage.database.reading() as session:
        reader = session.get_one(Reader, stage.readers["Sam"])
        own = session.scalars(select(Terms).where(Terms.reader_id == reader.id)).one()
        assert (own.classroom_id, own.own_goal) == (reader.classroom_id, 7)
        assert session.scalar(select(func.count()).select_from(LedgerEntry)) == 2  # the reading, and a bonus
        assert session.get_one(Card, card.card_id).revoked_at is None
        assert reader_drift(session, rules=stage.rules, reader_id=reader.id) is None


def test_two_children_called_the_same_are_told_apart_only_as_long_as_needed(desk: Desk):
    boer, kok = Child("1", "Sam", "Boer", "de"), Child("2", "Sam", "Kok")
    desk.take(read([boer]))
    assert desk.names("Groep 6A") == ["Sam"]
    assert [(one.was, one.name) for one in desk.plan(read([boer, kok])).renamed] == [("Sam", "Sam B")]
    desk.take(read([boer, kok]))
    assert desk.names("Groep 6A") == ["Sam B", "Sam K"]
    assert desk.plan(read([kok, boer])).changes_nothing
    desk.take(read([boer, kok, Child("3", "Sam", "Bos")]))
    assert desk.names("Groep 6A") == ["Sam B", "Sam B 2", "Sam K"]
    desk.take(read([kok]))
    assert desk.names("Groep 6A") == ["Sam"]


def test_a_nickname_that_the_teacher_gave_stays(desk: Desk):
    desk.take(read([Child("1", "Samuel")]))
    with desk.stage.database.writing() as session:
        session.execute(update(Reader).where(Reader.name == "Samuel").values(name="Sammie"))
        session.commit()
    assert desk.plan(read([Child("1", "Samuel")])).changes_nothing
    desk.take(read([Child("1", "Samuel"), Child("2", "Sammie")]))
    assert desk.names("Groep 6A") == ["Sammie", "Sammie P"]


def test_who_left_is_hidden_comes_back_whole_and_is_erased_after_120_days(desk: Desk):
    stage = desk.stage
    children = [Child("1", "Sam"), Child("2", "Kim"), Child("3", "Bo")]
    desk.take(read(children))
    stage.readers["Sam"] = desk.reader("Sam")
    stage.read("Sam")
    card = stage.do(make_card, reader_id=stage.readers["Sam"], now=stage.now)
    desk.take(read(children[1:]))
    assert desk.names("Groep 6A") == ["Bo", "Kim"]
    with stage.database.reading() as session:
        assert session.get_one(Card, card.card_id).revoked_at == stage.now
    assert [one.name for one in desk.take(read(children)).plan.back] == ["Sam"]
    assert desk.reader("Sam") == stage.readers["Sam"]
    desk.take(read(children[1:]))
    moment = {"rules": stage.rules, "today": stage.today}
    assert stage.do(erase_left, now=stage.now + LEFT_KEPT, **moment) == 0
    assert stage.do(erase_left, now=stage.now + LEFT_KEPT + dt.timedelta(seconds=1), **moment) == 1
    with stage.database.reading() as session:
        assert session.get(Reader, stage.readers["Sam"]) is None
        assert session.scalar(select(func.count()).select_from(LedgerEntry)) == 0


def test_the_school_year_turns_in_one_step(desk: Desk):
    last = school(150)
    desk.take(read(last, year="2025-2026"))
    up = [replace(one, year=one.year + 1, group=f"{one.year + 1}A") for one in last if one.year < 8]
    plan = desk.plan(read(up))
    assert plan.year_turns
    assert (len(plan.moved), len(plan.left), len(plan.new)) == (125, 25, 0)
    with_new = [*up, *(Child(f"n{n}", f"Nieuw {n}", year=3, group="3A") for n in range(20))]
    desk.take(read(with_new))
    assert len(desk.names("Groep 8A")) == 25
    assert desk.names("Groep 3A")[0] == "Nieuw 0"
    assert desk.plan(read(with_new)).changes_nothing


def test_a_file_of_one_class_does_not_empty_the_school(desk: Desk):
    desk.take(read(school(100)))
    with pytest.raises(Conflict) as refused:
        desk.take(read(school(25)), Decisions())
    assert refused.value.code == "many_leave"
    assert len(desk.placement()) == 100


def test_children_added_by_hand_are_matched_in_their_class_and_never_sent_away(desk: Desk):
    desk.take(read([Child("1", "Kim")]))
    stage = desk.stage
    room = desk.plan(read([Child("1", "Kim")])).rooms[0].classroom_id
    with stage.database.writing() as session:
        for name in ("Sam", "Noor", "Bo", "Bo B"):
            reader = Reader(classroom_id=room, name=name, created_at=stage.now)
            session.add(reader)
        session.commit()
    roster = read([Child("1", "Kim"), Child("2", "Sam"), Child("3", "Bo", "Berg")])
    plan = desk.plan(roster)
    assert {(one.name, one.why) for one in plan.doubtful} == {
        ("Noor", Doubt.BY_HAND),
        ("Bo", Doubt.SAME_NAMES),
    }
    assert plan.new == ()
    desk.take(roster)
    assert desk.names("Groep 6A") == ["Bo", "Bo B", "Kim", "Noor", "Sam"]
    assert not desk.plan(roster).rekeyed


def test_another_key_for_the_same_name_waits_for_a_person(desk: Desk):
    desk.take(read([Child("1", "Sam"), Child("2", "Kim")]))
    sam = desk.reader("Sam")
    roster = read([Child("9", "Sam"), Child("2", "Kim")])
    plan = desk.plan(roster, Decisions())
    assert [(one.why, one.reader_id) for one in plan.doubtful] == [(Doubt.SAME_CHILD, sam)]
    assert (plan.new, plan.left) == ((), ())
    same = desk.plan(roster, Decisions(same=frozenset({sam})))
    assert (same.new, same.left, len(same.rekeyed)) == ((), (), 1)
    other = desk.plan(roster, Decisions(apart=frozenset({sam})))
    assert (len(other.new), len(other.left)) == (1, 1)


def test_what_changed_after_the_preview_is_shown_again(desk: Desk):
    roster = read([Child("1", "Sam")])
    seen = desk.plan(roster).digest
    desk.take(roster)
    with pytest.raises(Conflict) as refused:
        desk.take(roster, Decisions(expected=seen))
    assert refused.value.code == "roster_changed"


def test_a_school_that_is_not_there(desk: Desk):
    with pytest.raises(NotFound):
        desk.take(read([Child("1", "Sam")]), school_id=987654)


def test_teachers_are_invited_only_when_asked_and_only_by_an_email_of_the_file(desk: Desk):
    teachers = (("Kim", "kim@school.example", "6A"), ("Bo", "", "6A"), ("Jo", "geen adres", "6A"))
    roster = read([Child("1", "Sam")], teachers=teachers)
    desk.take(roster)
    assert accounts(desk) == []
    done = desk.take(roster, Decisions(invite=True))
    assert [one.link.email for one in done.invited] == ["kim@school.example"]
    assert accounts(desk) == [("kim@school.example", "Kim P", 1)]
    assert desk.take(roster, Decisions(invite=True)).invited == ()
    assert accounts(desk) == [("kim@school.example", "Kim P", 1)]


def accounts(desk: Desk) -> list[tuple[str, str, int]]:
    with desk.stage.database.reading() as session:
        rows = session.execute(
            select(Account.email, Account.name, func.count(ClassroomTeacher.classroom_id))
            .outerjoin(ClassroomTeacher, ClassroomTeacher.account_id == Account.id)
            .group_by(Account.id)
        )
        return [tuple(row) for row in rows]


CHILDREN = st.lists(
    st.builds(
        lambda number, year, group: Child(
            str(number),
            ("Sam", "Kim", "Sam", "Bo")[number % 4],
            ("Boer", "Kok", "Bos")[number % 3],
            year=year,
            group=group,
        ),
        number=st.integers(0, 11),
        year=st.integers(3, 8),
        group=st.sampled_from(["3", "4/5", "6A", "6B"]),
    ),
    min_size=1,
    max_size=10,
    unique_by=lambda child: child.key,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(one=CHILDREN, other=CHILDREN)
def test_the_last_list_decides_whatever_came_before(
    another_desk: Callable[[], Desk], one: list[Child], other: list[Child]
):
    twice, once = another_desk(), another_desk()
    twice.take(read(one))
    twice.take(read(other))
    once.take(read(other))
    assert rooms(twice, other) == rooms(once, other)
    assert len(twice.placement()) == len(once.placement()) == len(other)
    assert twice.plan(read(other)).changes_nothing


def rooms(desk: Desk, children: list[Child]) -> list[tuple[str, str]]:
    """Where each child of the list sits, and what it is called."""
    plan = desk.plan(read(children))
    return sorted((name, room.group) for room in plan.rooms for name in desk.names(room.name))


def test_the_same_on_postgresql(postgres_database: Database, app: Any):
    rules: Rulebook = app.extensions["readify.rulebook"]
    desk = desk_on(Stage(postgres_database, rules))
    desk.take(read(school(60)))
    moved = [replace(one, group="6A", year=6) if one.key == "0001" else one for one in school(60)[:-1]]
    plan = desk.take(read(moved)).plan
    assert (len(plan.moved), len(plan.left), plan.unchanged) == (1, 1, 58)
    assert desk.plan(read(moved)).changes_nothing
