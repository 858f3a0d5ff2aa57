"""Thanks at the end of a trail: handed out once, a draw that is drawn once, diplomas; and whose they are."""

from __future__ import annotations

from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from readify import clock
from readify.actions.cards import make_card
from readify.actions.privacy import erase_reader
from readify.game.draw import drawn, hash_of, hash_of_list
from readify.models import Draw, DrawTicket, HandOut, Trail
from readify.perform import perform, present
from tests.cast import Cast
from tests.printing.conftest import Printed
from tests.walks import Walk, make_walk, trail_in

REWARD = "een boek om te houden"


@pytest.fixture
def walk(cast: Cast) -> Walk:
    found = make_walk(cast)
    with found.app.extensions["readify.database"].writing() as session:
        session.get_one(Trail, found.trail).reward = REWARD
        session.commit()
    return found


def card_of(walk: Walk, reader_id: int) -> str:
    with walk.app.app_context():
        return str(perform(make_card, reader_id=reader_id, now=clock.now()).token)


def finish(walk: Walk, reader_id: int) -> None:
    for spot in range(3):
        walk.stamp(reader_id, spot)


def guest(walk: Walk, spots: int = 3) -> FlaskClient:
    """A phone without an account that passed these posters."""
    client = walk.app.test_client()
    for code in walk.codes[:spots]:
        assert client.get(f"/S/{code}").status_code == 200
    return client


def bib(walk: Walk, rest: str = "") -> str:
    return f"/bieb/spoor/{walk.trail}{rest}"


