"""A library's logo, ready to be drawn: shapes from an SVG, or a bitmap that was made anew.

How a file becomes one is the work of `logo_reading`.
"""

from __future__ import annotations

from dataclasses import dataclass

from readify.printing.picture import Picture
from readify.printing.surface import Surface


class LogoError(ValueError):
    """A file that cannot be a logo. `code` says why; `what` names the part of it.

    too_large, wrong_type, cmyk, too_small, too_many_pixels, broken, has_script, cannot_draw, too_much.
    """

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(f"{code} {what}".strip())
        self.code, self.what = code, what


@dataclass(frozen=True, slots=True)
class Logo:
    """`digest` names the stored file; exactly one of `shapes` and `png` is there."""

    digest: str
    width: float
    height: float
    shapes: Picture | None = None
    png: bytes | None = None


def draw_logo(page: Surface, logo: Logo, x: float, y: float, *, width: float, height: float) -> float:
    """As large as fits in the box, at its left, in the middle of its height. Gives the width that it took."""
    size = min(width / logo.width, height / logo.height)
    wide, high = logo.width * size, logo.height * size
    top = y + (height - high) / 2
    if logo.shapes:
        page.art(f"logo-{logo.digest[:16]}", logo.shapes, x, top, width=wide, clip=(x, top, wide, high, 0))
    elif logo.png:
        page.bitmap(f"logo-{logo.digest[:16]}", logo.png, x, top, width=wide, height=high)
    return wide
