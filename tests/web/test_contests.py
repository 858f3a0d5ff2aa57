"""Contests in the browser: made from a template, changed, and closed to outsiders."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from readify.models import Contest, ContestRound, ContestSchool, ContestSession, Criterion
from tests.cast import Cast
from tests.contest_stage import Stage, set_the_stage

NEW = {"template": "nationale-voorleeswedstrijd", "name": "Limburg leest voor", "season": "2026-2027"}


@pytest.fixture
def stage(cast: Cast, database) -> Stage:
    """A contest of the province with a session of the local round."""
    made = set_the_stage(database)
    made.session(made.local, "Lokaal Zuid", feeds_id=made.session(made.regional, "Regio"))
    return made


def form_of(page: str) -> dict:
    """All fields of the page's main form as a browser would send them; rows as lists."""
    main = page[page.index("<main") :]
    sent: dict = {}
    for tag in re.findall(r"<input[^>]+>", main):
        name = re.search(r' name="?([\w-]+)', tag)
        kind = re.search(r' type="?(\w+)', tag)
        if name is None or (kind and kind[1] in ("checkbox", "radio") and " checked" not in tag):
            continue
        value = re.search(r' value="([^"]*)"', tag)
        sent.setdefault(name[1], []).append(value[1] if value else "")
    for name, options in re.findall(r'<select[^>]+name="([\w-]+)"[^>]*>(.*?)</select>', main, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        sent[name] = [chosen[1] if chosen else ""]
    return sent


def test_a_coordinator_makes_a_contest_of_the_province_from_a_template(cast: Cast, database) -> None:
    coordinator = cast.coordinator
    page = coordinator.get("/wedstrijd/nieuw").text
    assert "Read2Me!" in page
    assert "Provinciale finale" in page
    answer = coordinator.post("/wedstrijd/nieuw", data=NEW | {"organiser": "province"})
    assert answer.status_code == 303
    with database.reading() as session:
        contest = session.scalars(select(Contest)).one()
        rounds = session.scalar(select(func.count()).select_from(ContestRound))
        criteria = session.scalar(select(func.count()).select_from(Criterion))
    assert (contest.library_id, contest.school_id, rounds, criteria) == (None, None, 5, 15)
    assert "Nog in concept." in coordinator.get(answer.location).text
    coordinator.post(f"/wedstrijd/{contest.id}/open")
    assert "Limburg leest voor" in coordinator.get("/wedstrijd").text


def test_what_was_typed_comes_back_with_what_is_wrong(cast: Cast) -> None:
    sent = NEW | {"organiser": "province", "season": "2026", "name": "Mijn wedstrijd"}
    answer = cast.coordinator.post("/wedstrijd/nieuw", data=sent)
    assert answer.status_code == 422
    assert "Schrijf het schooljaar zo" in answer.text
    assert "Mijn wedstrijd" in answer.text


def test_nobody_makes_a_contest_for_another(cast: Cast) -> None:
    for client in (cast.librarian, cast.teacher):
        assert client.post("/wedstrijd/nieuw", data=NEW | {"organiser": "province"}).status_code == 404
        assert client.post("/wedstrijd/nieuw", data=NEW | {"organiser": "library-9999"}).status_code == 404


def test_a_teacher_makes_one_for_the_own_school(cast: Cast, database) -> None:
    teacher = cast.teacher
    choice = form_of(teacher.get("/wedstrijd/nieuw").text)["organiser"][0]
    assert choice.startswith("school-")
    answer = teacher.post("/wedstrijd/nieuw", data=NEW | {"template": "eigen", "organiser": choice})
    assert answer.status_code == 303
    assert teacher.get(answer.location).status_code == 200


def test_the_tree_shows_rounds_sessions_and_what_needs_a_hand(cast: Cast, stage: Stage) -> None:
    page = cast.coordinator.get(f"/wedstrijd/{stage.contest}").text
    for words in (
        "Lokale ronde",
        "Lokaal Zuid",
        "Regio",
        "jury niet compleet",
        "6 scholen antwoordden nog niet",
    ):
        assert words in page
    assert page.count('class="plan-lines"') == 3


def test_a_round_is_saved_as_it_stands_and_a_criterion_added(cast: Cast, stage: Stage, database) -> None:
    coordinator, address = cast.coordinator, f"/wedstrijd/ronde/{stage.local}/wijzig"
    sent = form_of(coordinator.get(address).text)
    assert coordinator.post(address, data=sent).status_code == 303
    sent = form_of(coordinator.get(address).text)
    sent["criterion_name"][3], sent["criterion_weight"][3], sent["limit_minutes"] = "Lef", "2", ["4,5"]
    assert coordinator.post(address, data=sent).status_code == 303
    with database.reading() as session:
        wanted = select(Criterion).where(Criterion.round_id == stage.local).order_by(Criterion.number)
        criteria = session.scalars(wanted).all()
        found = session.get_one(ContestRound, stage.local)
    assert [(one.slug, one.weight) for one in criteria][2:] == [("presentatie", 1), ("lef", 2)]
    assert criteria[0].steps == ["Nog zoekend", "Op weg", "Goed", "Heel goed", "Een genot"]
    assert found.time_limit == 270


def test_a_colleague_who_saved_first_is_told_and_nothing_typed_is_lost(cast: Cast, stage: Stage) -> None:
    coordinator, address = cast.coordinator, f"/wedstrijd/ronde/{stage.local}/wijzig"
    mine = form_of(coordinator.get(address).text)
    assert coordinator.post(address, data=mine).status_code == 303
    mine["fragment"] = ["Twee bladzijden"]
    late = coordinator.post(address, data=mine)
    assert late.status_code == 409
    assert "net veranderd" in late.text
    assert "Twee bladzijden" in late.text


def test_a_session_is_put_on_the_calendar_and_taken_off(cast: Cast, stage: Stage, database) -> None:
    coordinator = cast.coordinator
    address = f"/wedstrijd/ronde/{stage.local}/zitting"
    assert coordinator.get(address).status_code == 200
    sent = {"name": "Lokaal Noord", "day": "2027-01-21", "starts": "19.30", "seats": ""}
    assert coordinator.post(address, data=sent).status_code == 303
    wrong = coordinator.post(address, data=sent | {"starts": "half acht", "place": "De Schacht"})
    assert wrong.status_code == 422
    assert "De Schacht" in wrong.text
    with database.reading() as session:
        made = session.scalars(select(ContestSession).where(ContestSession.name == "Lokaal Noord")).one()
    assert made.starts.strftime("%H:%M") == "19:30"
    assert coordinator.post(f"/wedstrijd/zitting/{made.id}/weg").status_code == 303
    assert "Lokaal Noord" not in coordinator.get(f"/wedstrijd/{stage.contest}").text


def test_a_round_with_readers_is_not_taken_away_and_says_why(cast: Cast, stage: Stage) -> None:
    coordinator = cast.coordinator
    stage.entry(stage.schools[0])
    assert coordinator.post(f"/wedstrijd/ronde/{stage.local}/weg").status_code == 303
    page = coordinator.get(f"/wedstrijd/{stage.contest}").text
    assert "In deze ronde staan al lezers" in page
    assert "Lokale ronde" in page


def test_schools_come_from_a_pasted_list_and_answer(cast: Cast, stage: Stage, database) -> None:
    coordinator, address = cast.coordinator, f"/wedstrijd/{stage.contest}/scholen"
    pasted = "De Boomhut; Weert; Juf Ans; ANS@school.example\n\nHet Kompas\tVenlo"
    assert coordinator.post(address, data={"schools": pasted}).status_code == 303
    with database.reading() as session:
        rows = {
            one.name: one
            for one in session.scalars(select(ContestSchool).where(ContestSchool.contest_id == stage.contest))
        }
    assert (rows["De Boomhut"].contact, rows["De Boomhut"].email) == ("Juf Ans", "ans@school.example")
    assert rows["Het Kompas"].municipality == "Venlo"
    wrong = coordinator.post(address, data={"schools": "Zonder gemeente"})
    assert wrong.status_code == 422
    assert "Zonder gemeente" in wrong.text
    said = f"/wedstrijd/school/{rows['Het Kompas'].id}/antwoord"
    assert coordinator.post(said, data={"answer": "joins"}).status_code == 303
    assert coordinator.post(said, data={"answer": "perhaps"}).status_code == 404
    assert "doet mee" in coordinator.get(address).text


def addresses(stage: Stage) -> list[tuple[str, str]]:
    with stage.database.reading() as session:
        wanted = select(ContestSession.id).where(ContestSession.round_id == stage.local)
        sitting = session.scalars(wanted).one()
    here = f"/wedstrijd/{stage.contest}"
    return [
        ("GET", f"{here}/instellingen"),
        ("POST", f"{here}/instellingen"),
        ("POST", f"{here}/open"),
        ("POST", f"{here}/weg"),
        ("GET", f"{here}/scholen"),
        ("POST", f"{here}/scholen"),
        ("GET", f"{here}/ronde/nieuw"),
        ("POST", f"{here}/ronde/nieuw"),
        ("GET", f"/wedstrijd/ronde/{stage.local}/wijzig"),
        ("POST", f"/wedstrijd/ronde/{stage.local}/wijzig"),
        ("POST", f"/wedstrijd/ronde/{stage.local}/weg"),
        ("GET", f"/wedstrijd/ronde/{stage.local}/zitting"),
        ("POST", f"/wedstrijd/ronde/{stage.local}/zitting"),
        ("GET", f"/wedstrijd/zitting/{sitting}/wijzig"),
        ("POST", f"/wedstrijd/zitting/{sitting}/wijzig"),
        ("POST", f"/wedstrijd/zitting/{sitting}/weg"),
        ("POST", f"/wedstrijd/school/{stage.schools[0]}/antwoord"),
    ]


def test_may_the_outsider_no(cast: Cast, stage: Stage) -> None:
    clients: list[FlaskClient] = [cast.librarian, cast.teacher]
    for method, address in addresses(stage):
        for client in clients:
            assert client.open(address, method=method).status_code == 404, (method, address)
    assert cast.teacher.get(f"/wedstrijd/{stage.contest}").status_code == 404
    assert cast.child.get(f"/wedstrijd/{stage.contest}").status_code == 404
    assert cast.stranger.get(f"/wedstrijd/{stage.contest}").status_code in (302, 303)


def test_a_librarian_looks_at_the_provinces_open_contest_and_changes_nothing(
    cast: Cast, stage: Stage
) -> None:
    page = cast.librarian.get(f"/wedstrijd/{stage.contest}")
    assert page.status_code == 200
    assert "Instellingen" not in page.text
    assert "/wijzig" not in page.text
