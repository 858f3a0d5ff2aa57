"""Fonts, widths and right-to-left names."""

from __future__ import annotations

import unicodedata

import pytest

from readify.printing import fonts
from readify.printing.shaping import joined, visual


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("Çağla Łukasz Æşë", "Lexend-700"),
        ("Nguyễn Thế", "NotoSans-names"),
        ("Наталія Георги", "NotoSans-names"),
        ("Ελένη", "NotoSans-names"),
        ("فاطمة الزهراء", "NotoNaskhArabic-names"),
        ("نرگس پژمان", "NotoNaskhArabic-names"),
        ("שרה", "NotoSansHebrew-names"),
        ("ሰላም", "NotoSansEthiopic-names"),
        ("Անի", "NotoSansArmenian-names"),
        ("ნინო", "NotoSansGeorgian-names"),
    ],
)
def test_each_script_finds_a_font_that_has_all_its_letters(name, font):
    found = fonts.lettering(name, fonts.BOLD)
    assert found is not None
    assert found.font == font
    assert found.width(20) > 20


def test_a_script_without_a_font_is_told_so_and_printable_drops_it():
    assert fonts.lettering("李明") is None
    assert fonts.printable("Li 李").shown == "Li"


def test_arabic_letters_join_by_their_place_in_the_word():
    shapes = [unicodedata.decomposition(letter).split()[0] for letter in joined("محمد")]
    assert shapes == ["<initial>", "<medial>", "<medial>", "<final>"]


def test_a_letter_after_one_that_does_not_join_begins_anew():
    shapes = [unicodedata.decomposition(letter).split()[0] for letter in joined("داود")]
    assert shapes == ["<isolated>"] * 4


def test_every_joined_letter_is_a_public_one_that_other_programs_can_read_back():
    for name in ("نرگس پژمان", "شەهلا", "ژیان", "ہارون", "ڕێبوار", "عبد الله"):
        assert "Co" not in {unicodedata.category(letter) for letter in joined(name)}  # no private use
        assert unicodedata.normalize("NFKC", joined(name)) == name


def test_lam_and_alef_become_one_letter():
    assert [unicodedata.name(letter) for letter in joined("لا")] == [
        "ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM"
    ]
    assert "LAM WITH ALEF FINAL" in unicodedata.name(joined("سلام")[1])


def test_vowel_signs_are_left_out_of_a_name():
    assert joined("مُحَمَّد") == joined("محمد")
    assert visual("שָׂרָה") == visual("שרה")


def test_right_to_left_names_are_turned_round_word_by_word():
    assert visual("علي محمد") == joined("محمد")[::-1] + " " + joined("علي")[::-1]
    assert visual("Noor") == "Noor"


def test_words_of_two_directions_keep_the_order_of_the_line():
    assert visual("Ali علي") == "Ali " + joined("علي")[::-1]
    assert visual("שרה Jan") == "Jan " + "שרה"[::-1]


def test_wrapping_breaks_at_spaces_and_hyphens_and_loses_nothing():
    lines = fonts.wrapped("Anne-Fleur-Sophie van der Berg", font=fonts.BOLD, size=20, width=130)
    assert len(lines) > 1
    assert all(fonts.measure(line, font=fonts.BOLD, size=20) <= 130 for line in lines)
    assert "".join(lines).replace(" ", "") == "Anne-Fleur-SophievanderBerg"


def test_fitting_takes_the_largest_size_that_fits():
    size, lines = fonts.fitted("Noor", font=fonts.BOLD, sizes=(40, 30, 20), width=80)
    assert (size, lines) == (30, ["Noor"])
    assert (
        fonts.measure("Noor", font=fonts.BOLD, size=40)
        > 80
        >= fonts.measure("Noor", font=fonts.BOLD, size=30)
    )


def test_the_shipped_fonts_stay_small_and_keep_their_licence():
    folder = fonts.font_file("x").parent
    assert sum(path.stat().st_size for path in folder.glob("*.ttf")) < 700_000
    for licence in (folder.parent / "LEXEND-OFL.txt", folder / "NOTO-OFL.txt"):
        assert "SIL OPEN FONT LICENSE" in licence.read_text("utf-8")
