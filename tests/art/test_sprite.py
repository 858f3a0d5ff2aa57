"""The sprite files are what the drawings say, small, and safe to use from another file."""

import re
from xml.etree import ElementTree

import brotli
import pytest

from readify.art.badge_icons import BADGE_ICONS
from readify.art.forms import FACES, FORMS
from readify.art.icons import ICONS
from readify.art.pictures import PICTURES
from readify.art.sprite import badge_sprite, shared_sprite, site_icon, sticker_sprite
from readify.config import bundle_dir

BOTH = pytest.mark.parametrize("drawn", [shared_sprite(), badge_sprite()], ids=["sprite", "badges"])
CONTRACT_FORMS = [
    "book",
    "picture_book",
    "comic",
    "ebook",
    "audiobook",
    "magazine",
    "newspaper",
    "poem",
    "recipe",
    "rules",
    "letter",
    "subtitles",
    "website",
    "other",
]
WAYS = ["self", "together", "read_to_me", "read_to_someone", "listened"]


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("sprite.svg", shared_sprite()),
        ("badges.svg", badge_sprite()),
        ("stickers.svg", sticker_sprite()),
        ("icon.svg", site_icon()),
    ],
)
def test_the_written_file_is_what_the_drawings_make(name, drawn):
    written = (bundle_dir() / "static" / "art" / name).read_text(encoding="utf-8")
    assert written == drawn, "run: python -m readify.art.sprite"


@BOTH
def test_symbols_are_well_formed_and_carry_no_styles_gradients_or_inner_ids(drawn):
    root = ElementTree.fromstring(drawn)
    assert len(root) > 40
    assert "style=" not in drawn
    assert "url(" not in drawn
    inner = [e for symbol in root for e in symbol.iter() if e is not symbol and "id" in e.attrib]
    assert inner == []


@BOTH
def test_no_number_in_a_drawing_lost_its_shape(drawn):
    assert not re.search(r"\d\.\d+\.\d{3}|NaN|None|\{|\}", drawn)


def test_the_shared_sprite_stays_under_fourteen_thousand_bytes_compressed():
    assert len(brotli.compress(shared_sprite().encode())) <= 14_000


def test_every_form_way_face_and_pad_picture_of_the_contract_is_drawn():
    assert set(CONTRACT_FORMS) | set(WAYS) <= FORMS.keys()
    assert list(FACES) == ["1", "2", "3", "4"]
    drawn = shared_sprite()
    assert len(PICTURES) == 12
    assert all(f'id="{symbol}"' in drawn for symbol in PICTURES.values())


def test_every_icon_follows_the_colour_of_its_text():
    assert all("fill=" not in body and "#" not in body for body in ICONS.values())


def test_forty_two_badges_have_forty_two_different_pictures():
    assert len(BADGE_ICONS) == 42
    assert len(set(BADGE_ICONS.values())) == 42
