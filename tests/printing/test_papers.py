"""A class's papers, read back: a page each, names in their own script, codes that scan, all on the sheet."""

from __future__ import annotations

import numpy as np
import pytest

from readify.printing.class_overview import overview_document
from readify.printing.documents import to_pdf
from readify.printing.fonts import lettering
from readify.printing.home_letter import HomeCard, letters_document
from readify.printing.home_words import home_words, parse_home_words, text_font
from readify.printing.reading_report import reports_document
from readify.printing.shaping import visual
from readify.printing.words import WordsError

from .conftest import Printed, decoded
from .papers import NAMES, REPORTS, SIGN, WORDS, overview_of, report

LANGUAGES = tuple(home_words().letter)


def letter(language: str, *names: str) -> Printed:
    cards = [HomeCard(name, "das") for name in names]
    return Printed(to_pdf(letters_document(cards, SIGN, language=language)))


@pytest.fixture(scope="module", params=LANGUAGES)
def sheet(request: pytest.FixtureRequest) -> tuple[str, Printed]:
    return request.param, letter(request.param, "Noor")


def test_there_are_two_languages_and_five_drafts_that_say_so():
    words = home_words().letter
    assert [code for code, one in words.items() if not one.draft] == ["nl", "en"]
    assert len([one for one in words.values() if one.draft and one.note]) == 5


def test_a_letter_is_one_page_and_its_code_leads_to_the_door(sheet):
    language, found = sheet
    assert len(found) == 1
    assert decoded(found.picture(0, dpi=110)) == ["https://lees.example/k"]
    text = found.text(0)
    for words in ("Noor", "BEVER 42", "lees.example/k"):
        assert words in text
    assert ("Proefvertaling" in text) == home_words().letter[language].draft


def test_a_letters_words_are_set_in_a_font_that_has_them_all(sheet):
    language, found = sheet
    assert all(found.fonts().values())
    named = {name.partition("+")[2] or name for name in found.fonts()}
    assert {"ar": "NotoNaskhArabic", "uk": "NotoSans"}.get(language, "Lexend") in " ".join(named)
    assert found.bitmaps() == 0


def test_the_text_stays_above_the_card_and_within_the_margins(sheet):
    _, found = sheet
    ink = np.asarray(found.picture(0, dpi=72).convert("L")) < 200
    high, wide = ink.shape
    assert not ink[round(high * 0.02) : round(high * 0.68), : round(wide * 0.06)].any()
    assert not ink[round(high * 0.02) : round(high * 0.68), round(wide * 0.94) :].any()
    for first, last in ((0.618, 0.628), (0.673, 0.682)):  # above the draft's note, and above where it is cut
        assert not ink[round(high * first) : round(high * last), : round(wide * 0.8)].any()


def test_a_right_to_left_letter_begins_at_the_right():
    ink = np.asarray(letter("ar", "فاطمة").picture(0, dpi=72).convert("L")) < 120
    high, wide = ink.shape
    top = ink[round(high * 0.03) : round(high * 0.3)]
    assert top[:, wide // 2 :].sum() > 3 * top[:, : wide // 2].sum()
    title = home_words().letter["ar"].title
    found = lettering(title, text_font("ar"))
    assert found is not None
    assert found.shown == visual(title)


def test_a_name_that_no_font_has_is_a_line_to_write_on():
    assert "Schrijf hier je naam" in letter("nl", "李明").text(0)
    assert "Schrijf hier je naam" in letter("nl", "").text(0)
    assert "Schrijf hier je naam" not in letter("nl", "Łucja").text(0)


def test_a_wrong_word_list_is_refused_with_its_place():
    table = {
        "letter": {code: dict(vars_of(one)) for code, one in home_words().letter.items()},
        "card": {code: dict(vars_of(one)) for code, one in home_words().card.items()},
    }
    assert parse_home_words(table).letter["nl"].title == home_words().letter["nl"].title
    for change, said in (
        ({"title": ""}, "letter.tr"),
        ({"titel": "x"}, "letter.tr"),
        ({"title": "漢字"}, "lacks a letter"),
        ({"note": ""}, "draft"),
    ):
        wrong = {**table, "letter": {**table["letter"], "tr": {**table["letter"]["tr"], **change}}}
        with pytest.raises(WordsError, match=said):
            parse_home_words(wrong)


def vars_of(words: object) -> dict[str, object]:
    return {name: getattr(words, name) for name in words.__slots__}  # type: ignore[attr-defined]


@pytest.mark.parametrize("books", [0, 1, 12, 60])
def test_a_report_is_one_page_whatever_was_read(books: int):
    for name in NAMES:
        found = Printed(to_pdf(reports_document([report(name, books=books)], title="x", language="nl")))
        assert len(found) == 1
        assert "Wat we samen bespreken" in found.text(0)


def test_every_book_of_a_report_has_its_cover():
    picture = Printed(to_pdf(REPORTS)).picture(0, dpi=96)
    for row in range(5):
        for left in (56, 56 + 341 + 8):
            cover = picture.crop((left + 4, 206 + row * 56 + 4, left + 26, 206 + row * 56 + 36))
            assert len(cover.resize((6, 6)).getcolors()) > 2, (row, left)


@pytest.mark.parametrize(("children", "pages"), [(0, 1), (8, 1), (34, 1), (35, 2)])
def test_an_overview_of_a_class_takes_one_page_up_to_34(children: int, pages: int):
    found = Printed(to_pdf(overview_document(overview_of(children), WORDS, language="nl")))
    assert len(found) == pages
    assert f"blad 1 van {pages}" in found.text(0)
