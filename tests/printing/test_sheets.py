"""Stickers, tents, the poster without a code, stamp cards and passports, read back from paper and pixels."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pypdfium2.raw as pdfium_c
import pytest
from PIL import Image

from readify.printing.documents import Document, to_pdf, to_png
from readify.printing.folded import Cover, OwnCode
from readify.printing.holiday_passport import passport_document
from readify.printing.info_poster import InfoSheet, info_document
from readify.printing.posters import poster_document, posters_pdf
from readify.printing.qr import qr_matrix
from readify.printing.stamp_card import StampPlace, stamp_card_document
from readify.printing.stickers import sticker_document
from readify.printing.tents import tent_document
from readify.printing.words import WordsError, print_words

from .conftest import Printed, decoded
from .test_posters import SHEET

SIX = [
    replace(SHEET, url=f"HTTP://LOCALHOST:8000/S/MAAS{n}K7Q", position=n, word_code=f"MAAS {n}")
    for n in range(1, 7)
]
HEARTS = (
    "feather",
    "comic",
    "mosasaur",
    "pot",
    "owl",
    "lamp",
    "book",
    "boat",
    "moon",
    "key",
    "tree",
    "castle",
)
PLACES = [StampPlace(n, f"Plek {n}", heart) for n, heart in enumerate(HEARTS, start=1)]
COVER = Cover("Het geleende boek", "Bibliotheek De Veerpont")
CODES = [
    OwnCode(f"HTTP://LOCALHOST:8000/P/7KQ4MX2N5RTW7KQ4M{n:03}", f"7KQ4{n}-MX2N5", f"{n} / 3")
    for n in (1, 2, 3)
]
INFO = InfoSheet(
    "Vakantiespoor", dt.date(2027, 7, 24), dt.date(2027, 9, 5), ("Roermond", "Swalmen"), "Bibliotheek"
)
DOCUMENTS: dict[str, Callable[[], Document]] = {
    "poster": lambda: poster_document([replace(SHEET, line="ar", languages=("nl", "en"))]),
    "sticker": lambda: sticker_document(SIX),
    "tent": lambda: tent_document([replace(SHEET, languages=("nl", "en"))]),
    "info": lambda: info_document(replace(INFO, languages=("nl", "en"))),
    "stampcard": lambda: stamp_card_document(PLACES[:6], COVER, codes=CODES[:1]),
    "twelve": lambda: stamp_card_document(PLACES, COVER, codes=CODES[:1]),
    "passport": lambda: passport_document(COVER, codes=CODES[:1]),
}


def quiet_around(printed: Printed, url: str, *, page: int = 0, dpi: int = 300) -> float:
    """The white frame around this code, in modules: the code's box from the vectors, the rest from ink."""
    paths = [one for one in printed.document[page].get_objects() if one.type == pdfium_c.FPDF_PAGEOBJ_PATH]
    boxes = [one.get_bounds() for one in paths if pdfium_c.FPDFPath_CountSegments(one.raw) > 400]
    high, unit = printed.document[page].get_height(), dpi / 72
    ink = np.asarray(printed.picture(page, dpi=dpi).convert("L")) < 250
    found = []
    for left, bottom, right, top in boxes:
        assert right - left == pytest.approx(top - bottom, abs=0.01)
        module = (right - left) / len(qr_matrix(url)) * unit
        x0, x1 = round(left * unit), round(right * unit)
        y0, y1 = round((high - top) * unit), round((high - bottom) * unit)
        for wide in range(3, int(7 * module)):
            frame = ink[max(0, y0 - wide) : y1 + wide, max(0, x0 - wide) : x1 + wide].copy()
            frame[wide - 2 : 2 - wide, wide - 2 : 2 - wide] = False
            if frame.any():
                break
        found.append(wide / module)
    return min(found)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_preview_is_the_sheet_that_is_printed(name):
    document = DOCUMENTS[name]()
    printed = Printed(to_pdf(document)).picture(0, dpi=72).resize((400, 566), Image.Resampling.BOX)
    drawn = Image.open(io.BytesIO(to_png(document, 0, width=820))).convert("RGB")
    drawn = drawn.resize((400, 566), Image.Resampling.BOX)
    difference = np.abs(np.asarray(drawn, dtype=int) - np.asarray(printed, dtype=int))
    assert difference.mean() < 10
    blocks = difference.mean(axis=2)[:560, :].reshape(56, 10, 40, 10).mean(axis=(1, 3))
    assert (blocks > 60).mean() < 0.04  # nothing stands elsewhere; a code is whole pixels


def test_24_stickers_on_a_sheet_share_the_spots_evenly():
    printed = Printed(to_pdf(sticker_document(SIX)))
    assert len(printed) == 1
    found = decoded(printed.picture(0))
    assert sorted(found) == sorted(sheet.url for sheet in SIX for _ in range(4))
    assert decoded(Printed(to_pdf(sticker_document(SIX[:1]))).picture(0)) == [SIX[0].url] * 24
    five = decoded(Printed(to_pdf(sticker_document(SIX[:5]))).picture(0))
    assert [five.count(sheet.url) for sheet in SIX[:5]] == [5, 5, 5, 5, 4]


