"""Twelve haltes, each a place of its own, in colour once reached and in four tones of evening before."""

import re
from xml.etree import ElementTree

import brotli
import pytest

from readify.art.haltes import ASLEEP, DRAWINGS, HEIGHTS, halte, postcard
from readify.art.journey_map import HALTES, journey

EACH = pytest.mark.parametrize("number", range(12), ids=HALTES)


def test_there_are_twelve_different_places():
    assert len(DRAWINGS) == len(set(DRAWINGS)) == len(HEIGHTS) == len(HALTES) == 12


@EACH
def test_a_halte_is_well_formed_small_and_the_same_each_time(number):
    drawn = halte(number, lit=True, glow="g")
    ElementTree.fromstring(f"<g>{drawn}</g>")
    assert not re.search(r'\bid="|style=', drawn)
    assert len(drawn) < 3_000
    assert drawn == halte(number, lit=True, glow="g")


@EACH
def test_before_it_is_reached_a_halte_has_only_the_tones_of_evening_and_no_glow(number):
    drawn = halte(number, lit=False, glow="g")
    assert set(re.findall(r"#[0-9A-Fa-f]{3,6}\b", drawn)) <= set(ASLEEP)
    assert "url(" not in drawn


@EACH
def test_a_postcard_is_named_and_under_two_thousand_bytes(number):
    drawn = postcard(number, key="p", title=HALTES[number])
    root = ElementTree.fromstring(drawn)
    assert root.attrib["aria-label"] == HALTES[number]
    ids = re.findall(r'\bid="([^"]+)"', drawn)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", drawn)) <= set(ids)
    assert len(brotli.compress(drawn.encode())) <= 2_000
    assert 'aria-hidden="true"' in postcard(number, key="p")


@EACH
def test_on_the_map_no_halte_reaches_the_name_of_the_one_above_it(number):
    drawn = journey(11)
    feet = [float(y) for y in re.findall(r'translate\(\d+ (\d+)\) scale\(0\.\d+\)"><circle', drawn)]
    scales = [float(s) for s in re.findall(r'translate\(\d+ \d+\) scale\((0\.\d+)\)"><circle', drawn)]
    foot, scale = feet[11 - number], scales[11 - number]
    assert HEIGHTS[number] * scale <= 60
    if number < 10:
        assert foot - HEIGHTS[number] * scale > feet[11 - number - 2] + 5


def test_the_map_stays_under_eight_thousand_bytes_and_its_card_is_smaller():
    whole, card = (len(brotli.compress(journey(5, crop=crop).encode())) for crop in ("map", "card"))
    assert card < whole <= 8_000
