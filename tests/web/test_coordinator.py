"""The coordinator's overview, and bringing in schools, libraries and colleagues."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from tests.cast import Cast
from tests.walks import make_walk


def colleague(**changes: Any) -> dict[str, Any]:
    return {"role": "librarian", "name": "Nieuw Proef", "email": "nieuw@bieb.example"} | changes


def test_only_the_coordinator_sees_the_province(cast: Cast) -> None:
    for client in (cast.librarian, cast.teacher, cast.child):
        assert client.get("/provincie").status_code == 404
        assert client.post("/provincie/plek", data={"kind": "school"}).status_code == 404
        assert client.post("/provincie/collega", data=colleague()).status_code == 404
    assert cast.stranger.get("/provincie").headers["Location"] == "/inloggen"


def test_small_groups_are_hidden(cast: Cast) -> None:
    walk = make_walk(cast)
    walk.guests(0, 3)
    page = unescape(cast.coordinator.get("/provincie").get_data(as_text=True))
    assert "School De Proef" in page
    assert page.count('<td class="num r"><5</td>') == 2  # three children, three stamps
    assert "1 spoor loopt" in page


def test_a_school_and_a_library_are_added(cast: Cast) -> None:
    client = cast.coordinator
    for kind, name in (("school", "School Twee"), ("library", "Bieb Twee")):
        data = {"kind": kind, "name": name, "municipality": "Stein"}
        assert client.post("/provincie/plek", data=data).status_code == 303
        assert name in client.get("/provincie").get_data(as_text=True)
    wrong = client.post("/provincie/plek", data={"kind": "school", "name": " ", "municipality": ""})
    assert wrong.status_code == 422
    assert "Geef de gemeente." in wrong.get_data(as_text=True)


def test_a_librarian_comes_in_by_a_link_that_works_once(cast: Cast) -> None:
    walk = make_walk(cast)
    answer = cast.coordinator.post("/provincie/collega", data=colleague(library=str(walk.library)))
    assert answer.headers["Cache-Control"] == "no-store"
    link = re.search(r"http://localhost(/wachtwoord/[^\"]+)", answer.get_data(as_text=True))
    assert link is not None
    new = cast.stranger
    chosen = {"password": "een goed wachtwoord", "again": "een goed wachtwoord"}
    assert new.post(link[1], data=chosen).status_code == 303
    assert new.post(link[1], data=chosen).status_code in (404, 410)
    signed = new.post("/inloggen", data={"email": "nieuw@bieb.example", "password": "een goed wachtwoord"})
    assert signed.headers["Location"] == "/bieb"
    assert "Proefspoor" in new.get("/bieb").get_data(as_text=True)


def test_a_teacher_gets_a_first_class(cast: Cast) -> None:
    client = cast.coordinator
    page = client.get("/provincie").get_data(as_text=True)
    school = re.search(r'<option value="(\d+)">School De Proef', page)
    assert school is not None
    made = client.post(
        "/provincie/collega",
        data=colleague(role="teacher", school=school[1], classroom="groep 7", email="n@school.example"),
    )
    assert made.status_code == 200
    assert ">3<" in client.get("/provincie").get_data(as_text=True)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Kies bij welke school of bibliotheek."),
        ({"role": "teacher", "school": "1"}, "Geef de klas een naam"),
        ({"library": "1", "email": "geen"}, "Dit is geen e-mailadres."),
        ({"library": "1", "email": "bieb@bieb.example"}, "Dit e-mailadres heeft al een account."),
        ({"library": "1", "role": "boss"}, "Kies wat deze collega doet."),
        ({"library": "x"}, "Kies bij welke school of bibliotheek."),
    ],
)
def test_a_wrong_invitation_says_what_to_mend(cast: Cast, changes: dict[str, Any], words: str) -> None:
    make_walk(cast)
    answer = cast.coordinator.post("/provincie/collega", data=colleague(**changes))
    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert words in page
    assert 'value="Nieuw Proef"' in page
