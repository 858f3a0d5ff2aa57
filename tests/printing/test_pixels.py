"""Shapes painted as pixels."""

from __future__ import annotations

from PIL import Image

from readify.printing.picture import read_picture
from readify.printing.pixels import Pixels
from readify.printing.raster import paint_shape


def painted(body: str) -> Image.Image:
    image = Image.new("RGB", (200, 100), "black")
    for shape in read_picture(f'<svg viewBox="0 0 100 50">{body}</svg>').shapes:
        paint_shape(image, shape, x=0, y=0, size=2)
    return image


GLOW = (
    '<defs><radialGradient id="g"><stop offset="0" stop-color="#fff"/>'
    '<stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient></defs>'
    '<circle cx="50" cy="25" r="20" fill="url(#g)"/>'
)


def test_a_glow_is_bright_in_the_middle_half_halfway_and_gone_at_its_rim():
    image = painted(GLOW)
    middle, half, rim = (image.getpixel((100 + d, 50))[0] for d in (0, 20, 39))
    assert middle > 245
    assert abs(half - 128) < 10
    assert rim < 12


def test_an_upright_gradient_runs_from_top_to_bottom():
    stops = '<stop offset="0" stop-color="#000"/><stop offset="1" stop-color="#fff"/>'
    image = painted(
        f'<defs><linearGradient id="l" x1="0" y1="0" x2="0" y2="1">{stops}</linearGradient></defs>'
        '<rect width="100" height="50" fill="url(#l)"/>'
    )
    column = [image.getpixel((10, y))[0] for y in range(100)]
    assert column[0] < 4
    assert column[99] > 250
    assert column == sorted(column)


def test_strokes_have_their_width_and_opacity():
    image = painted('<path d="M0 25H100" stroke="#fff" stroke-width="4" opacity=".5"/>')
    column = [image.getpixel((100, y))[0] for y in range(100)]
    lit = [value for value in column if value]
    assert 7 <= len(lit) <= 10
    assert abs(max(lit) - 128) < 3


def test_a_page_of_pixels_has_the_size_that_was_asked():
    page = Pixels.blank(500, units=(794, 1123))
    page.text("Łucja", 20, 80, size=40)
    image = page.finished()
    assert image.size == (500, 707)
    assert image.convert("L").getextrema()[0] < 80
