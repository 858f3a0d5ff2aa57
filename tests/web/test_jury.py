"""A juror behind a link: the own cards only, saved at every touch, handed in once all is there."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from flask.testing import FlaskClient

from readify import clock
from readify.actions.contest_jury import replace_juror, seat_juror
from readify.actions.contest_results import seal_session
from readify.drafts.contest_session import JurorDraft
from readify.models import Juror, Scorecard, ScoreTouch
from tests.contest_stage import NOW, SLUGS, Stage, set_the_stage


@pytest.fixture
def stage(database, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A session under way with three readers, and the clock of that evening."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = set_the_stage(database, schools=3)
    made.sitting = made.session(made.local)  # type: ignore[attr-defined]
    made.order = made.filled(made.sitting)  # type: ignore[attr-defined]
    made.jurors = made.jury(made.sitting, 2)  # type: ignore[attr-defined]
    made.read_all(made.sitting)  # type: ignore[attr-defined]
    return made


def link(stage: Stage, turn: int = 0) -> str:
    """The address of a juror's form."""
    return f"/jury/{stage.keys[stage.jurors[turn]]}"


def touch(stage: Stage, reader: int, field: str, value: int | str, stamp: int = 1) -> dict[str, Any]:
    """One touch as a device sends it."""
    kind = "number" if isinstance(value, int) else "text"
    return {"entrant_id": reader, "field": field, kind: value, "stamp": stamp, "client": "tablet"}


def send(client: FlaskClient, address: str, *touches: dict[str, Any]) -> Any:
    return client.post(f"{address}/stand", json={"touches": list(touches), "ballot": None})


def whole(stage: Stage, reader: int) -> list[dict[str, Any]]:
    """A whole card."""
    return [
        *(touch(stage, reader, slug, 4) for slug in SLUGS),
        touch(stage, reader, "compliment", "Mooi gelezen."),
    ]


def test_the_form_shows_every_reader_with_big_steps_and_sets_the_link_s_first_use(client, stage):
    page = client.get(link(stage))
    assert page.status_code == 200
    assert page.text.count('class="jury-form" data-entrant') == 3
    assert page.text.count('type="radio"') == 3 * 3 * 5
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "private, no-store"
    assert stage.one(Juror, stage.jurors[0]).opened_at == NOW


def test_a_touch_is_saved_once_however_often_it_arrives_and_the_newest_stays(client, stage):
    reader = stage.order[0]
    first, second = touch(stage, reader, SLUGS[0], 3, 10), touch(stage, reader, SLUGS[0], 5, 20)
    for sent in ([second], [first], [first, second], [second]):
        assert send(client, link(stage), *sent).json["state"] == "written"
    known = client.get(f"{link(stage)}/stand").json
    assert known["cards"][str(reader)] == {SLUGS[0]: {"value": 5, "stamp": 20}}
    with stage.database.reading() as session:
        assert session.query(ScoreTouch).count() == session.query(Scorecard).count() == 1


def test_a_step_out_of_scale_sent_by_hand_is_refused_and_the_rest_is_kept(client, stage):
    reader = stage.order[0]
    answer = send(client, link(stage), touch(stage, reader, SLUGS[0], 9), touch(stage, reader, SLUGS[1], 2))
    assert answer.json["refused"] == ["Dit cijfer valt buiten de schaal. Kies een van de stappen."]
    assert list(answer.json["cards"][str(reader)]) == [SLUGS[1]]
    form = client.post(f"{link(stage)}/lezer/{reader}", data={f"c-{SLUGS[0]}": "9"}, follow_redirects=True)
    assert "buiten de schaal" in form.text


def test_no_juror_sees_what_another_gave(client, stage):
    send(client, link(stage, 0), touch(stage, stage.order[0], "compliment", "Van de eerste juror."))
    assert "Van de eerste juror." in client.get(link(stage, 0)).text
    assert "Van de eerste juror." not in client.get(link(stage, 1)).text
    assert client.get(f"{link(stage, 1)}/stand").json["cards"][str(stage.order[0])] == {}


def test_without_a_script_each_reader_has_a_form_of_its_own(client, stage):
    first, second = stage.order[:2]
    form = {f"c-{slug}": "4" for slug in SLUGS} | {"compliment": "Mooi gelezen.", "tip": "", "top": "Je stem"}
    saved = client.post(f"{link(stage)}/lezer/{first}", data=form)
    assert saved.status_code == 303
    assert saved.location.endswith(f"#lezer-{second}")
    page = client.get(link(stage)).text
    assert page.count(" checked") == 3
    assert "Je stem" in page
    client.post(f"{link(stage)}/lezer/{first}", data=form | {"compliment": "Heel mooi."})
    assert "Heel mooi." in client.get(link(stage)).text


