"""Entering: a teacher its champion, the organiser accepts, spreads and invites; the public page."""

from __future__ import annotations

import re
import uuid
from typing import Any

import icalendar
import pytest

from readify import clock
from readify.actions.contest_invitations import take_invitation
from readify.models import Classroom, ContestRound, ContestSchool, Entrant, EntrantState
from readify.perform import perform
from tests.cast import Cast
from tests.contest_stage import NOW, Stage, set_the_stage
from tests.web.test_contest_day import set_library


@pytest.fixture
def stage(cast: Cast, database, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The librarian's contest; the cast's school is one of four that were asked."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    library = set_library(database, cast)
    made = set_the_stage(database, schools=4, library_id=library)
    with database.writing() as session:
        room = session.get_one(Classroom, cast.people.classroom)
        session.get_one(ContestSchool, made.schools[0]).school_id = room.school_id
        session.commit()
    return made


def base(cast: Cast) -> str:
    return f"/klas/{cast.people.classroom}/voorlezen"


def form(**changes: Any) -> dict[str, Any]:
    filled = {
        "submission_id": str(uuid.uuid4()),
        "name": "Noëlle",
        "class_name": "groep 7",
        "book_title": "Lampje",
        "book_author": "Annet Schaap",
        "language": "nl",
        "microphone": "low",
        "consent": "true",
    }
    return filled | changes


def enter(cast: Cast, stage: Stage, **changes: Any) -> Any:
    return cast.teacher.post(f"{base(cast)}/{stage.local}", data=form(**changes))


def only(stage: Stage) -> Entrant:
    (found,) = stage.entrants(stage.local)
    return found


def test_a_teacher_enters_its_champion_once(cast: Cast, stage: Stage):
    assert "Meld jullie kampioen aan" in cast.teacher.get(base(cast)).text
    sent = form()
    for _ in range(2):
        assert cast.teacher.post(f"{base(cast)}/{stage.local}", data=sent).status_code == 303
    entrant = only(stage)
    assert (entrant.name, entrant.book_title, entrant.classroom_id) == (
        "Noëlle",
        "Lampje",
        cast.people.classroom,
    )
    assert entrant.consent_by_id == cast.people.teacher
    page = cast.teacher.get(base(cast)).text
    assert "aangemeld" in page
    assert "Meld jullie kampioen aan" not in page, "this class sent its one"


def test_without_a_contest_and_without_an_entry_the_pages_say_what_to_do(cast: Cast, stage: Stage, database):
    page = f"/wedstrijd/ronde/{stage.local}/aanmeldingen"
    assert "Nog geen aanmelding" in cast.librarian.get(page).text
    with database.writing() as session:
        session.get_one(ContestSchool, stage.schools[0]).school_id = None
        session.commit()
    assert "Nog geen wedstrijd" in cast.teacher.get(base(cast)).text


def test_a_second_champion_is_refused_and_nothing_typed_is_lost(cast: Cast, stage: Stage):
    enter(cast, stage)
    answer = enter(cast, stage, name="Bram", wishes="Zit graag.")
    assert answer.status_code == 409
    assert "stuurde al een kampioen" in answer.text
    assert 'value="Bram"' in answer.text
    assert "Zit graag." in answer.text
    assert only(stage).name == "Noëlle"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "naam"),
        ({"name": "N. Achternaam 7"}, "Alleen een voornaam"),
        ({"introduction": "x" * 601}, "600"),
        ({"microphone": "plafond"}, "Kies iets uit de lijst"),
        ({"language": "!!"}, "taal"),
    ],
)
def test_a_wrong_field_is_named_and_the_rest_stays(cast: Cast, stage: Stage, wrong, words):
    answer = enter(cast, stage, **wrong)
    assert answer.status_code == 422
    assert words in answer.text
    assert "Annet Schaap" in answer.text
    assert stage.entrants(stage.local) == []


def test_after_the_last_day_it_is_too_late(cast: Cast, stage: Stage, database):
    with database.writing() as session:
        of_round = session.get_one(ContestRound, stage.local)
        of_round.opens, of_round.closes = None, NOW.date().replace(day=1)
        session.commit()
    assert "Aanmelden kan nu niet." in cast.teacher.get(base(cast)).text
    assert "ronde is gesloten" in enter(cast, stage).text


def test_a_child_on_readify_is_chosen_from_the_own_class_only(cast: Cast, stage: Stage):
    page = cast.teacher.get(f"{base(cast)}/{stage.local}").text
    assert "Welk kind op Readify is dit?" in page
    assert "Bram" in page
    assert "Lotte" not in page, "she is of another class"
    assert enter(cast, stage, reader_id=str(cast.people.outsider)).status_code == 422
    enter(cast, stage, reader_id=str(cast.people.bram))
    assert only(stage).reader_id == cast.people.bram


