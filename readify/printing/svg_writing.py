"""Write a `Picture` as an SVG of our own: paths and gradients, nothing else. `read_picture` reads it back."""

from __future__ import annotations

from readify.printing.picture import RGB, Linear, Paint, Picture, Radial, Shape

_CAPS = ("butt", "round", "square")
_JOINS = ("miter", "round", "bevel")


def svg_of(picture: Picture) -> bytes:
    """The picture as an SVG file."""
    gradients: dict[Linear | Radial, str] = {}
    paths = "".join(_path(shape, gradients) for shape in picture.shapes)
    defs = "".join(_gradient(paint, name) for paint, name in gradients.items())
    size = f"{_short(picture.width)} {_short(picture.height)}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">'
    return f"{head}<defs>{defs}</defs>{paths}</svg>".encode("ascii")


def _short(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") or "0"


def _hex(colour: RGB) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _paint(paint: Paint | None, gradients: dict[Linear | Radial, str]) -> str:
    if paint is None:
        return "none"
    if isinstance(paint, Linear | Radial):
        return f"url(#{gradients.setdefault(paint, f'g{len(gradients)}')})"
    return _hex(paint)


def _path(shape: Shape, gradients: dict[Linear | Radial, str]) -> str:
    d = "".join(kind + " ".join(_short(n) for n in numbers) for kind, numbers in shape.segments)
    said = {
        "d": d,
        "fill": _paint(shape.fill, gradients),
        "fill-opacity": _short(shape.fill_alpha),
        "fill-rule": "evenodd" if shape.even_odd else "nonzero",
        "stroke": "none" if shape.stroke is None else _hex(shape.stroke),
        "stroke-opacity": _short(shape.stroke_alpha),
        "stroke-width": _short(shape.width),
        "stroke-linecap": _CAPS[shape.cap],
        "stroke-linejoin": _JOINS[shape.join],
        "stroke-dasharray": " ".join(_short(n) for n in shape.dash),
    }
    return "<path " + " ".join(f'{name}="{value}"' for name, value in said.items() if value) + "/>"


def _gradient(paint: Linear | Radial, name: str) -> str:
    stops = "".join(
        f'<stop offset="{_short(where)}" stop-color="{_hex(colour)}" stop-opacity="{_short(alpha)}"/>'
        for where, colour, alpha in paint.stops
    )
    names = ("x1", "y1", "x2", "y2") if isinstance(paint, Linear) else ("cx", "cy", "r")
    fields = ("x0", "y0", "x1", "y1") if isinstance(paint, Linear) else names
    where = " ".join(
        f'{said}="{_short(getattr(paint, field))}"' for said, field in zip(names, fields, strict=True)
    )
    tag = "linearGradient" if isinstance(paint, Linear) else "radialGradient"
    return f'<{tag} id="{name}" gradientUnits="userSpaceOnUse" {where}>{stops}</{tag}>'
