"""Everybody may look: names only with consent, no totals, no places; thanks and one vote a seat."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import update

from readify import clock
from readify.actions.contest_day import call_reader, finish_reader, start_session, take_break
from readify.actions.contest_hall import make_codes
from readify.actions.contest_results import reveal_next, seal_session
from readify.models import AudienceCode, Clap, ContestRound, ContestSession, Entrant
from tests.contest_stage import NOW, Stage, set_the_stage
from tests.statements import statements_of


@pytest.fixture
def stage(database, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A drawn session of three readers, of whom the last has no consent."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = set_the_stage(database, schools=3)
    made.sitting = made.session(made.local)  # type: ignore[attr-defined]
    made.order = made.filled(made.sitting)  # type: ignore[attr-defined]
    made.jurors = made.jury(made.sitting, 2)  # type: ignore[attr-defined]
    with database.writing() as session:
        session.execute(update(Entrant).where(Entrant.id == made.order[2]).values(consent_at=None))
        session.execute(update(ContestRound).where(ContestRound.id == made.local).values(audience_prize=True))
        session.commit()
    return made


def hall(stage: Stage) -> str:
    return f"/zaal/{stage.one(ContestSession, stage.sitting).screen_key}"


def live(stage: Stage) -> str:
    return hall(stage).replace("/zaal/", "/meekijken/")


def both(client: Any, stage: Stage) -> str:
    """All that is shown in public."""
    return str(client.get(hall(stage)).text + client.get(live(stage)).text)


def name(stage: Stage, turn: int) -> str:
    return str(stage.one(Entrant, stage.order[turn]).name)


def test_the_order_whose_turn_a_break_and_thanks(client, stage):
    assert "Dit is de volgorde" in client.get(hall(stage)).text
    stage.run(start_session, session_id=stage.sitting)
    stage.run(call_reader, entrant_id=stage.order[0])
    assert "Nu leest" in client.get(live(stage)).text
    screen = client.get(hall(stage)).text
    assert f'<h1 dir="auto" class="">{name(stage, 0)}</h1>' in screen
    assert 'reading-timer data-state="running" data-minutes="5" data-left="300"' in screen
    assert "Klaar met lezen" not in screen  # buttons are the secretary's
    stage.run(finish_reader, entrant_id=stage.order[0])
    stage.run(take_break, session_id=stage.sitting, minutes=10)
    assert "Tot 19:10." in client.get(hall(stage)).text
    for reader in stage.order[1:]:
        stage.run(call_reader, entrant_id=reader)
        stage.run(finish_reader, entrant_id=reader)
    assert "De jury praat nu met elkaar." in client.get(hall(stage)).text


def test_without_consent_there_is_no_name_and_no_school(client, stage):
    stage.run(start_session, session_id=stage.sitting)
    for reader in stage.order[:2]:
        stage.run(call_reader, entrant_id=reader)
        stage.run(finish_reader, entrant_id=reader)
    stage.run(call_reader, entrant_id=stage.order[2])
    shown = both(client, stage)
    assert name(stage, 2) not in shown
    assert "lezer 3" in shown
    school = stage.one(Entrant, stage.order[2]).contest_school_id
    assert f"School {stage.schools.index(school) + 1}" not in shown


def test_revealing_goes_from_compliments_to_who_goes_on_and_shows_no_figure(client, stage):
    stage.read_all(stage.sitting)
    stage.judged(stage.sitting, dict(zip(stage.order, (2, 5, 4), strict=True)), stage.jurors)
    stage.run(seal_session, session_id=stage.sitting)
    assert "Mooi gedaan." not in both(client, stage)
    stage.run(reveal_next, session_id=stage.sitting)
    first = client.get(hall(stage)).text
    assert first.count("Mooi gedaan.") == 2  # large, and in the list
    assert "Door naar" not in first
    for _ in range(3):
        stage.run(reveal_next, session_id=stage.sitting)
    last = both(client, stage)
    assert "Door naar: Regionale ronde" in last
    assert f'<h1 dir="auto">{name(stage, 1)}</h1>' in client.get(live(stage)).text
    text = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", client.get(hall(stage)).text, flags=re.DOTALL)
    assert "reserve" not in text.lower()
    assert "plek" not in text.lower()
    assert not re.search(r"\d[.,]\d", text.replace("19:00", ""))


def test_only_the_secretary_has_buttons_on_the_screen(cast, stage):
    stage.run(start_session, session_id=stage.sitting)
    assert "Volgende lezer" in cast.coordinator.get(hall(stage)).text
    assert "Volgende lezer" not in cast.librarian.get(hall(stage)).text
    assert "Volgende lezer" not in cast.stranger.get(hall(stage)).text
    form = {"doe": "call", "lezer": stage.order[0], "terug": "zaal"}
    done = cast.coordinator.post(f"/wedstrijd/zitting/{stage.sitting}/doe", data=form)
    assert done.location == hall(stage)


def test_a_key_that_opens_nothing_is_not_found_and_stays_out_of_referrers(client, stage):
    for path in ("/zaal/x", "/zaal/x/deel", "/meekijken/x", "/meekijken/x/deel?v=9", "/meekijken/x/stem"):
        assert client.get(path).status_code == 404
    assert client.get(hall(stage)).headers["Referrer-Policy"] == "no-referrer"


def test_the_phones_part_is_made_once_for_each_change(app, client, stage):
    parts = app.extensions["readify.round_parts"]
    page = live(stage)
    client.get(page)
    version = stage.one(ContestSession, stage.sitting).version
    with statements_of(stage.database) as statements:
        for _ in range(20):
            assert client.get(f"{page}/deel?t=nl&v={version}").status_code == 200
    assert parts.made == 1
    assert statements == []
    stage.run(start_session, session_id=stage.sitting)
    stage.run(call_reader, entrant_id=stage.order[0])
    newer = stage.one(ContestSession, stage.sitting).version
    assert "Nu leest" in client.get(f"{live(stage)}/deel?t=nl&v={newer}").text
    assert "Nu leest" in client.get(f"{live(stage)}/deel").text
    assert parts.made == 2


def test_a_clap_counts_for_who_has_begun_and_so_many_from_one_device(client, stage):
    thanks = f"{live(stage)}/klap"
    first = {"lezer": stage.order[0], "teken": "heart"}
    assert client.post(thanks, data=first).status_code == 409
    stage.run(start_session, session_id=stage.sitting)
    stage.run(call_reader, entrant_id=stage.order[0])
    assert [client.post(thanks, data=first).status_code for _ in range(11)] == [303] * 10 + [429]
    assert client.post(thanks, data=first | {"teken": "<b>"}).status_code == 429
    with stage.database.reading() as session:
        assert [(one.sign, one.count) for one in session.query(Clap)] == [("heart", 10)]
    assert "Samen 10 keer bedankt" in client.get(hall(stage)).text


def test_one_vote_for_each_seat_when_all_have_read(client, stage):
    stage.run(make_codes, session_id=stage.sitting, count=2)
    with stage.database.reading() as session:
        codes = [one.code for one in session.query(AudienceCode)]
    page, vote = f"{live(stage)}/stem", {"code": codes[0].lower(), "lezer": stage.order[1]}
    stage.run(start_session, session_id=stage.sitting)
    early = client.post(page, data=vote)
    assert early.status_code == 409
    assert "als iedereen heeft gelezen" in early.text
    stage.read_all(stage.sitting)
    assert client.post(page, data=vote | {"code": "ZZZZZZ"}).status_code == 422
    assert client.post(page, data={"code": codes[0]}).status_code == 422
    assert client.post(page, data=vote).status_code == 303
    again = client.post(page, data=vote)
    assert again.status_code == 409
    assert "al gestemd" in again.text
    assert f'value="{codes[0].lower()}"' in again.text
    stage.judged(stage.sitting, dict(zip(stage.order, (5, 3, 4), strict=True)), stage.jurors)
    stage.revealed(stage.sitting)
    assert re.search(
        rf"Favoriet van de zaal:\s*<b dir=\"auto\">{name(stage, 1)}</b>", client.get(hall(stage)).text
    )
