"""Generated covers: deterministic, within their field, clean for the pages' policy, and readable."""

import re
from xml.etree import ElementTree

import pytest

from readify.art.cover_motifs import MOTIFS
from readify.art.cover_palettes import LOOKS, PALETTES, PAPER
from readify.art.cover_type import as_capitals, fit, width_of
from readify.art.covers import cover_svg, cover_thumb
from readify.books.catalogue import read_books_csv
from readify.books.codes import GENRES
from readify.config import seeds_dir

FORMS = (
    "book",
    "picture_book",
    "comic",
    "audiobook",
    "poem",
    "magazine",
    "newspaper",
    "recipe",
    "ebook",
    "other",
)


@pytest.fixture(scope="module")
def covers():
    """Every seed title with its cover."""
    return [
        (book, cover_svg(book.title, book.author, genre=book.genre, form=book.form, language=book.language))
        for book in read_books_csv(seeds_dir() / "books.csv")
    ]


def words_of(svg):
    return [text.text or "" for text in ElementTree.fromstring(svg).iter("text")]


def test_every_cover_is_well_formed_small_and_without_style_script_or_ids(covers):
    for book, svg in covers:
        root = ElementTree.fromstring(svg)
        assert root.get("viewBox") == "0 0 84 118", book
        assert len(svg.encode()) < 3_600, book
        for element in root.iter():
            names = set(element.attrib)
            assert not names & {"style", "id", "href", "onload"}, book
            assert element.tag in {"svg", "g", "path", "circle", "ellipse", "rect", "text"}, book


def test_every_title_is_wholly_on_its_cover(covers):
    for book, svg in covers:
        if len(book.title) > 160 or not re.search("[a-z]", book.title):
            continue
        joined = "".join(word.removesuffix("-") for word in words_of(svg)).replace(" ", "").casefold()
        expected = (
            as_capitals(book.title, language=book.language).replace(" ", "").replace("-", "").casefold()
        )
        assert expected in joined.replace("-", ""), (book.title, joined)


def test_no_line_runs_off_the_cover(covers):
    for book, svg in covers:
        for group in ElementTree.fromstring(svg).iter("g"):
            size = float(group.get("font-size") or 0)
            for text in group.findall("text"):
                assert width_of(text.text or "", size) <= 72.1, (book.title, text.text)
                assert 0 < float(text.get("y")) <= 117, (book.title, text.text)


def test_the_same_book_always_gets_the_same_cover_and_another_key_another():
    one = cover_svg("Lampje", "Annet Schaap", genre="fairy_tale")
    assert one == cover_svg("Lampje", "Annet Schaap", genre="fairy_tale")
    looks = {cover_svg("Lampje", "", genre="fairy_tale", seed_key=str(key)) for key in range(60)}
    assert len(looks) > 20


def test_a_shelf_does_not_look_like_one_book(covers):
    bare = {re.sub(r"<text.*?</text>", "", svg) for _, svg in covers}
    assert len(bare) > 0.5 * len(covers)


def test_every_genre_has_pictures_and_palettes_that_exist():
    assert set(LOOKS) == GENRES
    for motifs, palettes in LOOKS.values():
        assert set(motifs) <= set(MOTIFS)
        assert set(palettes) <= set(PALETTES)
    assert {motif for motifs, _ in LOOKS.values() for motif in motifs} == set(MOTIFS)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("genre", ["", "unknown", "funny", "nonfiction"])
def test_every_form_and_an_unknown_genre_get_a_cover(form, genre):
    assert ElementTree.fromstring(cover_svg("Een titel", "Iemand", genre=genre, form=form)).tag == "svg"


def test_an_audiobook_wears_headphones():
    plain, heard = (
        cover_svg("Minoes", "", genre="animals", form=form, seed_key="k") for form in ("book", "audiobook")
    )
    assert len(heard) > len(plain)


def test_a_title_cannot_bring_markup_along():
    svg = cover_svg('<script>alert("x")</script>', '"><img>', label='" onload="x')
    root = ElementTree.fromstring(svg)
    assert {element.tag for element in root.iter()} <= {
        "svg",
        "g",
        "path",
        "circle",
        "ellipse",
        "rect",
        "text",
    }
    assert root.get("onload") is None


def test_a_named_cover_is_an_image_and_a_bare_one_is_decoration():
    assert 'role="img" aria-label="Lampje"' in cover_svg("Lampje", label="Lampje")
    assert 'aria-hidden="true"' in cover_svg("Lampje")


def test_a_small_cover_has_no_words():
    assert words_of(cover_svg("Lampje", "Annet Schaap", width=44)) == []
    assert words_of(cover_thumb("Lampje", genre="fairy_tale")) == []
    assert words_of(cover_svg("Lampje", "Annet Schaap", width=60)) != []


@pytest.mark.parametrize(
    "title", ["", " ", "x" * 300, "woord " * 100, "A", "?", "e\u0301" * 40, "الأمير", "西游记"]
)
def test_odd_titles_still_fit(title):
    svg = cover_svg(title, title)
    assert ElementTree.fromstring(svg).tag == "svg"
    assert len(svg) < 4_000


def test_a_thumb_has_the_colours_of_its_cover():
    big, small = (cover_svg("Lampje", "Annet Schaap", genre="fairy_tale", width=width) for width in (84, 44))
    assert cover_thumb("Lampje", "Annet Schaap", genre="fairy_tale", width=44) == small
    assert re.search('fill="(#[0-9A-F]+)"', small)[1] == re.search('fill="(#[0-9A-F]+)"', big)[1]


def test_arabic_runs_from_the_right():
    assert 'direction="rtl"' in cover_svg("الأمير الصغير", "", genre="fairy_tale")


def test_turkish_capitals_keep_their_dots():
    assert as_capitals("küçük prens iyi", language="tr") == "KÜÇÜK PRENS İYİ"
    assert as_capitals("küçük prens iyi", language="nl") == "KÜÇÜK PRENS IYI"


def test_words_break_at_a_syllable_and_only_when_they_must():
    lines = fit("kindervoorstellingsprogramma", width=68, height=40, sizes=(9.5, 8)).lines
    assert lines[0].endswith("-")
    assert fit("Nachtverhaal", width=68, height=40, sizes=(15, 9.5, 8.8, 8, 7.2)).lines == ("Nachtverhaal",)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", list(PALETTES))
def test_words_are_readable_on_every_palette(name):
    palette = PALETTES[name]
    assert contrast(palette.ink, palette.back) >= 4.5
    assert contrast(palette.foot, palette.deep) >= 4.5
    assert contrast(palette.glow, palette.deep) >= 4.5
    assert contrast(palette.deep, PAPER) >= 4.5
