"""What a teacher does from the week page: steps, kind words, reading with all, notes, books, filters."""

from __future__ import annotations

import re
import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from readify.actions.cards import make_card
from readify.models import Book, LedgerEntry, Mark, Praise, PupilNote, ShownSentences, WeekStep
from tests.stage import NAMES, Stage, stage_of
from tests.statements import statements_of
from tests.web.test_teacher import minutes_of, signed_in

LONG = [f"Anne-Fleur-Sophie van {number:02}" for number in range(34)]
MOST_BYTES = 60_000


@pytest.fixture
def stage(app: Flask) -> Stage:
    return stage_of(app).build()


@pytest.fixture
def teacher(app: Flask, stage: Stage) -> FlaskClient:
    return signed_in(app, "juf@school.example")


@pytest.fixture
def amira(app: Flask, stage: Stage) -> FlaskClient:
    card = stage.do(make_card, reader_id=stage.readers["Amira"], now=stage.now)
    client = app.test_client()
    assert client.get(f"/K/{card.token}").status_code == 303
    return client


@pytest.fixture
def base(stage: Stage) -> str:
    return f"/klas/{stage.classroom.classroom_id}"


def rows_of(stage: Stage, wanted):
    with stage.database.reading() as session:
        return session.execute(wanted).all()


def shown(page: str) -> list[str]:
    """The names in the table, in their order."""
    table = page.split("<tbody>")[1].split("</tbody>", maxsplit=1)[0] if "<tbody>" in page else ""
    return re.findall(r"<b>([^<]+)</b></a>", table)


def test_two_taps_write_a_reading_for_everyone_who_was_there_and_one_undoes_it(teacher, stage, base):
    page = teacher.get(base).text
    number = re.search(r'id="samen".*?name="submission_id" value="([0-9a-f-]+)"', page, re.S)[1]
    sent = {"submission_id": number, "how": "together", "minutes": "15", "absent": [stage.readers["Bram"]]}
    for _ in range(2):
        assert teacher.post(f"{base}/samen", data=sent).status_code == 303
    assert [minutes_of(stage, name) for name in ("Amira", "Bram", "Olek")] == [15, 0, 15]
    page = teacher.get(base).text
    assert "Samen gelezen: 15 minuten" in page
    assert "voor 7 kinderen" in page
    undo = re.search(r'action="(/klas/\d+/samen/\d+/weg)"', page)[1]
    assert teacher.post(undo).status_code == 303
    assert minutes_of(stage, "Amira") == 0
    assert "Samen gelezen: 15" not in teacher.get(base).text


def test_what_a_class_reading_cannot_be_is_refused(teacher, stage, base):
    sent = {"submission_id": str(uuid.uuid4()), "minutes": "500"}
    assert teacher.post(f"{base}/samen", data=sent).status_code == 422
    everyone = {**sent, "minutes": "15", "absent": list(stage.readers.values())}
    assert teacher.post(f"{base}/samen", data=everyone).status_code == 422
    assert teacher.post(f"{base}/samen", data={**sent, "minutes": "15"}).status_code == 303
    assert teacher.post(f"{base}/samen", data={**sent, "minutes": "20"}).status_code == 409


def test_a_planned_talk_stays_in_sight_until_it_is_done(teacher, stage, base):
    bram, noor = stage.readers["Bram"], stage.readers["Noor"]
    for _ in range(2):
        sent = {"kind": "talk", "readers": [bram, noor]}
        assert teacher.post(f"{base}/stappen", data=sent).status_code == 303
    assert len(rows_of(stage, select(WeekStep.id))) == 2
    page = teacher.get(base).text
    assert "Boekenpraat: " in page
    assert shown(teacher.get(f"{base}?toon=praten").text) == sorted(NAMES)
    step = re.search(r'action="(/klas/\d+/stappen/(\d+)/klaar)"', page)[1]
    for _ in range(2):
        assert teacher.post(step).status_code == 303
    assert "Noor" not in shown(teacher.get(f"{base}?toon=praten").text)
    talks = rows_of(stage, select(LedgerEntry.reader_id).where(LedgerEntry.bonus == "book_talk"))
    assert talks == [(noor,)]
    other = re.search(r'action="(/klas/\d+/stappen/\d+/weg)"', teacher.get(base).text)[1]
    assert teacher.post(other).status_code == 303
    assert teacher.post(other).status_code == 404
    assert "Gepland en gedaan" not in teacher.get(base).text


def test_a_talk_that_was_had_without_a_plan_counts_as_well(teacher, stage, base):
    teacher.post(f"{base}/boekenpraat", data={"kind": stage.readers["Bram"]})
    assert "Bram" not in shown(teacher.get(f"{base}?toon=praten").text)


