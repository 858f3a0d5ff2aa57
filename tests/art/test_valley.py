"""The valley wakes in order, always the same way, and stays small."""

import re
from xml.etree import ElementTree

import brotli
import pytest

from readify.art.daylight import LIGHTS, light_at
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
@pytest.mark.parametrize("light", LIGHTS)
def test_a_crop_is_well_formed_without_styles_and_under_six_thousand_bytes(crop, light):
    for lit in (0, 7, 14, 28):
        drawn = valley(lit, crop=crop, title="Het Lichtdal", light=light, festive=lit == 28)
        ElementTree.fromstring(drawn)
        assert "style=" not in drawn
        assert len(brotli.compress(drawn.encode())) <= 6_000


@pytest.mark.parametrize("light", LIGHTS)
def test_the_same_places_are_awake_in_every_light(light):
    assert awake(valley(9, crop="board", light=light)) == awake(valley(9, crop="board"))
    assert valley(9, light=light) != valley(10, light=light)


def test_each_light_has_its_own_colours():
    assert len({valley(9, light=light) for light in LIGHTS}) == 3


def test_stars_and_moon_are_of_the_night_and_birds_of_the_day():
    def stars(light: str) -> int:
        return len(re.findall(r"h\.1", valley(0, crop="board", light=light)))

    assert stars("day") < stars("dusk") < stars("night")
    assert "#FFF1C9" in valley(0, crop="home", light="night")
    assert "#FFF1C9" not in valley(0, crop="home", light="day")


@pytest.mark.parametrize(
    ("hour", "light"),
    [
        (0, "night"),
        (5, "night"),
        (6, "dusk"),
        (8, "day"),
        (16, "day"),
        (17, "dusk"),
        (19, "dusk"),
        (20, "night"),
    ],
)
def test_the_hour_gives_the_light(hour, light):
    assert light_at(hour) == light


def test_a_reached_goal_hangs_garlands_and_nothing_else_changes():
    plain, feast = valley(28, crop="board"), valley(28, crop="board", festive=True)
    assert awake(plain) == awake(feast)
    assert len(feast) > len(plain) + 500


def test_fireflies_come_when_half_the_valley_is_awake_but_not_by_day():
    def flies(lit: int, light: str) -> bool:
        return 'class="fly' in valley(lit, light=light)

    assert flies(14, "dusk")
    assert flies(14, "night")
    assert not flies(13, "dusk")
    assert not flies(28, "day")


def test_the_boat_is_sailed_by_whom_you_ask():
    assert "#7A4A2C" in valley(0)
    drawn = valley(0, mate='<use href="/art/koempel-das.svg#read"/>')
    assert "koempel-das.svg#read" in drawn
    assert len(drawn) < len(valley(0)) - 1_500


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
