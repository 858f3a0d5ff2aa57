"""Class life as teachers and children meet it: a goal in steps, own challenges, two valleys, time, cards."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdfium2 import PdfDocument
from sqlalchemy import func, select, update

from readify import clock
from readify.actions.cards import make_card
from readify.models import (
    ChallengeItem,
    ClassChallenge,
    Classroom,
    ClassWays,
    Goal,
    LedgerEntry,
    Pause,
    ReaderDay,
    ReaderTally,
    ReadingTime,
    Terms,
    ValleyPair,
)
from tests.people import PASSWORD
from tests.stage import Stage, stage_of

BINGO = {"name": "Winterbingo", "size": "3", "cells": ["strip", "gedicht"], "own_1": "Lees voor aan de poes"}


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
def colleague(app: Flask, stage: Stage) -> FlaskClient:
    return signed_in(app, "meester@school.example")


def child(app: Flask, stage: Stage, name: str) -> FlaskClient:
    card = stage.do(make_card, reader_id=stage.readers[name], now=stage.now)
    client = app.test_client()
    assert client.get(f"/K/{card.token}").status_code == 303
    return client


@pytest.fixture
def base(stage: Stage) -> str:
    return f"/klas/{stage.classroom.classroom_id}"


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def one(stage: Stage, statement):
    with stage.database.reading() as session:
        return session.scalar(statement)


def make(teacher: FlaskClient, stage: Stage, base: str, kind: str = "bingo", **fields) -> int:
    answer = teacher.post(
        f"{base}/uitdagingen/nieuw/{kind}", data={**BINGO, **fields} if kind == "bingo" else fields
    )
    assert answer.status_code == 303, words_of(answer.text)[-900:]
    return one(stage, select(func.max(ClassChallenge.id)))


# The goal, step by step.


def test_a_class_that_begins_gets_the_formula_with_its_reason(teacher, base):
    page = words_of(teacher.get(f"{base}/doel/stap/2?weeks=5").text)
    assert "Jullie beginnen net. Daarom stellen we 100 lampen voor" in page
    assert "8 kinderen × 4 dagen × 5 weken × 0,65 ≈ 100" in page
    assert "gemiddeld 2,5 keer per week" in page


def test_a_class_that_reads_gets_a_little_above_its_pace(teacher, stage, base):
    monday = stage.today - dt.timedelta(days=stage.today.weekday())
    lit = {"lamp": True, "readings": 1, "forms": [], "languages": []}
    with stage.database.writing() as session:
        session.add_all(
            ReaderDay(reader_id=reader, day=monday - dt.timedelta(days=back), **lit)
            for reader in stage.readers.values()
            for back in (7, 6, 14, 13)
        )
        session.commit()
    page = words_of(teacher.get(f"{base}/doel/stap/2?weeks=5").text)
    assert (
        "Jullie lazen de laatste weken 32 lampen aan. Daarom stellen we 90 lampen voor: net iets meer" in page
    )


@pytest.mark.parametrize(
    ("lamps", "target", "words"),
    [(10, 50, "de helft van wat de meeste klassen halen"), (80, 120, "ruim wat de meeste klassen halen")],
)
def test_a_proposal_stays_near_the_formula_and_says_so(teacher, stage, base, lamps, target, words):
    monday = stage.today - dt.timedelta(days=stage.today.weekday())
    days = [(one, back) for back in (7, 14, 6, 13, 5, 12, 4, 11, 3, 10) for one in stage.readers.values()]
    chosen = days[: lamps // 2 * 2] if lamps > 16 else [*days[:5], *days[8:13]]
    with stage.database.writing() as session:
        session.add_all(
            ReaderDay(
                reader_id=one,
                day=monday - dt.timedelta(days=back),
                lamp=True,
                readings=1,
                forms=[],
                languages=[],
            )
            for one, back in chosen
        )
        session.commit()
    page = words_of(teacher.get(f"{base}/doel/stap/2?weeks=5").text)
    assert f"Jullie lazen de laatste weken {lamps} lampen aan. Daarom stellen we {target} lampen voor" in page
    assert words in page


def test_one_step_back_loses_nothing_and_the_last_step_starts_it(teacher, stage, base):
    ends = (stage.today + dt.timedelta(days=20)).isoformat()
    chosen = f"weeks=4&target=130&ends={ends}&reward=own&reward_text=Lezen+in+het+bos"
    page = teacher.get(f"{base}/doel/stap/4?{chosen}").text
    assert "Lezen in het bos" in words_of(page)
    back = re.search(r'href="([^"]+stap/3[^"]*)"', page)[1].replace("&amp;", "&")
    assert 'value="Lezen in het bos"' in teacher.get(back).text
    sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert teacher.post(f"{base}/doel/start", data=sent).status_code == 303
    with stage.database.reading() as session:
        assert session.execute(select(Goal.target, Goal.reward, Goal.reward_text)).one() == (
            130,
            "own",
            "Lezen in het bos",
        )
    assert "Lezen in het bos" in words_of(teacher.get(base).text), "the week page says what the class gets"


def test_a_reached_goal_tells_the_children_what_the_class_gets(app, teacher, stage, base):
    stage.goal(2, reward="picnic")
    amira = child(app, stage, "Amira")
    assert "leespicknick" not in amira.get("/thuis").text
    for name in ("Bram", "Noor"):
        stage.read(name)
    assert "Samen gehaald! De klas krijgt: leespicknick buiten." in amira.get("/thuis").text
    assert "leespicknick buiten" in app.test_client().get(f"/digibord/{stage.classroom.screen_key}").text
    assert "leespicknick buiten" in teacher.get(base).text


def test_a_reward_is_never_money_or_a_thing(teacher, stage, base):
    ends = (stage.today + dt.timedelta(days=20)).isoformat()
    sent = {"target": "90", "ends": ends, "reward": "own", "reward_text": "Elk kind 5 euro"}
    answer = teacher.post(f"{base}/doel/start", data=sent)
    assert answer.status_code == 422
    assert "Geen geld, geen spullen" in answer.text
    assert 'value="Elk kind 5 euro"' in answer.text, "what was typed is still there"
    assert teacher.post(f"{base}/doel/start", data={**sent, "reward_text": ""}).status_code == 422
    assert one(stage, select(func.count(Goal.id))) == 0
    assert teacher.get(f"{base}/doel/stap/5").status_code == 404


def test_everyone_once_is_chosen_and_shows_lamps_without_a_number_of_children(app, teacher, stage, base):
    amira = child(app, stage, "Amira")
    assert "Iedereen één keer" not in amira.get("/uitdaging").text
    assert teacher.post(f"{base}/iedereen", data={"aan": "ja"}).status_code == 303
    for name in ("Bram", "Noor"):
        stage.read(name)
    page = amira.get("/uitdaging").text
    assert 'aria-label="1 van 4 lampen aan"' in page
    assert "2 kinderen lazen" not in page
    for name in set(stage.readers) - {"Bram", "Noor", "Amira"}:
        stage.read(name)
    page = amira.get("/uitdaging").text
    assert 'aria-label="3 van 4 lampen aan"' in page, "one child to go looks like two to go"
    stage.read("Amira")
    assert "Iedereen van de klas las deze week. Dat deden jullie samen!" in amira.get("/uitdaging").text
    teacher.post(f"{base}/iedereen", data={"aan": "nee"})
    assert "Iedereen één keer" not in amira.get("/uitdaging").text


# Challenges of the class's own.


def test_a_card_is_made_filled_up_offered_taken_and_ticked_by_the_child(app, teacher, stage, base):
    made = make(teacher, stage, base)
    assert one(stage, select(func.count(ChallengeItem.id))) == 8
    amira = child(app, stage, "Amira")
    assert "Winterbingo" not in amira.get("/uitdaging/kaart").text, "not offered yet"
    assert teacher.post(f"{base}/uitdagingen/{made}/aan").status_code == 303
    assert "Winterbingo" in amira.get("/uitdaging/kaart").text
    assert "Winterbingo" not in child_of_other(app, stage).get("/uitdaging/kaart").text
    assert amira.post("/uitdaging/kaart", data={"card_set": f"class-{made}"}).status_code == 303
    page = amira.get("/uitdaging").text
    assert "Lees voor aan de poes" in page
    assert "Dit heb ik gedaan" in amira.get("/uitdaging/vakje/1").text
    assert amira.post("/uitdaging/vakje/1/klaar").status_code == 303
    assert "Toch nog niet" in amira.get("/uitdaging/vakje/1").text
    assert one(stage, select(func.count()).where(LedgerEntry.bonus == "tick")) == 1
    amira.post("/uitdaging/vakje/1/klaar", data={"aan": "nee"})
    assert "Dit heb ik gedaan" in amira.get("/uitdaging/vakje/1").text
    assert amira.post("/uitdaging/vakje/2/klaar").status_code == 404, "a cell that Readify sees is not ticked"


def child_of_other(app: Flask, stage: Stage) -> FlaskClient:
    card = stage.do(make_card, reader_id=stage.stranger, now=stage.now)
    client = app.test_client()
    client.get(f"/K/{card.token}")
    return client


def test_putting_a_card_away_or_changing_it_takes_nothing_from_a_child(app, teacher, stage, base):
    made = make(teacher, stage, base)
    teacher.post(f"{base}/uitdagingen/{made}/aan")
    amira = child(app, stage, "Amira")
    amira.post("/uitdaging/kaart", data={"card_set": f"class-{made}"})
    amira.post("/uitdaging/vakje/1/klaar")
    teacher.post(f"{base}/uitdagingen/{made}", data={**BINGO, "own_1": "Iets heel anders"})
    assert "Lees voor aan de poes" in amira.get("/uitdaging").text
    teacher.post(f"{base}/uitdagingen/{made}/weg")
    assert "Lees voor aan de poes" in amira.get("/uitdaging").text
    assert amira.post("/uitdaging/kaart", data={"card_set": f"class-{made}"}).status_code == 422
    amira.post("/uitdaging/kaart", data={"card_set": "samen"})
    old = amira.get("/uitdaging/kaarten").text
    assert "Winterbingo" in old
    assert "2 van 9 vakjes aan" in old


def test_cards_of_four_and_five_hold_as_many_and_too_many_are_refused(teacher, stage, base):
    make(teacher, stage, base, size="4")
    assert one(stage, select(func.count(ChallengeItem.id))) == 15
    many = ["strip", "gedicht", "recept", "samen", "voorlezen", "luisteren", "buiten", "weetjes", "bed"]
    answer = teacher.post(f"{base}/uitdagingen/nieuw/bingo", data={**BINGO, "cells": many})
    assert answer.status_code == 422
    assert "Er passen niet zoveel vakjes op deze kaart" in answer.text
    assert 'value="Winterbingo"' in answer.text
    assert 'value="Lees voor aan de poes"' in answer.text
    for wrong in ({"name": ""}, {"size": "9"}, {"cells": ["niets"], "own_1": ""}, {"own_1": "a" * 61}):
        assert teacher.post(f"{base}/uitdagingen/nieuw/bingo", data={**BINGO, **wrong}).status_code == 422
    assert teacher.get(f"{base}/uitdagingen/nieuw/kwartet").status_code == 404


def test_a_teacher_ticks_off_what_only_the_teacher_sees(app, teacher, stage, base):
    made = make(teacher, stage, base, by_1="teacher")
    teacher.post(f"{base}/uitdagingen/{made}/aan")
    amira = child(app, stage, "Amira")
    amira.post("/uitdaging/kaart", data={"card_set": f"class-{made}"})
    assert amira.post("/uitdaging/vakje/1/klaar").status_code == 404
    page = teacher.get(f"{base}/uitdagingen/{made}/afvinken").text
    assert "Amira" in page
    assert "Bram" not in page
    item = one(stage, select(ChallengeItem.id).where(ChallengeItem.own != ""))
    sent = {"item": item, "kind": stage.readers["Amira"], "aan": "ja"}
    for _ in range(2):
        assert teacher.post(f"{base}/uitdagingen/{made}/afvinken", data=sent).status_code == 303
    assert "Toch niet" in teacher.get(f"{base}/uitdagingen/{made}/afvinken").text
    assert one(stage, select(func.count()).where(LedgerEntry.bonus == "tick")) == 1
    stranger = teacher.post(f"{base}/uitdagingen/{made}/afvinken", data={**sent, "kind": stage.stranger})
    assert stranger.status_code == 404


def test_a_set_counts_the_whole_class_and_is_reached_together(app, teacher, stage, base):
    sent = {"name": "Stripweek", "cell_1": "strip", "times_1": "2", "own_1": "Wij hielden een proeverij"}
    made = make(teacher, stage, base, "together", **sent, reward="picnic")
    teacher.post(f"{base}/uitdagingen/{made}/aan")
    amira = child(app, stage, "Amira")
    stage.read("Bram", form="comic")
    page = words_of(amira.get("/uitdaging").text)
    assert "Stripweek" in page
    assert "1 van 2" in page
    assert "Dan krijgt de klas: leespicknick buiten." in page
    done = stage.read("Noor", form="comic")
    assert one(stage, select(ClassChallenge.reached_at)) is None, "the class did not do the rest yet"
    item = one(stage, select(ChallengeItem.id).where(ChallengeItem.own != ""))
    teacher.post(f"{base}/uitdagingen/{made}/afvinken", data={"item": item, "aan": "ja"})
    assert one(stage, select(ClassChallenge.reached_at)) is not None
    assert "Samen gehaald! De klas krijgt: leespicknick buiten." in words_of(amira.get("/uitdaging").text)
    assert one(stage, select(func.count()).where(LedgerEntry.bonus == "class_goal")) == 0
    assert one(stage, select(ReaderTally.lights).where(ReaderTally.reader_id == stage.readers["Noor"])) > 0
    assert done.fresh


def test_a_set_is_copied_and_put_away_without_a_trace_on_the_children(app, teacher, stage, base):
    made = make(teacher, stage, base, "together", name="Stripweek", cell_1="strip", times_1="2")
    copied = teacher.post(f"{base}/uitdagingen/{made}/kopie")
    assert "Stripweek (kopie)" in teacher.get(copied.location).text
    teacher.post(f"{base}/uitdagingen/{made}/aan")
    stage.read("Bram", form="comic")
    before = one(stage, select(ReaderTally.lights).where(ReaderTally.reader_id == stage.readers["Bram"]))
    teacher.post(f"{base}/uitdagingen/{made}/weg")
    assert "Stripweek" not in child(app, stage, "Bram").get("/uitdaging").text
    after = one(stage, select(ReaderTally.lights).where(ReaderTally.reader_id == stage.readers["Bram"]))
    assert before == after


def test_a_class_has_three_challenges_at_most(teacher, stage, base):
    for number in range(4):
        made = make(teacher, stage, base, name=f"Kaart {number}")
        answer = teacher.post(f"{base}/uitdagingen/{made}/aan")
    assert answer.status_code == 409
    assert "De klas heeft al drie uitdagingen" in answer.text


# The reading time.


def test_a_time_that_is_over_is_written_down_once_for_who_was_there_and_undone(teacher, stage, base):
    assert teacher.post(f"{base}/leestijd", data={"minuten": "15"}).status_code == 303
    assert "Opschrijven?" not in teacher.get(f"{base}/leestijd").text, "it still runs"
    end_it(stage)
    page = teacher.get(f"{base}/leestijd").text
    assert "Jullie lazen 15 minuten. Opschrijven?" in page
    sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    for _ in range(2):
        assert (
            teacher.post(f"{base}/samen", data={**sent, "absent": [stage.readers["Amira"]]}).status_code
            == 303
        )
    read = select(func.count()).where(LedgerEntry.kind == "reading", LedgerEntry.minutes == 15)
    assert one(stage, read) == len(stage.readers) - 1
    page = teacher.get(f"{base}/leestijd").text
    assert "Opgeschreven: 15 minuten voor 7 kinderen" in page
    undo = re.search(r'action="([^"]+/samen/\d+/weg)"', page)[1]
    assert teacher.post(undo).status_code == 303
    assert one(stage, select(func.count()).where(LedgerEntry.kind == "withdrawal")) == 7


def end_it(stage: Stage, *, in_seconds: int = -5) -> None:
    ends = clock.now() + dt.timedelta(seconds=in_seconds)
    with stage.database.writing() as session:
        session.execute(update(Classroom).values(timer_ends_at=ends))
        session.commit()


def test_a_time_may_be_passed_by_and_the_boards_clock_is_the_same(app, teacher, stage, base):
    board = app.test_client()
    assert (
        board.post(f"/digibord/{stage.classroom.screen_key}/klok", data={"minuten": "5"}).status_code == 303
    )
    assert "minuten over" in teacher.get(f"{base}/leestijd").text
    end_it(stage)
    assert "Opschrijven?" in teacher.get(base).text, "the week page asks too"
    time = one(stage, select(ReadingTime.id))
    assert teacher.post(f"{base}/leestijd/{time}/niet").status_code == 303
    assert "Opschrijven?" not in teacher.get(f"{base}/leestijd").text
    assert teacher.post(f"{base}/leestijd/999/niet").status_code == 404


def test_a_time_that_is_stopped_at_once_is_none(teacher, stage, base):
    teacher.post(f"{base}/leestijd", data={"minuten": "15"})
    teacher.post(f"{base}/leestijd", data={"doe": "stop"})
    assert one(stage, select(func.count(ReadingTime.id))) == 0
    teacher.post(f"{base}/leestijd", data={"minuten": "15"})
    end_it(stage, in_seconds=6 * 60)
    teacher.post(f"{base}/leestijd", data={"doe": "stop"})
    assert "Jullie lazen 9 minuten" in words_of(teacher.get(f"{base}/leestijd").text)


# Two valleys.


def pair_up(teacher, colleague, stage, base) -> str:
    other = f"/klas/{stage.other.classroom_id}"
    stage.goal(40)
    ends = (stage.today + dt.timedelta(days=20)).isoformat()
    assert teacher.post(f"{base}/twee-dalen", data={"word": "das 17", "ends": ends}).status_code == 303
    sent = {"target": "20", "ends": ends, "reward": "picnic"}
    assert colleague.post(f"{other}/doel/start", data=sent).status_code == 303
    return other


def test_two_classes_see_each_other_only_when_both_chose_it(app, teacher, colleague, stage, base):
    other = pair_up(teacher, colleague, stage, base)
    assert "Groep 6" not in colleague.get(f"{other}/twee-dalen").text, "a class word, no name, before the yes"
    assert "BEVER 42" in colleague.get(f"{other}/twee-dalen").text
    pair = one(stage, select(ValleyPair.id))
    assert teacher.post(f"{base}/twee-dalen/{pair}/ja").status_code == 404, "who asks cannot say yes"
    assert "Twee dalen" not in child(app, stage, "Amira").get("/uitdaging").text
    assert colleague.post(f"{other}/twee-dalen/{pair}/ja").status_code == 303
    for back in range(4):
        stage.read("Bram", back=back)
    page = words_of(teacher.get(f"{base}/twee-dalen").text)
    assert "Groep 7" in page
    assert "10%" in page.replace("\xa0", "")
    assert "Twee dalen" in child(app, stage, "Amira").get("/uitdaging").text
    for word in ("verloren", "verlies", "winnaar", "achter", "Lotte", "Bram"):
        assert word not in page
    assert colleague.post(f"{other}/twee-dalen/{pair}/stop").status_code == 303
    assert "Groep 7" not in teacher.get(f"{base}/twee-dalen").text


def test_asking_needs_a_goal_a_word_that_is_known_and_another_class(teacher, stage, base):
    ends = (stage.today + dt.timedelta(days=20)).isoformat()
    assert teacher.post(f"{base}/twee-dalen", data={"word": "DAS 17", "ends": ends}).status_code == 409
    stage.goal(40)
    for wrong in ({"word": "UIL 99"}, {"word": "BEVER 42"}, {"ends": "2020-01-01"}, {"word": ""}):
        answer = teacher.post(f"{base}/twee-dalen", data={"word": "DAS 17", "ends": ends, **wrong})
        assert answer.status_code == 422, wrong
    assert one(stage, select(func.count(ValleyPair.id))) == 0


# Settings, names, cards, shelf.


def test_forms_names_and_reading_aloud_are_switched_on_one_page(app, teacher, stage, base):
    sent = {"own_goal": "15", "daily_cap": "60", "forms_asked": "yes", "forms_on": ["book", "comic"]}
    assert (
        teacher.post(
            f"{base}/instellingen", data={**sent, "names_hidden": "yes", "read_aloud": "yes"}
        ).status_code
        == 303
    )
    assert one(stage, select(ClassWays.names_hidden)) is True
    assert "recipe" in one(stage, select(Terms.forms_off))
    amira = child(app, stage, "Amira")
    log = amira.get("/gelezen").text
    assert 'value="comic"' in log
    assert 'value="recipe"' not in log
    assert "data-aloud=yes" in log
    door = app.test_client()
    door.post("/k", data={"word": "BEVER 42"})
    assert re.findall(r"<span>([A-Z][^<]*)</span></button>", door.get("/namen").text)[:3] == [
        "A.",
        "B.",
        "D.",
    ]
    none = teacher.post(f"{base}/instellingen", data={**sent, "forms_on": []})
    assert none.status_code == 422
    assert "Laat minstens één soort aan staan" in none.text


def test_a_hidden_name_stays_hidden_behind_the_class_word_and_on_one_card(app, teacher, stage, base):
    sent = {"own_goal": "15", "daily_cap": "60", "names_hidden": "yes"}
    assert teacher.post(f"{base}/instellingen", data=sent).status_code == 303
    amira = stage.readers["Amira"]
    door = app.test_client()
    door.post("/k", data={"word": "BEVER 42"})
    door.post("/namen", data={"reader": amira})
    assert "Amira" not in door.get("/plaatjes").text
    card = teacher.post(f"{base}/kind/{amira}/kaart").text
    assert "Amira" not in card
    assert "<b>A.</b>" in card
    paper = PdfDocument(teacher.post(f"{base}/kind/{amira}/kaart.pdf").data)
    text = paper[0].get_textpage().get_text_range()
    paper.close()
    assert "Amira" not in text
    assert "A." in text


def test_one_child_has_a_pause_of_its_own(teacher, stage, base):
    sent = {"name": "Ziek", "starts": "2027-02-02", "ends": "2027-02-09", "reader": stage.readers["Amira"]}
    assert teacher.post(f"{base}/pauzes", data=sent).status_code == 303
    assert one(stage, select(Pause.reader_id)) == stage.readers["Amira"]
    assert "Ziek · Amira" in words_of(teacher.get(f"{base}/instellingen").text).replace(" ·", " ·")
    assert teacher.post(f"{base}/pauzes", data={**sent, "reader": stage.stranger}).status_code == 404


def test_a_card_for_one_child_warns_first_and_leaves_the_others(app, teacher, stage, base):
    amira = stage.do(make_card, reader_id=stage.readers["Amira"], now=stage.now)
    bram = stage.do(make_card, reader_id=stage.readers["Bram"], now=stage.now)
    page = teacher.get(f"{base}/kaartjes", query_string={"kind": stage.readers["Amira"]}).text
    assert "Let op: 1 kaartje werkt straks niet meer." in words_of(page)
    assert app.test_client().get(f"/K/{amira.token}").status_code == 303, "only looking kills nothing"
    sent = {"kind": stage.readers["Amira"]}
    assert teacher.post(f"{base}/kaartjes.pdf", data=sent).data.startswith(b"%PDF-")
    assert app.test_client().get(f"/K/{amira.token}").status_code == 410
    assert app.test_client().get(f"/K/{bram.token}").status_code == 303
    assert teacher.post(f"{base}/kaartjes.pdf", data={"kind": stage.stranger}).status_code == 404


def test_the_shelf_is_empty_at_first_and_hides_no_unknown_book(teacher, base):
    assert "De plank is nog leeg" in teacher.get(f"{base}/boekenplank").text
    assert teacher.post(f"{base}/boekenplank/1/weg").status_code == 404


def test_nothing_here_is_for_another_teacher(colleague, stage, base):
    sent = {"submission_id": str(uuid.uuid4()), **BINGO}
    for path in ("uitdagingen/nieuw/bingo", "doel/start", "iedereen", "leestijd", "twee-dalen"):
        assert colleague.post(f"{base}/{path}", data=sent).status_code == 404, path
