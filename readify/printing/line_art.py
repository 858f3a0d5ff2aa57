"""Turn a picture into a colouring page: thin lines on white, for a printer that must save ink.

Children colour it in. Glows and skies disappear; small dark parts (eyes, windows' frames) stay dark.
"""

from __future__ import annotations

from dataclasses import replace

from readify.printing.picture import RGB, Linear, Picture, Radial, Shape

LINE: RGB = (0.25, 0.27, 0.44)
WHITE: RGB = (1, 1, 1)


def line_art(picture: Picture, *, line: float = 1.1) -> Picture:
    """The same shapes as outlines `line` units thick."""
    shapes = (_drawn(shape, picture, line) for shape in picture.shapes)
    return Picture(picture.width, picture.height, tuple(shape for shape in shapes if shape is not None))


def _size(shape: Shape) -> tuple[float, float]:
    xs = [v for _, n in shape.segments for v in n[0::2]]
    ys = [v for _, n in shape.segments for v in n[1::2]]
    return max(xs) - min(xs), max(ys) - min(ys)


def _drawn(shape: Shape, picture: Picture, line: float) -> Shape | None:
    wide, high = _size(shape)
    fades = isinstance(shape.fill, Linear | Radial) and any(stop[2] < 1 for stop in shape.fill.stops)
    if fades or max(wide, high) < line * 3 or (shape.fill is not None and shape.fill_alpha < 0.7):
        return None
    if shape.fill is None:
        return replace(shape, stroke=LINE, width=min(shape.width, line), stroke_alpha=1.0)
    if wide >= picture.width and high > picture.height * 0.7:
        return None
    if isinstance(shape.fill, tuple) and sum(shape.fill) < 0.6 and max(wide, high) < picture.width / 6:
        return replace(shape, fill=LINE, stroke=None)
    return replace(shape, fill=WHITE, fill_alpha=1.0, stroke=LINE, width=line, stroke_alpha=1.0, join=1)
