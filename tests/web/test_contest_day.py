"""The secretary runs a session from the draw to the last step of revealing; nobody else can."""

from __future__ import annotations

from typing import Any

import pytest

from readify import clock
from readify.actions.contest_making import delete_contest
from readify.actions.contest_rounds import remove_round
from readify.actions.contest_scoring import touch_cards
from readify.errors import Conflict
from readify.models import AudienceCode, ContestSession, Decision, Entrant, Juror, LibraryStaff
from tests.cast import Cast
from tests.contest_stage import NOW, SLUGS, Stage, set_the_stage


@pytest.fixture
def stage(cast: Cast, database, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A contest of the librarian's library, with one session of three readers, not drawn yet."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    library = set_library(database, cast)
    made = set_the_stage(database, schools=3, library_id=library)
    made.sitting = made.session(made.local, library_id=library, seats=40)  # type: ignore[attr-defined]
    made.order = made.filled(made.sitting)  # type: ignore[attr-defined]
    made.jurors = made.jury(made.sitting, 2)  # type: ignore[attr-defined]
    return made


def set_library(database, cast: Cast) -> int:
    """A library where the cast's librarian works."""
    from readify.models import Library

    with database.writing() as session:
        library = Library(name="Bieb Proef", municipality="Stein", created_at=NOW)
        session.add(library)
        session.flush()
        session.add(LibraryStaff(library_id=library.id, account_id=cast.people.librarian))
        session.commit()
        return library.id


def address(stage: Stage) -> str:
    return f"/wedstrijd/zitting/{stage.sitting}"


def do(client: Any, stage: Stage, what: str, **form: Any) -> Any:
    return client.post(f"{address(stage)}/doe", data={"doe": what, **form}, follow_redirects=True)


def test_from_the_start_to_who_goes_on(cast: Cast, stage: Stage):
    desk = cast.librarian
    assert "Begin de zitting" in desk.get(address(stage)).text
    do(desk, stage, "start")
    for reader in stage.order:
        assert "Klaar met lezen" in do(desk, stage, "call", lezer=reader).text
        do(desk, stage, "finish", lezer=reader)
    page = desk.get(address(stage)).text
    assert "Nog 2 juryleden leveren in." in page
    stage.judged(stage.sitting, dict(zip(stage.order, (3, 5, 4), strict=True)), stage.jurors)
    assert "Hoe de jury keek" in desk.get(address(stage)).text
    do(desk, stage, "seal")
    for _ in range(4):
        last = do(desk, stage, "reveal").text
    assert "De uitslag is bekend" in last
    winner = stage.one(Entrant, stage.order[1]).name
    assert f'Gaat door: <b dir="auto">{winner}</b>' in last
    assert stage.one(ContestSession, stage.sitting).state == "revealed"


def test_a_break_a_late_arrival_and_one_who_does_not_come(cast: Cast, stage: Stage):
    desk, (first, second, third) = cast.librarian, stage.order
    do(desk, stage, "start")
    do(desk, stage, "late", lezer=first)
    assert (
        "Roep op, start de klok" in do(desk, stage, "break", minuten=90).text
    )  # too long: said, nothing done
    assert stage.one(ContestSession, stage.sitting).break_until is None
    do(desk, stage, "break", minuten=10)
    assert "Verder" in desk.get(address(stage)).text
    do(desk, stage, "end_break")
    do(desk, stage, "call", lezer=second)
    assert "Er leest al iemand" in do(desk, stage, "call", lezer=third).text
    do(desk, stage, "finish", lezer=second)
    do(desk, stage, "back", lezer=first)
    assert stage.one(Entrant, first).position == 4  # its turn had passed: last now
    do(desk, stage, "withdraw", lezer=third)
    assert stage.one(Entrant, third).state == "withdrawn"


def test_a_tie_goes_to_the_chair_who_says_why(cast: Cast, stage: Stage):
    desk, (first, second, third) = cast.librarian, stage.order
    stage.read_all(stage.sitting)
    stage.judged(stage.sitting, {first: 5, second: 5, third: 2}, stage.jurors)
    page = desk.get(address(stage)).text
    assert "Deze lezers staan gelijk" in page
    places = {f"plek-{first}": 2, f"plek-{second}": 1}
    silent = desk.post(f"{address(stage)}/gelijk", data=places | {"reason": " "})
    assert silent.status_code == 422
    assert "Schrijf in één zin waarom." in silent.text
    said = desk.post(f"{address(stage)}/gelijk", data=places | {"reason": "Sterker slot."})
    assert said.status_code == 303
    with stage.database.reading() as session:
        decision = session.query(Decision).one()
        assert (decision.ordered, decision.reason) == ([second, first], "Sterker slot.")
        assert decision.account_id == cast.people.librarian
    page = desk.get(address(stage)).text
    assert "Sterker slot." in page
    assert "Leg de uitslag vast" in page


def test_a_juror_s_link_is_shown_once_and_only_its_hash_is_kept(cast: Cast, stage: Stage):
    desk = cast.librarian
    made = desk.post(f"{address(stage)}/jurylid", data={"name": "Noor", "email": "", "contest_school_id": ""})
    link = made.text.split('id="link" value="')[1].split('"')[0]
    key = link.rsplit("/", 1)[-1]
    assert desk.get(f"/jury/{key}").status_code == 200
    with stage.database.reading() as session:
        juror = session.query(Juror).filter_by(name="Noor").one()
        assert key not in str(vars(juror))
    assert key not in desk.get(address(stage)).text
    renewed = desk.post(f"/wedstrijd/jurylid/{juror.id}/link").text
    assert key not in renewed
    assert desk.get(f"/jury/{key}").status_code == 404
    replaced = desk.post(f"/wedstrijd/jurylid/{juror.id}/vervang", data={"name": "Invaller"})
    assert "Link voor Invaller" in replaced.text
    wrong = desk.post(f"{address(stage)}/jurylid", data={"name": "Ada", "email": "geen-adres"})
    assert wrong.status_code == 422
    assert 'value="Ada"' in wrong.text


def test_a_paper_sheet_is_typed_in_and_handed_in(cast: Cast, stage: Stage):
    desk, juror = cast.librarian, stage.jurors[0]
    stage.read_all(stage.sitting)
    sheet = {f"c-{reader}-{slug}": "4" for reader in stage.order for slug in SLUGS}
    sheet |= {f"compliment-{reader}": "Mooi." for reader in stage.order}
    odd = desk.post(
        f"/wedstrijd/jurylid/{juror}/papier", data=sheet | {f"c-{stage.order[0]}-{SLUGS[0]}": "8"}
    )
    assert odd.status_code == 422
    assert "buiten de schaal" in odd.text
    assert 'value="8"' in odd.text
    done = desk.post(f"/wedstrijd/jurylid/{juror}/papier", data=sheet | {"doe": "klaar"})
    assert done.status_code == 303
    assert stage.one(Juror, juror).handed_in_at is not None
    desk.post(f"/wedstrijd/jurylid/{juror}/open")
    assert stage.one(Juror, juror).handed_in_at is None


def test_the_secretary_is_warned_of_a_juror_s_own_school(cast: Cast, stage: Stage):
    form = {"name": "Meester Jan", "contest_school_id": stage.schools[0]}
    cast.librarian.post(f"{address(stage)}/jurylid", data=form)
    assert cast.librarian.get(address(stage)).text.count("Hoort bij de school van") == 1


def test_a_round_under_way_is_not_deleted_and_nothing_is_lost(cast: Cast, stage: Stage):
    stage.read_all(stage.sitting)
    stage.run(touch_cards, juror_id=stage.jurors[0], touches=stage.card(stage.order[0], 4, 4, 4))
    with pytest.raises(Conflict):
        stage.run(remove_round, round_id=stage.local)
    with pytest.raises(Conflict):
        stage.run(delete_contest, contest_id=stage.contest)
    assert stage.one(ContestSession, stage.sitting).state == "under_way"
    assert "Mooi gedaan." in cast.stranger.get(f"/jury/{stage.keys[stage.jurors[0]]}").text


def test_codes_for_seats_are_made_and_printed(cast: Cast, stage: Stage):
    desk = cast.librarian
    assert desk.post(f"{address(stage)}/codes", data={"count": 5}).status_code == 409
    with stage.database.writing() as session:
        session.get_one(ContestSession, stage.sitting)
        from readify.models import ContestRound

        session.get_one(ContestRound, stage.local).audience_prize = True
        session.commit()
    assert desk.post(f"{address(stage)}/codes", data={"count": 5}).status_code == 303
    assert desk.post(f"{address(stage)}/codes", data={"count": 7}).status_code == 303
    with stage.database.reading() as session:
        assert session.query(AudienceCode).count() == 7
    pdf = desk.get(f"{address(stage)}/codes.pdf")
    assert pdf.mimetype == "application/pdf"
    assert pdf.data.startswith(b"%PDF")


@pytest.mark.parametrize("who", ["teacher", "child", "stranger"])
def test_nobody_else_sees_or_does_anything(cast: Cast, stage: Stage, who: str):
    client, juror = getattr(cast, who), stage.jurors[0]
    gone = (303,) if who == "stranger" else (404,)
    for path in (
        address(stage),
        f"{address(stage)}/deel",
        f"{address(stage)}/jurylid",
        f"{address(stage)}/codes.pdf",
        f"/wedstrijd/jurylid/{juror}/vervang",
        f"/wedstrijd/jurylid/{juror}/papier",
    ):
        assert client.get(path).status_code in gone
    for path, form in (
        (f"{address(stage)}/doe", {"doe": "start"}),
        (f"{address(stage)}/gelijk", {"reason": "zomaar"}),
        (f"{address(stage)}/jurylid", {"name": "Ik"}),
        (f"{address(stage)}/codes", {"count": "3"}),
        (f"/wedstrijd/jurylid/{juror}/link", {}),
        (f"/wedstrijd/jurylid/{juror}/open", {}),
        (f"/wedstrijd/jurylid/{juror}/vervang", {"name": "Ik"}),
        (f"/wedstrijd/jurylid/{juror}/papier", {}),
    ):
        assert client.post(path, data=form).status_code in gone
    assert stage.one(ContestSession, stage.sitting).state in ("planned", "open")