def test_steps_need_a_child_of_this_class_and_a_known_kind(teacher, stage, base):
    assert teacher.post(f"{base}/stappen", data={"kind": "talk"}).status_code == 422
    assert teacher.post(f"{base}/stappen", data={"kind": "straf", "readers": "1"}).status_code == 422
    assert (
        teacher.post(f"{base}/stappen", data={"kind": "talk", "readers": stage.stranger}).status_code == 404
    )
    assert teacher.post(f"{base}/pluim", data={"code": "goal", "readers": stage.stranger}).status_code == 404
    assert teacher.post(f"{base}/pluim", data={"code": "Braaf!", "readers": "1"}).status_code == 422


def test_every_step_of_the_page_works_as_it_stands(teacher, stage, base):
    stage.goal(12, started=2)
    for name in NAMES:
        stage.read(name, language="tr" if name in {"Elif", "Kuba"} else "nl", feeling=4)
    page = teacher.get(base).text
    insights = page.split('<div class="insights">')[1].split('<div class="cols">')[0]
    for form in re.findall(r"<form.*?</form>", insights, re.S):
        fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
        choice = re.findall(r'<button class="btn btn-quiet btn-sm" name="([^"]+)" value="([^"]+)"', form)[:1]
        sent: dict[str, list[str]] = {}
        for name, value in [*fields, *choice]:
            sent.setdefault(name, []).append(value)
        action = re.search(r'action="([^"]+)"', form)[1]
        assert teacher.post(action, data=sent).status_code == 303, (action, sent)
    for link in re.findall(r'<a class="card insight" href="([^"]+)"', insights):
        assert teacher.get(link).status_code == 200, link


def test_a_kind_word_is_for_the_child_to_see_until_it_says_thanks(teacher, amira, stage, base):
    words = "Je leest vaak. Dat is een mooi ritme."
    assert words not in amira.get("/thuis").text
    for _ in range(2):
        teacher.post(f"{base}/pluim", data={"code": "rhythm", "readers": stage.readers["Amira"]})
    page = amira.get("/thuis").text
    assert page.count(words) == 1
    assert "Juf Proef" in page
    assert amira.post("/thuis/dank").status_code == 303
    assert words not in amira.get("/thuis").text
    assert len(rows_of(stage, select(Praise.id))) == 1


def test_a_book_is_chosen_with_the_child_in_mind(app, teacher, amira, stage, base):
    with stage.database.writing() as session:
        about = {"author": "Annet Schaap", "language": "nl", "form": "book", "source": "test"}
        session.add(Book(title="Lampje", title_key="lampje", **about))
        session.commit()
        book = session.scalar(select(Book.id).where(Book.title == "Lampje"))
    page = f"{base}/kind/{stage.readers['Amira']}/boek"
    assert teacher.get(f"{page}?q=lampje").status_code == 200
    assert teacher.post(page, data={"book": "99999999"}).status_code == 404
    assert teacher.post(page, data={"book": book}).status_code == 303
    assert "Juf Proef dacht aan jou." in amira.get("/boeken").text
    assert amira.post(f"/titel/{book}/liever-niet").status_code == 303
    assert "dacht aan jou" not in amira.get("/boeken").text
    teacher.post(page, data={"book": book})
    amira.post(f"/titel/{book}/kies")
    assert "dacht aan jou" not in amira.get("/boeken").text
    assert teacher.post(f"{page}/{book}/weg").status_code == 303


def test_a_goal_is_made_smaller_from_the_week(teacher, stage, base):
    stage.read("Daan")
    url = f"{base}/kind/{stage.readers['Daan']}/doel"
    assert teacher.post(url, data={"minutes": "6", "terug": "week"}).location == base
    assert "Eigen doel: 6 min" in teacher.get(base).text


def test_a_note_is_for_the_teachers_of_the_class_and_never_lost(app, teacher, amira, stage, base):
    reader = stage.readers["Amira"]
    url = f"{base}/kind/{reader}/notitie"
    assert teacher.post(url, data={"words": "Leest graag\nover paarden", "version": "0"}).status_code == 303
    assert "over paarden" in teacher.get(f"{base}/kind/{reader}").text
    late = teacher.post(url, data={"words": "Mijn eigen zin", "version": "0"})
    assert late.status_code == 409
    assert "Mijn eigen zin" in late.text
    assert "over paarden" in late.text
    assert teacher.post(url, data={"words": "x" * 2001, "version": "1"}).status_code == 422
    for page in ("/thuis", "/boeken"):
        assert "paarden" not in amira.get(page).text
    assert teacher.post(url, data={"words": "", "version": "1"}).status_code == 303
    assert rows_of(stage, select(PupilNote.words)) == []


