"""A school's link: given, opened without an account, renewed, ended; and who may give it."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from flask.testing import FlaskClient

from readify import clock
from readify.actions.contest_links import give_back_link, give_link, take_link
from readify.mail import Mail
from readify.models import ContestRound, ContestSchool, Entrant, EntrantState, Library, LibraryStaff
from readify.perform import perform
from readify.tokens import hash_token
from readify.web import contest_mail
from tests.cast import Cast
from tests.contest_stage import NOW, Stage, set_the_stage
from tests.web.test_contest_day import set_library


@pytest.fixture
def stage(cast: Cast, database, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The librarian's contest with four schools that have no account."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = set_the_stage(database, schools=4, library_id=set_library(database, cast))
    closing(made, NOW.date() + dt.timedelta(days=3))
    return made


def closing(stage: Stage, day: dt.date | None) -> None:
    with stage.database.writing() as session:
        session.get_one(ContestRound, stage.local).closes = day
        session.commit()


def form(**changes: Any) -> dict[str, Any]:
    filled = {
        "submission_id": str(uuid.uuid4()),
        "name": "Noëlle",
        "class_name": "groep 7",
        "book_title": "Lampje",
        "book_author": "Annet Schaap",
        "fragment": "Hoofdstuk 3",
        "introduction": "Over een vuurtoren.",
        "language": "li",
        "microphone": "low",
        "wheelchair": "true",
        "wishes": "Leest in dialect.",
        "consent": "true",
    }
    return filled | changes


def given(desk: FlaskClient, school: int) -> str:
    """The link's path, as the page shows it once."""
    page = desk.post(f"/wedstrijd/school/{school}/link").text
    found = re.search(r"/meld-aan/[\w-]{32}", page)
    assert found, page
    assert "<svg" in page, "the same as a QR code"
    return found[0]


def only(stage: Stage) -> Entrant:
    (found,) = stage.entrants(stage.local)
    return found


def test_a_school_without_accounts_enters_changes_and_withdraws(cast: Cast, stage: Stage):
    path, visitor = given(cast.librarian, stage.schools[0]), cast.stranger
    assert "School 1" in visitor.get(path).text
    assert "Voornaam van het kind" in visitor.get(f"{path}/{stage.local}").text
    sent = form()
    for _ in range(2):
        assert visitor.post(f"{path}/{stage.local}", data=sent).status_code == 303
    entrant = only(stage)
    assert (entrant.name, entrant.book_author, entrant.fragment, entrant.introduction) == (
        *("Noëlle", "Annet Schaap", "Hoofdstuk 3", "Over een vuurtoren."),
    )
    assert (entrant.language, entrant.microphone, entrant.wheelchair) == ("li", "low", True)
    assert entrant.consent_at == NOW
    assert entrant.contest_school_id == stage.schools[0]
    page = visitor.get(path).text
    assert "Noëlle" in page
    assert "Meld jullie kampioen aan" not in page, "this school sent its one"
    assert "Over een vuurtoren." in visitor.get(f"{path}/lezer/{entrant.id}").text
    visitor.post(f"{path}/lezer/{entrant.id}", data=form(book_title="De GVR", consent=""))
    assert only(stage).book_title == "De GVR"
    visitor.post(f"{path}/lezer/{entrant.id}/terug")
    assert only(stage).state is EntrantState.WITHDRAWN


def test_what_is_wrong_is_said_and_what_was_typed_stays(cast: Cast, stage: Stage):
    path, visitor = given(cast.librarian, stage.schools[0]), cast.stranger
    answer = visitor.post(f"{path}/{stage.local}", data=form(name="N. Achternaam 7"))
    assert answer.status_code == 422
    assert "Alleen een voornaam" in answer.text
    assert "Over een vuurtoren." in answer.text
    visitor.post(f"{path}/{stage.local}", data=form())
    assert visitor.post(f"{path}/{stage.local}", data=form(name="Bram")).status_code == 409
    assert only(stage).name == "Noëlle"


def test_the_key_is_kept_as_a_hash_and_stays_out_of_caches_and_referrers(cast: Cast, stage: Stage, database):
    path = given(cast.librarian, stage.schools[0])
    key = path.rpartition("/")[2]
    with database.reading() as session:
        assert session.get_one(ContestSchool, stage.schools[0]).key_hash == hash_token(key)
    answer = cast.stranger.get(path)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert key not in cast.librarian.get(f"/wedstrijd/{stage.contest}/links").text