def test_another_book_and_then_not_after_all(cast: Cast, stage: Stage):
    enter(cast, stage)
    path = f"{base(cast)}/lezer/{only(stage).id}"
    assert 'value="Lampje"' in cast.teacher.get(path).text
    assert cast.teacher.post(path, data=form(book_title="De GVR", consent="")).status_code == 303
    assert only(stage).book_title == "De GVR"
    cast.teacher.post(f"{path}/terug")
    assert only(stage).state is EntrantState.WITHDRAWN
    assert "Meld jullie kampioen aan" in cast.teacher.get(base(cast)).text


def test_the_organiser_accepts_spreads_moves_and_invites(app, cast: Cast, stage: Stage):
    enter(cast, stage)
    desk, page = cast.librarian, f"/wedstrijd/ronde/{stage.local}/aanmeldingen"
    entrant = only(stage).id
    assert "Noëlle" in desk.get(page).text
    desk.post(f"{page}/aan", data={"lezer": entrant})
    assert "Maak eerst een zitting." in desk.post(f"{page}/verdeel", follow_redirects=True).text
    first = stage.session(stage.local, "Zitting Noord", address="Proefstraat 1", starts="14:00")
    second = stage.session(stage.local, "Zitting Zuid")
    assert "Iedereen heeft een zitting." in desk.post(f"{page}/verdeel", follow_redirects=True).text
    desk.post(f"/wedstrijd/aanmelding/{entrant}/zitting", data={"zitting": second})
    assert only(stage).session_id == second
    desk.post(f"/wedstrijd/aanmelding/{entrant}/zitting", data={"zitting": first})
    shown = desk.get(f"/wedstrijd/aanmelding/{entrant}/uitnodiging").text
    assert "Noëlle leest voor bij Zitting Noord." in shown
    assert "woensdag 20 januari 2027, 14:00 uur" in shown
    assert "openstreetmap.org/search?query=Proefstraat" in shown
    calendar = icalendar.Calendar.from_ical(desk.get(f"/wedstrijd/aanmelding/{entrant}/uitnodiging.ics").data)
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == "2027-01-20T13:00:00+00:00"
    with app.app_context():
        assert [perform(take_invitation, entrant_id=entrant, now=NOW) for _ in range(2)] == [True, False]
    assert "geen mailserver" in desk.post(f"{page}/nodig", follow_redirects=True).text


def test_more_readers_than_seats_wait_and_the_first_comes_in(cast: Cast, stage: Stage):
    sitting = stage.session(stage.local, seats=2)
    ids = [stage.entry(school, "Fenna") for school in stage.schools[:3]]
    page = f"/wedstrijd/ronde/{stage.local}/aanmeldingen"
    cast.librarian.post(f"{page}/aan", data={"lezer": ids})
    assert (
        "te weinig plekken: 1 lezer wacht"
        in cast.librarian.post(f"{page}/verdeel", follow_redirects=True).text
    )
    there = [one for one in stage.entrants(stage.local) if one.session_id == sitting]
    waiting = next(one for one in stage.entrants(stage.local) if one.state is EntrantState.WAITING)
    cast.librarian.post(f"/wedstrijd/aanmelding/{there[0].id}/terug")
    assert stage.one(Entrant, waiting.id).session_id == sitting


def test_the_public_page_says_all_and_no_child(cast: Cast, stage: Stage):
    enter(cast, stage)
    stage.session(stage.local, "Zitting Noord", place="De Proefzaal", starts="14:00")
    path = f"/wedstrijd/{stage.contest}/ronde/{stage.local}"
    page = cast.stranger.get(path).text
    for words in (
        "Zitting Noord: woensdag 20 januari, 14:00 uur, De Proefzaal",
        "Hier let de jury op",
        "45 minuten",
    ):
        assert words in page
    assert "Noëlle" not in page
    for what in ("juryblad", "poster", "oorkonde"):
        assert cast.stranger.get(f"{path}/{what}.pdf").data[:5] == b"%PDF-"
    assert cast.stranger.get(f"/wedstrijd/{stage.contest + 1}/ronde/{stage.local}").status_code == 404


def test_outsiders_find_nothing(cast: Cast, stage: Stage):
    enter(cast, stage)
    stage.session(stage.local)
    entrant = only(stage).id
    child = cast.with_card(cast.people.bram)
    for path in (
        f"/wedstrijd/ronde/{stage.local}/aanmeldingen",
        f"/wedstrijd/aanmelding/{entrant}/uitnodiging",
        f"/wedstrijd/aanmelding/{entrant}/uitnodiging.ics",
    ):
        assert cast.other_teacher.get(path).status_code == 404, path
        assert child.get(path).status_code == 404, path
        assert cast.stranger.get(path).status_code == 303, path
    for path in ("aan", "verdeel", "nodig"):
        page = f"/wedstrijd/ronde/{stage.local}/aanmeldingen/{path}"
        assert re.search("niet gevonden", cast.other_teacher.post(page, follow_redirects=True).text)
    assert cast.other_teacher.post(f"/wedstrijd/aanmelding/{entrant}/terug").status_code == 404
    assert only(stage).state is EntrantState.ENTERED
