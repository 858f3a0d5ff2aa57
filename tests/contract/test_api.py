"""The API, call by call: shapes, statuses, limits and the one shape of every error."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest

from tests.contract.conftest import Site
from tests.contract.visitor import Program, new_id, reading

FORMS = "book picture_book comic ebook audiobook magazine newspaper poem recipe rules letter subtitles"
FORMS += " website other"
HOWS = "self together read_to_me read_to_someone listened"
ADDRESSES = (
    "/session /me /readings /readings/{id}/withdrawal /stamps /books /books/isbn/{isbn} "
    "/classrooms/{id}/week /trails/{id} /trails/{id}/stats"
)
NETHERLANDS = ZoneInfo("Europe/Amsterdam")
MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")


@pytest.fixture(scope="module")
def child(site: Site) -> Program:
    return site.program(5)


def refused(answer, status: int, *fields: str) -> dict:
    """That this is an error of the contract's one shape, which names these fields."""
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/json")
    assert answer.json().keys() == {"error"}
    error = answer.json()["error"]
    assert error.keys() == {"code", "message", "fields"}
    assert error["message"]
    assert set(error["fields"]) == set(fields)
    return error


def days_ago(days: int) -> str:
    return str(dt.datetime.now(NETHERLANDS).date() - dt.timedelta(days=days))


def test_a_session_is_a_token_a_role_and_an_end(site: Site):
    answer = site.program().post("/session", {"card": site.child()["card"].lower()})
    assert answer.status_code == 201
    assert answer.json().keys() == {"token", "role", "expires_at"}
    assert answer.json()["role"] == "child"
    assert MOMENT.match(answer.json()["expires_at"])
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Retry-After" not in answer.headers


def test_who_cannot_sign_in_is_told_why(site: Site):
    nobody = site.program()
    teacher = site.signins["teachers"][0]["email"]
    refused(nobody.post("/session", {"card": "0" * 20}), 401)
    refused(nobody.post("/session", {"email": teacher, "password": "wrong"}), 401)
    refused(nobody.post("/session", {}), 422, "email", "password")
    refused(nobody.get("/me"), 401)


def test_me_tells_a_child_about_itself(child: Program):
    me = child.get("/me").json()
    contract = {"id", "name", "band", "lights", "halte", "rhythm", "badges", "goals", "classroom"}
    assert contract <= me.keys()


@pytest.mark.parametrize("kind", ["teachers", "librarians", "coordinators"])
def test_me_tells_staff_what_they_may_see(site: Site, kind):
    me = site.staff_program(kind).get("/me").json()
    assert {"name", "role", "classrooms", "libraries", "trails"} <= me.keys()
    assert me["role"] == kind.removesuffix("s")