def test_a_new_link_ends_the_old_one_and_none_is_left_after_taking_it_back(cast: Cast, stage: Stage):
    desk = cast.librarian
    old = given(desk, stage.schools[0])
    new = given(desk, stage.schools[0])
    answer = cast.stranger.get(old)
    assert answer.status_code == 404
    assert "Deze link werkt niet, of niet meer." in answer.text
    assert cast.stranger.get(new).status_code == 200
    assert (
        "werkt niet meer"
        in desk.post(f"/wedstrijd/school/{stage.schools[0]}/link/stop", follow_redirects=True).text
    )
    assert cast.stranger.get(new).status_code == 404
    assert cast.stranger.post(f"{new}/{stage.local}", data=form()).status_code == 404
    assert stage.entrants(stage.local) == []


def test_the_link_ends_when_entering_ends_and_says_so(cast: Cast, stage: Stage):
    path = given(cast.librarian, stage.schools[0])
    cast.stranger.post(f"{path}/{stage.local}", data=form())
    closing(stage, NOW.date())
    assert cast.stranger.get(path).status_code == 200, "the last day counts"
    closing(stage, NOW.date() - dt.timedelta(days=1))
    for answer in (
        cast.stranger.get(path),
        cast.stranger.post(f"{path}/lezer/{only(stage).id}", data=form()),
        cast.stranger.post(f"{path}/lezer/{only(stage).id}/terug"),
    ):
        assert answer.status_code == 409
        assert "aanmelden is voorbij" in answer.text
    assert only(stage).state is EntrantState.ENTERED


def test_a_link_opens_one_school_only(cast: Cast, stage: Stage):
    mine, other = (given(cast.librarian, school) for school in stage.schools[:2])
    cast.stranger.post(f"{mine}/{stage.local}", data=form())
    entrant = only(stage).id
    assert "Noëlle" not in cast.stranger.get(other).text
    assert cast.stranger.get(f"{other}/lezer/{entrant}").status_code == 404
    assert cast.stranger.post(f"{other}/lezer/{entrant}", data=form(name="Bram")).status_code == 404
    assert cast.stranger.post(f"{other}/lezer/{entrant}/terug").status_code == 404
    assert cast.stranger.get(f"{mine}/{stage.regional}").status_code == 404, "only winners read there"
    assert only(stage).name == "Noëlle"


def test_a_school_without_an_address_says_once_where_the_invitation_goes(cast: Cast, stage: Stage):
    path, visitor = given(cast.librarian, stage.schools[0]), cast.stranger
    assert "Waar mag de uitnodiging heen?" in visitor.get(path).text
    wrong = visitor.post(f"{path}/adres", data={"contact": "Juf Noor", "email": "geen adres"})
    assert wrong.status_code == 422
    assert "Juf Noor" in wrong.text
    visitor.post(f"{path}/adres", data={"contact": "Juf Noor", "email": "Noor@school1.example"})
    school = stage.one(ContestSchool, stage.schools[0])
    assert (school.contact, school.email) == ("Juf Noor", "noor@school1.example")
    again = visitor.post(f"{path}/adres", data={"email": "x@anders.example"}, follow_redirects=True)
    assert "al een e-mailadres" in again.text
    assert stage.one(ContestSchool, stage.schools[0]).email == "noor@school1.example"
    assert cast.stranger.post(f"/meld-aan/{'x' * 32}/adres", data={"email": "a@b.example"}).status_code == 404


def test_what_a_teacher_entered_with_an_account_is_not_changed_by_the_link(
    cast: Cast, stage: Stage, database
):
    path = given(cast.librarian, stage.schools[0])
    entrant = stage.entry(stage.schools[0], "Fenna")
    with database.writing() as session:
        session.get_one(Entrant, entrant).entered_by_id = cast.people.teacher
        session.commit()
    assert "Wijzig" not in cast.stranger.get(path).text
    assert cast.stranger.post(f"{path}/lezer/{entrant}/terug").status_code == 404