def test_hand_in_says_what_is_missing_and_goes_when_all_is_there(client, stage):
    send(client, link(stage), *whole(stage, stage.order[0]))
    early = client.post(f"{link(stage)}/inleveren")
    assert early.status_code == 409
    assert "Er mist nog iets" in early.text
    assert (
        early.text.count("Nog te doen: Voorleesvaardigheid, Tekstbeleving, Presentatie, Eén compliment") == 2
    )
    send(client, link(stage), *(one for reader in stage.order for one in whole(stage, reader)))
    assert client.post(f"{link(stage)}/inleveren").status_code == 303
    assert stage.one(Juror, stage.jurors[0]).handed_in_at == NOW
    late = send(client, link(stage), touch(stage, stage.order[0], SLUGS[0], 1, 99))
    assert (late.status_code, late.json["code"]) == (409, "handed_in")
    assert "Je hebt ingeleverd" in client.get(link(stage)).text


def test_an_expired_link_says_so_and_loses_nothing(client, stage, monkeypatch):
    send(client, link(stage), touch(stage, stage.order[0], SLUGS[0], 4))
    monkeypatch.setattr(clock, "now", lambda: NOW + dt.timedelta(days=9))
    page = client.get(link(stage))
    assert page.status_code == 409
    assert "Deze jurylink is verlopen" in page.text
    sent = send(client, link(stage), touch(stage, stage.order[0], SLUGS[1], 4))
    assert (sent.status_code, sent.json["code"]) == (409, "expired")
    with stage.database.reading() as session:
        assert session.query(ScoreTouch).count() == 1


def test_an_unknown_and_a_replaced_link_open_nothing(client, stage):
    assert client.get("/jury/no-such-key").status_code == 404
    old = link(stage)
    stage.run(replace_juror, juror_id=stage.jurors[0], draft=JurorDraft(name="Invaller"))
    assert client.get(old).status_code == 404
    assert send(client, old, touch(stage, stage.order[0], SLUGS[0], 4)).status_code == 404


def test_a_juror_is_warned_of_a_reader_of_the_own_school(client, stage):
    draft = JurorDraft(name="Meester Jan", contest_school_id=stage.schools[0])
    made = stage.run(seat_juror, session_id=stage.sitting, draft=draft)
    assert client.get(f"/jury/{made.key}").text.count("van een school waar jij bij hoort") == 1
    assert "van een school waar jij bij hoort" not in client.get(link(stage)).text


def test_after_sealing_nothing_changes(client, stage):
    for juror in stage.jurors:
        stage.judged(stage.sitting, dict(zip(stage.order, (5, 4, 3), strict=True)), (juror,))
    stage.run(seal_session, session_id=stage.sitting)
    assert send(client, link(stage), touch(stage, stage.order[0], SLUGS[0], 1, 999)).json["code"] == "sealed"
    assert "Je hebt ingeleverd" in client.get(link(stage)).text


def test_what_cannot_be_read_is_refused_in_words(client, stage):
    for body in (b"[1", b"{}", b'{"touches": [{"entrant_id": "x"}]}'):
        answer = client.post(f"{link(stage)}/stand", data=body)
        assert answer.status_code in {400, 422}
        assert answer.json["message"]


def test_a_device_may_keep_the_form_a_day_at_most_and_not_once_it_is_handed_in(client, stage):
    assert 0 < int(client.get(link(stage)).headers["Readify-Keep"]) <= 24 * 3600
    assert "Readify-Keep" not in client.get(f"{link(stage)}?einde").headers
    stage.judged(stage.sitting, dict.fromkeys(stage.order, 4), stage.jurors[:1])
    assert "Readify-Keep" not in client.get(link(stage)).headers


def test_a_slip_that_is_wrong_holds_no_score_back(client, stage):
    slip = {"kind": "vote", "choices": [987654], "stamp": 5, "client": "tablet"}
    sent = {"touches": [touch(stage, stage.order[0], SLUGS[0], 4)], "ballot": slip}
    answer = client.post(f"{link(stage)}/stand", json=sent)
    assert answer.json["refused"] == ["Kies alleen lezers uit deze zitting, elk één keer."]
    assert SLUGS[0] in answer.json["cards"][str(stage.order[0])]
