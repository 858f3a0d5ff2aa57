"""A school's pages: who runs it may, all others do not find it; no class loses its teacher by accident."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, func, select

from readify import clock
from readify.actions.accounts import make_account
from readify.actions.schools import appoint_administrator
from readify.drafts.school import ColleagueDraft
from readify.models import (
    Account,
    AuditEntry,
    Classroom,
    ClassroomTeacher,
    Reader,
    Role,
    SchoolAdministrator,
)
from readify.perform import perform
from tests.cast import Cast
from tests.people import PASSWORD_HASH
from tests.web.smtp_server import mail_server


class House:
    """The cast's school, with somebody who runs it, and another school with somebody who runs that."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.app = cast, cast.app
        with self.app.app_context():
            self.boss = self._account("baas@school.example", "Bea Baas")
            self.other_boss = self._account("ander@school.example", "Ander Baas")
            coordinator = self._id("kern@bieb.example")
            from readify.actions.classroom import make_school

            self.other_school = perform(
                make_school, name="Andere school", municipality="Venlo", now=clock.now()
            )
            self.school = self._school()
            for school, email, name in (
                (self.school, "baas@school.example", "Bea Baas"),
                (self.other_school, "ander@school.example", "Ander Baas"),
            ):
                draft = ColleagueDraft(name=name, email=email)
                about = {"school_id": school, "draft": draft, "account_id": coordinator}
                perform(appoint_administrator, **about, now=clock.now())

    @property
    def runner(self) -> FlaskClient:
        return self.cast.with_password("baas@school.example")

    @property
    def outsider(self) -> FlaskClient:
        """Runs another school."""
        return self.cast.with_password("ander@school.example")

    def teachers(self, classroom_id: int) -> set[int]:
        with self.app.extensions["readify.database"].reading() as session:
            wanted = select(ClassroomTeacher.account_id).where(ClassroomTeacher.classroom_id == classroom_id)
            return set(session.scalars(wanted))

    def one(self, wanted):
        with self.app.extensions["readify.database"].reading() as session:
            return session.scalar(wanted)

    def _account(self, email: str, name: str) -> int:
        return perform(
            make_account,
            email=email,
            name=name,
            role=Role.TEACHER,
            password_hash=PASSWORD_HASH,
            now=clock.now(),
        )

    def _id(self, email: str) -> int:
        return self.one(select(Account.id).where(Account.email == email))

    def _school(self) -> int:
        return self.one(select(Classroom.school_id).where(Classroom.id == self.cast.people.classroom))


@pytest.fixture
def house(cast: Cast) -> House:
    return House(cast)


def routes(house: House) -> list[tuple[str, str]]:
    people, here = house.cast.people, f"/school/{house.school}"
    return [
        ("GET", here),
        ("POST", f"{here}/klas"),
        ("POST", f"{here}/uitnodigen"),
        ("GET", f"{here}/klas/{people.classroom}"),
        ("POST", f"{here}/klas/{people.classroom}/leerkracht"),
        ("POST", f"{here}/klas/{people.classroom}/leerkracht/{people.teacher}/weg"),
        ("GET", f"{here}/kind/{people.bram}/wissen"),
        ("POST", f"{here}/kind/{people.bram}/wissen"),
        ("GET", f"{here}/jaar"),
        ("POST", f"{here}/jaar/kijk"),
        ("POST", f"{here}/jaar"),
        ("GET", f"{here}/beheer"),
        ("POST", f"{here}/beheer"),
        ("POST", f"{here}/beheer/{house.boss}/weg"),
    ]


FORM = {"sure": "1", "name": "Nieuw", "email": "nieuw@school.example", "band": "midden", "teacher": "0"}