def test_a_class_or_child_sent_by_hand_is_left_out(cast: Cast, stage: Stage):
    path = given(cast.librarian, stage.schools[0])
    sent = form(reader_id=cast.people.bram, classroom_id=cast.people.classroom)
    cast.stranger.post(f"{path}/{stage.local}", data=sent)
    assert (only(stage).reader_id, only(stage).classroom_id) == (None, None)


def test_a_link_is_mailed_once_and_can_be_mailed_again_when_it_did_not_arrive(app, stage: Stage, cast: Cast):
    with app.app_context():
        about = {"contest_school_id": stage.schools[0], "now": NOW}
        taken = [perform(take_link, key=key, **about) for key in ("first", "second")]
        assert taken == [True, False]
        perform(give_back_link, contest_school_id=stage.schools[0], key="first")
        assert perform(take_link, key="third", **about)
        perform(give_link, **about)
        perform(give_back_link, contest_school_id=stage.schools[0], key="third")
    assert stage.one(ContestSchool, stage.schools[0]).key_hash is not None, "a newer link stays"
    shown = f"/wedstrijd/{stage.contest}/links"
    assert "Mailen kan nu niet." in cast.librarian.post(shown, follow_redirects=True).text


def test_the_mail_holds_the_link_and_the_last_day(cast: Cast, stage: Stage, database, monkeypatch):
    sent: list[Mail] = []
    monkeypatch.setattr(contest_mail, "send", lambda _config, mail: sent.append(mail))
    for module in ("readify.web.contest_links", "readify.web.contest_mail"):
        monkeypatch.setattr(f"{module}.mail_is_set", lambda: True)
    with database.writing() as session:
        session.get_one(ContestSchool, stage.schools[0]).email = "juf@school1.example"
        session.commit()
    desk, page = cast.librarian, f"/wedstrijd/{stage.contest}/links"
    assert "Mail 1 school een link" in desk.get(page).text
    threads: list[Any] = []
    real = contest_mail.run_errands
    monkeypatch.setattr(
        "readify.web.contest_links.run_errands", lambda *all, **about: threads.append(real(*all, **about))
    )
    desk.post(page, data={"school": list(stage.schools)})
    threads[0].join(30)
    (mail,) = sent
    assert mail.to == "juf@school1.example"
    assert "zaterdag 23 januari 2027" in mail.text
    found = re.search(r"/meld-aan/[\w-]{32}", mail.text)
    assert found
    assert cast.stranger.get(found[0]).status_code == 200
    assert "gemaild op" in desk.get(page).text


def test_who_hosts_a_session_gives_links_to_schools_of_that_municipality(cast: Cast, stage: Stage, database):
    with database.writing() as session:
        other = Library(name="Bieb Elders", municipality="Venlo", created_at=NOW)
        session.add(other)
        session.flush()
        session.query(LibraryStaff).delete()
        session.add(LibraryStaff(library_id=other.id, account_id=cast.people.librarian))
        session.commit()
        host = other.id
    desk, page = cast.librarian, f"/wedstrijd/{stage.contest}/links"
    assert desk.get(page).status_code == 404
    stage.session(stage.local, "In Venlo", municipality="Venlo", library_id=host)
    shown = desk.get(page).text
    venlo, roermond = stage.schools[0], stage.schools[1]
    assert "School 1" in shown
    assert "School 2" not in shown
    assert cast.stranger.get(given(desk, venlo)).status_code == 200
    assert desk.post(f"/wedstrijd/school/{roermond}/link").status_code == 404


def test_outsiders_neither_give_nor_guess_a_link(cast: Cast, stage: Stage):
    for client in (cast.teacher, cast.other_teacher, cast.with_card(cast.people.bram)):
        assert client.get(f"/wedstrijd/{stage.contest}/links").status_code == 404
        assert client.post(f"/wedstrijd/{stage.contest}/links").status_code == 404
        for path in ("link", "link/stop"):
            assert client.post(f"/wedstrijd/school/{stage.schools[0]}/{path}").status_code == 404
    assert cast.stranger.get(f"/wedstrijd/{stage.contest}/links").status_code == 303
    assert cast.librarian.post("/wedstrijd/school/987654/link").status_code == 404
    assert cast.stranger.get("/meld-aan/" + "x" * 32).status_code == 404
