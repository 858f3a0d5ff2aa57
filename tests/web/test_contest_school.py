"""A school's own contest: set up from a template, pupils entered from their class, run, and won through."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from readify import clock
from readify.actions.contest_day import draw_session
from readify.models import (
    Classroom,
    ClassroomTeacher,
    Contest,
    ContestRound,
    ContestSchool,
    ContestSession,
    Entrant,
    EntrantState,
    Reader,
    School,
    SchoolAdministrator,
)
from readify.queries.contest_audit import faults
from tests.cast import Cast
from tests.contest_stage import NOW, Stage, set_the_stage
from tests.web.test_contests import form_of

NEW = {"template": "school", "name": "Onze wedstrijd", "season": "2026-2027"}


@pytest.fixture
def stage(cast: Cast, database, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The teacher's contest of the own school, with a session for each of its two classes."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    teacher = cast.teacher
    choice = form_of(teacher.get("/wedstrijd/nieuw").text)["organiser"][0]
    made = teacher.post("/wedstrijd/nieuw", data=NEW | {"organiser": choice})
    contest = int(made.location.rpartition("/")[2])
    assert teacher.post(f"/wedstrijd/{contest}/open").status_code == 303
    with database.reading() as session:
        rounds = session.scalars(select(ContestRound.id).order_by(ContestRound.number)).all()
    return Stage(database, contest=contest, local=rounds[0], regional=rounds[1])


def sessions(stage: Stage, round_id: int) -> dict[str, ContestSession]:
    with stage.database.reading() as session:
        found = session.scalars(select(ContestSession).where(ContestSession.round_id == round_id))
        return {one.name: one for one in found}


def voorlezen(cast: Cast) -> str:
    return f"/klas/{cast.people.classroom}/voorlezen"


def test_a_teacher_begins_with_a_session_for_each_class_that_leads_to_the_school_round(
    cast: Cast, stage: Stage
):
    (final,) = sessions(stage, stage.regional).values()
    rooms = sessions(stage, stage.local)
    assert set(rooms) == {"groep 6", "klas 1"}
    assert {one.feeds_id for one in rooms.values()} == {final.id}
    page = cast.teacher.get(f"/wedstrijd/{stage.contest}").text
    assert "antwoordde nog niet" not in page, "the own school need not be asked"
    assert "Pagina voor iedereen" not in page, "a school's own contest is nobody else's"
    assert "soort=school" in cast.teacher.get("/wedstrijd/nieuw").text


def test_pupils_are_ticked_in_their_class_and_stand_in_its_session(cast: Cast, stage: Stage, database):
    with database.writing() as session:
        session.get_one(Reader, cast.people.amira).name = "Amira2 B."
        session.commit()
    teacher = cast.teacher
    assert "Kies kinderen uit de klas" in teacher.get(voorlezen(cast)).text
    path = f"{voorlezen(cast)}/{stage.local}/kinderen"
    assert "Bram" in teacher.get(path).text
    ticked = {"kind": [cast.people.bram, cast.people.amira, cast.people.outsider]}
    for _ in range(2):
        teacher.post(path, data=ticked)
    there = stage.entrants(stage.local)
    assert [(one.name, one.reader_id) for one in there] == [
        ("Bram", cast.people.bram),
        ("Amira", cast.people.amira),
    ], "once each, first names, and nobody of another class"
    assert {one.session_id for one in there} == {sessions(stage, stage.local)["groep 6"].id}
    assert {one.state for one in there} == {EntrantState.ACCEPTED}
    assert not any(one.consent_at for one in there)
    assert "Iedereen doet al mee" in teacher.get(path).text
    page = teacher.get(voorlezen(cast)).text
    assert "Naar de zitting" in page
    edit = f"{voorlezen(cast)}/lezer/{there[0].id}"
    assert teacher.get(edit).status_code == 200
    teacher.post(edit, data={"submission_id": there[0].submission_id, "name": "Bram", "book_title": "Lampje"})
    assert stage.entrants(stage.local)[0].book_title == "Lampje"


def test_one_tick_says_that_all_their_parents_agreed(cast: Cast, stage: Stage):
    path = f"{voorlezen(cast)}/{stage.local}/kinderen"
    cast.teacher.post(path, data={"kind": [cast.people.bram], "consent": "yes"})
    (bram,) = stage.entrants(stage.local)
    assert (bram.consent_at, bram.consent_by_id) == (NOW, cast.people.teacher)


def test_the_class_round_is_run_by_its_teacher_and_the_winner_reads_in_the_school_round(
    cast: Cast, stage: Stage
):
    teacher, people = cast.teacher, cast.people
    kinds = {"kind": [people.bram, people.amira]}
    teacher.post(f"{voorlezen(cast)}/{stage.local}/kinderen", data=kinds)
    sitting = sessions(stage, stage.local)["groep 6"].id
    base = f"/wedstrijd/zitting/{sitting}"
    (juror,) = stage.jury(sitting, 1)
    for what in ("draw", "start"):
        teacher.post(f"{base}/doe", data={"doe": what})
    assert teacher.get(f"/zaal/{stage.one(ContestSession, sitting).screen_key}").status_code == 200
    assert cast.stranger.get(f"/jury/{stage.keys[juror]}").status_code == 200
    readers = stage.readers(sitting)
    for reader in readers:
        teacher.post(f"{base}/doe", data={"doe": "call", "lezer": reader})
        teacher.post(f"{base}/doe", data={"doe": "finish", "lezer": reader})
    winner = next(one.id for one in stage.entrants(stage.local) if one.reader_id == people.bram)
    stage.judged(sitting, {one: 5 if one == winner else 3 for one in readers}, (juror,))
    teacher.post(f"{base}/doe", data={"doe": "seal"})
    for _ in range(3):
        teacher.post(f"{base}/doe", data={"doe": "reveal"})
    (final,) = sessions(stage, stage.regional).values()
    onward = {one.reader_id: one for one in stage.entrants(stage.regional)}
    assert onward[people.bram].session_id == final.id
    assert onward[people.bram].state is EntrantState.ACCEPTED
    assert onward[people.amira].state is EntrantState.RESERVE
    with stage.database.reading() as session:
        assert faults(session) == ()


def test_the_schools_champion_stands_ready_in_the_librarys_form(cast: Cast, stage: Stage, database):
    library = set_the_stage(database, schools=1)
    with database.writing() as session:
        room = session.get_one(Classroom, cast.people.classroom)
        session.get_one(ContestSchool, library.schools[0]).school_id = room.school_id
        session.commit()
    form = f"{voorlezen(cast)}/{library.local}"
    assert "winnaar van jullie eigen wedstrijd" not in cast.teacher.get(form).text
    ticked = {"kind": [cast.people.bram], "consent": "yes"}
    cast.teacher.post(f"{voorlezen(cast)}/{stage.local}/kinderen", data=ticked)
    for round_id in (stage.local, stage.regional):
        (reader,) = stage.entrants(round_id)
        juror = stage.jury(reader.session_id, 1)
        stage.run(draw_session, session_id=reader.session_id)
        stage.read_all(reader.session_id)
        stage.judged(reader.session_id, {reader.id: 5}, juror)
        stage.revealed(reader.session_id)
    page = cast.teacher.get(form).text
    assert "winnaar van jullie eigen wedstrijd" in page
    fields = form_of(page)
    assert (fields["name"], fields["reader_id"]) == (["Bram"], [str(cast.people.bram)])
    assert "consent" not in fields, "another contest asks the parents anew"
    assert fields["submission_id"] != [stage.entrants(stage.regional)[0].submission_id]
    cast.teacher.post(form, data=fields)
    assert library.entrants(library.local)[0].name == "Bram"


def test_who_runs_the_school_sets_one_up_without_teaching_a_class(cast: Cast, database):
    with database.writing() as session:
        school = session.get_one(Classroom, cast.people.classroom).school_id
        session.query(ClassroomTeacher).filter_by(account_id=cast.people.other_teacher).delete()
        session.add(SchoolAdministrator(school_id=school, account_id=cast.people.other_teacher, since=NOW))
        session.commit()
    administrator = cast.other_teacher
    assert administrator.get("/wedstrijd/nieuw").status_code == 200
    made = administrator.post("/wedstrijd/nieuw", data=NEW | {"organiser": f"school-{school}"})
    assert made.status_code == 303
    assert administrator.get(made.location).status_code == 200
    assert "Onze wedstrijd" in administrator.get("/wedstrijd").text
    assert "Wedstrijden" in administrator.get(f"/school/{school}").text


def test_another_school_sees_and_changes_nothing(cast: Cast, stage: Stage, database):
    with database.writing() as session:
        school = School(name="Elders", municipality="Venlo", created_at=NOW)
        session.add(school)
        session.flush()
        session.get_one(Classroom, cast.people.other_classroom).school_id = school.id
        session.commit()
        other = school.id
    outsider, own = cast.other_teacher, cast.people.other_classroom
    kinds = {"kind": [cast.people.outsider]}
    for path in (f"/klas/{own}", f"/klas/{cast.people.classroom}"):
        assert outsider.get(f"{path}/voorlezen/{stage.local}/kinderen").status_code == 404
        assert outsider.post(f"{path}/voorlezen/{stage.local}/kinderen", data=kinds).status_code == 404
    assert outsider.get(f"/wedstrijd/{stage.contest}").status_code == 404
    assert cast.librarian.get(f"/wedstrijd/{stage.contest}").status_code == 404
    assert "Onze wedstrijd" not in outsider.get("/wedstrijd").text
    sent = NEW | {"organiser": f"school-{other}"}
    assert cast.teacher.post("/wedstrijd/nieuw", data=sent).status_code == 404
    assert cast.stranger.get(f"{voorlezen(cast)}/{stage.local}/kinderen").status_code == 303
    assert stage.entrants(stage.local) == []
    assert stage.one(Contest, stage.contest).name == "Onze wedstrijd"
    with database.reading() as session:
        assert session.scalar(select(Entrant.id)) is None


def test_a_class_of_a_contest_that_is_not_the_schools_own_has_no_list_to_tick(
    cast: Cast, stage: Stage, database
):
    with database.writing() as session:
        session.get_one(Contest, stage.contest).school_id = None
        session.commit()
    assert cast.teacher.get(f"{voorlezen(cast)}/{stage.local}/kinderen").status_code == 404
