"""Medals: seven shapes, in colour or in stone."""

import re
import tomllib

import pytest

from readify.art.badge_icons import BADGE_ICONS
from readify.art.medals import FAMILIES, SHAPE_OF, carved, medal
from readify.art.sprite import badge_sprite
from readify.config import seeds_dir

BADGES = tomllib.loads((seeds_dir() / "badges.toml").read_text(encoding="utf-8"))


def test_every_badge_of_the_seeds_has_a_picture_and_every_picture_a_badge():
    assert {badge["icon"] for badge in BADGES["badge"]} == set(BADGE_ICONS)


def test_every_family_of_the_seeds_has_the_shape_we_draw():
    assert {family["slug"]: family["shape"] for family in BADGES["family"]} == SHAPE_OF


@pytest.mark.parametrize("shape", FAMILIES)
def test_an_earned_medal_and_a_carved_one_use_symbols_that_exist(shape):
    drawn = badge_sprite()
    for earned in (True, False):
        used = re.findall(r'href="#([^"]+)"', medal(shape, "comic", earned=earned))
        assert len(used) == 2
        assert all(f'id="{name}"' in drawn for name in used)


def test_a_family_name_gives_its_shape():
    assert medal("aloud", "paw", earned=True) == medal("bubble", "paw", earned=True)


def test_an_unknown_shape_is_a_programming_error_but_never_a_wrong_medal():
    assert "m-cube" in medal("cube", "paw", earned=True)
    assert 'id="m-cube"' not in badge_sprite()


def test_a_carved_picture_holds_only_stone():
    stone = {"#7F6136", "#9C7D4B", "#B89A66", "#D6BB8A"}
    for picture in BADGE_ICONS.values():
        colours = set(re.findall(r"#[0-9A-Fa-f]{3,6}", carved(picture)))
        assert colours <= stone


def test_dark_lines_stay_darker_than_light_fields_in_stone():
    assert carved('fill="#1C2050"') == 'fill="#7F6136"'
    assert carved('fill="#fff"') == 'fill="#D6BB8A"'


def test_the_label_is_escaped_and_without_one_the_medal_is_decoration():
    assert 'aria-label="&quot;x&quot;"' in medal("ring", "talk", earned=True, label='"x"')
    assert 'aria-hidden="true"' in medal("ring", "talk", earned=False)
