"""From an uploaded file to a logo that may be kept: an SVG is drawn anew from its shapes, a PNG encoded anew.

What comes out carries no metadata, no script and no surprise; the file that came in is thrown away.
"""

from __future__ import annotations

import hashlib
import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from readify.printing.logo import Logo, LogoError, draw_logo
from readify.printing.picture import PictureError, read_picture
from readify.printing.pixels import Pixels
from readify.printing.svg_cleaning import clean_svg
from readify.printing.svg_writing import svg_of

LARGEST = 1024 * 1024
SMALLEST_SIDE, LONGEST_SIDE, MOST_PIXELS = 40, 6000, 16_000_000
KEPT = (1200, 600)
"""Pixels: 110 units of a poster at A3 and 300 dpi need fewer."""


def made_anew(data: bytes) -> bytes:
    """The file that is kept: an SVG or a PNG of our own making. Raises LogoError."""
    if len(data) > LARGEST:
        raise LogoError("too_large")
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        return _png(data)
    if b"<svg" in data[:4096] or data.lstrip().startswith((b"<?xml", b"\xef\xbb\xbf<")):
        return _svg(data)
    raise LogoError("wrong_type")


def read_logo(kept: bytes) -> Logo:
    """A logo from a file that `made_anew` made."""
    digest = hashlib.sha256(kept).hexdigest()
    if kept.startswith(b"<svg"):
        shapes = read_picture(kept.decode("ascii"))
        return Logo(digest, shapes.width, shapes.height, shapes=shapes)
    with Image.open(BytesIO(kept), formats=["PNG"]) as picture:
        return Logo(digest, picture.width, picture.height, png=kept)


def logo_png(logo: Logo, *, width: int = 400) -> bytes:
    """The logo on white for a page: a bitmap, never the file itself."""
    units = (logo.width, logo.height)
    page = Pixels.blank(width, units=units)
    draw_logo(page, logo, 0, 0, width=units[0], height=units[1])
    out = BytesIO()
    page.finished().save(out, "PNG", optimize=True)
    return out.getvalue()


def _svg(data: bytes) -> bytes:
    try:
        kept = svg_of(clean_svg(data))
        logo_png(
            read_logo(kept), width=60
        )  # what cannot be painted is refused now, not on the day of printing
    except LogoError:
        raise
    except (PictureError, ArithmeticError, LookupError, ValueError) as error:
        raise LogoError("cannot_draw", str(error)[:60]) from error
    return kept


def _png(data: bytes) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(data), formats=["PNG", "JPEG"]) as picture:
                _suits(picture)
                flat = _flat(picture)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise LogoError("too_many_pixels") from error
        except LogoError:
            raise
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
            raise LogoError("broken") from error
    flat.thumbnail(KEPT, Image.Resampling.LANCZOS)
    out = BytesIO()
    flat.save(out, "PNG", optimize=True)
    return out.getvalue()


def _suits(picture: Image.Image) -> None:
    """Asked before a single pixel is unpacked."""
    if picture.mode == "CMYK":
        raise LogoError("cmyk")
    if picture.format != "PNG":
        raise LogoError("wrong_type")
    if min(picture.size) < SMALLEST_SIDE:
        raise LogoError("too_small")
    if max(picture.size) > LONGEST_SIDE or picture.width * picture.height > MOST_PIXELS:
        raise LogoError("too_many_pixels")
    if max(picture.size) / min(picture.size) > 20:
        raise LogoError("cannot_draw", "shape")


def _flat(picture: Image.Image) -> Image.Image:
    """RGB on white paper, nothing else of the file."""
    seen = picture.convert("RGBA")
    flat = Image.new("RGB", seen.size, "white")
    flat.paste(seen, mask=seen.getchannel("A"))
    return flat
