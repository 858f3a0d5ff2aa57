"""Read our own restricted SVG into plain shapes that a PDF or a bitmap can be made of.

Understands what the art of Readify uses: svg, g, symbol, use, path, rect, circle, ellipse, linear and radial
gradients, presentation attributes and transforms. Raises `PictureError` for the rest (style=, text, filters,
masks), so that art which would print wrong fails a test instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from xml.etree import ElementTree as ET

from readify.printing.paths import (
    IDENTITY,
    Matrix,
    Segment,
    apply,
    ellipse,
    multiply,
    parse_path,
    parse_transform,
    rounded,
    scale_of,
    transformed,
)

RGB = tuple[float, float, float]
Stop = tuple[float, RGB, float]
"""Offset 0-1, colour, opacity 0-1."""


class PictureError(ValueError):
    """The SVG uses something that our printer does not know."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A gradient along a line, in the picture's own coordinates."""

    x0: float
    y0: float
    x1: float
    y1: float
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Radial:
    """A gradient around a point, in the picture's own coordinates."""

    cx: float
    cy: float
    r: float
    stops: tuple[Stop, ...]


Paint = RGB | Linear | Radial


@dataclass(frozen=True, slots=True)
class Shape:
    """One outline with its paint. Coordinates are absolute, y points down."""

    segments: tuple[Segment, ...]
    fill: Paint | None
    stroke: RGB | None
    width: float
    fill_alpha: float
    stroke_alpha: float
    cap: int
    join: int
    dash: tuple[float, ...]
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes from back to front within `width` × `height`."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)")
_SKIP = {"defs", "symbol", "linearGradient", "radialGradient", "title", "desc", "metadata"}
_KNOWN = {"svg", "g", "use", "path", "rect", "circle", "ellipse"}
_PEN = ("stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "stroke-opacity")
_INHERITED = ("color", "fill", "fill-opacity", "fill-rule", *_PEN)
_NAMED = {"white": "#fff", "black": "#000"}


def colour(text: str) -> RGB:
    """`#rgb` or `#rrggbb` as three numbers 0-1. Raises PictureError for anything else."""
    text = _NAMED.get(text, text)
    if len(text) == 4:
        text = "#" + "".join(digit * 2 for digit in text[1:])
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise PictureError(f"colour not understood: {text!r}")
    return int(text[1:3], 16) / 255, int(text[3:5], 16) / 255, int(text[5:7], 16) / 255


def read_picture(svg: str, *, current: str = "#1C2050") -> Picture:
    """Parse one SVG document. `current` is what `currentColor` means. Raises PictureError."""
    try:
        root = ET.fromstring(svg)  # noqa: S314 - our own art, never a visitor's file
    except ET.ParseError as error:
        raise PictureError(f"not an SVG: {error}") from error
    return picture_of(root, current=current)


def picture_of(root: ET.Element, *, current: str = "#1C2050") -> Picture:
    """The same from a parsed document. Raises PictureError, or ValueError for numbers that are none."""
    x, y, width, height = (float(n) for n in _NUMBER.findall(root.get("viewBox", "0 0 100 100")))
    reader = _Reader({e.get("id", ""): e for e in root.iter() if e.get("id")})
    shapes = tuple(reader.walk(root, (1, 0, 0, 1, -x, -y), {"color": current}, 1.0))
    return Picture(width, height, shapes)


@lru_cache(maxsize=32)
def art(name: str) -> Picture:
    """A drawing of our own that lies in `readify/printing/art/` as `<name>.svg`."""
    return read_picture((files("readify.printing") / "art" / f"{name}.svg").read_text("utf-8"))


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _href(element: ET.Element) -> str:
    return (element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or "").lstrip("#")


def _numbers(element: ET.Element, *names: str) -> list[float]:
    return [float(element.get(name, 0)) for name in names]


class _Reader:
    """Walks one document; `ids` finds symbols and gradients."""

    def __init__(self, ids: Mapping[str, ET.Element]) -> None:
        self.ids = ids

    def walk(self, element: ET.Element, at: Matrix, look: dict[str, str], fade: float) -> Iterator[Shape]:
        """The shapes of one element and all below it."""
        tag = _tag(element)
        if element.get("style") or tag not in _KNOWN:
            raise PictureError(f"<{tag}> or its style= cannot be printed")
        at = multiply(at, parse_transform(element.get("transform", "")))
        look = look | {name: element.attrib[name] for name in _INHERITED if name in element.attrib}
        fade *= float(element.get("opacity", 1))
        if tag in ("svg", "g"):
            for child in element:
                if _tag(child) not in _SKIP:
                    yield from self.walk(child, at, look, fade)
        elif tag == "use":
            yield from self._use(element, at, look, fade)
        else:
            yield self._shape(_outline(element), at, look, fade)

    def _use(self, element: ET.Element, at: Matrix, look: dict[str, str], fade: float) -> Iterator[Shape]:
        target = self.ids.get(_href(element))
        if target is None:
            raise PictureError(f"<use> of something absent: {_href(element)!r}")
        x, y, width, height = _numbers(element, "x", "y", "width", "height")
        at = multiply(at, (1, 0, 0, 1, x, y))
        if target.get("viewBox") and width and height:
            left, top, w, h = (float(n) for n in _NUMBER.findall(target.get("viewBox", "")))
            size = min(width / w, height / h)
            move_x, move_y = (width - w * size) / 2 - left * size, (height - h * size) / 2 - top * size
            at = multiply(at, (size, 0, 0, size, move_x, move_y))
        if _tag(target) != "symbol":
            yield from self.walk(target, at, look, fade)
            return
        look = look | {name: target.attrib[name] for name in _INHERITED if name in target.attrib}
        for child in target:
            if _tag(child) not in _SKIP:
                yield from self.walk(child, at, look, fade)

    def _shape(self, outline: list[Segment], at: Matrix, look: dict[str, str], fade: float) -> Shape:
        size = scale_of(at)
        stroke = look.get("stroke", "none")
        return Shape(
            segments=transformed(outline, at),
            fill=self._paint(look.get("fill", "#000"), outline, at, look),
            stroke=None
            if stroke == "none"
            else colour(look["color"] if stroke == "currentColor" else stroke),
            width=float(look.get("stroke-width", 1)) * size,
            fill_alpha=fade * float(look.get("fill-opacity", 1)),
            stroke_alpha=fade * float(look.get("stroke-opacity", 1)),
            cap={"butt": 0, "round": 1, "square": 2}[look.get("stroke-linecap", "butt")],
            join={"miter": 0, "round": 1, "bevel": 2}[look.get("stroke-linejoin", "miter")],
            dash=tuple(float(n) * size for n in _NUMBER.findall(look.get("stroke-dasharray", ""))),
            even_odd=look.get("fill-rule") == "evenodd",
        )

    def _paint(self, text: str, outline: list[Segment], at: Matrix, look: dict[str, str]) -> Paint | None:
        if text == "none":
            return None
        if text == "currentColor":
            return colour(look["color"])
        if not text.startswith("url("):
            return colour(text)
        gradient = self.ids.get(text[5:-1])
        if gradient is None:
            raise PictureError(f"gradient absent: {text}")
        stops = tuple(_stop(stop) for stop in gradient)
        return _gradient(gradient, stops, multiply(at, _box(gradient, outline)))


def _stop(stop: ET.Element) -> Stop:
    offset = stop.get("offset", "0")
    where = float(offset.rstrip("%")) / (100 if offset.endswith("%") else 1)
    return where, colour(stop.get("stop-color", "#000")), float(stop.get("stop-opacity", 1))


def _box(gradient: ET.Element, outline: list[Segment]) -> Matrix:
    """From a gradient's unit square to the outline's own box, unless it says userSpaceOnUse."""
    if gradient.get("gradientUnits") == "userSpaceOnUse":
        return IDENTITY
    xs = [v for _, n in outline for v in n[0::2]]
    ys = [v for _, n in outline for v in n[1::2]]
    return (max(xs) - min(xs), 0, 0, max(ys) - min(ys), min(xs), min(ys))


def _gradient(gradient: ET.Element, stops: tuple[Stop, ...], at: Matrix) -> Paint:
    if _tag(gradient) == "radialGradient":
        cx, cy = apply(at, float(gradient.get("cx", 0.5)), float(gradient.get("cy", 0.5)))
        return Radial(cx, cy, float(gradient.get("r", 0.5)) * scale_of(at), stops)
    x0, y0 = apply(at, float(gradient.get("x1", 0)), float(gradient.get("y1", 0)))
    x1, y1 = apply(at, float(gradient.get("x2", 1)), float(gradient.get("y2", 0)))
    return Linear(x0, y0, x1, y1, stops)


def _outline(element: ET.Element) -> list[Segment]:
    tag = _tag(element)
    if tag == "path":
        try:
            return parse_path(element.get("d", ""))
        except ValueError as error:
            raise PictureError(str(error)) from error
    if tag == "rect":
        x, y, width, height = _numbers(element, "x", "y", "width", "height")
        return rounded(x, y, width, height, float(element.get("rx", 0)))
    cx, cy = _numbers(element, "cx", "cy")
    rx, ry = (float(element.get(name, element.get("r", 0))) for name in ("rx", "ry"))
    return ellipse(cx, cy, rx, ry)
