"""Sign-in cards, read back by another renderer and another decoder."""

from __future__ import annotations

import numpy as np
import pytest

from readify.printing.cards import SignInCard, cards_pdf

from .conftest import Printed, decoded, photographed

NAMES = ("Amira", "Bram", "Łucja", "Zoë", "Олександра", "محمد", "ሰላም", "Thế")
COMPANIONS = ("korenwolf", "salamander", "oehoe", "bever", "das", "mosa", "korenwolf", "none-yet")


def card(number: int, name: str = "Noor", companion: str = "bever", **more: object) -> SignInCard:
    url = f"HTTPS://READIFY.EXAMPLE/K/XJ3N5263Y9TA6R4HYB{number:02}"
    given = {
        "name": name,
        "classroom": "Groep 6",
        "url": url,
        "companion": companion,
        "class_word": "BEVER",
        "number": number,
    }
    return SignInCard(**(given | more))


CARDS = [
    card(n, name, companion)
    for n, (name, companion) in enumerate(zip(NAMES, COMPANIONS, strict=True), start=1)
]


@pytest.fixture(scope="module")
def sheet() -> Printed:
    return Printed(cards_pdf(CARDS, title="Groep 6"))


def test_thirty_four_children_need_five_a4_pages():
    seen = []
    class_ = [card(n) for n in range(1, 35)]
    printed = Printed(cards_pdf(class_, progress=lambda done, total: seen.append((done, total))))
    assert len(printed) == 5
    assert printed.millimetres(4) == pytest.approx((210, 297), abs=0.1)
    assert seen[-1] == (5, 5)
    found = [url for page in range(5) for url in decoded(printed.picture(page, dpi=150))]
    assert sorted(found) == sorted(c.url for c in class_)


def test_eight_codes_on_a_page_are_read_in_order_at_300_dpi(sheet):
    assert decoded(sheet.picture(0)) == [c.url for c in CARDS]


@pytest.mark.parametrize("place", range(8))
def test_a_card_held_up_to_a_poor_camera_is_read(sheet, place):
    page = sheet.picture(0)
    unit = page.width / 794
    x, y = 36 + place % 2 * 361, 36 + place // 2 * 262.75
    cut = page.crop(tuple(round(v * unit) for v in (x, y, x + 361, y + 262.75)))
    assert decoded(photographed(cut, seed=place, height=420)) == [CARDS[place].url]


def test_codes_are_read_when_the_printer_shrinks_the_page(sheet):
    assert sorted(decoded(sheet.picture(0, dpi=105))) == sorted(c.url for c in CARDS)


def test_every_name_is_in_the_text_whatever_its_script(sheet):
    text = sheet.text(0)
    for name in NAMES:
        assert name in text
    assert text.count("Groep 6") == 9
    assert "BEVER 4" in text
    assert text.count("Scan mij. Kwijt? Vraag een nieuwe kaart.") == 8


def test_all_fonts_are_embedded_and_nothing_is_a_bitmap(sheet):
    assert {"Lexend", "NotoNaskhArabic"} <= {name.split("+")[-1].split("-")[0] for name in sheet.fonts()}
    assert all(sheet.fonts().values())
    assert b"Helvetica" not in sheet.data
    assert sheet.bitmaps() == 0


def test_the_code_holds_no_name_and_no_class():
    matrix_of = set(decoded(Printed(cards_pdf([card(1, "Amira")])).picture(0)))
    assert matrix_of == {card(1).url}


def test_a_long_name_is_broken_or_shrunk_within_its_half():
    for name in (
        "Anne-Fleur-Sophie",
        "Wolfeschlegelsteinhausenbergerdorff",
        "Maximiliaan Alexander Johannes",
    ):
        page = Printed(cards_pdf([card(1, name, companion="none-yet")])).picture(0, dpi=96)
        grey = np.asarray(page.convert("L"))
        gap, left = grey[160:215, 194:216], grey[130:215, 38:50]
        assert gap.min() > 200
        assert left.min() > 200
        assert decoded(page) == [card(1).url]


def test_a_name_without_a_font_gets_a_line_to_write_on():
    text = Printed(cards_pdf([card(1, "李明")])).text(0)
    assert "Schrijf hier je naam" in text


def test_from_twelve_up_the_four_words_stand_on_the_card():
    text = Printed(cards_pdf([card(1, phrase="maan kaas fiets wolk"), card(2)])).text(0)
    assert text.count("Jouw vier woorden") == 1
    assert "maan kaas fiets wolk" in text


def test_a_card_for_the_childs_own_device_says_so():
    text = Printed(cards_pdf([card(1, own_device=True), card(2)])).text(0)
    assert text.count("voor je eigen toestel") == 1


def test_cards_speak_english_too():
    assert "Lost? Ask for a new card." in Printed(cards_pdf([card(1)], language="en")).text(0)


def test_an_empty_class_is_refused():
    with pytest.raises(ValueError, match="no cards"):
        cards_pdf([])
