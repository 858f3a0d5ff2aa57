"""The valley wakes in order, always the same way, and stays small."""

import re
from xml.etree import ElementTree

import pytest

from readify.art.valley import CROPS, PLACES, lit_places, valley

EVERY_CROP = pytest.mark.parametrize("crop", CROPS)


def awake(drawn: str) -> list[str]:
    """The shapes that are placed awake, in drawing order."""
    return re.findall(r'<use href="#v([a-z]+)1"', drawn)


def test_there_are_twenty_eight_places():
    assert len(PLACES) == 28


@pytest.mark.parametrize("lit", range(29))
def test_each_lit_place_shows_on_the_whole_board(lit):
    assert len(awake(valley(lit, crop="board"))) == lit


def test_the_next_place_to_wake_is_the_next_in_the_story():
    before, after = awake(valley(4, crop="board")), awake(valley(5, crop="board"))
    assert sorted(after) == sorted([*before, PLACES[4].kind])


@EVERY_CROP
def test_a_crop_is_well_formed_without_styles_and_under_sixteen_thousand_bytes(crop):
    for lit in (0, 14, 28):
        drawn = valley(lit, crop=crop, title="Het Lichtdal")
        ElementTree.fromstring(drawn)
        assert "style=" not in drawn
        assert len(drawn.encode()) <= 16_000


@EVERY_CROP
def test_every_reference_meets_its_definition(crop):
    drawn = valley(13, crop=crop)
    ids = re.findall(r'\bid="([^"]+)"', drawn)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', drawn)) <= {
        pair for name in ids for pair in ((name, ""), ("", name))
    }


def test_the_same_numbers_give_the_same_bytes():
    assert valley(9) == valley(9)


def test_two_keys_share_no_id():
    one, other = (set(re.findall(r'\bid="([^"]+)"', valley(9, key=key))) for key in ("a", "b"))
    assert not one & other


def test_a_title_is_read_aloud_and_escaped_and_no_title_is_decoration():
    assert 'aria-label="5 &lt; 6 &amp; &quot;zo&quot;"' in valley(3, title='5 < 6 & "zo"')
    assert 'aria-hidden="true"' in valley(3)


def test_only_a_fresh_valley_marks_its_newest_place():
    assert valley(2, fresh=True).count('class="woke"') == 1
    assert "woke" not in valley(2)
    assert "woke" not in valley(0, fresh=True)


def test_stars_stay_away_from_the_words_on_the_board():
    x, y, w, h = CROPS["board"].hush
    stars = re.findall(r"M(\d+) (\d+)h\.1", valley(0, crop="board"))
    assert stars
    assert not [s for s in stars if x < int(s[0]) < x + w and y < int(s[1]) < y + h]


@pytest.mark.parametrize(
    ("lamps", "target", "places"),
    [(0, 300, 0), (1, 300, 1), (150, 300, 14), (300, 300, 28), (999, 300, 28), (5, 0, 28)],
)
def test_lamps_become_places_and_the_first_lamp_already_shows(lamps, target, places):
    assert lit_places(lamps=lamps, target=target) == places


def test_numbers_beyond_the_valley_are_taken_as_its_ends():
    assert valley(-3) == valley(0)
    assert valley(99) == valley(28)
