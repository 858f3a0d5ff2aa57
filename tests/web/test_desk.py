"""The desk: own library only; a card, a place, a stamp without JavaScript; its queue; passports."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from readify import clock
from readify.actions.cards import make_card
from readify.models import DeskAction, LedgerEntry, Passport, PassportStamp, Scan, SignIn
from readify.perform import perform
from readify.tokens import desk_key, hash_token
from tests.cast import Cast
from tests.walks import Walk, make_walk
from tests.web.test_english import dutch, said


@pytest.fixture
def walk(cast: Cast) -> Walk:
    return make_walk(cast)


def at(walk: Walk, path: str = "") -> str:
    return f"/bieb/{walk.library}/balie{path}"


def card_of(walk: Walk, reader_id: int) -> str:
    """A fresh card's token; it is not scanned to sign in."""
    with walk.app.app_context():
        return str(perform(make_card, reader_id=reader_id, now=clock.now()).token)


def count(walk: Walk, table: Any, *where: Any) -> int:
    with walk.app.extensions["readify.database"].reading() as session:
        return session.scalar(select(func.count()).select_from(table).where(*where)) or 0


def words(answer: Any) -> str:
    return unescape(answer.get_data(as_text=True))


def stamp(client: FlaskClient, walk: Walk, card: str, spot: int = 0, **more: str) -> Any:
    form = {"submission_id": str(uuid.uuid4()), "card": card, "spot": str(walk.spots[spot]), **more}
    return client.post(at(walk, "/stempel"), data=form, follow_redirects=True)


def key_of(walk: Walk, account: int) -> str:
    return desk_key(str(walk.app.secret_key), account)


def queued(client: FlaskClient, walk: Walk, key: str, card: str, **more: str) -> Any:
    form = {
        "kind": "desk-stamp",
        "reader": key,
        "submission_id": str(uuid.uuid4()),
        "card": card,
        "spot": str(walk.spots[0]),
        **more,
    }
    return client.post(at(walk, "/wachtrij"), data=form)


def routes(walk: Walk) -> list[tuple[str, str]]:
    posts = ("kaart", "stempel", "gelezen", "terug/1", "paspoort", "opnieuw", "overnemen", "ingeleverd")
    return [("GET", at(walk)), *(("POST", at(walk, f"/{one}")) for one in posts)]


def test_another_librarys_desk_does_not_exist(walk: Walk, cast: Cast) -> None:
    card = card_of(walk, cast.people.bram)
    for client in (cast.with_password("anders@bieb.example"), cast.teacher, cast.outsider):
        for method, path in routes(walk):
            data = {"card": card, "spot": str(walk.spots[0]), "submission_id": str(uuid.uuid4())}
            assert client.open(path, method=method, data=data).status_code == 404, (method, path)
    assert count(walk, LedgerEntry) == count(walk, DeskAction) == count(walk, Passport) == 0


def test_a_stranger_is_asked_to_sign_in(walk: Walk, cast: Cast) -> None:
    for method, path in routes(walk):
        answer = cast.stranger.open(path, method=method)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/inloggen"), path


def test_the_page_names_nobody(walk: Walk, cast: Cast) -> None:
    page = words(cast.librarian.get(at(walk)))
    assert "Welke plek vond je?" in page
    for name in ("Bieb Proef", "Bram"):
        assert name not in page
    assert "1 · Voordeur" in page


def test_a_childs_own_card_is_stamped_and_signs_nobody_in(walk: Walk, cast: Cast) -> None:
    token, client = card_of(walk, cast.people.bram), cast.librarian
    before = count(walk, SignIn)
    page = words(stamp(client, walk, f"https://readify.example/K/{token}"))
    assert "Gestempeld: Voordeur." in page
    assert count(walk, SignIn) == before
    assert token not in page
    with walk.app.extensions["readify.database"].reading() as session:
        entry = session.scalars(select(LedgerEntry)).one()
        assert (entry.reader_id, entry.source, entry.given_by) == (
            cast.people.bram,
            "desk",
            cast.people.librarian,
        )
    assert count(walk, Scan, Scan.with_help, Scan.first) == 1
    assert "had Voordeur al" in words(stamp(client, walk, f"K={hash_token(token)}"))
    assert count(walk, LedgerEntry) == 1


def test_a_card_first_and_a_place_after_works_without_a_script(walk: Walk, cast: Cast) -> None:
    token, client = card_of(walk, cast.people.bram), cast.librarian
    stamp(client, walk, token)
    page = words(client.post(at(walk, "/stempel"), data={"card": f"/K/{token}"}))
    assert "Kaart gezien. Kies nu de plek." in page
    assert token not in page
    assert page.count("desk-had") == 1
    kept = re.search(r'name="card" value="(K=[0-9a-f]{64})"', page)
    assert kept is not None
    assert "Gestempeld: Striphoek." in words(stamp(client, walk, kept[1], 1))