def read(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return unescape(answer.text)


def rows(walk: Walk, model: type) -> list:
    with walk.app.extensions["readify.database"].reading() as session:
        return list(session.scalars(select(model)))


def drawn_by(walk: Walk, librarian: FlaskClient, prizes: int = 1) -> Draw:
    """Open, join by whoever has, close, draw: the last steps."""
    for step in ("sluit", "trek"):
        assert librarian.post(bib(walk, f"/loting/{step}")).status_code == 303
    return rows(walk, Draw)[-1]


STAFF_ROUTES = [
    ("GET", "/bedankt"),
    ("POST", "/bedankt"),
    ("POST", "/bedankt/1/terug"),
    ("GET", "/diploma.pdf"),
    ("POST", "/loting"),
    ("POST", "/loting/lot"),
    ("POST", "/loting/sluit"),
    ("POST", "/loting/trek"),
    ("GET", "/loting/1"),
    ("GET", "/loting/1/lijst.txt"),
]


def test_another_librarys_thanks_do_not_exist(walk: Walk, cast: Cast):
    for client in (cast.with_password("anders@bieb.example"), cast.teacher, cast.child):
        for method, rest in STAFF_ROUTES:
            assert client.open(bib(walk, rest), method=method).status_code == 404, rest
    for method, rest in STAFF_ROUTES:
        assert cast.stranger.open(bib(walk, rest), method=method).headers["Location"] == "/inloggen"


def test_who_has_no_stamp_of_a_trail_finds_no_thanks_there(walk: Walk, cast: Cast):
    walk.stamp(cast.people.bram)
    for client in (cast.outsider, cast.stranger, cast.librarian, guest(walk, 0)):
        for method, rest in (("GET", "bedankt"), ("GET", "diploma.pdf")):
            assert client.open(f"/spoor/{walk.trail}/{rest}", method=method).status_code == 404
        client.post(f"/spoor/{walk.trail}/loting")
    assert rows(walk, DrawTicket) == []
    assert "Je hebt 1 van 3 stempels" in read(cast.child, f"/spoor/{walk.trail}/bedankt")
    assert cast.child.get(f"/spoor/{walk.trail}/diploma.pdf").status_code == 404


def test_thanks_are_handed_out_once_and_can_be_taken_back(walk: Walk, cast: Cast):
    librarian, card = cast.librarian, card_of(walk, cast.people.bram)
    walk.stamp(cast.people.bram)
    answer = librarian.post(bib(walk, "/bedankt"), data={"card": card})
    assert answer.status_code == 409
    assert "nog niet vol" in answer.text
    for spot in (1, 2):
        walk.stamp(cast.people.bram, spot)
    assert (
        librarian.post(bib(walk, "/bedankt"), data={"card": f"https://x.example/K/{card}"}).status_code == 303
    )
    again = librarian.post(bib(walk, "/bedankt"), data={"card": card})
    assert again.status_code == 409
    assert "al gehad" in again.text
    page = read(librarian, bib(walk, "/bedankt"))
    assert "Bram" not in page
    assert REWARD in page
    assert "Je hebt het al gekregen" in read(cast.child, f"/spoor/{walk.trail}/bedankt")
    [given] = rows(walk, HandOut)
    assert librarian.post(bib(walk, f"/bedankt/{given.id}/terug")).status_code == 303
    newer = card_of(walk, cast.people.bram)
    assert librarian.post(bib(walk, "/bedankt"), data={"card": newer}).status_code == 303
    assert len(rows(walk, HandOut)) == 1


def test_a_hand_out_of_another_trail_is_not_taken_back(walk: Walk, cast: Cast):
    finish(walk, cast.people.bram)
    cast.librarian.post(bib(walk, "/bedankt"), data={"card": card_of(walk, cast.people.bram)})
    [given] = rows(walk, HandOut)
    other = trail_in(walk.app, walk.other_library)
    outsider = cast.with_password("anders@bieb.example")
    assert outsider.post(f"/bieb/spoor/{other}/bedankt/{given.id}/terug").status_code == 404
    assert len(rows(walk, HandOut)) == 1


@pytest.mark.parametrize(
    ("card", "words"),
    [("", "Scan eerst een kaart"), ("K7Q", "halve code"), ("X" * 20, "ken ik niet")],
)
def test_half_a_code_and_an_unknown_card_get_words(walk: Walk, cast: Cast, card: str, words: str):
    cast.librarian.post(bib(walk, "/loting"), data={"prizes": 1, "prize": REWARD})
    for rest in ("/bedankt", "/loting/lot"):
        answer = cast.librarian.post(bib(walk, rest), data={"card": card})
        assert answer.status_code in (404, 422)
        assert words in unescape(answer.text)


def test_a_draw_from_opening_to_the_winner(walk: Walk, cast: Cast):
    librarian, child, visitor = cast.librarian, cast.child, guest(walk)
    finish(walk, cast.people.bram)
    finish(walk, cast.people.amira)
    own = f"/spoor/{walk.trail}/bedankt"
    assert "Loting" not in read(child, own)
    assert librarian.post(bib(walk, "/loting"), data={"prizes": 2, "prize": REWARD}).status_code == 303
    [opened] = rows(walk, Draw)
    for client in (child, visitor):
        assert "Ik doe mee" in read(client, own)
        client.post(f"/spoor/{walk.trail}/loting")
        client.post(f"/spoor/{walk.trail}/loting")
    librarian.post(bib(walk, "/loting/lot"), data={"card": card_of(walk, cast.people.amira)})
    tickets = sorted(ticket.code for ticket in rows(walk, DrawTicket))
    assert len(tickets) == 3
    page = read(librarian, bib(walk, "/bedankt"))
    assert "3 loten doen mee" in page
    assert opened.seed not in page + read(librarian, bib(walk, "/loting/1"))
    assert opened.seed_hash in read(librarian, bib(walk, "/loting/1"))
    draw = drawn_by(walk, librarian)
    assert draw.seed == opened.seed
    assert hash_of(draw.seed) == opened.seed_hash
    assert draw.list_hash == hash_of_list(tickets)
    assert draw.winners == list(drawn(draw.seed, tickets, 2))
    assert read(librarian, bib(walk, "/loting/1/lijst.txt")).split() == tickets
    record = read(librarian, bib(walk, "/loting/1"))
    assert all(words in record for words in (draw.seed, draw.list_hash or "", *tickets))
    assert not any(name in record + read(librarian, bib(walk, "/bedankt")) for name in ("Bram", "amira"))
    mine = next(t.code for t in rows(walk, DrawTicket) if t.reader_id == cast.people.bram)
    assert ("Jouw lot is getrokken" in read(child, own)) is (mine in draw.winners)


def test_lots_are_drawn_once_and_another_draw_takes_a_reason_that_stays(walk: Walk, cast: Cast):
    librarian = cast.librarian
    for reader in (cast.people.bram, cast.people.amira, cast.people.outsider):
        finish(walk, reader)
    asked = {"prizes": 1, "prize": REWARD}
    librarian.post(bib(walk, "/loting"), data=asked)
    assert "al een loting" in librarian.post(bib(walk, "/loting"), data=asked, follow_redirects=True).text
    assert "nog niemand" in librarian.post(bib(walk, "/loting/sluit"), follow_redirects=True).text
    assert "Sluit eerst" in librarian.post(bib(walk, "/loting/trek"), follow_redirects=True).text
    for client in (cast.child, cast.classmate, cast.outsider):
        client.post(f"/spoor/{walk.trail}/loting")
    first = drawn_by(walk, librarian)
    assert "maar één keer" in librarian.post(bib(walk, "/loting/trek"), follow_redirects=True).text
    assert rows(walk, Draw)[0].winners == first.winners
    assert librarian.post(bib(walk, "/loting"), data=asked).status_code == 422
    reason = "Het eerste lot haalde niets op."
    assert librarian.post(bib(walk, "/loting"), data=asked | {"reason": reason}).status_code == 303
    second = drawn_by(walk, librarian)
    assert (second.number, len(second.tickets)) == (2, 2)
    assert not set(first.winners) & set(second.tickets)
    assert second.seed != first.seed
    assert reason in read(librarian, bib(walk, "/loting/2"))


def test_who_closed_out_may_not_join_or_leave(walk: Walk, cast: Cast):
    for reader in (cast.people.bram, cast.people.amira):
        finish(walk, reader)
    cast.librarian.post(bib(walk, "/loting"), data={"prizes": 1, "prize": REWARD})
    own = f"/spoor/{walk.trail}/loting"
    child, classmate = cast.child, cast.classmate
    child.post(own)
    child.post(f"{own}/weg")
    assert rows(walk, DrawTicket) == []
    child.post(own)
    cast.librarian.post(bib(walk, "/loting/sluit"))
    assert "al gesloten" in classmate.post(own, follow_redirects=True).text
    assert "al gesloten" in child.post(f"{own}/weg", follow_redirects=True).text
    assert len(rows(walk, DrawTicket)) == 1


def test_erasing_a_child_erases_its_ticket_and_hand_out_and_keeps_the_record(walk: Walk, cast: Cast):
    finish(walk, cast.people.bram)
    cast.librarian.post(bib(walk, "/loting"), data={"prizes": 1, "prize": REWARD})
    cast.child.post(f"/spoor/{walk.trail}/loting")
    cast.librarian.post(bib(walk, "/bedankt"), data={"card": card_of(walk, cast.people.bram)})
    before = drawn_by(walk, cast.librarian)
    with walk.app.app_context():
        perform(erase_reader, reader_id=cast.people.bram, **present())
    assert rows(walk, DrawTicket) == rows(walk, HandOut) == []
    assert rows(walk, Draw)[0].winners == before.winners
    assert before.winners[0] in read(cast.librarian, bib(walk, "/loting/1"))


def test_diplomas_in_a_batch_have_a_line_and_the_own_one_a_name(walk: Walk, cast: Cast):
    finish(walk, cast.people.bram)
    batch = Printed(cast.librarian.get(bib(walk, "/diploma.pdf?aantal=3&papier=A5")).data)
    assert len(batch) == 3
    assert round(batch.millimetres(0)[0]) == 148
    assert "Schrijf hier je naam" in batch.text(0)
    assert len(Printed(cast.librarian.get(bib(walk, "/diploma.pdf?aantal=9999")).data)) == 100
    own = Printed(cast.child.get(f"/spoor/{walk.trail}/diploma.pdf").data)
    assert "Bram" in own.text(0)
    assert all(own.fonts().values())
    visitor = Printed(guest(walk).get(f"/spoor/{walk.trail}/diploma.pdf?taal=en").data)
    assert "Proefspoor" in visitor.text(0)
    assert "Write your name here" not in visitor.text(0)
