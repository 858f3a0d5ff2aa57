"""The school year's turn: everyone one class up, the last class out, nobody twice, nothing lost."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from readify.actions.accounts import make_account
from readify.actions.cards import make_card
from readify.actions.classroom import add_reader, make_classroom, make_school
from readify.actions.leaving import LEFT_KEPT, erase_left
from readify.actions.reading import log_reading
from readify.actions.roster import import_roster
from readify.actions.terms import set_own_goal
from readify.actions.year_turn import Turned, turn_year
from readify.drafts.reading import ReadingDraft
from readify.errors import Conflict, Invalid, NotFound
from readify.exchange.rosters.edexml import read_edexml
from readify.models import Band, Card, Classroom, ClassroomTeacher, Reader, ReaderTally, Role, School, Terms
from readify.queries.roster_matching import Decisions
from readify.queries.school_years import next_name, school_year_of
from readify.queries.year_plan import LEAVE, NEW, STAY, Choices, YearPlan, year_plan, year_rooms
from tests.people import SECRET
from tests.school_files import Child, edexml
from tests.stage import Stage, stage_of

NONE = Choices()
AUGUST = dt.date(2026, 8, 17)
PRIMARY = ("Groep 3", "Groep 4", "Groep 5", "Groep 6", "Groep 7", "Groep 8")


class Building:
    """A school with classes and children by name, looked at through the plan."""

    def __init__(self, app: Flask, rooms: dict[str, list[str]], *, today: dt.date = AUGUST) -> None:
        self.stage: Stage = stage_of(app, today=today)
        self.school = self.stage.do(make_school, name="De School", municipality="Stein", now=self.stage.now)
        self.rooms: dict[str, int] = {}
        self.ids: dict[str, int] = {}
        for name, children in rooms.items():
            made = self.stage.do(
                make_classroom, school_id=self.school, name=name, band=Band.MIDDEN, now=self.stage.now
            )
            self.rooms[name] = made.classroom_id
            for child in children:
                self.ids[child] = self.stage.do(
                    add_reader, classroom_id=made.classroom_id, name=child.split("@")[0], now=self.stage.now
                )

    def plan(self, choices: Choices = NONE) -> YearPlan:
        with self.stage.database.reading() as session:
            return year_plan(year_rooms(session, school_id=self.school), choices)

    def turn(self, choices: Choices = NONE, **about: Any) -> Turned:
        expected = about.pop("expected", None) or self.plan(choices).digest
        asked = {"school_id": self.school, "choices": choices, "expected": expected, **about}
        return self.stage.do(turn_year, **asked, **self.stage.moment)

    def where(self) -> dict[str, str]:
        """The class of every child who is here, by the child's name."""
        with self.stage.database.reading() as session:
            rows = session.execute(
                select(Reader.name, Classroom.name)
                .join(Classroom, Classroom.id == Reader.classroom_id)
                .where(Reader.left_at.is_(None))
            )
            return {row[0]: row[1] for row in rows}


def test_everyone_moves_up_and_the_last_class_leaves(app: Flask):
    school = Building(app, {name: [f"Kind {name[-1]}"] for name in PRIMARY})
    done = school.turn()
    assert (done.moved, done.left, done.already) == (5, 1, False)
    assert school.where() == {f"Kind {n}": f"Groep {n + 1}" for n in range(3, 8)}


def test_the_second_time_that_year_nothing_happens_and_next_year_it_goes_on(app: Flask):
    school = Building(app, {name: [f"Kind {name[-1]}"] for name in PRIMARY})
    plan = school.plan()
    school.turn(expected=plan.digest)
    before = school.where()
    assert school.turn(expected=plan.digest).already
    assert school.turn().already
    assert school.where() == before
    school.stage.today = dt.date(2027, 8, 16)
    assert school.turn().moved == 4
    assert school.where()["Kind 3"] == "Groep 5"


