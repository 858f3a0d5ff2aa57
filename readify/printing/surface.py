"""What a layout draws on: paper (PDF) or pixels (PNG), in the same units and the same way.

Units are the layout's own (96 to an inch on A4), y points down from the top. Both surfaces share one layout,
so a poster on a screen is the poster on the wall.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from readify.printing.fonts import MEDIUM, Lettering
from readify.printing.picture import RGB, Picture, colour
from readify.printing.qr import Matrix

INK = colour("#1C2050")
NIGHT = colour("#12153A")
SOFT = colour("#565A86")
LAMP = colour("#FFC21F")
KERS = colour("#B8302A")
PAPER = colour("#FFF3DC")
SAND = colour("#DDBA7C")
WHITE = colour("#FFFFFF")

Clip = tuple[float, float, float, float, float]
"""A rounded rectangle: x, y, width, height, radius."""


class Surface(Protocol):
    """One page or picture that is being drawn."""

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        radius: float = 0,
        fill: RGB | None = None,
        stroke: RGB | None = None,
        line: float = 1,
    ) -> None:
        """A rectangle, its corners rounded by `radius`."""

    def dashes(
        self, x0: float, y0: float, x1: float, y1: float, *, stroke: RGB, line: float, dash: float
    ) -> None:
        """A dashed line; a dash of 0 gives round dots."""

    def ring(self, x: float, y: float, radius: float, *, stroke: RGB, line: float, dash: float = 0) -> None:
        """A circle around (x, y), dashed or whole."""

    def text(
        self,
        text: str | Lettering,
        x: float,
        y: float,
        *,
        size: float,
        font: str = MEDIUM,
        fill: RGB = INK,
        align: str = "left",
        spacing: float = 0,
    ) -> None:
        """One line; `y` is its baseline, `spacing` is em between letters. Leaves out what no font has."""

    def art(
        self, name: str, picture: Picture, x: float, y: float, *, width: float, clip: Clip | None = None
    ) -> None:
        """A picture with its top left corner at (x, y); `name` says which, so that it is stored once."""

    def code(self, matrix: Matrix, x: float, y: float, side: float) -> None:
        """A QR code, dark on what lies below."""

    def bitmap(self, name: str, png: bytes, x: float, y: float, *, width: float, height: float) -> None:
        """A bitmap that a library gave us, re-encoded; our own art never is one."""

    def upside_down(self, x: float, y: float, width: float, height: float) -> AbstractContextManager[None]:
        """What is drawn inside is turned half round within this rectangle: for the far side of a fold."""
