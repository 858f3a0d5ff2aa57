"""From SVG to shapes: what is understood, and what is refused."""

from __future__ import annotations

import pytest

from readify.art.animals import HEADS, KORENWOLF
from readify.printing.line_art import line_art
from readify.printing.paths import flattened, parse_path, parse_transform
from readify.printing.picture import Linear, PictureError, Radial, art, read_picture


def svg(body: str) -> str:
    return f'<svg viewBox="0 0 100 50">{body}</svg>'


def ends(d: str) -> list[tuple[float, ...]]:
    return [tuple(round(v, 3) for v in n[-2:]) for _, n in parse_path(d) if n]


@pytest.mark.parametrize(
    ("d", "last"),
    [
        ("M0 0L10 0l0 5H3v2z", (3, 7)),
        ("m5 5 10 0 0 10", (15, 15)),
        ("M0 0c0 10 10 10 10 0s10-10 10 0", (20, 0)),
        ("M0 0q5 10 10 0t10 0", (20, 0)),
        ("M0 0a5 5 0 0 1 10 0", (10, 0)),
        ("M0 0a5 5 0 0110 0", (10, 0)),
        ("M.5.5L-1-2", (-1, -2)),
    ],
)
def test_every_path_command_ends_where_it_should(d, last):
    assert ends(d)[-1] == last


def test_an_arc_bulges_to_the_side_that_its_flag_says():
    ((points, _),) = flattened(tuple(parse_path("M0 0A5 5 0 0 1 10 0")))
    assert min(y for _, y in points) == pytest.approx(-5, abs=0.01)
    ((points, _),) = flattened(tuple(parse_path("M0 0A5 5 0 0 0 10 0")))
    assert max(y for _, y in points) == pytest.approx(5, abs=0.01)


def test_a_circle_of_arcs_comes_round():
    ((points, closed),) = flattened(tuple(parse_path("M0 5a5 5 0 1 0 10 0a5 5 0 1 0-10 0z")), steps=16)
    assert closed
    assert all(((x - 5) ** 2 + (y - 5) ** 2) ** 0.5 == pytest.approx(5, abs=0.01) for x, y in points)


def test_transforms_apply_from_the_inside_out():
    (shape,) = read_picture(
        svg('<g transform="translate(10 5) scale(2)"><path d="M1 1L2 1" stroke="#000"/></g>')
    ).shapes
    assert shape.segments[0][1] == (12, 7)
    assert shape.width == 2
    assert parse_transform("rotate(90 1 1)") == pytest.approx((0, 1, -1, 0, 2, 0))


def test_a_symbol_is_scaled_into_its_use():
    symbol = '<symbol id="a" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" fill="#fff"/></symbol>'
    body = symbol + '<use href="#a" x="20" width="40" height="40"/>'
    (shape,) = read_picture(svg(body)).shapes
    assert shape.segments[0][1] == (60, 20)


def test_gradients_fill_the_box_of_their_shape():
    linear = '<linearGradient id="l" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#000"/>'
    linear += '<stop offset="100%" stop-color="#fff"/></linearGradient>'
    radial = '<radialGradient id="r"><stop stop-color="#fff" stop-opacity=".5"/></radialGradient>'
    body = f"<defs>{linear}{radial}</defs>"
    body += '<rect x="10" y="10" width="20" height="30" fill="url(#l)"/>'
    body += '<circle cx="50" cy="25" r="8" fill="url(#r)"/>'
    one, two = read_picture(svg(body)).shapes
    assert isinstance(one.fill, Linear)
    assert (one.fill.x0, one.fill.y0, one.fill.y1) == (10, 10, 40)
    assert isinstance(two.fill, Radial)
    assert (two.fill.cx, two.fill.cy, two.fill.r) == (50, 25, 8)


def test_opacity_multiplies_on_the_way_down():
    (shape,) = read_picture(svg('<g opacity=".5"><rect width="2" height="2" opacity=".5"/></g>')).shapes
    assert shape.fill_alpha == 0.25


@pytest.mark.parametrize(
    "body",
    [
        '<text x="1" y="1">a</text>',
        '<rect width="1" height="1" style="fill:red"/>',
        '<rect width="1" height="1" fill="red"/>',
        '<rect width="1" height="1" fill="url(#nowhere)"/>',
        '<use href="#nowhere"/>',
        '<path d="M0 0L5"/>',
        "<g>",
    ],
)
def test_what_would_print_wrong_is_refused(body):
    with pytest.raises(PictureError):
        read_picture(svg(body))


def test_all_companions_and_the_valley_can_be_printed():
    for body in HEADS.values():
        assert read_picture(f'<svg viewBox="0 0 100 100">{body}</svg>').shapes
    assert read_picture(f'<svg viewBox="0 0 200 200">{KORENWOLF}</svg>').shapes
    assert len(art("valley").shapes) > 200


def test_line_art_has_no_colour_fields():
    lines = line_art(art("valley"))
    assert 50 < len(lines.shapes) < len(art("valley").shapes)
    for shape in lines.shapes:
        assert shape.fill is None or shape.fill == (1, 1, 1) or shape.stroke is None