def test_a_child_keeps_everything_its_progress_goals_and_card(app: Flask):
    school = Building(app, {"Groep 6": ["Amira"], "Groep 7": []})
    stage, amira = school.stage, school.ids["Amira"]
    stage.readers = school.ids
    draft = ReadingDraft.model_validate(
        {
            "submission_id": "6b9c2d6e-3d4b-4f6e-9a53-0d1f6d7f2a11",
            "form": "book",
            "how": "self",
            "language": "nl",
            "minutes": 20,
            "day": stage.today,
        }
    )
    stage.do(log_reading, reader_id=amira, draft=draft, **stage.moment)
    stage.do(set_own_goal, reader_id=amira, minutes=12, **stage.moment)
    stage.do(make_card, reader_id=amira, now=stage.now)
    with stage.database.reading() as session:
        lights = session.scalar(select(ReaderTally.lights).where(ReaderTally.reader_id == amira))
    school.turn()
    with stage.database.reading() as session:
        assert session.scalar(select(ReaderTally.lights).where(ReaderTally.reader_id == amira)) == lights > 0
        assert session.scalar(select(Card.revoked_at)) is None
        goal = session.scalar(select(Terms).where(Terms.reader_id == amira))
        assert (goal.own_goal, goal.classroom_id) == (12, school.rooms["Groep 7"])


def test_teachers_and_class_words_stay_with_the_class(app: Flask):
    school = Building(app, {"Groep 6": ["Amira"], "Groep 7": ["Bram"]})
    stage = school.stage
    juf = stage.do(make_account, email="juf@a.example", name="Juf", role=Role.TEACHER, now=stage.now)
    with stage.database.writing() as session:
        session.add(ClassroomTeacher(classroom_id=school.rooms["Groep 7"], account_id=juf))
        session.commit()
    school.turn()
    with stage.database.reading() as session:
        assert session.scalars(select(ClassroomTeacher.classroom_id)).all() == [school.rooms["Groep 7"]]


def test_in_a_combined_class_somebody_says_for_each_child(app: Flask):
    school = Building(app, {"Groep 6/7": ["Noor", "Daan"], "Groep 8": ["Els"]})
    plan = school.plan()
    assert set(plan.undecided) == {"Noor", "Daan"}
    with pytest.raises(Invalid):
        school.turn()
    eight = str(school.rooms["Groep 8"])
    mixed = Choices(rooms={school.rooms["Groep 6/7"]: STAY}, children={school.ids["Daan"]: eight})
    assert (len(school.plan(mixed).moved), school.plan(mixed).staying) == (1, 1)
    school.turn(mixed)
    assert school.where() == {"Noor": "Groep 6/7", "Daan": "Groep 8"}


def test_parallel_classes_go_to_their_own_letter_and_a_class_alone_in_its_year_takes_both(app: Flask):
    school = Building(app, {"6A": ["An"], "6B": ["Bo"], "7A": ["Cas"], "7B": ["Dré"], "Groep 8": ["Els"]})
    school.turn()
    assert school.where() == {"An": "7A", "Bo": "7B", "Cas": "Groep 8", "Dré": "Groep 8"}


def test_a_year_without_a_class_gets_a_new_one_and_no_teacher_by_accident(app: Flask):
    school = Building(app, {"Groep 4": ["Fem"], "klas 1": ["Gijs"]})
    plan = school.plan()
    assert {room.name: room.band for room in plan.new_rooms} == {
        "Groep 5": Band.MIDDEN,
        "klas 2": Band.GROOT,
    }
    school.turn()
    assert school.where() == {"Fem": "Groep 5", "Gijs": "klas 2"}


def test_two_children_called_the_same_are_told_apart(app: Flask):
    school = Building(app, {"6A": ["Sam@a"], "6B": ["Sam@b"], "Groep 7": ["Sam@c"], "Groep 8": []})
    stays = Choices(rooms={school.rooms["Groep 7"]: STAY})
    assert [one.name for one in school.plan(stays).renamed] == ["Sam 2", "Sam 3"]
    school.turn(stays)
    assert school.where() == {"Sam": "Groep 7", "Sam 2": "Groep 7", "Sam 3": "Groep 7"}


