"""Medals of the mergelmuur: seven shapes, each earned in colour or still carved in the marl.

A family has one shape and three tones. The carved picture is made from the coloured one by turning every colour
into one of four tones of stone, so a badge's drawing has a single source. Which badge is earned is the caller's.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

import math
import re
from dataclasses import dataclass
from html import escape
from typing import Final


@dataclass(frozen=True, slots=True)
class Family:
    """A badge family's look: its outline (fill and stroke come from outside), colour, pale field, dark rim."""

    outline: str
    colour: str
    field: str
    rim: str


def _star(points: int, outer: float, inner: float | None = None) -> str:
    count = points * 2 if inner else points
    radii = (outer, inner or outer)
    angles = [math.radians(-90 + 360 / count * i) for i in range(count)]
    return " ".join(
        f"{50 + radii[i % 2] * math.cos(a):.1f},{50 + radii[i % 2] * math.sin(a):.1f}"
        for i, a in enumerate(angles)
    )


def _petals(count: int) -> str:
    """A blossom: `count` round petals around an open heart, as one path."""
    out = ""
    for i in range(count):
        a = math.radians(-90 + 360 / count * i)
        x, y = 50 + 25 * math.cos(a), 50 + 25 * math.sin(a)
        out += f"M{x - 22:.1f} {y:.1f}a22 22 0 1 0 44 0a22 22 0 1 0-44 0z"
    return f'<path d="{out}M25 50a25 25 0 1 0 50 0a25 25 0 1 0-50 0z"/>'


FAMILIES: Final[dict[str, Family]] = {
    'square': Family('<rect x="9" y="9" width="82" height="82" rx="24"/>', '#149C9A', '#DBF3F1', '#0A6A6C'),
    'bubble': Family(
        '<path d="M50 7C77 7 95 23 95 46S77 84 50 84q-6 0-12-1L22 95l1-18C12 70 5 59 5 46 5 23 23 7 50 7z"/>',
        '#8257D0', '#EFE8FB', '#5A35A1',
    ),
    'hexagon': Family(
        f'<polygon points="{_star(6, 44)}" stroke-linejoin="round" stroke-width="8"/>', '#4FA64B', '#E2F4DA', '#2B7034'
    ),
    'lamp': Family(
        '<path d="M30 8h40l8 12-3 58 7 14H18l7-14-3-58z" stroke-linejoin="round" stroke-width="5"/>',
        '#F2A900', '#FFF4CC', '#8F5B00',
    ),
    'stamp': Family(
        f'<polygon points="{_star(16, 47, 41)}" stroke-linejoin="round" stroke-width="3"/>', '#E8503F', '#FFE4E0', '#B8302A'
    ),
    'blossom': Family(_petals(6), '#F06A8C', '#FFE8EE', '#B02A56'),
    'ring': Family('<circle cx="50" cy="50" r="44"/>', '#40468A', '#ECEDFA', '#1C2050'),
}  # fmt: skip

# What product.md calls the families, for callers that hold a badge's family rather than its shape.
SHAPE_OF: Final[dict[str, str]] = {
    'forms': 'square', 'aloud': 'bubble', 'languages': 'hexagon', 'rhythm': 'lamp',
    'journey': 'stamp', 'taste': 'blossom', 'class': 'ring',
}  # fmt: skip

_STONE: Final = ("#7F6136", "#9C7D4B", "#B89A66", "#D6BB8A")
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})(?![0-9A-Fa-f])")


def earned_body(shape: str) -> str:
    """The medal in its family's colours on a 100 x 104 field, without its picture."""
    family = FAMILIES[shape]
    extra = (
        '<circle cx="50" cy="50" r="37" fill="none" stroke="#FFC21F" stroke-width="3"/>'
        if shape == "ring"
        else ""
    )
    return (
        f'<g transform="translate(0 5)" fill="{family.rim}" stroke="{family.rim}">{family.outline}</g>'
        f'<g fill="{family.colour}" stroke="{family.colour}">{family.outline}</g>'
        f'<g transform="translate(9 9) scale(.82)" fill="{family.field}" stroke="{family.field}">{family.outline}</g>'
        f'{extra}<path d="M20 40Q24 18 50 16" stroke="#fff" stroke-width="5" stroke-linecap="round" fill="none" opacity=".75"/>'
    )


def carved_body(shape: str) -> str:
    """The medal still in the stone: a lit lower edge, a dark upper edge and the hollow between."""
    outline = FAMILIES[shape].outline
    return (
        f'<g transform="translate(0 2)" fill="#FFF7E4" stroke="#FFF7E4">{outline}</g>'
        f'<g fill="#C7A268" stroke="#C7A268">{outline}</g>'
        f'<g transform="translate(2.5 5) scale(.95)" fill="#E2C591" stroke="#E2C591">{outline}</g>'
    )


def carved(picture: str) -> str:
    """The same picture in four tones of stone, darkest where the drawing was darkest."""
    return _COLOUR.sub(lambda found: _STONE[_tone(found[0])], picture)


def _tone(colour: str) -> int:
    """0 for dark up to 3 for light, by perceived brightness."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    red, green, blue = (int(digits[i : i + 2], 16) for i in (0, 2, 4))
    bright = (0.299 * red + 0.587 * green + 0.114 * blue) / 255
    return 0 if bright < 0.3 else 1 if bright < 0.55 else 2 if bright < 0.76 else 3


def medal(shape: str, icon: str, *, earned: bool, size: int = 92, sprite: str = "", label: str = "") -> str:
    """A medal: `shape` one of FAMILIES (or a family of SHAPE_OF), `icon` one of BADGE_ICONS, from `sprite`."""
    shape = SHAPE_OF.get(shape, shape)
    body, picture = ("m", "b") if earned else ("c", "k")
    name = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return (
        f'<svg class="medal medal-{"earned" if earned else "carved"}" width="{size}" height="{size}" viewBox="0 0 100 104" {name}>'
        f'<use href="{sprite}#{body}-{shape}" width="100" height="104"/><use href="{sprite}#{picture}-{icon}" x="25" y="25" width="50" height="50"/></svg>'
    )
