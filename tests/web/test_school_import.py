"""A school's class list through the pages: looked at first, imported once, and only by a coordinator."""

from __future__ import annotations

import datetime as dt
import json
import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from readify import clock
from readify.models import Account, Classroom, Reader
from tests.cast import Cast
from tests.school_files import Child, edexml, school, table

CHILDREN = [
    Child("1", "Sam", "Boer", group="6A"),
    Child("2", "Sam", "Kok", group="6A"),
    Child("3", "Bo", group="6B"),
]


def school_of(cast: Cast) -> int:
    with cast.app.extensions["readify.database"].reading() as session:
        return session.scalars(select(Classroom.school_id)).first() or 0


def address(cast: Cast, rest: str = "") -> str:
    return f"/provincie/school/{school_of(cast)}/import{rest}"


def send(client: FlaskClient, url: str, data: bytes, name: str = "lijst.xml") -> Any:
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    body = head + data + b"\r\n--x--\r\n"
    return client.post(url, data=body, content_type="multipart/form-data; boundary=x")


def plan_on(page: str) -> str:
    found = re.search(r'name="plan" value="(\w+)"', page)
    assert found is not None
    return found[1]


def names(cast: Cast) -> list[str]:
    with cast.app.extensions["readify.database"].reading() as session:
        return sorted(session.scalars(select(Reader.name).where(Reader.left_at.is_(None))))


@pytest.mark.parametrize("visitor", ["teacher", "librarian", "child"])
def test_nobody_else_finds_it(cast: Cast, visitor: str):
    client = getattr(cast, visitor)
    url = address(cast)
    assert client.get(url).status_code == 404
    assert send(client, url, edexml(CHILDREN)).status_code == 404
    for rest in ("/abc", "/abc/kolommen"):
        assert client.post(url + rest).status_code == 404
    assert cast.coordinator.get("/provincie/school/987654/import").status_code == 404
    assert cast.stranger.get(url).headers["Location"] == "/inloggen"


def test_a_list_is_looked_at_then_imported_once(cast: Cast):
    client, before = cast.coordinator, names(cast)
    assert "Leerlingen inlezen" in client.get(address(cast)).get_data(as_text=True)
    sent = send(client, address(cast), edexml(CHILDREN))
    preview = sent.headers["Location"]
    page = unescape(client.get(preview).get_data(as_text=True))
    assert "Sam B" in page
    assert "bsn" in page
    assert "123456782" not in page
    assert names(cast) == before
    kept = list((cast.app.extensions["readify.config"].home / "uploads" / "rosters").iterdir())
    assert len(kept) == 1
    assert not re.search(r"Geheimstraat|123456782|2016-03-04|Boer|Kok", kept[0].read_text())
    assert kept[0].stat().st_mode & 0o077 == 0
    data = {"plan": plan_on(page)}
    first, second = client.post(preview, data=data), client.post(preview, data=data)
    assert (first.status_code, second.status_code) == (303, 303)
    assert names(cast) == sorted([*before, "Sam B", "Sam K", "Bo"])
    assert list(kept[0].parent.iterdir()) == []
    again = client.get(send(client, address(cast), edexml(CHILDREN)).headers["Location"])
    assert 'Blijft zoals het is</th><td class="num r">3' in again.get_data(as_text=True)


def test_the_preview_is_its_owners_and_lasts_half_an_hour(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    client = cast.coordinator
    preview = send(client, address(cast), edexml(CHILDREN)).headers["Location"]
    assert client.get(preview).status_code == 200
    kept = next((cast.app.extensions["readify.config"].home / "uploads" / "rosters").iterdir())
    mine = json.loads(kept.read_text())
    kept.write_text(json.dumps({**mine, "account": mine["account"] + 1}))
    assert client.get(preview).status_code == 303
    kept.write_text(json.dumps(mine))
    assert client.get(preview).status_code == 200
    later = clock.now() + dt.timedelta(minutes=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    late = client.get(preview)
    assert late.status_code == 303 or late.headers.get("Location", "").endswith("/inloggen")


def test_what_changed_meanwhile_is_shown_again(cast: Cast):
    client = cast.coordinator
    preview = send(client, address(cast), edexml(CHILDREN)).headers["Location"]
    answer = client.post(preview, data={"plan": "anders"})
    assert answer.status_code == 409
    assert "Kijk het nog een keer na" in answer.get_data(as_text=True)


def test_columns_are_corrected_by_hand(cast: Cast):
    client = cast.coordinator
    data = table([["Wie", "BSN", "Zaal"], ["Sam", "123456782", "Groep 4"]]).encode()
    preview = send(client, address(cast), data, "lijst.csv").headers["Location"]
    page = client.get(preview).get_data(as_text=True)
    assert "Zaal" in page
    assert "BSN" not in page
    assert 'name="plan"' not in page
    assert client.post(preview + "/kolommen", data={"role": ["first", ""]}).status_code == 422
    assert client.post(preview + "/kolommen", data={"role": ["first", "group"]}).status_code == 303
    page = client.get(preview).get_data(as_text=True)
    assert "BSN" in page  # said to be dropped
    assert client.post(preview, data={"plan": plan_on(page)}).status_code == 303
    assert "Sam" in names(cast)


def test_a_bad_file_comes_back_with_its_sentence(cast: Cast):
    client = cast.coordinator
    for data, words in (
        (b"", "Kies eerst een bestand."),
        (b"<EDEX><leerlingen>", "Dit bestand is stuk."),
        (b"a;b\n" * (13 * 1024 * 1024), "te groot"),
    ):
        answer = send(client, address(cast), data)
        assert answer.status_code == 422
        assert words in answer.get_data(as_text=True)


def test_many_leaving_children_ask_for_a_tick(cast: Cast):
    client = cast.coordinator
    preview = send(client, address(cast), edexml(school(60))).headers["Location"]
    client.post(preview, data={"plan": plan_on(client.get(preview).get_data(as_text=True))})
    preview = send(client, address(cast), edexml(school(20))).headers["Location"]
    page = client.get(preview).get_data(as_text=True)
    assert "120 dagen" in page
    data = {"plan": plan_on(page)}
    assert client.post(preview, data=data).status_code == 409
    assert client.post(preview, data={**data, "sure": "1"}).status_code == 303
    assert len(names(cast)) == 23


def test_a_doubtful_child_waits_for_an_answer_and_teachers_come_when_ticked(cast: Cast):
    client = cast.coordinator
    for key, answer in (("7", {}), ("8", {"same": "same"})):
        data = edexml([Child(key, "Sam"), Child("2", "Bo")])
        preview = send(client, address(cast), data).headers["Location"]
        page = client.get(preview).get_data(as_text=True)
        form = {"plan": plan_on(page), "invite": "1"}
        doubt = re.search(r'name="(kind-\d+)"', page)
        if answer:
            assert doubt is not None
            form[doubt[1]] = "same"
        assert client.post(preview, data=form).status_code == 303
    assert names(cast).count("Sam") == 1
    with cast.app.extensions["readify.database"].reading() as session:
        assert session.scalar(select(Account.name).where(Account.email == "kim@school.example")) == "Kim P"