def test_who_leaves_is_hidden_signed_out_and_erased_after_the_term(app: Flask):
    school = Building(app, {"Groep 8": ["Els"], "Groep 7": ["Bo"]})
    stage = school.stage
    stage.do(make_card, reader_id=school.ids["Els"], now=stage.now)
    school.turn()
    with stage.database.reading() as session:
        assert session.scalar(select(Reader.left_at).where(Reader.id == school.ids["Els"])) is not None
        assert session.scalar(select(Card.revoked_at)) is not None
    later = {**stage.moment, "now": stage.now + LEFT_KEPT + dt.timedelta(days=1)}
    stage.do(erase_left, **later)
    with stage.database.reading() as session:
        assert session.get(Reader, school.ids["Els"]) is None
        assert session.get(Reader, school.ids["Bo"]) is not None


def test_what_changed_since_the_look_stops_it_whole(app: Flask):
    school = Building(app, {"Groep 6": ["An"], "Groep 7": ["Bo"], "Groep 8": []})
    seen = school.plan().digest
    school.stage.do(add_reader, classroom_id=school.rooms["Groep 6"], name="Laat", now=school.stage.now)
    before = school.where()
    with pytest.raises(Conflict, match="intussen"):
        school.turn(expected=seen)
    assert school.where() == before
    with school.stage.database.reading() as session:
        assert session.scalar(select(School.turned_to)) is None


def test_outside_the_summer_somebody_must_say_that_it_is_right(app: Flask):
    school = Building(app, {"Groep 6": ["An"], "Groep 7": []}, today=dt.date(2026, 11, 26))
    with pytest.raises(Conflict, match="zomer"):
        school.turn()
    assert school.turn(sure=True).moved == 1


def test_a_class_list_that_moved_everyone_up_counts_as_the_turn(app: Flask):
    school = Building(app, {"Groep 6": [], "Groep 7": []})
    stage = school.stage
    for group in ("6", "7"):
        roster = read_edexml(edexml([Child(str(n), f"Kind{n}", "Boer", group=group) for n in range(12)]))
        asked = {"school_id": school.school, "roster": roster, "secret": SECRET}
        stage.do(import_roster, **asked, decisions=Decisions(sure=True), **stage.moment)
    assert school.turn().already


def test_another_schools_children_stay_where_they_are(app: Flask):
    school = Building(app, {"Groep 6": ["An"], "Groep 7": []})
    other = Building(app, {"Groep 6": ["Zus"], "Groep 7": []})
    into = Choices(rooms={school.rooms["Groep 6"]: str(other.rooms["Groep 7"])})
    assert school.plan(into).undecided == ("An",)
    school.turn()
    assert school.where() == {"An": "Groep 7", "Zus": "Groep 6"}
    with pytest.raises(NotFound):
        school.stage.do(turn_year, school_id=10**6, choices=Choices(), expected="", **school.stage.moment)


def test_the_plan_takes_two_statements_however_large_the_school(app: Flask):
    from tests.statements import statements_of

    school = Building(app, {name: [f"K{name[-1]}{n}" for n in range(6)] for name in PRIMARY})
    with statements_of(school.stage.database) as told:
        school.plan()
    assert len(told) == 2


@pytest.mark.parametrize(
    ("name", "upper"),
    [
        ("Groep 6", "Groep 7"),
        ("6A", "7A"),
        ("Groep 6/7", "Groep 7/8"),
        ("klas 1", "klas 2"),
        ("2 havo", "3 havo"),
        ("De Bevers", "De Bevers"),
        ("groep 5 lokaal 12", "groep 6 lokaal 12"),
    ],
)
def test_a_classs_name_a_year_further(name: str, upper: str):
    assert next_name(name) == upper


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)))
def test_a_school_year_begins_in_the_summer_and_lasts_twelve_months(day: dt.date):
    assert school_year_of(day) in (day.year - 1, day.year)
    assert school_year_of(day.replace(day=1, month=7)) == day.year
    assert school_year_of(day.replace(day=1, month=6)) == day.year - 1


def test_goals_that_are_none_count_as_not_chosen():
    from readify.drafts.year_turn import choices_of

    found = choices_of({"klas-3": "leave", "kind-4": "drop table", "klas-x": NEW, "plan": "1", "kind-5": "7"})
    assert found == Choices(rooms={3: LEAVE}, children={5: "7"})


def test_nobody_is_counted_twice(app: Flask):
    school = Building(app, {name: [f"A{name[-1]}", f"B{name[-1]}"] for name in PRIMARY})
    school.turn()
    with school.stage.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Reader)) == 12
