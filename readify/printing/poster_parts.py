"""What posters, stickers and table tents share: the valley, small pictures, the foot with who hangs it."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from readify.art.animals import KORENWOLF
from readify.art.forms import LAMPS
from readify.art.icons import ICONS
from readify.printing.documents import WIDTH
from readify.printing.fonts import BOLD, MEDIUM, fitted, measure
from readify.printing.line_art import line_art
from readify.printing.logo import Logo, draw_logo
from readify.printing.picture import Picture, art, read_picture
from readify.printing.surface import INK, SOFT, Surface

Ink = Literal["full", "light"]

ART_HEIGHT = 500
BLEED = 12
"""Art goes on this far beyond the page, for paper that is cut after printing."""


@lru_cache(maxsize=8)
def picture(name: str, ink: Ink = "full") -> Picture:
    """One of the poster's pictures, or its outlines for little ink."""
    drawn = {
        "valley": lambda: art("valley"),
        "korenwolf": lambda: read_picture(f'<svg viewBox="0 0 200 200">{KORENWOLF}</svg>'),
        "lamp": lambda: read_picture(f'<svg viewBox="0 0 48 48">{LAMPS["on"]}</svg>'),
        "scan": lambda: read_picture(
            '<svg viewBox="0 0 24 24"><g fill="none" stroke="#B8302A" stroke-width="2.2" '
            f'stroke-linecap="round" stroke-linejoin="round">{ICONS["scan"]}</g></svg>'
        ),
    }[name]()
    return line_art(drawn) if ink == "light" else drawn


def valley(page: Surface, ink: Ink, *, height: float = ART_HEIGHT) -> None:
    """The valley with its reading korenwolf, from the top of the page down to `height`."""
    full = (-BLEED, -60, WIDTH + 2 * BLEED, height + 60, 56)
    frame = full if ink == "full" else (24, 24, WIDTH - 48, height - 24, 34)
    wide = WIDTH + 2 * BLEED
    high = wide * 456 / 684
    page.art(f"valley-{ink}", picture("valley", ink), -BLEED, height - high, width=wide, clip=frame)
    page.art(f"korenwolf-{ink}", picture("korenwolf", ink), 60, height - 198, width=226, clip=frame)
    if ink == "light":
        page.box(*frame[:4], radius=34, stroke=INK, line=1.5)


def foot(page: Surface, library: str, promise: str, *, logo: Logo | None = None) -> None:
    """Readify, the library with its logo, and what the visitor may count on."""
    page.art("lamp", picture("lamp"), 52, 1074, width=30)
    page.text("Readify", 88, 1096, size=22, font=BOLD)
    left = 196.0
    if logo:
        left += draw_logo(page, logo, left, 1071, width=110, height=36) + 12
    room = 742 - left - 24 - measure(promise, font=MEDIUM, size=15)
    size, lines = fitted(library, font=BOLD, sizes=(17, 16, 15, 14, 13, 12), width=room, lines=2)
    y = 1095 - (len(lines) - 1) * size * 0.6
    for line in lines[:2]:
        page.text(line, left, y, size=size, font=BOLD)
        y += size * 1.2
    page.text(promise, 742, 1095, size=15, fill=SOFT, align="right")
