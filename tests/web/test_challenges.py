"""The challenge pages: choosing, swapping and planning by forms alone, in every band and both languages."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select, update

from readify.models import Band, BingoCard, Classroom, Reader, ReadingPlan
from tests.web.logs import entry_of, send

GET = ("/uitdaging", "/uitdaging/kaart", "/uitdaging/kaarten", "/uitdaging/plan", "/uitdaging/vakje/1")
POST: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/uitdaging/kaart", {"card_set": "van-alles"}),
    ("/uitdaging/vakje/1", {"card": "1", "cell": "krant"}),
    ("/uitdaging/plan", {"weekdays": ["0", "2"], "minutes": "10"}),
    ("/uitdaging/plan/weg", {}),
)


def change(app, *, band: Band | None = None, locale: str = "nl") -> None:
    """Sets the band of all classes and Bram's language."""
    with app.extensions["readify.database"].writing() as session:
        if band:
            session.execute(update(Classroom).values(band=band))
        session.execute(update(Reader).where(Reader.name == "Bram").values(locale=locale))
        session.commit()


def text_of(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert ' style="' not in answer.text
    return html.unescape(answer.text)


def card_of(page: str) -> str:
    return re.search(r'name="card" value="(\d+)"', page)[1]


def choose(client: FlaskClient, card_set: str = "van-alles", **more: str) -> None:
    assert client.post("/uitdaging/kaart", data={"card_set": card_set, **more}).status_code == 303


def lit(page: str) -> int:
    return page.count("bingo-done")


@pytest.mark.parametrize("path", GET)
def test_nobody_goes_to_the_front_door_and_staff_finds_no_such_page(cast, path):
    asked = cast.stranger.get(path)
    assert (asked.status_code, asked.headers["Location"]) == (303, "/")
    assert cast.teacher.get(path).status_code == 404


@pytest.mark.parametrize(("path", "data"), POST)
def test_only_a_child_may_choose(app, cast, path, data):
    assert cast.stranger.post(path, data=data).status_code in {303, 401}
    assert cast.teacher.post(path, data=data).status_code == 404
    with app.extensions["readify.database"].reading() as session:
        assert session.scalars(select(BingoCard)).all() == []
        assert session.scalars(select(ReadingPlan)).all() == []


@pytest.mark.parametrize("band", list(Band))
@pytest.mark.parametrize("locale", ["nl", "en"])
def test_from_no_card_to_a_lit_place_in_every_band(app, cast, band, locale):
    change(app, band=band, locale=locale)
    child = cast.child
    first = text_of(child, "/uitdaging")
    assert "/uitdaging/kaart" in first
    assert ("Kies een kaart" if locale == "nl" else "Choose a card") in first
    text_of(child, "/uitdaging/kaart")
    choose(child, size="4")
    board = text_of(child, "/uitdaging")
    assert ("bingo-3" if band is Band.KLEIN else "bingo-4") in board
    assert lit(board) == 1, "the free one"
    assert ("Vrije keuze" if locale == "nl" else "Free choice") in board
    send(child, form="poem")
    assert lit(text_of(child, "/uitdaging")) == 2


def test_the_log_form_stands_filled_with_what_the_place_asks(cast):
    child = cast.child
    choose(child)
    page = text_of(child, "/uitdaging/vakje/8")
    assert "Lees buiten" in page
    begin = re.search(r'href="(/gelezen\?[^"]+)"', page)[1]
    assert begin == "/gelezen?plek=outside"
    form = text_of(child, begin)
    assert re.search(r'name="place" value="outside"[^>]*checked', form)
    assert not re.search(r'name="place"[^>]*checked', text_of(child, "/gelezen?plek=maan&met=x&taal=xx"))


def test_a_place_is_a_line_on_the_done_page_and_the_first_row_a_badge(cast):
    child = cast.child
    choose(child)
    first = text_of(child, f"/gelezen/{entry_of(send(child, form='comic', minutes='2'))}/klaar")
    assert "Er ging een vakje aan op je bingokaart." in first
    done = text_of(child, f"/gelezen/{entry_of(send(child, form='rules', minutes='2'))}/klaar")
    assert "<h2>Bingo</h2>" in done
    assert "Er is een rij aan op je bingokaart." in done
    assert "Eén rij is aan. Doorgaan mag." in text_of(child, "/uitdaging")


def test_a_second_row_is_celebrated_with_the_board(cast):
    child = cast.child
    choose(child)
    for form in ("comic", "rules", "recipe", "poem", "poem"):
        send(child, form=form)
    last = text_of(child, f"/gelezen/{entry_of(send(child, place='outside', minutes='1'))}/klaar")
    assert "Er ging een vakje aan" in last
    row = text_of(child, f"/gelezen/{entry_of(send(child, how='read_to_me', minutes='1'))}/klaar")
    assert "party-board" in row
    assert "Er is een rij aan op je bingokaart." in row


def test_swapping_changes_one_place_and_says_that_nothing_is_lost(cast):
    child = cast.child
    choose(child)
    send(child, form="comic")
    page = text_of(child, "/uitdaging/vakje/4")
    assert "Je raakt niets kwijt." in page
    assert 'value="strip"' not in page, "what is on the card is not offered"
    answer = child.post("/uitdaging/vakje/4", data={"card": card_of(page), "cell": "krant"})
    assert answer.status_code == 303
    board = text_of(child, "/uitdaging")
    assert "De krant" in board
    assert "Een gedicht" not in board
    assert lit(board) == 2


def test_a_full_place_offers_no_swap_and_a_place_beside_the_card_is_not_there(cast):
    child = cast.child
    assert child.get("/uitdaging/vakje/1").status_code == 404, "no card yet"
    choose(child)
    send(child, form="comic")
    assert 'name="cell"' not in text_of(child, "/uitdaging/vakje/1")
    assert "Dit vakje is altijd aan." in text_of(child, "/uitdaging/vakje/5")
    assert child.get("/uitdaging/vakje/10").status_code == 404
    assert child.get("/uitdaging/vakje/0").status_code == 404


def test_another_childs_card_cannot_be_swapped(cast):
    child, other = cast.child, cast.classmate
    choose(child)
    choose(other)
    mine = card_of(text_of(child, "/uitdaging/vakje/1"))
    assert other.post("/uitdaging/vakje/1", data={"card": mine, "cell": "krant"}).status_code == 404
    assert cast.outsider.post("/uitdaging/vakje/1", data={"card": mine, "cell": "krant"}).status_code == 404
    assert "Een strip" in text_of(child, "/uitdaging")


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/uitdaging/kaart", {}),
        ("/uitdaging/kaart", {"card_set": "niets"}),
        ("/uitdaging/kaart", {"card_set": "samen", "size": "5"}),
        ("/uitdaging/vakje/1", {"card": "x", "cell": "krant"}),
        ("/uitdaging/vakje/1", {"card": "1"}),
    ],
)
def test_what_cannot_be_chosen_is_refused_in_a_sentence(cast, path, data):
    answer = cast.child.post(path, data=data)
    assert answer.status_code == 422
    assert "Traceback" not in answer.text


