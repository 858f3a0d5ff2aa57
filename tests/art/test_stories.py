"""The pictures of the trails' stories: there for every piece, safe, small, and described in words."""

import re
import tomllib
from xml.etree import ElementTree

import brotli
import pytest

from readify.config import bundle_dir, seeds_dir

PICTURES = sorted((bundle_dir() / "static" / "art" / "stories").glob("*.svg"))
STORIES = sorted((seeds_dir() / "stories").glob("*.toml"))


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.stem)
def test_a_picture_is_well_formed_without_scripts_styles_or_photographs_and_small(picture):
    drawn = picture.read_text(encoding="utf-8")
    root = ElementTree.fromstring(drawn)
    assert root.attrib["viewBox"] == "0 0 360 220"
    assert not re.search(r"style=|<style|<script|<image|data:", drawn)
    ids = re.findall(r'\bid="([^"]+)"', drawn)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", drawn)) <= set(ids)
    assert len(brotli.compress(drawn.encode())) <= 3_000


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_every_piece_of_a_story_has_a_picture_of_its_own_with_words_for_it(story):
    told = tomllib.loads(story.read_text(encoding="utf-8"))
    names = [piece["illustration"] for piece in told["pieces"].values()]
    assert set(names) <= {path.stem for path in PICTURES}
    six = [told["pieces"][slug]["illustration"] for spot in told["routes"]["6"] for slug in spot]
    assert len(six) == len(set(six)) >= 6
    for piece in told["pieces"].values():
        assert all(len(piece["alt"][language].split()) >= 4 for language in told["languages"])
