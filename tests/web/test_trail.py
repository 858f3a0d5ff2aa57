"""Behind a poster: for a child, a guest and staff; the passport; a device's stamps taken along."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from readify.actions.trails import end_trail, replace_code
from readify.models import LedgerEntry, Scan
from readify.perform import perform, present
from tests.cast import Cast
from tests.walks import Walk, make_walk, spots_of, trail_in


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


def text(client: FlaskClient, path: str, status: int = 200, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == status, path
    return unescape(answer.get_data(as_text=True))


def stamps(walk: Walk) -> int:
    with walk.app.extensions["readify.database"].reading() as session:
        return session.scalar(select(func.count()).where(LedgerEntry.spot_id.is_not(None))) or 0


def scans(walk: Walk) -> list[tuple[str, bool, bool]]:
    with walk.app.extensions["readify.database"].reading() as session:
        rows = session.execute(select(Scan.visitor, Scan.first, Scan.finishes).order_by(Scan.id))
        return [tuple(row) for row in rows]


def test_a_childs_scan_is_one_step_to_stamp_and_story(walk: Walk, cast: Cast) -> None:
    child = cast.child
    page = text(child, f"/S/{walk.codes[0]}")
    for words in (
        "Stempel verdiend!",
        "Iets plats op de vensterbank",
        "+10 lichtjes",
        "Lees verder",
        "Waar is de volgende plek?",
    ):
        assert words in page
    assert "stamp-thud" in page
    again = text(child, f"/s/{walk.codes[0].lower()}")
    assert "Deze heb je al." in again
    assert "Lees het stukje nog eens?" in again
    assert "stamp-thud" not in again
    assert stamps(walk) == 1


def test_a_browser_that_fetches_ahead_gets_no_stamp(walk: Walk, cast: Cast) -> None:
    child = cast.child
    text(child, f"/S/{walk.codes[0]}", 503, **{"Sec-Purpose": "prefetch;prerender"})
    assert child.head(f"/S/{walk.codes[0]}").status_code == 200
    assert stamps(walk) == 0
    assert scans(walk) == []


def test_a_guest_keeps_stamps_on_the_device(walk: Walk) -> None:
    guest = walk.app.test_client()
    assert "Stempel verdiend!" in text(guest, f"/S/{walk.codes[0]}")
    assert "Deze heb je al." in text(guest, f"/S/{walk.codes[0]}")
    assert "2 van 3" in text(guest, f"/S/{walk.codes[2]}")
    page = text(guest, "/paspoort")
    assert "2 van 3 stempels" in page
    assert "Zoek plaatjes in hokjes" in page  # the riddle to the next place
    assert "Lees het hele verhaal" not in page
    text(guest, f"/S/{walk.codes[1]}")
    assert "Lees het hele verhaal" in text(guest, "/paspoort")
    assert scans(walk) == [
        ("guest", True, False),
        ("guest", False, False),
        ("guest", True, False),
        ("guest", True, True),
    ]
    assert stamps(walk) == 0


def test_the_devices_cookie_holds_no_person_and_cannot_be_made_up(walk: Walk) -> None:
    guest = walk.app.test_client()
    answer = guest.get(f"/S/{walk.codes[0]}")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert re.fullmatch(r"paspoort=[0-9A-Z]{20};.*HttpOnly.*SameSite=Lax", cookie)
    for name, forged in (
        ("paspoort", "x"),
        ("paspoort", "A" * 20),
        ("paspoort", cookie[9:28] + "."),
        ("paspoort", "é." * 300),
        ("stempels", "W10"),
        ("stempels", "W1sxLDIsM11d.x"),
    ):
        other = walk.app.test_client()
        other.set_cookie(name, forged)
        assert "Hier komen je stempels" in text(other, "/paspoort")


def test_stamps_that_a_device_kept_before_there_were_passports_move_over(walk: Walk) -> None:
    from readify.web import device_stamps

    guest = walk.app.test_client()
    with walk.app.test_request_context():
        response = walk.app.response_class()
        kept = device_stamps.with_stamp((), walk.spots[1], walk.today)
        device_stamps.keep(response, kept)
    old = response.headers["Set-Cookie"].split("=", 1)[1].split(";")[0]
    guest.set_cookie("stempels", old)
    assert "1 van 3 stempels" in text(guest, "/paspoort")
    assert "Deze heb je al." in text(guest, f"/S/{walk.codes[1]}")
    assert guest.get_cookie("stempels") is None
    assert guest.get_cookie("paspoort") is not None
    assert "1 van 3 stempels" in text(guest, "/paspoort")


def test_who_cannot_be_given_a_passport_keeps_the_stamp_until_it_can(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    guest = walk.app.test_client()
    with monkeypatch.context() as too_many:
        too_many.setattr("readify.web.guest_scan.may_open_passport", lambda: False)
        assert "Stempel verdiend!" in text(guest, f"/S/{walk.codes[0]}")
        assert "Deze heb je al." in text(guest, f"/S/{walk.codes[0]}")
        assert guest.get_cookie("paspoort") is None
    assert "2 van 3" in text(guest, f"/S/{walk.codes[2]}")
    assert guest.get_cookie("stempels") is None
    assert "2 van 3 stempels" in text(guest, "/paspoort")


def test_sixty_stamps_fit_in_a_cookie(walk: Walk) -> None:
    from readify.web import device_stamps

    with walk.app.test_request_context():
        kept: device_stamps.Stamps = ()
        for spot in range(100_000, 100_070):
            kept = device_stamps.with_stamp(kept, spot, walk.today)
        response = walk.app.response_class()
        device_stamps.keep(response, kept)
    assert len(kept) == 60
    assert len(response.headers["Set-Cookie"]) < 4096


def test_a_child_takes_the_devices_stamps_along_once(walk: Walk, cast: Cast) -> None:
    device = walk.app.test_client()
    text(device, f"/S/{walk.codes[0]}")
    text(device, f"/S/{walk.codes[1]}")
    kept = device.get_cookie("paspoort")
    assert device.get("/paspoort/meenemen").headers["Location"] == "/"
    from readify import clock
    from readify.actions.cards import make_card

    with walk.app.app_context():
        card = perform(make_card, reader_id=cast.people.bram, now=clock.now())
    assert device.get(f"/K/{card.token}").headers["Location"] == "/paspoort/meenemen"
    assert "Op dit apparaat staan 2 stempels" in text(device, "/paspoort")
    assert device.post("/paspoort/meenemen").status_code == 303
    page = text(device, "/paspoort")
    assert "2 stempels staan nu in jouw paspoort." in page
    assert "Op dit apparaat" not in page
    assert stamps(walk) == 2
    device.set_cookie("paspoort", kept.value)  # the same key once more
    device.post("/paspoort/meenemen")
    assert "Deze stempels stonden al in een paspoort." in text(device, "/paspoort")
    other = cast.classmate
    other.set_cookie("paspoort", kept.value)
    other.post("/paspoort/meenemen")
    assert "Dit paspoort hoort al bij een ander account." in text(other, "/paspoort")
    assert stamps(walk) == 2


def test_taking_along_asks_for_a_child(walk: Walk, cast: Cast) -> None:
    assert cast.stranger.post("/paspoort/meenemen").status_code == 303
    assert cast.teacher.post("/paspoort/meenemen").status_code == 404


def test_staff_look_without_a_stamp(walk: Walk, cast: Cast) -> None:
    librarian = cast.librarian
    page = text(librarian, f"/S/{walk.codes[0]}")
    assert "Medewerkers krijgen geen stempel." in page
    assert "Iets plats op de vensterbank" in page
    assert scans(walk) == []


def test_before_the_start_there_is_a_day_but_no_story(walk: Walk, cast: Cast) -> None:
    early = spots_of(walk.app, trail_in(walk.app, walk.library, starts=2, ends=9))[0].code
    for client in (cast.child, cast.stranger):
        page = text(client, f"/S/{early}")
        assert "Dit spoor begint nog. Kom dan terug!" in page
        assert "vensterbank" not in page
    assert scans(walk) == []


def test_after_the_end_the_piece_can_still_be_read(walk: Walk, cast: Cast) -> None:
    child, guest = cast.child, walk.app.test_client()
    text(child, f"/S/{walk.codes[0]}")
    with walk.app.app_context():
        perform(end_trail, trail_id=walk.trail, now=present()["now"])
    assert "Deze heb je al." in text(child, f"/S/{walk.codes[0]}")
    for client in (child, guest):
        page = text(client, f"/S/{walk.codes[1]}")
        assert "Dit spoor is voorbij" in page
        assert "Letters en water" in page
    assert stamps(walk) == 1


def test_a_code_that_does_not_work_is_kind_and_offers_a_field(walk: Walk) -> None:
    guest = walk.app.test_client()
    page = text(guest, "/S/NIETS", 404)
    assert "Deze code ken ik niet." in page
    assert 'value="NIETS"' in page
    with walk.app.app_context():
        perform(replace_code, spot_id=walk.spots[0], now=present()["now"])
    assert "Deze code werkt niet meer. Vraag het aan de balie." in text(guest, f"/S/{walk.codes[0]}", 404)
    text(guest, "/S/" + "é" * 3000, 404)


@pytest.mark.parametrize("typed", ["{word} {number}", "{lower}{number}", " {lower} - 0{number} "])
def test_a_typed_word_and_number_leads_to_the_page(walk: Walk, typed: str) -> None:
    word, number = walk.typed[1].split()
    written = typed.format(word=word, number=number, lower=word.lower())
    answer = walk.app.test_client().get("/s", query_string={"code": written})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/S/{walk.codes[1]}")


def test_an_empty_field_shows_the_field(walk: Walk) -> None:
    assert "Typ de code van de poster" in text(walk.app.test_client(), "/s")
    assert "Typ de code van de poster" in text(walk.app.test_client(), "/S?code=%20")


def test_a_childs_passport_is_nobody_elses(walk: Walk, cast: Cast) -> None:
    child, outsider = cast.child, cast.outsider
    text(child, f"/S/{walk.codes[0]}")
    assert "1 van 3 stempels" in text(child, "/paspoort")
    assert "Hier komen je stempels" in text(outsider, "/paspoort")
    assert "Iets plats op de vensterbank" in text(child, f"/paspoort/verhaal/{walk.trail}")
    text(outsider, f"/paspoort/verhaal/{walk.trail}", 404)
    text(cast.stranger, f"/paspoort/verhaal/{walk.trail}", 404)


def test_the_story_shows_only_what_was_found(walk: Walk, cast: Cast) -> None:
    child = cast.child
    text(child, f"/S/{walk.codes[2]}")
    page = text(child, f"/paspoort/verhaal/{walk.trail}")
    assert "De grot vol boeken" in page
    assert "Iets plats op de vensterbank" not in page
    assert len(re.findall("hangt nog in de bieb", page)) == 2


def test_the_page_speaks_english_to_who_wants_it(walk: Walk) -> None:
    page = text(walk.app.test_client(), f"/S/{walk.codes[0]}", **{"Accept-Language": "en"})
    assert "You got a stamp!" in page
    assert "Something flat on the windowsill" in page