NO_CARDS = (
    ("", "Scan eerst een kaart."),
    ("HTTPS://READIFY.EXAMPLE/K/ABCDE", "halve code"),
    ("HTTPS://READIFY.EXAM", "halve code"),
    ("ABCDE12", "halve code"),
    (
        "HTTPS://READIFY.EXAMPLE/K/AAAAAAAAAAAAAAAAAAAAHTTPS://READIFY.EXAMPLE/K/AAAAAAAAAAAAAAAAAAAA",
        "twee",
    ),
    ("A" * 40, "twee codes"),
    ("HTTPS://READIFY.EXAMPLE/S/MAAS3K7Q", "poster"),
    ("/K/AAAAAAAAAAAAAAAAAAAA", "Deze kaart ken ik niet."),
    ("AAAAA-AAAAA", "Deze kaart ken ik niet."),
)


def test_what_is_no_whole_card_is_said_and_nothing_is_written(walk: Walk, cast: Cast) -> None:
    client = cast.librarian
    for scanned, sentence in NO_CARDS:
        answer = stamp(client, walk, scanned)
        assert answer.status_code in (404, 422)
        assert sentence in words(answer)
        looked = client.post(at(walk, "/kaart"), data={"card": scanned})
        assert looked.status_code in (404, 422)
        assert sentence in looked.json["message"]
    assert count(walk, DeskAction) == 0


def test_looking_at_a_card_tells_its_stamps_and_no_name(walk: Walk, cast: Cast) -> None:
    token, client = card_of(walk, cast.people.bram), cast.librarian
    walk.stamp(cast.people.bram, 2)
    said = client.post(at(walk, "/kaart"), data={"card": token}).json
    assert said == {
        "kind": "own",
        "card": f"={hash_token(token)}",
        "stamped": [walk.spots[2]],
        "reads": True,
    }


def test_a_mistake_goes_back_and_can_be_stamped_again(walk: Walk, cast: Cast) -> None:
    token, client = card_of(walk, cast.people.bram), cast.librarian
    page = words(stamp(client, walk, token))
    back = re.search(r'action="([^"]+/terug/\d+)"', page)
    assert back is not None
    assert "Teruggenomen." in words(client.post(back[1], follow_redirects=True))
    assert count(walk, Scan, Scan.first) == 0
    assert client.post(back[1]).status_code == 303
    assert "Gestempeld: Voordeur." in words(stamp(client, walk, token))
    assert count(walk, Scan, Scan.first) == 1
    assert client.post(at(walk, "/terug/999")).status_code == 404


def test_a_book_counts_for_the_child_whose_card_it_is(walk: Walk, cast: Cast) -> None:
    token, client = card_of(walk, cast.people.bram), cast.librarian
    form = {
        "submission_id": str(uuid.uuid4()),
        "card": f"/K/{token}",
        "form": "book",
        "how": "together",
        "language": "nl",
        "minutes": "15",
        "book.title": "Lampje",
    }
    page = words(client.post(at(walk, "/gelezen"), data=form, follow_redirects=True))
    assert "Opgeschreven." in page
    assert "Lampje" in page
    client.post(at(walk, "/gelezen"), data=form)
    with walk.app.extensions["readify.database"].reading() as session:
        entry = session.scalars(select(LedgerEntry)).one()
        assert (entry.source, entry.given_by, entry.place, entry.minutes) == (
            "desk",
            cast.people.librarian,
            "library",
            15,
        )
    wrong = client.post(at(walk, "/gelezen"), data=form | {"minutes": "999"})
    assert wrong.status_code == 422
    assert "1 tot 120 minuten" in words(wrong)


def new_passport(client: FlaskClient, walk: Walk) -> tuple[str, str]:
    """A new passport's typed code and its card's page."""
    page = words(client.post(at(walk, "/paspoort")))
    found = re.search(r'desk-pass-code num">([0-9A-Z-]+)<', page)
    assert found is not None
    return found[1], page


