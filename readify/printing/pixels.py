"""A bitmap as a surface, drawn with Pillow at twice its size and then reduced, so that edges are smooth.

Draws the same layouts and the same art as `paper`. Gradients upright or level only: our art has no others.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from readify.printing import fonts
from readify.printing.fonts import MEDIUM, Lettering
from readify.printing.picture import RGB, Picture
from readify.printing.qr import Matrix, runs
from readify.printing.raster import paint_shape, rgb8
from readify.printing.surface import INK, NIGHT, Clip

OVER = 2


@lru_cache(maxsize=64)
def _typeface(name: str, size: float) -> ImageFont.FreeTypeFont:
    # BASIC: our texts arrive in visual order, and advances must equal those of the PDF.
    return ImageFont.truetype(str(fonts.font_file(name)), size, layout_engine=ImageFont.Layout.BASIC)


@dataclass(frozen=True, slots=True)
class Pixels:
    """An image under way; `scale` is its pixels per layout unit."""

    image: Image.Image
    scale: float

    @classmethod
    def blank(cls, width: int, *, units: tuple[float, float]) -> Pixels:
        """White, `width` pixels wide when finished, for a layout of `units` (width, height)."""
        fonts.register_fonts()
        scale = width * OVER / units[0]
        return cls(Image.new("RGB", (width * OVER, round(units[1] * scale / OVER) * OVER), "white"), scale)

    def finished(self) -> Image.Image:
        """The image at its real size."""
        return self.image.reduce(OVER)

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
        """See `Surface.box`."""
        corners = [
            x * self.scale,
            y * self.scale,
            (x + width) * self.scale - 1,
            (y + height) * self.scale - 1,
        ]
        ImageDraw.Draw(self.image).rounded_rectangle(
            corners,
            radius * self.scale,
            fill=rgb8(fill) if fill else None,
            outline=rgb8(stroke) if stroke else None,
            width=max(1, round(line * self.scale)),
        )

    def dashes(
        self, x0: float, y0: float, x1: float, y1: float, *, stroke: RGB, line: float, dash: float
    ) -> None:
        """See `Surface.dashes`."""
        pen = ImageDraw.Draw(self.image)
        step = line * 2.2 if not dash else dash * 1.9
        length = max(abs(x1 - x0), abs(y1 - y0))
        for i in range(int(length / step) + 1):
            at = i * step / length
            x, y = x0 + (x1 - x0) * at, y0 + (y1 - y0) * at
            half = line / 2
            box = [(v * self.scale) for v in (x - half, y - half, x + half, y + half)]
            pen.ellipse(box, fill=rgb8(stroke))

    def ring(self, x: float, y: float, radius: float, *, stroke: RGB, line: float, dash: float = 0) -> None:
        """See `Surface.ring`."""
        pen = ImageDraw.Draw(self.image)
        reach = radius + line / 2
        box = [v * self.scale for v in (x - reach, y - reach, x + reach, y + reach)]
        wide = max(1, round(line * self.scale))
        step = math.degrees(dash * 1.8 / radius) if dash else 360.0
        for i in range(round(360 / step)):
            pen.arc(box, i * step, i * step + step / (1.8 if dash else 1), fill=rgb8(stroke), width=wide)

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
        """See `Surface.text`."""
        letters = text if isinstance(text, Lettering) else fonts.printable(text, font)
        gap = spacing * size
        width = letters.width(size) + gap * max(0, len(letters.shown) - 1)
        x -= {"left": 0.0, "centre": width / 2, "right": width}[align]
        pen = ImageDraw.Draw(self.image)
        face = _typeface(letters.font, round(size * self.scale, 2))
        for letter in letters.shown if gap else [letters.shown]:
            pen.text((x * self.scale, y * self.scale), letter, font=face, fill=rgb8(fill), anchor="ls")
            x += Lettering(letter, letter, letters.font).width(size) + gap

    def art(
        self, name: str, picture: Picture, x: float, y: float, *, width: float, clip: Clip | None = None
    ) -> None:
        """See `Surface.art`."""
        size = width / picture.width * self.scale
        layer = self.image.copy() if clip else self.image
        for shape in picture.shapes:
            paint_shape(layer, shape, x=x * self.scale, y=y * self.scale, size=size)
        if clip:
            mask = Image.new("L", self.image.size, 0)
            left, top, wide, high, radius = (v * self.scale for v in clip)
            corners = [left, top, left + wide - 1, top + high - 1]
            ImageDraw.Draw(mask).rounded_rectangle(corners, radius, fill=255)
            self.image.paste(layer, (0, 0), mask)

    def code(self, matrix: Matrix, x: float, y: float, side: float) -> None:
        """See `Surface.code`. Modules are whole pixels of the finished image, the code centred in its box.

        A small code would shrink too much by that: it keeps its size, with soft edges.
        """
        size = len(matrix)
        exact = side * self.scale / size
        module = int(exact / OVER) * OVER
        if module < exact * 0.93:
            self._soft(matrix, x, y, exact)
            return
        left = round((x * self.scale + (side * self.scale - module * size) / 2) / OVER) * OVER
        top = round((y * self.scale + (side * self.scale - module * size) / 2) / OVER) * OVER
        pen = ImageDraw.Draw(self.image)
        for row, column, length in runs(matrix):
            corner = (left + column * module, top + row * module)
            pen.rectangle(
                [corner, (corner[0] + length * module - 1, corner[1] + module - 1)], fill=rgb8(NIGHT)
            )

    def _soft(self, matrix: Matrix, x: float, y: float, module: float) -> None:
        left, top = x * self.scale, y * self.scale
        pen = ImageDraw.Draw(self.image)
        for row, column, length in runs(matrix):
            x0, x1 = round(left + column * module), round(left + (column + length) * module) - 1
            y0, y1 = round(top + row * module), round(top + (row + 1) * module) - 1
            pen.rectangle([x0, y0, x1, y1], fill=rgb8(NIGHT))

    def bitmap(self, name: str, png: bytes, x: float, y: float, *, width: float, height: float) -> None:
        """See `Surface.bitmap`."""
        size = (max(1, round(width * self.scale)), max(1, round(height * self.scale)))
        with Image.open(BytesIO(png), formats=["PNG"]) as picture:
            small = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
        self.image.paste(small, (round(x * self.scale), round(y * self.scale)))

    @contextmanager
    def upside_down(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """See `Surface.upside_down`: drawn upright, then that part of the picture is turned."""
        yield
        box = tuple(round(v * self.scale) for v in (x, y, x + width, y + height))
        left, top, right, bottom = box
        part = self.image.crop((left, top, right, bottom)).transpose(Image.Transpose.ROTATE_180)
        self.image.paste(part, (left, top))
