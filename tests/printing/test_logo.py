"""A library's own logo: what is kept of a file, what is refused, and how it prints."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from readify.printing.logo import LogoError
from readify.printing.logo_reading import LARGEST, logo_png, made_anew, read_logo
from readify.printing.posters import posters_pdf

from .conftest import Printed, decoded
from .test_posters import SHEET

SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
HEAD = f'<svg {SPACES} viewBox="0 0 200 100">'
RING = '<path fill-rule="evenodd" d="M0 0H100V100H0ZM25 25H75V75H25Z" fill="#c00"/>'


def svg(body: str, head: str = HEAD) -> bytes:
    return f"{head}{body}</svg>".encode()


def png(
    size: tuple[int, int] = (200, 100), mode: str = "RGB", colour: object = "red", **more: object
) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, "PNG", **more)
    return out.getvalue()


def seen(kept: bytes, width: int = 200) -> Image.Image:
    return Image.open(io.BytesIO(logo_png(read_logo(kept), width=width))).convert("RGB")


def jpeg(mode: str) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (200, 100)).save(out, "JPEG")
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it has 30,000 x 30,000 pixels."""
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body


REFUSED = {
    "script": (svg("<script>alert(1)</script>" + RING), "has_script"),
    "handler": (svg('<g onload="alert(1)">' + RING + "</g>"), "has_script"),
    "address": (svg('<a xlink:href="javascript:alert(1)">' + RING + "</a>"), "has_script"),
    "fetch": (svg('<image href="http://127.0.0.1/x.png" width="9" height="9"/>'), "has_script"),
    "html": (svg("<foreignObject><p>x</p></foreignObject>"), "has_script"),
    "text": (svg('<text x="10" y="20">Bieb</text>'), "cannot_draw"),
    "filter": (svg('<rect filter="url(#f)" width="9" height="9"/>'), "cannot_draw"),
    "use": (svg('<g id="a"><use href="#a"/></g>'), "cannot_draw"),
    "empty": (svg(""), "cannot_draw"),
    "endless": (svg('<rect width="1e400" height="9"/>'), "too_much"),
    "deep": (svg("<g>" * 60 + RING + "</g>" * 60), "too_much"),
    "many": (svg('<path d="M0 0h1"/>' * 3100), "too_much"),
    "entities": (
        b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        + svg("<title>&b;</title>" + RING),
        "broken",
    ),
    "cut": (svg(RING)[:-20], "broken"),
    "one pixel": (png((1, 1)), "too_small"),
    "bomb": (bomb(), "too_many_pixels"),
    "long": (png((6100, 320)), "too_many_pixels"),
    "half a png": (png(mode="RGB", size=(300, 300))[:120], "broken"),
    "cmyk": (jpeg("CMYK"), "cmyk"),
    "photo": (jpeg("RGB"), "wrong_type"),
    "gif": (b"GIF89a" + b"\0" * 50, "wrong_type"),
    "words": (b"hello", "wrong_type"),
    "nothing": (b"", "wrong_type"),
    "large": (b"\x89PNG" + b"\0" * LARGEST, "too_large"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_a_logo_is_refused_with_its_reason(name):
    data, code = REFUSED[name]
    with pytest.raises(LogoError) as refusal:
        made_anew(data)
    assert refusal.value.code == code


def test_an_svg_is_written_anew_and_nothing_of_its_text_survives():
    notes = '<!--secret--><metadata>secret</metadata><title>secret</title><desc id="secret">x</desc>'
    styled = "<style>.cls-1{fill:rgb(0, 128, 0);font-family:secret}</style>"
    body = notes + styled + RING + '<circle class="cls-1" cx="150" cy="50" r="40" data-secret="1"/>'
    kept = made_anew(svg(body))
    assert b"secret" not in kept
    assert kept.startswith(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">')
    assert kept.count(b"<path ") == 2
    assert made_anew(kept) == kept
    picture = seen(kept)
    assert picture.getpixel((12, 50)) == (204, 0, 0)
    assert picture.getpixel((50, 50)) == (255, 255, 255)  # the hole
    assert picture.getpixel((150, 50)) == (0, 128, 0)


@pytest.mark.parametrize(
    ("body", "point", "colour"),
    [
        ('<polygon points="0,0 100,0 100,100 0,100" style="fill:navy;stroke:none"/>', (50, 50), (0, 0, 128)),
        ('<line x1="0" y1="50" x2="200" y2="50" stroke="#00f" stroke-width="20px"/>', (50, 50), (0, 0, 255)),
        ('<g transform="translate(100)"><rect width="50" height="99" fill="red"/></g>',
         (125, 50), (255, 0, 0)),
        ('<rect width="200" height="100" fill="red"/><g display="none"><rect width="200" height="99"/></g>',
         (99, 50), (255, 0, 0)),
        ('<path d="M0 0H100V100H0ZM25 25V75H75V25Z" fill="red"/>', (50, 50), (255, 255, 255)),
    ],
)  # fmt: skip
def test_what_drawing_programs_write_is_understood(body, point, colour):
    assert seen(made_anew(svg(body))).getpixel(point) == colour


def test_an_svg_without_a_viewbox_takes_its_size():
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="120mm" height="60mm">'
    logo = read_logo(made_anew(svg('<rect width="9" height="9"/>', head)))
    assert (logo.width, logo.height) == (120, 60)


def test_a_png_is_encoded_anew_without_what_was_written_in_it_and_lies_on_white():
    note = PngInfo()
    note.add_text("Author", "secret")
    kept = made_anew(png((2400, 800), "RGBA", (255, 0, 0, 0), pnginfo=note))
    assert b"secret" not in kept
    picture = Image.open(io.BytesIO(kept))
    assert (picture.mode, picture.size) == ("RGB", (1200, 400))
    assert picture.getpixel((5, 5)) == (255, 255, 255)
    assert read_logo(kept).digest == read_logo(made_anew(kept)).digest


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGB", "RGBA"])
def test_every_kind_of_png_can_be_a_logo(mode):
    assert Image.open(io.BytesIO(made_anew(png((80, 60), mode, 0)))).mode == "RGB"


def test_the_logo_stands_beside_the_librarys_name_and_off_the_code():
    for kept in (
        made_anew(svg('<rect width="200" height="100" fill="#00ff00"/>')),
        made_anew(png(colour="#00ff00")),
    ):
        sheet = replace(SHEET, logo=read_logo(kept), library_name="Bibliotheek Roermond, vestiging Swalmen")
        data = posters_pdf([sheet, replace(sheet, position=4)])
        picture = Printed(data).picture(0, dpi=100)
        green = np.argwhere((np.asarray(picture, dtype=int) - (0, 255, 0) == 0).all(axis=2))
        top, left = green.min(axis=0) / 100 * 25.4
        bottom, right = green.max(axis=0) / 100 * 25.4
        assert (left, top) == pytest.approx((51.8, 283.2), abs=1.5)
        assert (right - left) / (bottom - top) == pytest.approx(2, abs=0.1)
        assert decoded(picture) == [SHEET.url]
        assert data.count(b"/Subtype /Image") == (1 if read_logo(kept).png else 0)  # stored once


def test_the_picture_for_the_page_is_a_bitmap():
    drawn = Image.open(io.BytesIO(logo_png(read_logo(made_anew(svg(RING))), width=160)))
    ImageDraw.Draw(drawn)
    assert (drawn.format, drawn.size) == ("PNG", (160, 80))