def test_a_reading_counts_once(child: Program):
    body = reading(minutes=7, book={"title": "Eén keer"}, feeling=3)
    before = child.get("/me").json()["readings"]
    first, again = child.post("/readings", body), child.post("/readings", body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert {"id", "lights", "outcomes", "tally"} <= first.json().keys()
    assert all("kind" in outcome for outcome in first.json()["outcomes"])
    assert again.json() == first.json()
    assert child.get("/me").json()["readings"] == before + 1
    refused(child.post("/readings", {**body, "minutes": 8}), 409)


@pytest.mark.parametrize("form", FORMS.split())
def test_every_form_of_the_contract_can_be_logged(child: Program, form):
    assert child.log(form=form).status_code == 201


@pytest.mark.parametrize("how", HOWS.split())
def test_every_way_of_reading_can_be_logged(child: Program, how):
    assert child.log(how=how).status_code == 201


@pytest.mark.parametrize("language", ["nl", "li", "en", "ar", "tr", "pl", "uk"])
def test_every_language_of_the_contract_can_be_logged(child: Program, language):
    assert child.log(language=language).status_code == 201


@pytest.mark.parametrize(
    "inside",
    [{"minutes": 1}, {"minutes": 120}, {"pages": 1, "minutes": None}, {"pages": 500, "minutes": None},
     {"day": days_ago(7)}, {"feeling": 1}, {"feeling": 4}, {"finished": True}, {"place": "bed"},
     {"book": {"title": "👩‍👩‍👧 ﷽ Z̷̢͝a", "author": "Ỳ"}}, {"book": {"isbn": "9789025846954"}}],
)  # fmt: skip
def test_what_lies_within_the_limits_is_taken(child: Program, inside):
    assert child.log(**inside).status_code == 201


@pytest.mark.parametrize(
    ("field", "outside"),
    [("minutes", {"minutes": 0}), ("minutes", {"minutes": -5}), ("minutes", {"minutes": 121}),
     ("minutes", {"minutes": "10"}), ("minutes", {"minutes": 10**30}), ("pages", {"pages": 0}),
     ("pages", {"pages": 501}), ("day", {"day": days_ago(-1)}), ("day", {"day": days_ago(8)}),
     ("day", {"day": "gisteren"}), ("form", {"form": "tablet"}), ("how", {"how": "asleep"}),
     ("feeling", {"feeling": 5}), ("language", {"language": "nederlands"}),
     ("book.isbn", {"book": {"isbn": "978902584695"}}), ("book.isbn", {"book": {"isbn": "9789025846955"}}),
     ("book.title", {"book": {"title": "x" * 5000}}), ("submission_id", {"submission_id": "1"}),
     ("submission_id", {"submission_id": None})],
)  # fmt: skip
def test_what_lies_outside_is_refused_and_the_field_is_named(child: Program, field, outside):
    before = child.get("/me").json()["readings"]
    refused(child.log(**outside), 422, field)
    assert child.get("/me").json()["readings"] == before


def test_readings_come_newest_first_and_page_by_page(child: Program):
    for _ in range(3):
        child.log()
    first = child.get("/readings", limit=2).json()
    rest = child.get("/readings", limit=100, after=first["next"]).json()
    numbers = [one["id"] for one in first["items"] + rest["items"]]
    assert len(first["items"]) == 2
    assert numbers == sorted(set(numbers), reverse=True)
    refused(child.get("/readings", limit=101), 422, "limit")
    refused(child.get("/readings", after="zzz"), 422, "after")


def test_a_withdrawal_takes_back_what_was_given(site: Site):
    child = site.program(6)
    before = child.get("/me").json()
    given = child.log(day=days_ago(3), minutes=5).json()
    gone = child.post(f"/readings/{given['id']}/withdrawal", {"submission_id": new_id()})
    assert gone.status_code == 201
    assert gone.json()["tally"]["lights"] == before["lights"]
    assert child.get("/me").json() == before
    refused(child.post("/readings/999999/withdrawal", {"submission_id": new_id()}), 404)


def test_nobody_can_withdraw_anothers_reading(site: Site, child: Program):
    number = child.log().json()["id"]
    refused(site.program(6).post(f"/readings/{number}/withdrawal", {"submission_id": new_id()}), 404)
    assert child.get("/readings", limit=1).json()["items"][0]["id"] == number


def test_a_stamp_is_given_once_by_code_or_word_in_any_case(site: Site):
    child, spot = site.program(6), site.signins["trails"][2]["spots"][0]
    looks_alike = spot["code"].replace("0", "O").replace("1", "I").lower()
    first = child.post("/stamps", {"submission_id": new_id(), "code": looks_alike})
    assert first.status_code == 201
    assert {"spot", "story", "outcomes", "tally"} <= first.json().keys()
    for typed in (spot["code"], spot["code"].lower(), spot["word"], spot["word"].lower()):
        again = child.post("/stamps", {"submission_id": new_id(), "code": typed})
        assert (again.status_code, again.json()["already"]) == (200, True)
    refused(child.post("/stamps", {"submission_id": new_id(), "code": "ZZZZ9999"}), 404)


def test_books_are_found_in_spite_of_a_slip(child: Program):
    found = child.get("/books", q="gorgls").json()
    assert found.keys() == {"items", "next"}
    assert found["items"][0]["title"] == "De Gorgels"
    refused(child.get("/books", q=""), 422, "q")
    refused(child.get("/books/isbn/9789025771690"), 404)
    refused(child.get("/books/isbn/123"), 422, "isbn")


def test_a_teacher_sees_the_own_week_and_nobody_elses(site: Site, child: Program):
    teacher = site.staff_program("teachers")
    own = site.signins["teachers"][0]["classrooms"][0]
    week = teacher.get(f"/classrooms/{own}/week", of=days_ago(1)).json()
    assert {"readers", "totals"} <= week.keys()
    seen = {"days", "minutes", "forms", "book", "opinion"}
    assert all(seen <= one.keys() for one in week["readers"])
    other = site.signins["teachers"][1]["classrooms"][0]
    for who in (child, teacher, site.staff_program("librarians"), site.staff_program("coordinators")):
        refused(who.get(f"/classrooms/{other}/week"), 404)
    refused(site.program().get(f"/classrooms/{own}/week"), 401)


def test_a_trails_figures_are_for_its_library_and_small_ones_hidden(site: Site, child: Program):
    library = site.staff_program("librarians")
    trail = next(one for one in site.signins["trails"] if one["library"] == 1)["id"]
    assert len(library.get(f"/trails/{trail}").json()["spots"]) == 3
    assert all(spot["code"] is None for spot in child.get(f"/trails/{trail}").json()["spots"])
    figures = library.get(f"/trails/{trail}/stats").json()
    assert {"scans", "stamps", "finishers", "spots"} <= figures.keys()
    shown = [figures[name] for name in ("scans", "stamps", "finishers")]
    shown += [day[name] for spot in figures["spots"] for day in spot["days"] for name in ("scans", "stamps")]
    assert all(isinstance(count, str) or count == 0 or count >= 5 for count in shown)
    refused(child.get(f"/trails/{trail}/stats"), 404)


def test_the_api_describes_itself(site: Site):
    described = site.program().get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert set(ADDRESSES.split()) <= described["paths"].keys()
    assert "text/html" in site.program().get("/docs").headers["Content-Type"]


def test_staff_cannot_log_in_a_childs_name(site: Site):
    refused(site.staff_program("teachers").log(), 403)


def test_too_many_wrong_passwords_must_wait(site: Site):
    nobody = site.program()
    tries = [nobody.post("/session", {"email": "no@demo.example", "password": "x"}) for _ in range(6)]
    assert [one.status_code for one in tries] == [401] * 5 + [429]
    refused(tries[-1], 429)
    assert int(tries[-1].headers["Retry-After"]) > 0
