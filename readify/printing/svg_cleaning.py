"""From a stranger's SVG to shapes. Nothing of the original text survives; `svg_writing` writes it anew.

Only what draws is read: groups, paths, the simple shapes and gradients, with their paint. A script, a
handler or an address refuses the whole file. Text, pictures within the picture, filters and the like refuse
it too: it would print wrong.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import ImageColor

from readify.printing.logo import LogoError
from readify.printing.picture import Picture, PictureError, picture_of
from readify.printing.svg_guard import plain, require_harmless

SVG = "http://www.w3.org/2000/svg"
DRAWING = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
GRADIENTS = {"defs", "linearGradient", "radialGradient", "stop"}
SILENT = {"title", "desc", "metadata", "style", "switch"}
GEOMETRY = (
    "id",
    "d",
    "x",
    "y",
    "width",
    "height",
    "rx",
    "ry",
    "cx",
    "cy",
    "r",
    "points",
    "transform",
    "offset",
)
PLACES = ("x1", "y1", "x2", "y2", "viewBox", "gradientUnits")
PAINT = (
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap",
    "stroke-linejoin", "stroke-dasharray", "opacity", "stop-color", "stop-opacity", "color",
)  # fmt: skip
COLOURS = {"fill", "stroke", "stop-color", "color"}
LARGEST = 1e6
_RULE = re.compile(r"\.([\w-]+)\s*(?=[,{])[^{]*\{([^}]*)\}")


def clean_svg(data: bytes) -> Picture:
    """The shapes of an SVG file. Raises LogoError."""
    try:
        root = fromstring(data)
    except (ET.ParseError, DefusedXmlException, ValueError) as error:
        raise LogoError("broken") from error
    if root.tag not in (f"{{{SVG}}}svg", "svg"):
        raise LogoError("broken")
    require_harmless(root)
    styles = _styles(root)
    try:
        picture = picture_of(_sized(_copied(root, styles)))
    except LogoError:
        raise
    except (PictureError, ArithmeticError, LookupError, ValueError) as error:
        raise LogoError("cannot_draw", str(error)[:60]) from error
    _finite(picture)
    return picture


def _styles(root: ET.Element) -> dict[str, str]:
    """The declarations of each class in `<style>`; other rules are passed over."""
    found: dict[str, str] = {}
    for element in root.iter():
        if plain(element.tag) == "style":
            for name, body in _RULE.findall(element.text or ""):
                found[name] = found.get(name, "") + ";" + body
    return found


def _copied(element: ET.Element, styles: Mapping[str, str]) -> ET.Element:
    """A new element with what we know of the old one, and so for all below it."""
    tag = plain(element.tag)
    made = ET.Element("path" if tag in ("line", "polyline", "polygon") else tag)
    look = _look(element, styles)
    for name in (*GEOMETRY, *PLACES):
        if name in element.attrib:
            made.set(name, element.attrib[name])
    for name, value in look.items():
        made.set(name, _colour(value) if name in COLOURS else value)
    if made.tag != tag:
        made.set("d", _as_path(tag, element))
    for child in element:
        if _wanted(child):
            made.append(_copied(child, styles))
    return made


def _wanted(child: ET.Element) -> bool:
    """Drawn elements yes, notes of drawing programs no. Raises for what would be missed on paper."""
    name = str(child.tag)
    tag = plain(name)
    if name.startswith("{") and not name.startswith(f"{{{SVG}}}"):
        return False
    if tag in DRAWING or tag in GRADIENTS:
        return _look(child, {}).get("display") != "none"
    if tag in SILENT or not isinstance(child.tag, str):
        return False
    raise LogoError("cannot_draw", tag)


def _look(element: ET.Element, styles: Mapping[str, str]) -> dict[str, str]:
    """Attributes, then the rules of its classes, then its own style=: the later wins, as in CSS."""
    found = {name: value for name, value in element.attrib.items() if name in (*PAINT, "display")}
    rules = [styles.get(name, "") for name in element.attrib.get("class", "").split()]
    for rule in [*rules, element.attrib.get("style", "")]:
        for part in rule.split(";"):
            name, _, value = part.partition(":")
            if name.strip() in (*PAINT, "display") and value.strip():
                found[name.strip()] = value.replace("!important", "").strip()
    if "gradientTransform" in element.attrib:
        raise LogoError("cannot_draw", "gradientTransform")
    for name in ("mask", "filter", "clip-path", "marker-start", "marker-mid", "marker-end"):
        if element.attrib.get(name, "none") != "none" or f"{name}:url" in element.attrib.get("style", ""):
            raise LogoError("cannot_draw", name)
    return {name: value.removesuffix("px") for name, value in found.items()}


def _colour(value: str) -> str:
    """`#rrggbb`, `none`, `currentColor` or a gradient of this file."""
    if value in ("none", "transparent"):
        return "none"
    if value == "currentColor":
        return value
    if match := re.fullmatch(r"url\(['\"]?#([\w.-]+)['\"]?\)", value):
        return f"url(#{match[1]})"
    try:
        red, green, blue = ImageColor.getrgb(value)[:3]
    except ValueError as error:
        raise LogoError("cannot_draw", value[:30]) from error
    return f"#{red:02x}{green:02x}{blue:02x}"


def _as_path(tag: str, element: ET.Element) -> str:
    if tag == "line":
        return "M{} {}L{} {}".format(*(element.get(name, "0") for name in ("x1", "y1", "x2", "y2")))
    return f"M{element.get('points', '')}" + ("Z" if tag == "polygon" else "")


def _sized(root: ET.Element) -> ET.Element:
    """The root with a viewBox, from its width and height when it has none."""
    if not root.get("viewBox"):
        sides = [re.match(r"[\d.]+", root.get(name, "")) for name in ("width", "height")]
        if not all(sides):
            raise LogoError("cannot_draw", "viewBox")
        root.set("viewBox", "0 0 " + " ".join(side[0] for side in sides if side))
    return root


def _numbers(picture: Picture) -> Iterator[float]:
    yield from (picture.width, picture.height)
    for shape in picture.shapes:
        yield from (shape.width, shape.fill_alpha, shape.stroke_alpha, *shape.dash)
        for _, points in shape.segments:
            yield from points


def _finite(picture: Picture) -> None:
    if not picture.shapes or min(picture.width, picture.height) <= 0:
        raise LogoError("cannot_draw", "empty")
    size = max(picture.width, picture.height)
    if not all(math.isfinite(number) and abs(number) <= LARGEST for number in _numbers(picture)):
        raise LogoError("too_much")
    if size / min(picture.width, picture.height) > 20:
        raise LogoError("cannot_draw", "shape")
