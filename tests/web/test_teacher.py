"""The teacher's pages as a browser meets them; and who may not: an outsider, a child, nobody."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from readify.actions.cards import make_card
from readify.models import Goal, LedgerEntry, Mark, Reader, ReaderDay, ReaderTally, Terms
from tests.people import PASSWORD
from tests.stage import Stage, stage_of
from tests.statements import statements_of


@pytest.fixture
def stage(app: Flask) -> Stage:
    return stage_of(app).build()


def signed_in(app: Flask, email: str) -> FlaskClient:
    client = app.test_client()
    assert client.post("/inloggen", data={"email": email, "password": PASSWORD}).status_code == 303
    return client


@pytest.fixture
def teacher(app: Flask, stage: Stage) -> FlaskClient:
    return signed_in(app, "juf@school.example")


@pytest.fixture
def outsider(app: Flask, stage: Stage) -> FlaskClient:
    return signed_in(app, "meester@school.example")


@pytest.fixture
def child(app: Flask, stage: Stage) -> FlaskClient:
    card = stage.do(make_card, reader_id=stage.readers["Amira"], now=stage.now)
    client = app.test_client()
    assert client.get(f"/K/{card.token}").status_code == 303
    return client


def reading(**about) -> dict[str, str]:
    wanted = {"form": "book", "how": "self", "language": "nl", "unit": "minutes", "minutes": "20"}
    return {"submission_id": str(uuid.uuid4()), **wanted, **about}


def entry_of(stage: Stage, name: str) -> int:
    with stage.database.reading() as session:
        return session.scalar(
            select(func.max(LedgerEntry.id)).where(
                LedgerEntry.reader_id == stage.readers[name], LedgerEntry.kind == "reading"
            )
        )


def minutes_of(stage: Stage, name: str) -> int:
    with stage.database.reading() as session:
        return session.scalar(
            select(func.coalesce(func.sum(ReaderDay.minutes), 0)).where(
                ReaderDay.reader_id == stage.readers[name]
            )
        )


ROUTES = (
    ("GET", "/klas/{c}"),
    ("GET", "/klas/{c}/deel"),
    ("GET", "/klas/{c}/boekenpraat"),
    ("GET", "/klas/{c}/voorlezen/1/kinderen"),
    ("POST", "/klas/{c}/voorlezen/1/kinderen"),
    ("POST", "/klas/{c}/boekenpraat"),
    ("POST", "/klas/{c}/tips/1/weg"),
    ("GET", "/klas/{c}/actie/kinderboekenweek"),
    ("GET", "/klas/{c}/actie/kinderboekenweek/poster.pdf"),
    ("GET", "/klas/{c}/doel"),
    ("POST", "/klas/{c}/doel"),
    ("POST", "/klas/{c}/doel/klaar"),
    ("POST", "/klas/{c}/klok"),
    ("POST", "/klas/{c}/samen"),
    ("POST", "/klas/{c}/samen/1/weg"),
    ("POST", "/klas/{c}/stappen"),
    ("POST", "/klas/{c}/stappen/1/klaar"),
    ("POST", "/klas/{c}/stappen/1/weg"),
    ("POST", "/klas/{c}/pluim"),
    ("GET", "/klas/{c}/periode"),
    ("GET", "/klas/{c}/kaartjes"),
    ("GET", "/klas/{c}/kaartjes.pdf"),
    ("POST", "/klas/{c}/kaartjes.pdf"),
    ("GET", "/klas/{c}/voorlezen"),
    ("GET", "/klas/{c}/voorlezen/{e}"),
    ("POST", "/klas/{c}/voorlezen/{e}"),
    ("GET", "/klas/{c}/voorlezen/lezer/{e}"),
    ("POST", "/klas/{c}/voorlezen/lezer/{e}"),
    ("POST", "/klas/{c}/voorlezen/lezer/1/terug"),
    ("GET", "/klas/{c}/papier"),
    ("GET", "/klas/{c}/papier/brief.pdf"),
    ("GET", "/klas/{c}/papier/verslag.pdf"),
    ("GET", "/klas/{c}/papier/overzicht.pdf"),
    ("GET", "/klas/{c}/papier/overzicht.xlsx"),
    ("GET", "/klas/{c}/papier/leesdagen.csv"),
    ("GET", "/klas/{c}/papier/leesdagen.xlsx"),
    ("GET", "/klas/{c}/papier/brief.png"),
    ("GET", "/klas/{c}/papier/verslag.png"),
    ("GET", "/klas/{c}/papier/overzicht.png"),
    ("POST", "/klas/{c}/agenda"),
    ("POST", "/klas/{c}/agenda/weg"),
    ("GET", "/klas/{c}/nieuw"),
    ("POST", "/klas/{c}/nieuw"),
    ("GET", "/klas/{c}/instellingen"),
    ("POST", "/klas/{c}/instellingen"),
    ("POST", "/klas/{c}/pauzes"),
    ("POST", "/klas/{c}/pauzes/1/weg"),
    ("POST", "/klas/{c}/scherm"),
    ("GET", "/klas/{c}/doel/stap/{e}"),
    ("POST", "/klas/{c}/doel/start"),
    ("POST", "/klas/{c}/iedereen"),
    ("GET", "/klas/{c}/uitdagingen"),
    ("GET", "/klas/{c}/uitdagingen/nieuw/{e}"),
    ("POST", "/klas/{c}/uitdagingen/nieuw/{e}"),
    ("GET", "/klas/{c}/uitdagingen/{e}"),
    ("POST", "/klas/{c}/uitdagingen/{e}"),
    ("POST", "/klas/{c}/uitdagingen/1/kopie"),
    ("POST", "/klas/{c}/uitdagingen/1/aan"),
    ("POST", "/klas/{c}/uitdagingen/1/weg"),
    ("GET", "/klas/{c}/uitdagingen/1/afvinken"),
    ("POST", "/klas/{c}/uitdagingen/1/afvinken"),
    ("GET", "/klas/{c}/leestijd"),
    ("POST", "/klas/{c}/leestijd"),
    ("POST", "/klas/{c}/leestijd/1/niet"),
    ("GET", "/klas/{c}/boekenplank"),
    ("POST", "/klas/{c}/boekenplank/1/weg"),
    ("GET", "/klas/{c}/twee-dalen"),
    ("POST", "/klas/{c}/twee-dalen"),
    ("POST", "/klas/{c}/twee-dalen/1/ja"),
    ("POST", "/klas/{c}/twee-dalen/1/stop"),
    ("GET", "/klas/{c}/invallers"),
    ("POST", "/klas/{c}/invallers"),
    ("POST", "/klas/{c}/invallers/1/weg"),
    ("GET", "/klas/{c}/kind/{r}"),
    ("POST", "/klas/{c}/kind/{r}/gelezen"),
    ("GET", "/klas/{c}/kind/{r}/gelezen/{e}"),
    ("POST", "/klas/{c}/kind/{r}/gelezen/{e}"),
    ("POST", "/klas/{c}/kind/{r}/gelezen/{e}/weg"),
    ("POST", "/klas/{c}/kind/{r}/doel"),
    ("POST", "/klas/{c}/kind/{r}/gegevens"),
    ("POST", "/klas/{c}/kind/{r}/gezien"),
    ("GET", "/klas/{c}/kind/{r}/boek"),
    ("POST", "/klas/{c}/kind/{r}/boek"),
    ("POST", "/klas/{c}/kind/{r}/boek/1/weg"),
    ("POST", "/klas/{c}/kind/{r}/notitie"),
    ("POST", "/klas/{c}/kind/{r}/kaart"),
    ("POST", "/klas/{c}/kind/{r}/kaart.pdf"),
    ("POST", "/klas/{c}/kind/{r}/plaatjes"),
    ("POST", "/klas/{c}/kind/{r}/plaatjes/open"),
    ("POST", "/klas/{c}/kind/{r}/woorden"),
)


def filled(path: str, stage: Stage) -> str:
    return path.format(c=stage.classroom.classroom_id, r=stage.readers["Amira"], e=entry_of(stage, "Amira"))


def test_every_route_of_a_class_is_in_the_list(app: Flask):
    rules = {
        (method, re.sub(r"<[\w:]+>", "#", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/klas/")
    }
    listed = {(method, re.sub(r"\{\w\}|(?<=/)1(?=/)|kinderboekenweek", "#", path)) for method, path in ROUTES}
    assert rules == listed


def test_for_anyone_else_the_class_does_not_exist(app, stage, outsider, child):
    stage.read("Amira")
    for method, path in ROUTES:
        address = filled(path, stage)
        assert outsider.open(address, method=method, data=reading()).status_code == 404, address
        assert child.open(address, method=method, data=reading()).status_code == 404, address
        nobody = app.test_client().open(address, method=method, data=reading())
        assert (nobody.status_code, nobody.location) == (303, "/inloggen"), address
    assert minutes_of(stage, "Amira") == 20


def test_a_child_of_another_class_is_not_found_under_my_own(teacher, stage):
    assert teacher.get(f"/klas/{stage.classroom.classroom_id}/kind/{stage.stranger}").status_code == 404
    assert teacher.get(f"/klas/{stage.other.classroom_id}/kind/{stage.readers['Amira']}").status_code == 404


def test_one_class_opens_at_once(teacher, stage):
    assert teacher.get("/klas").location == f"/klas/{stage.classroom.classroom_id}"


def test_the_week_shows_children_from_a_to_z_with_what_they_read(teacher, stage):
    stage.read("Elif", language="tr", book={"title": "De fluisterberg"}, feeling=4)
    page = teacher.get(f"/klas/{stage.classroom.classroom_id}").text
    names = re.findall(r"<b>(Amira|Bram|Daan|Elif|Finn|Kuba|Noor|Olek)</b></a>", page)
    assert names == sorted(names)
    assert "De fluisterberg" in page
    assert "20 min" in page
    assert page.count('class="card insight"') == 3


@pytest.mark.parametrize("week", ["2020-W10", "2026-W99", "x", "", "2999-W01", "2026-W53"])
def test_any_week_can_be_asked_for(teacher, stage, week):
    assert teacher.get(f"/klas/{stage.classroom.classroom_id}?week={week}").status_code == 200


def test_filters_show_who_asks_for_a_look_and_who_has_a_goal_of_its_own(teacher, stage):
    stage.own_goal("Finn", 8)
    stage.read("Amira")
    base = f"/klas/{stage.classroom.classroom_id}"
    own = teacher.get(f"{base}?toon=eigen").text
    assert "Eigen doel (1)" in own
    assert "Finn</b>" in own
    assert "Amira</b>" not in own
    assert "Amira</b>" not in teacher.get(f"{base}?toon=kijken").text.split("<tbody>")[1]


def test_the_whole_page_asks_at_most_12_statements(app, teacher, stage):
    stage.goal(50)
    for name in stage.readers:
        stage.read(name, book={"title": "Een boek"})
    teacher.get(f"/klas/{stage.classroom.classroom_id}")
    with statements_of(stage.database) as statements:
        assert teacher.get(f"/klas/{stage.classroom.classroom_id}").status_code == 200
    assert len(statements) <= 12, "\n".join(statements)


@pytest.mark.parametrize("children", [0, 28, 34])
def test_a_class_of_any_size_has_its_pages(app, children):
    stage = stage_of(app).build([f"Kind-met-een-lange-naam-{n}" for n in range(children)])
    teacher = signed_in(app, "juf@school.example")
    for page in ("", "/boekenpraat", "/doel", "/kaartjes", "/nieuw", "/instellingen"):
        assert teacher.get(f"/klas/{stage.classroom.classroom_id}{page}").status_code == 200


def test_a_log_for_a_child_counts_and_says_who_gave_it(teacher, stage):
    url = f"/klas/{stage.classroom.classroom_id}/kind/{stage.readers['Bram']}"
    sent = reading(**{"book.title": "Pluk", "feeling": "3"})
    assert teacher.post(f"{url}/gelezen", data=sent).status_code == 303
    assert teacher.post(f"{url}/gelezen", data=sent).status_code == 303
    assert minutes_of(stage, "Bram") == 20
    with stage.database.reading() as session:
        entry = session.get_one(LedgerEntry, entry_of(stage, "Bram"))
    assert (entry.source, entry.given_by) == ("teacher", stage.teacher)


def test_wrong_fields_of_a_log_come_back_with_what_was_typed(teacher, stage):
    url = f"/klas/{stage.classroom.classroom_id}/kind/{stage.readers['Bram']}"
    answer = teacher.post(f"{url}/gelezen", data=reading(minutes="-5", **{"book.title": "Pluk & Co"}))
    assert answer.status_code == 422
    assert "Pluk &amp; Co" in answer.text
    assert "Kies 1 tot 120 minuten" in answer.text


def test_a_log_can_be_corrected_and_taken_back(teacher, stage):
    stage.read("Bram", book={"title": "Pluk"})
    url = f"/klas/{stage.classroom.classroom_id}/kind/{stage.readers['Bram']}/gelezen"
    first = entry_of(stage, "Bram")
    page = teacher.get(f"{url}/{first}").text
    work = re.search(r'name="work" value="(\d+)"', page)[1]
    sent = reading(minutes="35", work=work, **{"book.title": "Pluk"})
    assert teacher.post(f"{url}/{first}", data=sent).status_code == 303
    second = entry_of(stage, "Bram")
    assert minutes_of(stage, "Bram") == 35
    with stage.database.reading() as session:
        assert session.get_one(LedgerEntry, second).work_id == int(work)
    taken = {"submission_id": str(uuid.uuid4())}
    assert teacher.post(f"{url}/{second}/weg", data=taken).status_code == 303
    assert minutes_of(stage, "Bram") == 0


def test_an_own_goal_is_for_the_teachers_eyes_only(teacher, child, stage):
    stage.read("Amira")
    url = f"/klas/{stage.classroom.classroom_id}/kind/{stage.readers['Amira']}"
    assert teacher.post(f"{url}/doel", data={"minutes": "7"}).status_code == 303
    assert teacher.post(f"{url}/doel", data={"minutes": "99"}).status_code == 422
    assert "Eigen doel: 7 min" in teacher.get(f"/klas/{stage.classroom.classroom_id}").text
    assert "Eigen doel" not in child.get("/namen").text
    with stage.database.reading() as session:
        assert session.scalar(select(Terms.own_goal)) == 7


def test_a_new_card_opens_the_door_and_closes_the_old_one(app, teacher, stage):
    old = stage.do(make_card, reader_id=stage.readers["Amira"], now=stage.now)
    url = f"/klas/{stage.classroom.classroom_id}/kind/{stage.readers['Amira']}/kaart"
    answer = teacher.post(url)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'class="qr"' in answer.text
    assert app.test_client().get(f"/K/{old.token}").status_code == 410
    pdf = teacher.post(f"{url}.pdf")
    assert (pdf.mimetype, pdf.data[:5]) == ("application/pdf", b"%PDF-")


def test_new_pictures_are_shown_once_and_unlock(teacher, stage):
    url = f"/klas/{stage.classroom.classroom_id}/kind/{stage.readers['Amira']}/plaatjes"
    assert teacher.post(url).text.count("card-pad center") == 3
    assert teacher.post(f"{url}/open").status_code == 303
    with stage.database.reading() as session:
        assert session.get_one(Reader, stage.readers["Amira"]).picture_hash


def test_the_cards_of_a_class_are_made_only_when_asked(teacher, stage):
    old = stage.do(make_card, reader_id=stage.readers["Amira"], now=stage.now)
    base = f"/klas/{stage.classroom.classroom_id}/kaartjes"
    assert "Printen maakt nieuwe kaartjes" in teacher.get(base).text
    assert teacher.get(f"{base}.pdf").location == base
    assert teacher.application.test_client().get(f"/K/{old.token}").status_code == 303
    assert teacher.post(f"{base}.pdf").data.startswith(b"%PDF-")
    assert teacher.application.test_client().get(f"/K/{old.token}").status_code == 410


def test_a_child_is_added_with_home_languages_and_a_goal(teacher, stage):
    base = f"/klas/{stage.classroom.classroom_id}"
    sent = {"name": "Zoë", "companion": "das", "home_languages": ["pl", "ar"], "own_goal": "6"}
    assert teacher.post(f"{base}/nieuw", data=sent).status_code == 303
    assert "Zoë" in teacher.get(base).text
    again = teacher.post(f"{base}/nieuw", data={**sent, "name": "ZOË"})
    assert again.status_code == 409
    assert "Er is al een kind met deze naam" in again.text
    assert teacher.post(f"{base}/nieuw", data={"name": ""}).status_code == 422


def test_the_class_goal_is_set_moved_and_closed(teacher, stage):
    base = f"/klas/{stage.classroom.classroom_id}/doel"
    assert "Waarom 100 lampen?" in teacher.get(base).text
    ends = (stage.today + dt.timedelta(days=20)).isoformat()
    sent = {"target": "120", "ends": ends, "reward": "comic_hour", "doe": "nieuw"}
    assert teacher.post(base, data=sent).status_code == 303
    assert teacher.post(base, data={**sent, "target": "90", "doe": "aanpassen"}).status_code == 303
    with stage.database.reading() as session:
        assert session.execute(select(Goal.target, Goal.reward)).all() == [(90, "comic_hour")]
    wrong = teacher.post(base, data={**sent, "target": "0", "ends": "2020-01-01"})
    assert wrong.status_code == 422
    assert "Kies 1 tot 5000 lampen" in wrong.text
    assert teacher.post(f"{base}/klaar").status_code == 303
    assert teacher.post(f"{base}/klaar").status_code == 404


def test_a_book_talk_counts_once_a_day(teacher, stage):
    url = f"/klas/{stage.classroom.classroom_id}/boekenpraat"
    for _ in range(2):
        assert teacher.post(url, data={"kind": stage.readers["Bram"]}).status_code == 303
    assert teacher.post(url, data={"kind": stage.stranger}).status_code == 404
    with stage.database.reading() as session:
        assert session.scalar(select(func.count()).where(LedgerEntry.bonus == "book_talk")) == 1
        assert session.get_one(ReaderTally, stage.readers["Bram"]).lights == 0


def test_settings_and_pauses_are_kept(teacher, stage):
    base = f"/klas/{stage.classroom.classroom_id}"
    page = teacher.get(f"{base}/instellingen").text
    assert "Kerstvakantie" in page
    assert teacher.post(f"{base}/instellingen", data={"own_goal": "12", "daily_cap": "90"}).status_code == 303
    with stage.database.reading() as session:
        kept = session.execute(select(Terms.own_goal, Terms.daily_cap, Terms.pages_count)).one()
    assert tuple(kept) == (12, 90, False)
    assert teacher.post(f"{base}/instellingen", data={"own_goal": "1", "daily_cap": "999"}).status_code == 422
    wrong = {"name": "Reis", "starts": "2027-02-02", "ends": "2027-02-01"}
    assert teacher.post(f"{base}/pauzes", data=wrong).status_code == 422
    assert teacher.post(f"{base}/pauzes", data={**wrong, "ends": "2027-02-09"}).status_code == 303
    page = teacher.get(f"{base}/instellingen").text
    address = re.search(r'action="(/klas/\d+/pauzes/\d+/weg)"', page)[1]
    assert teacher.post(address).status_code == 303


def test_who_looked_puts_the_marks_away(teacher, stage):
    for _ in range(2):
        stage.read("Bram", minutes=110)
    url = f"/klas/{stage.classroom.classroom_id}/kind/{stage.readers['Bram']}"
    assert "Kijk even mee" in teacher.get(url).text
    assert teacher.post(f"{url}/gezien").status_code == 303
    assert "Kijk even mee" not in teacher.get(url).text
    with stage.database.reading() as session:
        assert session.scalar(select(func.count()).where(Mark.looked_at.is_(None))) == 0


def test_the_teacher_runs_the_reading_time(teacher, stage):
    base = f"/klas/{stage.classroom.classroom_id}"
    assert teacher.post(f"{base}/klok", data={"minuten": "15"}).status_code == 303
    assert "Stop de leestijd" in teacher.get(base).text
    assert teacher.post(f"{base}/klok", data={"doe": "stop"}).status_code == 303
    assert teacher.post(f"{base}/klok", data={"minuten": "7"}).status_code == 422


def test_a_new_link_ends_the_old_screen(app, teacher, stage):
    key = stage.classroom.screen_key
    assert app.test_client().get(f"/digibord/{key}").status_code == 200
    teacher.post(f"/klas/{stage.classroom.classroom_id}/scherm")
    assert app.test_client().get(f"/digibord/{key}").status_code == 404


def test_pages_of_a_class_are_kept_by_no_cache(teacher, stage):
    answer = teacher.get(f"/klas/{stage.classroom.classroom_id}")
    assert answer.headers["Cache-Control"] == "private, no-store"