def test_every_route_of_a_school_is_in_the_list(app: Flask, house: House):
    rules = {
        (method, re.sub(r"<[\w:]+>", "#", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/school/")
    }
    assert rules == {(method, re.sub(r"\d+", "#", path)) for method, path in routes(house)}


@pytest.mark.parametrize("visitor", ["outsider", "teacher", "other_teacher", "librarian", "child"])
def test_for_anyone_else_the_school_does_not_exist(house: House, visitor: str):
    client = house.outsider if visitor == "outsider" else getattr(house.cast, visitor)
    for method, path in routes(house):
        assert client.open(path, method=method, data=FORM).status_code == 404, path
    assert house.one(select(Reader.id).where(Reader.id == house.cast.people.bram)) is not None


def test_who_is_not_signed_in_goes_to_the_door(house: House):
    for method, path in routes(house):
        answer = house.app.test_client().open(path, method=method, data=FORM)
        assert (answer.status_code, answer.location) == (303, "/inloggen"), path


def test_a_coordinator_says_who_runs_a_school_and_sees_nothing_else_of_it(house: House):
    client = house.cast.coordinator
    for method, path in routes(house):
        if "/beheer" not in path:
            assert client.open(path, method=method, data=FORM).status_code == 404, path
    assert "Bea Baas" in client.get(f"/school/{house.school}/beheer").text
    assert f"/school/{house.school}/beheer" in client.get("/provincie").text


def test_another_schools_class_child_and_colleague_do_not_exist_under_my_own(house: House):
    client, people = house.outsider, house.cast.people
    there = f"/school/{house.other_school}"
    assert client.get(there).status_code == 200
    assert client.get(f"{there}/klas/{people.classroom}").status_code == 404
    assert client.get(f"{there}/kind/{people.bram}/wissen").status_code == 404
    assert client.post(f"{there}/kind/{people.bram}/wissen", data={"sure": "1"}).status_code == 404
    form = {"name": "X", "email": "x@school.example", "classroom": people.classroom}
    assert client.post(f"{there}/uitnodigen", data=form).status_code == 404
    form = {"name": "Klas", "band": "midden", "teacher": people.teacher}
    assert client.post(f"{there}/klas", data=form).status_code == 404


def test_who_runs_a_school_without_teaching_comes_home_there_and_sees_no_class(house: House):
    client = house.runner
    assert client.get("/").location == f"/school/{house.school}"
    assert client.get("/school").location == f"/school/{house.school}"
    page = client.get(f"/school/{house.school}").text
    assert "groep 6" in page
    assert "Juf Proef" in page
    assert client.get(f"/klas/{house.cast.people.classroom}").status_code == 404


def test_who_runs_a_school_may_teach_as_well(house: House):
    client, room = house.runner, house.cast.people.classroom
    added = client.post(f"/school/{house.school}/klas/{room}/leerkracht", data={"account": house.boss})
    assert added.status_code == 303
    week = client.get(f"/klas/{room}")
    assert week.status_code == 200
    assert f'href="/school/{house.school}"' in week.text
    assert client.get("/").location == f"/klas/{room}"


def test_a_class_may_have_several_teachers_and_a_teacher_several_classes(house: House):
    people, client = house.cast.people, house.runner
    url = f"/school/{house.school}/klas/{people.other_classroom}/leerkracht"
    assert client.post(url, data={"account": people.teacher}).status_code == 303
    assert client.post(url, data={"account": people.teacher}).status_code == 303
    assert house.teachers(people.other_classroom) == {people.teacher, people.other_teacher}
    classes = house.cast.teacher.get("/klas").text
    assert f"/klas/{people.classroom}" in classes
    assert f"/klas/{people.other_classroom}" in classes


def test_the_last_teacher_goes_only_when_that_is_meant(house: House):
    people, client = house.cast.people, house.runner
    url = f"/school/{house.school}/klas/{people.classroom}/leerkracht/{people.teacher}/weg"
    refused = client.post(url)
    assert refused.status_code == 409
    assert "geen leerkracht meer" in refused.text
    assert house.teachers(people.classroom) == {people.teacher}
    assert client.post(url, data={"sure": "1"}).status_code == 303
    assert house.teachers(people.classroom) == set()
    assert house.cast.teacher.get(f"/klas/{people.classroom}").status_code == 404
    assert "Zonder leerkracht: groep 6" in client.get(f"/school/{house.school}").text


def test_somebody_from_elsewhere_cannot_be_put_before_a_class(house: House):
    people, client = house.cast.people, house.runner
    url = f"/school/{house.school}/klas/{people.classroom}/leerkracht"
    for stranger in (people.librarian, house.other_boss, 10**6):
        assert client.post(url, data={"account": stranger}).status_code == 404
    assert client.post(url, data={"account": ""}).status_code == 422


def test_a_new_class_asks_for_a_teacher_or_a_clear_no(house: House):
    client, url = house.runner, f"/school/{house.school}/klas"
    missing = client.post(url, data={"name": "Groep 5", "band": "midden", "teacher": ""})
    assert missing.status_code == 422
    assert 'value="Groep 5"' in missing.text
    made = client.post(url, data={"name": "Groep 5", "band": "midden", "teacher": house.cast.people.teacher})
    assert made.status_code == 303
    room = house.one(select(Classroom.id).where(Classroom.name == "Groep 5"))
    assert house.teachers(room) == {house.cast.people.teacher}
    client.post(url, data={"name": "Groep 4", "band": "klein", "teacher": "0"})
    assert house.teachers(house.one(select(Classroom.id).where(Classroom.name == "Groep 4"))) == set()


def test_without_mail_the_invitation_stands_on_the_page_once(house: House):
    room = house.cast.people.classroom
    form = {"name": "Nina Nieuw", "email": "Nina@School.example", "classroom": room}
    answer = house.runner.post(f"/school/{house.school}/uitnodigen", data=form)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    link = re.search(r"/wachtwoord/[\w-]+", answer.text)[0]
    client = house.app.test_client()
    assert "nina@school.example" in client.get(link).text
    chosen = client.post(link, data={"password": "een lang wachtwoord"})
    assert chosen.status_code == 303
    client.post("/inloggen", data={"email": "nina@school.example", "password": "een lang wachtwoord"})
    assert client.get(f"/klas/{room}").status_code == 200


def test_with_mail_the_invitation_is_sent_and_not_shown(house: House):
    room = house.cast.people.classroom
    form = {"name": "Nina Nieuw", "email": "nina@school.example", "classroom": room}
    client = house.runner
    with mail_server() as server:
        config = house.app.extensions["readify.config"]
        house.app.extensions["readify.config"] = config.model_copy(
            update={"smtp_host": "127.0.0.1", "smtp_port": server.port, "smtp_security": "none"}
        )
        answer = client.post(f"/school/{house.school}/uitnodigen", data=form)
        assert answer.status_code == 303
        mail = server.mails.get(timeout=10)
    assert mail["To"] == "nina@school.example"
    assert "/wachtwoord/" in mail.get_content()
    assert "/wachtwoord/" not in client.get(answer.location).text


def test_who_has_an_account_keeps_it_and_a_librarians_is_refused(house: House):
    people, client = house.cast.people, house.runner
    url = f"/school/{house.school}/uitnodigen"
    known = {"name": "Anders", "email": "ANDER@school.example", "classroom": people.classroom}
    assert client.post(url, data=known).status_code == 303
    assert house.other_boss in house.teachers(people.classroom)
    assert house.one(select(Account.name).where(Account.id == house.other_boss)) == "Ander Baas"
    wrong = {"name": "Bieb", "email": "bieb@bieb.example", "classroom": people.classroom}
    refused = client.post(url, data=wrong)
    assert refused.status_code == 422
    assert 'value="bieb@bieb.example"' in refused.text
    assert client.post(url, data={**wrong, "email": "geen", "classroom": ""}).status_code in (404, 422)


def test_the_last_who_runs_a_school_cannot_go_but_a_coordinator_may_take_them_out(house: House):
    url = f"/school/{house.school}/beheer/{house.boss}/weg"
    refused = house.runner.post(url)
    assert refused.status_code == 409
    assert "enige beheerder" in refused.text
    appointed = house.runner.post(
        f"/school/{house.school}/beheer", data={"name": "Juf", "email": "juf@school.example"}
    )
    assert appointed.status_code == 303
    juf = house.cast.teacher
    assert juf.get(f"/school/{house.school}").status_code == 200
    assert house.runner.post(url).status_code == 303
    assert house.cast.with_password("baas@school.example").get(f"/school/{house.school}").status_code == 404
    last = f"/school/{house.school}/beheer/{house.cast.people.teacher}/weg"
    assert house.cast.coordinator.post(last).status_code == 303
    left = select(func.count()).select_from(SchoolAdministrator)
    assert house.one(left.where(SchoolAdministrator.school_id == house.school)) == 0


def test_erasing_names_the_child_asks_first_and_leaves_nothing(house: House):
    bram, client = house.cast.people.bram, house.runner
    url = f"/school/{house.school}/kind/{bram}/wissen"
    page = client.get(url).text
    assert "Wis Bram" in page
    assert "voorgoed" in page
    assert client.post(url).status_code == 422
    assert house.one(select(Reader.id).where(Reader.id == bram)) == bram
    assert client.post(url, data={"sure": "1"}).status_code == 303
    assert house.one(select(Reader.id).where(Reader.id == bram)) is None
    entry = select(AuditEntry.account_id).where(AuditEntry.action == "erase_reader")
    assert house.one(entry) == house.boss
    assert client.get(url).status_code == 404


def test_who_runs_a_school_brings_its_list_in_and_no_other_schools(house: House):
    here, there = (f"/provincie/school/{one}/import" for one in (house.school, house.other_school))
    page = house.runner.get(here)
    assert page.status_code == 200
    assert '/provincie"' not in page.text
    assert house.runner.get(there).status_code == 404
    assert house.cast.teacher.get(here).status_code == 404


def test_the_year_turns_in_one_reviewed_step(house: House):
    client, people = house.runner, house.cast.people
    url = f"/school/{house.school}/jaar"
    first = client.get(url).text
    assert f'name="klas-{people.classroom}"' in first
    assert f'name="kind-{people.bram}"' in first
    looked = client.post(f"{url}/kijk", data={f"kind-{people.amira}": "leave"})
    assert looked.status_code == 200
    assert "Groep 7" not in looked.text
    assert "groep 7" in looked.text
    assert house.one(select(Reader.classroom_id).where(Reader.id == people.bram)) == people.classroom
    digest = re.search(r'name="plan" value="(\w+)"', looked.text)[1]
    form = {"plan": digest, "sure": "1", f"kind-{people.amira}": "leave"}
    stale = client.post(url, data={**form, "plan": "0" * 32})
    assert stale.status_code == 409
    assert client.post(url, data=form).status_code == 303
    moved = select(Classroom.name).join(Reader, Reader.classroom_id == Classroom.id)
    assert house.one(moved.where(Reader.id == people.bram)) == "groep 7"
    assert house.one(select(Reader.left_at).where(Reader.id == people.amira)) is not None
    again = client.post(url, data=form, follow_redirects=True)
    assert "was al begonnen" in again.text
    assert "al begonnen" in client.get(url).text


def test_a_disabled_account_runs_nothing(house: House):
    client = house.runner
    with house.app.extensions["readify.database"].writing() as session:
        session.get(Account, house.boss).disabled_at = clock.now()
        session.commit()
    assert client.get(f"/school/{house.school}").location == "/inloggen"


def test_a_school_with_nothing_in_it_shows_what_to_do(house: House):
    with house.app.extensions["readify.database"].writing() as session:
        session.execute(delete(SchoolAdministrator).where(SchoolAdministrator.account_id != house.other_boss))
        session.commit()
    page = house.outsider.get(f"/school/{house.other_school}").text
    assert "Nog geen klas" in page
    assert "Nog geen klas" in house.outsider.get(f"/school/{house.other_school}/jaar").text
