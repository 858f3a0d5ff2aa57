"""The other drawings: journey, gauges, stamps, scenes, and what templates see of them."""

import re
from xml.etree import ElementTree

import brotli
import pytest
from markupsafe import Markup

from readify.art import Art
from readify.art.gauges import beam, columns, mix, moon, qr, ring
from readify.art.journey_map import HALTES, journey
from readify.art.scenes import SCENES, scene
from readify.art.stamps import INKS, STAMP_PICTURES, stamp

ART = Art()


def parsed(drawn: str) -> ElementTree.Element:
    """The drawing as XML; also refuses style attributes, which the pages' policy would drop."""
    assert "style=" not in drawn
    return ElementTree.fromstring(drawn)


@pytest.mark.parametrize("at", range(12))
def test_the_map_names_all_twelve_haltes_wherever_you_are(at):
    drawn = journey(at)
    parsed(drawn)
    assert all(f">{name}</text>" in drawn for name in HALTES)
    assert drawn.count('font-weight="800"') == 1
    assert f'fill="#1C2050">{HALTES[at]}</text>' in drawn


def test_the_boat_sails_north_as_lights_come_in():
    def height(at: int, along: float) -> int:
        return int(re.findall(r"translate\(\d+ (\d+)\) scale\(\.36\)", journey(at, along=along))[0])

    seen = [height(at, along) for at in range(11) for along in (0.0, 0.5, 0.9)]
    assert seen == sorted(seen, reverse=True)
    assert height(11, 0.5) < seen[-1]


def test_the_map_on_a_card_has_no_names_and_stays_inside_the_field():
    for at in range(12):
        box = parsed(journey(at, crop="card")).attrib["viewBox"].split()
        assert 0 <= float(box[1]) <= 660 - 178
    assert "Thorn" not in journey(4, crop="card")


def test_the_moon_fills_its_ring_by_the_share_that_is_left():
    def dash(share: float) -> int:
        return int(re.findall(r'stroke-dasharray="(\d+) ', moon(share, "1", "min"))[0])

    assert dash(0) == 0 < dash(0.5) < dash(1) == dash(7) == 490


@pytest.mark.parametrize(
    "drawn", [moon(0.4, "12", "<b>"), ring(0.3), beam(0.71), beam(2, label='"'), scene("cave")]
)
def test_gauges_are_well_formed_also_with_odd_words(drawn):
    parsed(drawn)


def test_a_mix_covers_its_bar_and_knows_nothing_yet():
    root = parsed(mix([("Boek", 3), ("Strip", 1)], label="Soorten"))
    starts = [r.attrib.get("x") for r in root]
    assert starts == ["0.00%", "75.00%"]
    parsed(mix([], label="Nog niets"))
    parsed(mix([("Boek", 0)], label="Nog niets"))


def test_columns_stand_for_their_values_and_survive_zero():
    heights = [
        float(r.attrib["height"])
        for r in parsed(columns([("ma", 2), ("di", 4)], label="x"))
        if "height" in r.attrib
    ]
    assert heights[1] == 2 * heights[0]
    parsed(columns([], label="x"))
    parsed(columns([("ma", 0)], label="x"))


def test_a_qr_code_draws_each_dark_module_once_with_its_quiet_zone():
    matrix = [[True, True, False], [False, True, False], [True, False, True]]
    root = parsed(qr(matrix, label="QR"))
    assert root.attrib["viewBox"] == "0 0 11 11"
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1", root[1].attrib["d"])
    dark = {(int(x) + i, int(y)) for x, y, n in runs for i in range(int(n))}
    assert dark == {(4, 4), (5, 4), (5, 5), (4, 6), (6, 6)}


@pytest.mark.parametrize("picture", STAMP_PICTURES)
def test_a_stamp_shrinks_long_words_to_its_rim(picture):
    short, long = (
        stamp("Zomer", words, "27 juli", picture=picture, key="k", label=words)
        for words in ("Venlo", "Bibliotheek Horst aan de Maas")
    )
    parsed(long)
    sizes = [float(s) for s in re.findall(r'<text font-size="([\d.]+)"', long)]
    assert sizes[1] < sizes[0]
    assert "PAPER" not in short + long


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_is_well_formed_decoration(name):
    root = parsed(scene(name))
    assert root.attrib["aria-hidden"] == "true"
    assert not re.findall(r'\bid="', scene(name))
    assert len(brotli.compress(scene(name).encode())) <= 1_700


def test_templates_get_every_drawing_marked_safe_by_the_apps_own_wrapper():
    art = Art(sprite="/a.svg", badges="/b.svg", wrap=Markup)
    drawn = [
        art.icon("home"), art.head("das"), art.form("book"), art.face(3), art.lamp(False), art.picture("uil"),
        art.logo(), art.medal("forms", "comic", earned=True), art.valley(3), art.journey(2),
        art.scene("lost"),
        art.korenwolf(), art.badge_ring("boat", 0.5), art.wall_stones(), art.confetti(), art.leaf_waves(),
    ]  # fmt: skip
    assert all(isinstance(one, Markup) for one in drawn)
    assert 'href="/a.svg#i-home"' in drawn[0]
    assert 'href="/b.svg#m-square"' in drawn[7]


def test_an_unknown_form_is_drawn_as_other_and_no_opinion_as_nothing():
    assert "#f-other" in ART.form("opera")
    assert ART.face(0) == ""


def test_icons_are_silent_beside_words_and_named_when_they_stand_alone():
    assert 'aria-hidden="true"' in ART.icon("home")
    assert 'role="img" aria-label="Thuis"' in ART.icon("home", label="Thuis")


def test_inks_are_dark_enough_to_read_on_paper():
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert all((light("#FFF1D6") + 0.05) / (light(ink) + 0.05) >= 4.5 for ink in INKS)
