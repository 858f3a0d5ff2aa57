"""Posters, read back by another renderer (pdfium) and another decoder (zxing-cpp)."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from readify.printing.posters import PosterSheet, poster_png, posters_pdf
from readify.printing.qr import qr_matrix
from readify.printing.words import WordsError, poster_words, print_words

from .conftest import Printed, decoded, photographed

SHEET = PosterSheet(
    url="HTTP://LOCALHOST:8000/S/MAAS3K7Q",
    trail_name="Vakantiespoor",
    position=3,
    total=6,
    word_code="MAAS 3",
    typed_address="localhost:8000/s",
    library_name="Bibliotheek Roermond",
)
CODES = ("MAAS3K7Q", "MAAS4XW2", "MAAS5TRH")
TRAIL = [
    replace(SHEET, url=f"HTTP://LOCALHOST:8000/S/{code}", position=n) for n, code in enumerate(CODES, start=1)
]


@pytest.fixture(scope="module")
def trail() -> Printed:
    return Printed(posters_pdf(TRAIL))


@pytest.fixture(scope="module")
def picture(trail: Printed) -> Image.Image:
    return trail.picture(0)


def test_each_sheet_is_one_a4_page(trail):
    assert len(trail) == 3
    for page in range(3):
        assert trail.millimetres(page) == pytest.approx((210, 297), abs=0.1)


def test_every_code_is_read_again_at_300_dpi(trail):
    for page, sheet in enumerate(TRAIL):
        assert decoded(trail.picture(page)) == [sheet.url]


@pytest.mark.parametrize("seed", range(8))
def test_a_code_is_read_from_a_tilted_blurred_compressed_photo(picture, seed):
    assert decoded(photographed(picture, seed=seed)) == [TRAIL[0].url]


@pytest.mark.parametrize("dpi", [300, 96])
def test_a_code_is_read_at_a_third_of_its_size(trail, dpi):
    page = trail.picture(1, dpi=dpi)
    small = page.resize((round(page.width * 0.35), round(page.height * 0.35)), Image.Resampling.BILINEAR)
    assert decoded(small) == [TRAIL[1].url]


def test_the_code_is_90_mm_wide_and_has_four_white_modules_around_it(picture):
    dark = np.asarray(picture.convert("L")) < 128
    left, top, side, unit = 56, 556, 340.16, picture.width / 794
    x0, x1 = round(left * unit), round((left + side) * unit)
    y0, y1 = round(top * unit), round((top + side) * unit)
    code = dark[y0:y1, x0:x1]
    columns, rows = np.flatnonzero(code.any(axis=0)), np.flatnonzero(code.any(axis=1))
    assert (columns[-1] - columns[0] + 1) / 300 * 25.4 == pytest.approx(90, abs=0.4)
    assert (rows[-1] - rows[0] + 1) / 300 * 25.4 == pytest.approx(90, abs=0.4)
    quiet = round(4 * (x1 - x0) / 25)
    ring = np.asarray(picture)[y0 - quiet : y1 + quiet, max(0, x0 - quiet) : x1 + quiet].copy()
    ring[quiet - 3 : -quiet + 3, min(quiet, x0) - 3 : -quiet + 3] = 255
    assert ring.min() > 250


def test_every_module_lies_where_the_matrix_says_neither_mirrored_nor_turned(picture):
    matrix = np.array(qr_matrix(TRAIL[0].url))
    unit = picture.width / 794
    at = (np.arange(len(matrix)) + 0.5) * 340.16 / len(matrix)
    grey = np.asarray(picture.convert("L"))
    seen = grey[np.ix_(((556 + at) * unit).astype(int), ((56 + at) * unit).astype(int))] < 128
    assert (seen == matrix).all()


def test_all_fonts_are_embedded_and_helvetica_is_not_even_listed(trail):
    assert trail.fonts()
    assert all(trail.fonts().values())
    assert b"Helvetica" not in trail.data
    assert trail.data.count(b"/FontDescriptor ") == trail.data.count(b"/FontFile2 ")


@pytest.mark.parametrize("ink", ["full", "light"])
def test_nothing_on_a_poster_is_a_bitmap(ink):
    printed = Printed(posters_pdf([SHEET], ink=ink))
    assert printed.bitmaps() == 0
    assert b"/Subtype /Image" not in printed.data


def test_a_hundred_posters_cost_few_bytes_a_page_and_the_art_is_stored_once():
    sheets = [replace(SHEET, url=f"HTTP://LOCALHOST:8000/S/MAAS{n:04}") for n in range(100)]
    seen = []
    data = posters_pdf(sheets, progress=lambda done, total: seen.append((done, total)))
    assert len(Printed(data)) == 100
    assert len(data) / 100 < 8_000
    assert seen == [(n, 100) for n in range(1, 101)]
    assert data.count(b"/Subtype /Form") == Printed(posters_pdf([SHEET])).data.count(b"/Subtype /Form")


def test_a_poster_says_in_words_what_to_do_without_a_camera(trail):
    text = trail.text(2).replace("\n", " ")
    for words in (
        "Vakantiespoor · plek 3 van 6",
        "Psst …",
        "Scan mij!",
        "MAAS 3",
        "localhost:8000/s",
        "Roermond",
    ):
        assert words in text
    assert "Geen telefoon?" in text
    assert "Vraag een stempelkaart aan de balie." in text


def test_a_second_language_stands_below_the_first():
    text = Printed(posters_pdf([replace(SHEET, languages=("nl", "en"))])).text(0).replace("\n", " ")
    for language in ("nl", "en"):
        words = poster_words(language)
        for step in (*words.steps, words.scan, words.go_to, words.ask_desk):
            assert step in text
    assert Printed(posters_pdf([replace(SHEET, languages=("en",))])).text(0).count("Scan me!") == 1


@pytest.mark.parametrize(("paper", "size"), [("A3", (297, 420)), ("A5", (148, 210))])
def test_other_papers_carry_the_same_poster(paper, size):
    printed = Printed(posters_pdf([SHEET], paper=paper))
    assert printed.millimetres(0) == pytest.approx(size, abs=0.1)
    assert decoded(printed.picture(0, dpi=200)) == [SHEET.url]


def test_the_ink_saving_poster_is_mostly_white_and_its_code_is_read():
    pictures = {ink: Printed(posters_pdf([SHEET], ink=ink)).picture(0, dpi=100) for ink in ("full", "light")}
    cover = {ink: 1 - np.asarray(page.convert("L")).mean() / 255 for ink, page in pictures.items()}
    assert cover["light"] < 0.14 < 0.3 < cover["full"]
    assert decoded(pictures["light"]) == [SHEET.url]


def test_long_words_stay_within_the_paper():
    sheet = replace(
        SHEET,
        trail_name="Het grote kerstvakantiespoor van de mergelgrotten",
        word_code="VUURSALAMANDER 12",
        typed_address="bibliotheek-horstaandemaas.readify.example/s",
        library_name="Bibliotheek Eijsden-Margraten, vestiging Cadier en Keer",
        headline="Sst! De Auvermannekes lezen hier vannacht nog een heel lang boek.",
        languages=("nl", "en"),
    )
    page = Printed(posters_pdf([sheet], ink="light")).picture(0, dpi=100)
    edge = np.asarray(page)[:, -round(page.width * 0.028) :]
    assert edge.min() == 255
    assert decoded(page) == [sheet.url]


def test_the_png_is_the_same_poster_with_whole_pixels_and_is_read():
    page = Image.open(io.BytesIO(poster_png(SHEET, width=1000)))
    assert page.format == "PNG"
    assert page.size == (1000, 1414)
    assert decoded(page) == [SHEET.url]
    assert decoded(photographed(page, seed=3)) == [SHEET.url]
    shades = np.asarray(page.convert("L"))[705:1125, 75:495]
    grey = ((shades > 60) & (shades < 240)).mean()
    assert grey == 0


def test_the_png_looks_like_the_pdf(picture):
    drawn = Image.open(io.BytesIO(poster_png(TRAIL[0], width=794))).convert("RGB")
    printed = picture.resize(drawn.size, Image.Resampling.BOX)
    art = (slice(0, 490), slice(0, 794))
    difference = np.abs(np.asarray(drawn, dtype=int)[art] - np.asarray(printed, dtype=int)[art]).mean()
    assert difference < 6


def test_the_same_posters_give_the_same_bytes():
    assert posters_pdf(TRAIL) == posters_pdf(TRAIL)


def test_no_posters_and_unknown_languages_are_refused_in_words():
    with pytest.raises(ValueError, match="no posters"):
        posters_pdf([])
    with pytest.raises(WordsError, match="'xx'"):
        posters_pdf([replace(SHEET, languages=("xx",))])
    with pytest.raises(ValueError, match="pixels wide"):
        poster_png(SHEET, width=20)


def test_every_language_on_paper_is_whole_and_short():
    words = print_words()
    assert set(words.poster) == set(words.card) == {"nl", "en"}
    for language in words.poster.values():
        assert len(language.steps) == 3
        for sentence in (*language.steps, language.ask_desk, language.promise):
            assert len(sentence.split()) <= 10