def test_children_are_found_by_name_form_language_and_by_being_read_to(teacher, stage, base):
    stage.read("Amira", form="comic", language="ar")
    stage.read("Bram", how="read_to_me")
    stage.read("Daan", how="read_to_me")
    stage.read("Daan", how="self")
    assert shown(teacher.get(f"{base}?naam=AMI").text) == ["Amira"]
    assert shown(teacher.get(f"{base}?vorm=comic").text) == ["Amira"]
    assert shown(teacher.get(f"{base}?taal=ar").text) == ["Amira"]
    assert shown(teacher.get(f"{base}?toon=voorgelezen").text) == ["Bram"]
    nobody = teacher.get(f"{base}?naam=zzz").text
    assert shown(nobody) == []
    assert "Niemand past hierbij." in nobody


def test_by_minutes_only_when_asked_said_so_and_not_kept(teacher, stage, base):
    stage.read("Olek", minutes=40)
    stage.read("Noor", minutes=50)
    page = teacher.get(f"{base}?orde=minuten").text
    assert shown(page)[:2] == ["Noor", "Olek"]
    assert "Nu op minuten, omdat je dat koos." in page
    links = re.findall(r'href="([^"]*)"', page.split("<tbody>")[0])
    assert [link for link in links if "orde=" in link] == [f"{base}?week={_week(page)}&amp;orde=minuten"]
    assert shown(teacher.get(base).text) == sorted(NAMES)


def _week(page: str) -> str:
    return re.search(r"week=(\d{4}-W\d\d)", page)[1]


def test_a_mark_says_why_in_words(teacher, stage, base):
    for _ in range(2):
        stage.read("Bram", minutes=110)
    assert "heel lang op één dag" in teacher.get(f"{base}?toon=kijken").text
    assert "heel lang op één dag" in teacher.get(f"{base}/kind/{stage.readers['Bram']}").text
    with stage.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Mark)) == 1


def test_which_sentences_stood_there_is_kept_once(teacher, stage, base):
    stage.read("Bram")
    for _ in range(2):
        teacher.get(base)
    kept = rows_of(stage, select(ShownSentences.slugs))
    assert len(kept) == 1
    assert len(kept[0][0]) == 3


def test_a_childs_page_tells_what_how_when_and_how_it_felt(teacher, stage, base):
    stage.read("Amira", form="comic", how="read_to_me", language="ar", feeling=4, book={"title": "Suske"})
    page = teacher.get(f"{base}/kind/{stage.readers['Amira']}").text
    for words in ("Strip (1)", "Iemand las voor (1)", "Arabisch", "geweldig", "Suske", "uit de steen"):
        assert words in page
    assert re.search(r'aria-label="Dit schooljaar: in 1 van de \d+ weken gelezen"', page)


def test_term_and_year_say_in_words_what_they_draw(teacher, stage, base):
    stage.goal(20, started=2)
    stage.read("Amira", language="ar")
    for page in ("/periode", "/periode?toon=jaar", "/periode?dag=2024-02-30", "/periode?dag=1999-01-01"):
        answer = teacher.get(base + page)
        assert answer.status_code == 200
        names = re.findall(r"<bdi>(\w+)</bdi></a>", answer.text)
        assert names == sorted(NAMES)
    page = teacher.get(f"{base}/periode").text
    assert re.search(r'aria-label="Las in 1 van de \d+ weken"', page)
    assert re.search(r'aria-label="Kinderen die lazen, per week\. .*: 1 kind', page)
    assert "Het licht klom naar 1 van 20 lampen" in page
    assert "Arabisch" in page


def test_term_and_year_ask_the_same_number_of_statements_whatever_was_read(teacher, stage, base):
    counts = []
    for back in (0, 3, 7):
        stage.read("Amira", back=back)
        with statements_of(stage.database) as seen:
            assert teacher.get(f"{base}/periode?toon=jaar").status_code == 200
        counts.append(len(seen))
        assert not [one for one in seen if "ledger_entries" in one]
    assert len(set(counts)) == 1
    assert counts[0] <= 12


def test_a_week_of_34_children_is_light_over_the_wire(app):
    stage = stage_of(app).build(LONG)
    stage.goal(300)
    for name in LONG[::2]:
        stage.read(name, book={"title": f"Een heel lange titel voor {name}"}, feeling=3)
    teacher = signed_in(app, "juf@school.example")
    base = f"/klas/{stage.classroom.classroom_id}"
    page = teacher.get(base, headers={"Accept-Encoding": "br"})
    assert page.headers["Content-Encoding"] == "br"
    parts = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', teacher.get(base).text)
    beside = [len(teacher.get(part, headers={"Accept-Encoding": "br"}).data) for part in parts]
    assert len(parts) >= 3
    assert len(page.data) + sum(beside) <= MOST_BYTES, (len(page.data), dict(zip(parts, beside, strict=True)))