def test_a_new_passport_is_stamped_by_its_typed_code_and_goes_along_with_a_child_once(
    walk: Walk, cast: Cast
) -> None:
    client, token = cast.librarian, card_of(walk, cast.people.bram)
    code, _page = new_passport(client, walk)
    assert "Gestempeld: Voordeur." in words(stamp(client, walk, code.lower()))
    assert "Gestempeld: Striphoek." in words(stamp(client, walk, code, 1))
    assert count(walk, PassportStamp, PassportStamp.given_by_id == cast.people.librarian) == 2
    walk.stamp(cast.people.bram, 0)
    over = {"card": code, "child": f"/K/{token}"}
    assert "1 stempel ging mee" in words(
        client.post(at(walk, "/overnemen"), data=over, follow_redirects=True)
    )
    client.post(at(walk, "/overnemen"), data=over)
    assert count(walk, LedgerEntry) == 2
    assert client.post(at(walk, "/overnemen"), data=over | {"child": code}).status_code == 409
    assert client.post(at(walk, "/overnemen"), data=over | {"card": token}).status_code == 409
    # From then on it is the child's: a stamp on the old paper card counts there too, and can go back.
    page = words(stamp(client, walk, code, 2))
    assert "Gestempeld: Leesraam." in page
    assert count(walk, LedgerEntry, LedgerEntry.kind == "stamp") == 3
    back = re.search(r'action="([^"]+/terug/\d+)"', page)
    assert back is not None
    assert client.post(back[1]).status_code == 303
    assert count(walk, LedgerEntry, LedgerEntry.kind == "withdrawal") == 1
    assert count(walk, PassportStamp, PassportStamp.spot_id == walk.spots[2]) == 0


def test_a_passport_without_account_keeps_no_book(walk: Walk, cast: Cast) -> None:
    client = cast.librarian
    code, _page = new_passport(client, walk)
    form = {"submission_id": str(uuid.uuid4()), "card": code, "form": "book", "how": "self", "minutes": "10"}
    answer = client.post(at(walk, "/gelezen"), data=form)
    assert answer.status_code == 409
    assert "Een paspoort bewaart stempels." in words(answer)
    assert count(walk, LedgerEntry) == 0


def test_a_reprinted_card_ends_the_one_before(walk: Walk, cast: Cast) -> None:
    client = cast.librarian
    code, page = new_passport(client, walk)
    assert "Deze kaart zie je één keer." in page
    again = words(client.post(at(walk, "/opnieuw"), data={"card": code}))
    fresh = re.search(r'desk-pass-code num">([0-9A-Z-]+)<', again)
    assert fresh is not None
    assert stamp(client, walk, code).status_code == 404
    assert "Gestempeld" in words(stamp(client, walk, fresh[1]))
    assert client.post(at(walk, "/ingeleverd"), data={"card": fresh[1]}).status_code == 303
    assert count(walk, Passport, Passport.returned_at.is_not(None)) == 1
    token = card_of(walk, cast.people.bram)
    assert client.post(at(walk, "/opnieuw"), data={"card": token}).status_code == 409


def test_the_queue_writes_once_on_its_own_day_for_its_own_account(walk: Walk, cast: Cast) -> None:
    client, token = cast.librarian, card_of(walk, cast.people.bram)
    key, number = key_of(walk, cast.people.librarian), str(uuid.uuid4())
    yesterday = (clock.now() - dt.timedelta(days=1)).isoformat()
    sent = [
        queued(client, walk, key, f"K={hash_token(token)}", submission_id=number, at=yesterday)
        for _ in range(2)
    ]
    assert [one.status_code for one in sent] == [200, 200]
    assert sent[0].json["state"] == "written"
    assert sent[0].json["said"].startswith("Gestempeld: Voordeur.")
    with walk.app.extensions["readify.database"].reading() as session:
        entry = session.scalars(select(LedgerEntry)).one()
        assert entry.day == walk.today - dt.timedelta(days=1)
    other = queued(cast.coordinator, walk, key, token)
    assert (other.status_code, other.json["code"]) == (403, "other_account")
    gone = queued(cast.stranger, walk, key, token)
    assert (gone.status_code, gone.json["code"]) == (401, "sign_in")
    assert queued(cast.child, walk, key, token).status_code == 401
    half = queued(client, walk, key, "ABC")
    assert (half.status_code, half.json["message"]) == (422, "Dit is een halve code. Scan nog eens.")
    elsewhere = queued(client, walk, key, token, spot="999")
    assert elsewhere.status_code == 404


def test_the_same_child_on_two_devices_offline_gets_one_stamp(walk: Walk, cast: Cast) -> None:
    token = card_of(walk, cast.people.bram)
    key = key_of(walk, cast.people.librarian)
    sent = [queued(cast.librarian, walk, key, f"K={hash_token(token)}") for _ in range(2)]
    assert [one.json["fresh"] for one in sent] == [True, False]
    assert sent[1].json["said"] == "Deze kaart had Voordeur al."
    own = walk.stamp(cast.people.bram, 0)
    assert not own.fresh
    assert count(walk, LedgerEntry) == count(walk, DeskAction) == 1
    assert count(walk, Scan, Scan.first) == 1


def test_the_desk_speaks_english(walk: Walk, cast: Cast) -> None:
    client = cast.librarian
    client.post("/taal", data={"taal": "en", "terug": "/"})
    new_passport(client, walk)
    pages = (words(client.get(at(walk))), words(client.post(at(walk, "/paspoort"))))
    assert "Which spot did you find?" in pages[0]
    for page in pages:
        assert '<html lang="en">' in page
        assert said(page) & dutch() == set()
