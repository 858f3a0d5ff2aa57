"""A class on paper and in files: what each holds, what none may hold, and the calendar behind its address."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import select

from readify.actions.pauses import add_pause
from readify.drafts.classroom import PauseDraft
from readify.models import AuditEntry, ClassCalendar
from readify.printing.home_words import home_words
from tests.people import PASSWORD
from tests.printing.conftest import Printed
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
def base(stage: Stage) -> str:
    return f"/klas/{stage.classroom.classroom_id}"


def printed(client: FlaskClient, address: str) -> Printed:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "no-store"
    return Printed(answer.data)


def test_the_page_offers_all_of_it(teacher, stage, base):
    stage.read("Amira")
    page = teacher.get(f"{base}/papier").text
    for words in (
        "Brief aan ouders",
        "Leesverslag voor de ouderavond",
        "Overzicht voor de intern begeleider",
    ):
        assert words in page
    for code, words in home_words().letter.items():
        assert f'value="{code}"' in page, words.title
    assert page.count("(proef)") == 5
    assert "<td>Amira</td>" in page


def test_a_letter_for_each_child_or_for_one_in_any_language(teacher, stage, base):
    everyone = printed(teacher, f"{base}/papier/brief.pdf")
    assert len(everyone) == len(stage.readers)
    assert [everyone.text(0).count(name) for name in ("Amira", "Bram")] == [2, 0]
    one = printed(teacher, f"{base}/papier/brief.pdf?taal=pl&kind={stage.readers['Bram']}")
    assert len(one) == 1
    assert "Czytamy razem" in one.text(0)
    assert "Proefvertaling" in one.text(0)
    assert "BEVER 42" in one.text(0)
    blank = printed(teacher, f"{base}/papier/brief.pdf?kind=0")
    assert len(blank) == 1
    assert not any(name in blank.text(0) for name in stage.readers)
    assert teacher.get(f"{base}/papier/brief.pdf?taal=xx").status_code == 422
    assert teacher.get(f"{base}/papier/brief.pdf?kind=x").status_code == 422


def test_a_letter_holds_no_secret_and_kills_no_card(app, teacher, stage, base):
    from readify.actions.cards import make_card

    card = stage.do(make_card, reader_id=stage.readers["Amira"], now=stage.now)
    text = printed(teacher, f"{base}/papier/brief.pdf").text(0)
    assert card.token not in text
    assert app.test_client().get(f"/K/{card.token}").location != "/k"


def test_a_report_is_one_page_about_one_child_only(teacher, stage, base):
    stage.read("Amira", language="ar", book={"title": "De fluisterberg"})
    stage.read("Amira", form="comic", book={"title": "Suske en Wiske"})
    stage.read("Bram", book={"title": "Het boek van Bram"})
    pages = printed(teacher, f"{base}/papier/verslag.pdf")
    assert len(pages) == len(stage.readers)
    text = printed(teacher, f"{base}/papier/verslag.pdf?kind={stage.readers['Amira']}").text(0)
    for words in ("Amira", "De fluisterberg", "Arabisch", "Strip", "Wat we samen bespreken"):
        assert words in text
    assert not any(name in text for name in stage.readers if name != "Amira")
    assert "Het boek van Bram" not in text
    assert not re.search(r"gemiddeld|minuten per|beste|meeste|klas gemiddeld", text)


def test_a_child_that_has_not_read_gets_a_kind_page(teacher, stage, base):
    text = printed(teacher, f"{base}/papier/verslag.pdf?kind={stage.readers['Olek']}").text(0)
    assert "begint nog" in text
    assert "Kies samen een eerste boek" in text


def test_another_classs_child_is_on_no_paper_of_mine(teacher, stage, base):
    for paper in ("brief", "verslag"):
        assert teacher.get(f"{base}/papier/{paper}.pdf?kind={stage.stranger}").status_code == 404


def test_the_overview_stands_from_a_to_z_with_weeks(teacher, stage, base):
    stage.read("Olek", back=0, minutes=60)
    stage.read("Olek", back=7)
    stage.read("Amira")
    text = printed(teacher, f"{base}/papier/overzicht.pdf").text(0)
    places = [text.index(name) for name in sorted(stage.readers)]
    assert places == sorted(places)
    assert "2 leesdagen" in text
    book = zipfile.ZipFile(io.BytesIO(teacher.get(f"{base}/papier/overzicht.xlsx").data))
    words = book.read("xl/sharedStrings.xml").decode()
    assert "Leesdagen samen" in words
    assert "Olek" in words


def test_the_days_are_a_table_with_a_plain_head_and_no_formula(teacher, stage, base):
    stage.add("=HYPERLINK(1)")
    stage.read("=HYPERLINK(1)")
    stage.read("Amira", back=1, language="tr", form="comic")
    answer = teacher.get(f"{base}/papier/leesdagen.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == [
        "Kind", "Dag", "Minuten", "Bladzijden", "Keer gelezen", "Eigen doel gehaald", "Soorten", "Talen",
    ]  # fmt: skip
    assert {row[0] for row in rows[1:]} == {"Amira", "'=HYPERLINK(1)"}
    amira = next(row for row in rows if row[0] == "Amira")
    assert amira[2:] == ["20", "0", "1", "ja", "Strip", "Turks"]
    sheet = zipfile.ZipFile(io.BytesIO(teacher.get(f"{base}/papier/leesdagen.xlsx").data))
    assert b"<f>" not in sheet.read("xl/worksheets/sheet1.xml")


def test_previews_are_the_first_page(teacher, stage, base):
    for sheet in ("brief", "verslag", "overzicht"):
        answer = teacher.get(f"{base}/papier/{sheet}.png?taal=ar")
        assert (answer.status_code, answer.mimetype) == (200, "image/png")
        assert answer.data.startswith(b"\x89PNG")


def test_a_class_without_children_has_letters_without_a_name_only(app, stage):
    from readify.actions.classroom import make_classroom
    from readify.models import Band, Classroom

    with stage.database.reading() as session:
        school = session.get_one(Classroom, stage.classroom.classroom_id).school_id
    empty = stage.do(
        make_classroom,
        school_id=school,
        name="Groep 8",
        band=Band.MIDDEN,
        now=stage.now,
        teachers=(stage.teacher,),
    )
    client = signed_in(app, "juf@school.example")
    base = f"/klas/{empty.classroom_id}/papier"
    assert "Nog geen kinderen" in client.get(base).text
    assert client.get(f"{base}/brief.pdf?kind=0").status_code == 200
    assert client.get(f"{base}/brief.png").status_code == 200
    assert client.get(f"{base}/verslag.pdf").status_code == 404


def test_the_papers_ask_the_database_as_often_for_a_year_as_for_a_day(app, teacher, stage, base):
    for address in ("overzicht.pdf", "leesdagen.csv"):
        stage.read("Amira")
        teacher.get(f"{base}/papier/{address}")
        with statements_of(stage.database) as few:
            teacher.get(f"{base}/papier/{address}")
        for back in range(1, 7):
            stage.read("Bram", back=back)
        teacher.get(f"{base}/papier/{address}")
        with statements_of(stage.database) as more:
            teacher.get(f"{base}/papier/{address}")
        assert len(more) == len(few)


def feed_of(teacher: FlaskClient, base: str) -> str:
    """The path of the calendar that the page shows."""
    assert teacher.post(f"{base}/agenda").status_code == 303
    found = re.search(r'value="http://localhost(/agenda/[\w-]+\.ics)"', teacher.get(f"{base}/papier").text)
    assert found is not None
    return found.group(1)


def pause(stage: Stage, name: str, first: int, last: int, kind: str = "holiday") -> None:
    draft = PauseDraft(
        name=name,
        starts=stage.today + dt.timedelta(days=first),
        ends=stage.today + dt.timedelta(days=last),
        holiday=kind == "holiday",
    )
    stage.do(
        add_pause,
        classroom_id=stage.classroom.classroom_id,
        draft=draft,
        account_id=stage.teacher,
        **stage.moment,
    )


def test_the_calendar_is_one_that_rfc_5545_knows(app, teacher, stage, base):
    long_name = (
        "Schooluitje, met puntkomma; en een ë die op de vouw van een regel valt: naar de bibliotheek in Stein"
    )
    pause(stage, long_name[:60], 3, 4, "pause")
    stage.goal(30)
    answer = app.test_client().get(feed_of(teacher, base))
    assert answer.content_type == "text/calendar; charset=utf-8"
    lines = answer.data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"\n" not in answer.data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in lines)
    calendar = Calendar.from_ical(answer.data)
    assert (calendar["version"], str(calendar["prodid"])) == ("2.0", "-//Readify//Leesagenda//NL")
    events = calendar.walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events) > 3
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS"} <= set(event)
        assert event["dtstart"].dt < event["dtend"].dt
        assert event["dtstamp"].dt.tzinfo is not None
    ours = next(event for event in events if str(event["summary"]) == long_name[:60].strip())
    assert ours["dtstart"].dt == stage.today + dt.timedelta(days=3)
    assert ours["dtend"].dt == stage.today + dt.timedelta(days=5)
    names = [str(event["summary"]) for event in events]
    assert "Laatste dag van ons klassendoel" in names
    assert any("vakantie" in name for name in names)
    assert not any(name in answer.text for name in stage.readers)


def test_the_same_calendar_tomorrow_has_the_same_ids(app, teacher, stage, base):
    pause(stage, "Studiedag", 3, 3, "pause")
    address = feed_of(teacher, base)
    first, again = (Calendar.from_ical(app.test_client().get(address).data) for _ in range(2))
    assert [str(one["uid"]) for one in first.walk("VEVENT")] == [
        str(one["uid"]) for one in again.walk("VEVENT")
    ]
    english = app.test_client().get(f"{address}?taal=en").text
    assert "Reading calendar Groep 6" in english.replace("\r\n ", "")


def test_the_address_is_secret_and_can_be_replaced_and_closed(app, teacher, stage, base):
    first = feed_of(teacher, base)
    anyone = app.test_client()
    answer = anyone.get(first)
    assert answer.status_code == 200
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    second = feed_of(teacher, base)
    assert second != first
    assert anyone.get(first).status_code == 404
    assert anyone.get(second).status_code == 200
    assert teacher.post(f"{base}/agenda/weg").status_code == 303
    assert anyone.get(second).status_code == 404
    with stage.database.reading() as session:
        assert session.scalars(select(ClassCalendar)).all() == []
        notes = session.scalars(select(AuditEntry.action)).all()
    assert notes.count("renew_calendar") == 2
    assert notes.count("close_calendar") == 1


def test_another_teacher_makes_no_calendar_of_my_class(app, stage, base):
    outsider = signed_in(app, "meester@school.example")
    for path in ("agenda", "agenda/weg"):
        assert outsider.post(f"{base}/{path}").status_code == 404
    with stage.database.reading() as session:
        assert session.scalars(select(ClassCalendar)).all() == []