def test_an_older_card_is_kept_and_shown(app, cast):
    child = cast.child
    assert "Nog geen oude kaart." in text_of(child, "/uitdaging/kaarten")
    choose(child)
    send(child, form="comic")
    choose(child, "samen")
    page = text_of(child, "/uitdaging/kaarten")
    assert "2 van 9 vakjes aan" in page
    assert "Van alles" in page


def test_a_plan_is_kept_shown_at_home_and_met_by_reading(app, cast):
    child = cast.child
    days = [str(day) for day in range(6)]  # whatever today is, but for a Sunday
    bad = child.post("/uitdaging/plan", data={"weekdays": ["3"]})
    assert bad.status_code == 422
    assert "Kies 2 tot 6 leesdagen." in html.unescape(bad.text)
    assert re.search(r'value="3" checked', bad.text), "what was ticked is still ticked"
    answer = child.post("/uitdaging/plan", data={"weekdays": [*days[1:], "6"], "minutes": "15"})
    assert answer.status_code == 303
    page = text_of(child, "/uitdaging/plan")
    assert page.count('name="weekdays"') == 7
    assert len(re.findall(r'name="weekdays"[^>]*checked', page)) == 6
    assert "15 minuten op di, wo, do, vr, za en zo" in page
    assert "van 6 leesdagen" in text_of(child, "/thuis")
    assert text_of(cast.classmate, "/thuis").count("15 minuten op") == 0
    assert child.post("/uitdaging/plan/weg").status_code == 303
    assert "15 minuten op" not in text_of(child, "/thuis")


def test_reading_what_was_planned_today_is_praised(cast):
    child = cast.child
    child.post("/uitdaging/plan", data={"weekdays": today_and_tomorrow(child), "minutes": "20"})
    send(child, minutes="12")
    assert "Je plan van vandaag is gelukt." not in text_of(child, "/thuis")
    last = entry_of(send(child, minutes="12"))
    assert "Je plan van vandaag is gelukt." in text_of(child, f"/gelezen/{last}/klaar")
    assert "Je plan van vandaag is gelukt." in text_of(child, "/thuis")


def today_and_tomorrow(child: FlaskClient) -> list[str]:
    """Today's weekday as the page itself says it, and the next."""
    days = re.findall(r'<li class="day[^"]*"( aria-current="?date"?)?>', text_of(child, "/uitdaging/plan"))
    today = next(number for number, now in enumerate(days) if now)
    return [str(today), str((today + 1) % 7)]


def test_everyone_once_is_a_count_without_names(cast):
    child, other = cast.child, cast.classmate
    assert "Deze week is nog helemaal nieuw." in text_of(child, "/uitdaging")
    send(other)
    page = text_of(child, "/uitdaging")
    assert "1 kind las deze week." in page
    assert "amira" not in page.lower()
    send(child)
    assert "Iedereen van de klas las deze week." in text_of(child, "/uitdaging")
    assert "Iedereen" not in text_of(cast.outsider, "/uitdaging")


def test_home_shows_a_real_next_step(cast):
    child = cast.child
    assert "Kies een bingokaart" in text_of(child, "/thuis")
    choose(child)
    send(child, form="comic")
    home = text_of(child, "/thuis")
    assert "/uitdaging/vakje/" in home
    assert "Bingo: Lees de regels van een spel" in home, "the open place of the row that is nearest"


def test_the_challenge_page_asks_few_statements(app, cast):
    child = cast.child
    choose(child)
    send(child, form="comic")
    child.get("/uitdaging")
    engine, seen = app.extensions["readify.database"].engine, []
    listen = lambda _c, _cursor, text, *_rest: seen.append(text)  # noqa: E731
    event.listen(engine, "before_cursor_execute", listen)
    child.get("/uitdaging")
    event.remove(engine, "before_cursor_execute", listen)
    asked = [text for text in seen if not text.startswith(("BEGIN", "COMMIT", "PRAGMA"))]
    assert len(asked) <= 12, "\n".join(asked)
