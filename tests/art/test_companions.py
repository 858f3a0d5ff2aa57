"""Six koempels in four poses: drawn, different, small, and content in every one."""

import re
from xml.etree import ElementTree

import brotli
import pytest

from readify.art import Art
from readify.art.animals import HEADS
from readify.art.companions import KOEMPELS, POSES, koempel
from readify.art.sprite import koempel_sprite
from readify.config import bundle_dir

EACH = pytest.mark.parametrize("name", KOEMPELS)


def test_there_are_six_and_each_has_its_head():
    assert list(KOEMPELS) == ["korenwolf", "salamander", "oehoe", "bever", "das", "mosa"]
    assert HEADS.keys() == KOEMPELS.keys()


@EACH
@pytest.mark.parametrize("pose", POSES)
def test_a_pose_is_well_formed_without_ids_styles_or_gradients(name, pose):
    drawn = koempel(name, pose)
    ElementTree.fromstring(f"<g>{drawn}</g>")
    assert not re.search(r'\bid="|style=|url\(', drawn)
    assert drawn == koempel(name, pose)


def test_no_two_drawings_are_the_same():
    drawn = [koempel(name, pose) for name in KOEMPELS for pose in POSES]
    assert len(set(drawn)) == 24


@EACH
def test_eyes_close_only_to_rest_and_the_mouth_opens_only_to_cheer(name):
    one = KOEMPELS[name]
    assert [pose for pose in POSES if one.shut in koempel(name, pose)] == ["rest"]
    assert [pose for pose in POSES if one.laugh in koempel(name, pose)] == ["cheer"]
    assert one.eyes in one.head
    assert one.mouth in one.head


@EACH
def test_everyone_holds_a_book_to_read_and_wears_the_miners_neckerchief(name):
    assert "#FFFBF3" in koempel(name, "read")
    assert all("#B8302A" in koempel(name, pose) for pose in POSES)


@EACH
def test_a_childs_own_sprite_is_written_and_under_three_thousand_bytes(name):
    written = (bundle_dir() / "static" / "art" / f"koempel-{name}.svg").read_text(encoding="utf-8")
    assert written == koempel_sprite(name), "run: python -m readify.art.sprite"
    assert re.findall(r'<symbol id="(\w+)"', written) == list(POSES)
    assert len(brotli.compress(written.encode())) <= 3_000


def test_templates_point_into_the_companions_own_sprite_or_draw_nobody():
    art = Art(koempels="/k-{}.svg".format)
    assert 'href="/k-das.svg#cheer"' in art.koempel("das", "cheer")
    assert 'aria-label="Das"' in art.koempel("das", label="Das")
    assert "<use" not in art.koempel("")
    assert 'href="/k-bever.svg#read"' in art.valley(3, mate="bever")
    assert 'href="/k-bever.svg#read"' in art.journey(3, mate="bever")


@pytest.mark.parametrize(
    ("hour", "band", "light"),
    [(10, "midden", "day"), (10, "groot", "dusk"), (18, "klein", "dusk"), (23, "groot", "night")],
)
def test_the_hour_lights_the_valley_and_groot_stays_in_the_evening(hour, band, light):
    assert Art(hour=lambda: hour).daylight(band) == light
