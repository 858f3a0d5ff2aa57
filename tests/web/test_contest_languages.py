"""A session's languages: said by who organises, asked of who enters, kept to by the spread where possible."""

from __future__ import annotations

import pytest

from readify import clock
from readify.models import Classroom, ContestEvent, ContestSchool, ContestSession, Entrant
from tests.cast import Cast
from tests.contest_stage import NOW, Stage, set_the_stage
from tests.web.test_contest_day import set_library
from tests.web.test_contests import form_of


@pytest.fixture
def stage(cast: Cast, database, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The librarian's contest; the cast's school is one of four that were asked."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = set_the_stage(database, schools=4, library_id=set_library(database, cast))
    with database.writing() as session:
        room = session.get_one(Classroom, cast.people.classroom)
        session.get_one(ContestSchool, made.schools[0]).school_id = room.school_id
        session.commit()
    return made


def test_a_sessions_languages_are_chosen_kept_and_told_to_everybody(cast: Cast, stage: Stage):
    sitting = stage.session(stage.local, "In de streektaal")
    path, desk = f"/wedstrijd/zitting/{sitting}/wijzig", cast.librarian
    sent = form_of(desk.get(path).text) | {"languages": ["nl", "li"]}
    assert desk.post(path, data=sent).status_code == 303
    assert stage.one(ContestSession, sitting).languages == ["nl", "li"]
    assert form_of(desk.get(path).text)["languages"] == ["nl", "li"]
    wrong = desk.post(path, data=sent | {"name": [""]})
    assert wrong.status_code == 422
    assert form_of(wrong.text)["languages"] == ["nl", "li"], "what was chosen is still there"
    public = cast.stranger.get(f"/wedstrijd/{stage.contest}/ronde/{stage.local}").text
    assert "talen: Nederlands, Limburgs" in public


def test_a_language_that_a_reader_reads_in_is_offered(cast: Cast, stage: Stage):
    form = f"/wedstrijd/ronde/{stage.local}/zitting"
    assert 'value="tr"' not in cast.librarian.get(form).text
    stage.entry(stage.schools[1], "Aylin", language="tr")
    assert "Turks" in cast.librarian.get(form).text


def test_the_spread_finds_a_sitting_in_the_readers_language_and_says_when_there_is_none(
    cast: Cast, stage: Stage, database
):
    stage.session(stage.local, "Gewoon", municipality="Venlo")
    dialect = stage.session(stage.local, "Streektaal", municipality="Roermond", languages=("nl", "li"))
    names = (("Fenna", "li"), ("Bram", "nl"), ("Aylin", "tr"))
    ids = {
        name: stage.entry(stage.schools[turn], name, language=language)
        for turn, (name, language) in enumerate(names)
    }
    page, desk = f"/wedstrijd/ronde/{stage.local}/aanmeldingen", cast.librarian
    assert "Limburgs" in desk.get(page).text, "the organiser sees it before accepting"
    desk.post(f"{page}/aan", data={"lezer": list(ids.values())})
    answer = desk.post(f"{page}/verdeel", follow_redirects=True).text
    assert "1 lezer zit waar de jury de eigen taal niet hoort" in answer
    assert "Turks, niet in deze zitting" in answer
    assert stage.one(Entrant, ids["Fenna"]).session_id == dialect
    with database.reading() as session:
        (event,) = session.query(ContestEvent).filter_by(kind="spread")
    assert event.detail["unheard"] == [ids["Aylin"]]


def test_the_entry_form_asks_the_language_and_keeps_an_unusual_one(cast: Cast, stage: Stage):
    entrant = stage.entry(stage.schools[0], "Fenna", language="pap-AW", classroom_id=cast.people.classroom)
    base = f"/klas/{cast.people.classroom}/voorlezen"
    empty = form_of(cast.teacher.get(f"{base}/{stage.local}").text)
    assert empty["language"] == ["nl"]
    assert form_of(cast.teacher.get(f"{base}/lezer/{entrant}").text)["language"] == ["pap-AW"]
