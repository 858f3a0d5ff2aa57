"""Before an SVG of a stranger is read at all: is it small enough, and does nothing in it act or fetch?"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from readify.printing.logo import LogoError

MOST_ELEMENTS, DEEPEST = 3000, 40


def require_harmless(root: ET.Element) -> None:
    """Raises LogoError: too_much, or has_script for a script, a handler or an address."""
    _bounded(root)
    for element in root.iter():
        _harmless(element)


def _bounded(root: ET.Element) -> None:
    level, depth, count = [root], 0, 0
    while level:
        depth, count = depth + 1, count + len(level)
        if depth > DEEPEST or count > MOST_ELEMENTS:
            raise LogoError("too_much")
        level = [child for element in level for child in element]


def plain(name: object) -> str:
    return str(name).rpartition("}")[2]


def _harmless(element: ET.Element) -> None:
    """Raises for whatever could act or fetch, wherever it stands."""
    if plain(element.tag).lower() in ("script", "foreignobject", "handler", "set", "animate"):
        raise LogoError("has_script", plain(element.tag))
    for name, value in element.attrib.items():
        text = "".join(value.split()).lower()
        if plain(name).lower().startswith("on") or "javascript:" in text:
            raise LogoError("has_script", plain(name))
        if plain(name) == "href" and not value.startswith("#"):
            raise LogoError("has_script", "href")