def test_a_table_tent_shows_the_same_code_upright_on_both_sides():
    printed = Printed(to_pdf(tent_document(SIX[:1])))
    picture = printed.picture(0, dpi=150)
    third = picture.height // 3
    back = picture.crop((0, 0, picture.width, third)).rotate(180)
    front = picture.crop((0, third, picture.width, 2 * third))
    assert decoded(back) == decoded(front) == [SIX[0].url]
    small = [np.asarray(side.resize((300, 140), Image.Resampling.BOX), dtype=int) for side in (back, front)]
    assert np.abs(small[0] - small[1])[5:-5].mean() < 6
    assert quiet_around(printed, SIX[0].url) >= 4


def test_the_poster_for_a_school_tells_when_and_where_and_carries_no_code():
    for paper in ("A3", "A4", "A5"):
        printed = Printed(to_pdf(info_document(INFO, paper=paper, ink="light")))
        assert decoded(printed.picture(0, dpi=150)) == []
        text = printed.text(0).replace("\n", " ")
        for words in ("24 juli", "5 september", "Roermond", "Swalmen", "Ga naar de bieb.", "stempelkaart"):
            assert words in text


def test_a_card_has_its_own_code_outside_and_its_places_upside_down_inside():
    printed = Printed(to_pdf(stamp_card_document(PLACES[:6], COVER, codes=CODES)))
    assert [decoded(printed.picture(page)) for page in range(3)] == [[code.url] for code in CODES]
    assert quiet_around(printed, CODES[1].url, page=1) >= 4
    text = printed.text(1).replace("\n", " ")
    for words in ("7KQ42-MX2N5", "2 / 3", "Jouw kaart", "Mijn stempels", "Plek 6", "De Veerpont"):
        assert words in text
    page = printed.document[1]
    where = {word: page.get_textpage().search(word).get_next() for word in ("Mijn stempels", "Jouw kaart")}
    heights = {word: page.get_textpage().get_charbox(at[0]) for word, at in where.items()}
    assert heights["Mijn stempels"][1] > page.get_height() / 2 > heights["Jouw kaart"][3]


@pytest.mark.parametrize("count", [3, 5, 7, 12])
def test_three_to_twelve_places_all_fit_on_the_card(count):
    printed = Printed(to_pdf(stamp_card_document(PLACES[:count], COVER, codes=CODES[:1])))
    text = printed.text(0)
    assert all(place.name in text for place in PLACES[:count])
    edge = np.asarray(printed.picture(0, dpi=60))[:, -6:]
    assert edge[:330].min() == 255


def test_a_line_in_one_more_language_stands_off_the_code_and_reads_from_its_own_side():
    for language, line in print_words().line.items():
        printed = Printed(posters_pdf([replace(SHEET, line=language)]))
        assert quiet_around(printed, SHEET.url, dpi=150) >= 4, language
        if language != "ar":
            assert line.text.split()[0] in printed.text(0)
        assert line.draft
        assert max(len(sentence.split()) for sentence in line.text.split(".")) <= 10
    fonts = Printed(posters_pdf([replace(SHEET, line="ar")])).fonts()
    assert any("Arabic" in name for name in fonts)
    assert all(fonts.values())


@pytest.mark.parametrize(("paper", "ink"), [("A3", "light"), ("A4", "full"), ("A4", "light"), ("A5", "full")])
def test_no_drawing_enters_the_quiet_zone_of_a_poster_on_any_paper(paper, ink):
    sheet = replace(SHEET, languages=("nl", "en"), line="uk")
    printed = Printed(posters_pdf([sheet], paper=paper, ink=ink))
    assert quiet_around(printed, SHEET.url) >= 4


def test_a_long_title_and_long_names_stay_on_the_card():
    cover = Cover(
        "Het grote kerstvakantiespoor van de mergelgrotten", "Bibliotheek Eijsden-Margraten, Cadier en Keer"
    )
    places = [StampPlace(n, "Kookboeken naast de trap boven", "pot") for n in range(1, 7)]
    printed = Printed(to_pdf(stamp_card_document(places, cover, codes=CODES[:1])))
    page = np.asarray(printed.picture(0, dpi=100))
    assert page[:570, -8:].min() == page[590:1100, -8:].min() == 255  # but for the fold
    assert "mergelgrotten" in printed.text(0)


def test_nothing_to_print_and_unknown_languages_are_refused():
    for make in (
        lambda: sticker_document([]),
        lambda: tent_document([]),
        lambda: stamp_card_document(PLACES, COVER, codes=[]),
        lambda: passport_document(COVER, codes=[]),
    ):
        with pytest.raises(ValueError, match="no "):
            make()
    with pytest.raises(WordsError):
        passport_document(COVER, codes=CODES, language="xx")
    with pytest.raises(WordsError):
        posters_pdf([replace(SHEET, line="xx")])


def test_a_text_that_is_too_long_ends_in_dots_and_still_tells_which_spot_it_is():
    long = "Het grote vakantiespoor van de Auvermannekes in Zuid-Limburg"
    printed = Printed(to_pdf(tent_document([replace(SHEET, trail_name=long)])))
    assert "… · plek 3 van 6" in printed.text(0)
    card = stamp_card_document(
        [replace(place, name="Naast de grote prentenboekenkast") for place in PLACES],
        replace(COVER, library_name="Bibliotheek Heuvelland, vestiging Valkenburg aan de Geul"),
        codes=CODES[:1],
    )
    text = Printed(to_pdf(card)).text(0)
    assert "12 · Naast" in text
    assert "…" in text
