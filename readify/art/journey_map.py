"""De Maasreis: the river from Eijsden (south, below) to Mook (north, above) with its twelve haltes.

One inline SVG, names and marks included, because pages may carry no positions of their own. Deterministic. How
many lights a halte takes is the rulebook's; this only draws "you are between halte 5 and 6, this far along".
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

import math
from html import escape
from typing import Final

from readify.art.ground import glow
from readify.art.haltes import HEIGHTS, halte
from readify.art.landmarks import halo
from readify.art.valley import boat

HALTES: Final = (
    "Eijsden",
    "Maastricht",
    "Elsloo",
    "Stein",
    "Thorn",
    "Maasbracht",
    "Roermond",
    "Kessel",
    "Venlo",
    "Arcen",
    "Gennep",
    "Mook",
)

_W, _H, _SOUTH, _NORTH, _SWING = 390, 660, 586.0, 138.0, 62.0
_LAST = len(HALTES) - 1


def _heights() -> tuple[float, ...]:
    """y of each halte: gaps shrink towards the north, as distance does."""
    gaps = [1.12 - 0.024 * i for i in range(_LAST)]
    ys = [_SOUTH]
    for gap in gaps:
        ys.append(ys[-1] - (_SOUTH - _NORTH) * gap / sum(gaps))
    return tuple(ys)


_YS: Final = _heights()


def _x_at(y: float) -> float:
    """Where the middle of the river lies at height y."""
    middle = _W / 2
    if y >= _YS[0]:
        return middle - _SWING + min(1.0, (y - _YS[0]) / 90) * 40
    for i in range(_LAST):
        if _YS[i] >= y >= _YS[i + 1]:
            f = (_YS[i] - y) / (_YS[i] - _YS[i + 1])
            swing = _SWING * (1 - 0.30 * (_YS[0] - y) / (_YS[0] - _YS[-1]))
            return middle + swing * (-1 if i % 2 == 0 else 1) * math.cos(math.pi * f)
    f = min(1.0, (_YS[-1] - y) / 30)
    return middle + _SWING * 0.70 * math.cos(math.pi * 0.5 * f)


def _half(y: float) -> float:
    """Half the river's width at height y."""
    return (2.5 + 10.5 * max(0.0, min(1.0, (y - _NORTH + 60) / (752 - _NORTH)))) * max(
        0.25, min(1.0, (y - _NORTH + 30) / 30)
    )


def _band(south: float, north: float, grow: float = 0) -> str:
    """The river between two heights as one closed path of whole and half pixels."""
    left, right = [], []
    y = south
    while y >= north:
        x, half = _x_at(y), _half(y) + grow
        slope = (_x_at(y - 1) - _x_at(y + 1)) / -2
        length = math.hypot(slope, 1)
        dx, dy = half / length, -half * slope / length
        left.append(f"{x - dx:.1f} {y - dy:.0f}")
        right.append(f"{x + dx:.1f} {y + dy:.0f}")
        y -= 5
    return "M" + "L".join(left + right[::-1]) + "Z"


def journey(
    at: int, *, along: float = 0.5, crop: str = "map", title: str = "", key: str = "j", mate: str = ""
) -> str:
    """The map with the reader at halte `at` (0–11) and `along` (0–1) the way to the next.

    `crop` is `map` (everything, names too) or `card` (the stretch around the boat, without names). `key`
    prefixes the ids. `title` is read aloud; give the haltes as a list beside it for who cannot see the map.
    `mate` is markup for who sails the boat, 200 x 220; without it the korenwolf sails.
    """
    at = max(0, min(at, _LAST))
    boat_y = _YS[at] - (_YS[at] - _YS[at + 1]) * max(0.0, min(1.0, along)) if at < _LAST else _YS[_LAST]
    name = f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'
    named = crop == "map"
    top = max(0, min(_H - 178, boat_y - 90))
    box = f"0 0 {_W} {_H}" if named else f"14 {top:.0f} 362 178"
    seen = [i for i in range(_LAST, -1, -1) if named or top - 20 < _YS[i] < top + 178 + 86]
    haltes = "".join(_halte(i, at=at, key=key) for i in seen)
    names = "".join(_name(i, at=at, x=_bank(i), y=_YS[i] + 21) for i in seen) if named else ""
    crew = f'<g transform="translate(-76 -122) scale(.62)">{mate}</g>' if mate else None
    sail = f'<g transform="translate({_x_at(boat_y):.0f} {boat_y - 6:.0f}) scale(.36)">{boat(crew)}</g>'
    return (
        f'<svg class="journey journey-{crop}" viewBox="{box}" preserveAspectRatio="xMidYMid slice" {name}>{_ground(key)}'
        f'<path d="{_band(_H + 20, _NORTH - 28, 3)}" fill="#0E2C40" opacity=".35"/><path d="{_band(boat_y, _NORTH - 28)}" fill="#38549E"/>'
        f'<path d="{_band(_H + 20, boat_y)}" fill="url(#{key}d)"/>{_ripples()}{haltes}{names}{sail}</svg>'
    )


# Rows of hills from north to south: height at the left edge, their line over the map, colour. They run on far
# beyond both edges, for pages that are wider than the map.
_HILLS: Final = (
    (142, "70-34 150-14 90-28 150-4 50-12 90 4", "#2B2F74"),
    (186, "90-36 190-14 110-24 200 6", "#26437A"),
    (300, "100-38 210-14 100-24 180 10", "#235A75"),
    (404, "110-38 220-16 100-22 170 12", "#22675F"),
    (506, "120-36 230-14 100-22 160 12", "#2A7556"),
    (616, "120-36 240-12 90-20 150 8", "#1F5C52"),
)


def _ground(key: str) -> str:
    # none behind the page's heading, which stands over the upper sky
    stars = "M146 92h.1M233 101h.1M287 74h.1M311 40h.1M338 96h.1M352 15h.1M369 62h.1M44 103h.1M303 110h.1M12 84h.1M378 112h.1M130 112h.1M30 78h.1M376 30h.1M64 92h.1M206 84h.1M326 104h.1M90 112h.1"
    return (
        f'<defs><linearGradient id="{key}s" x2="0" y2="1"><stop stop-color="#12153A"/><stop offset=".16" stop-color="#1E2260"/><stop offset=".42" stop-color="#274074"/><stop offset=".62" stop-color="#226263"/><stop offset="1" stop-color="#2C7A55"/></linearGradient>'
        f'<linearGradient id="{key}d" y1="1" x2="0" y2="0"><stop stop-color="#FFD08A"/><stop offset=".5" stop-color="#F59C8E"/><stop offset="1" stop-color="#8D7BD6"/></linearGradient>'
        f"{glow(key + 'g', 1)}</defs>"
        f'<path d="M-600 0h1590v{_H}H-600z" fill="url(#{key}s)"/><path d="{stars}" stroke="#FFF6DC" stroke-width="2.6" stroke-linecap="round" opacity=".75"/>'
        + "".join(
            f'<path d="M-600 {y}H0q{line}h600V{_H}H-600Z" fill="{colour}"/>' for y, line, colour in _HILLS
        )
        + '<path d="M16 330q60-20 110-10m160 32q50-14 92-4M20 450q50-18 96-8m174 28q50-14 90-2M24 560q46-16 88-8m184 14q46-12 84 0M30 240q40-12 80-6m180-4q40-10 80-4" fill="none" stroke="#fff" stroke-width="2.5" opacity=".09" stroke-linecap="round"/>'
    )


def _ripples() -> str:
    marks = "".join(f"M{_x_at(y) - 4:.0f} {y}h{6 + y % 3 * 2}" for y in range(int(_NORTH) + 6, _H, 23))
    return f'<path d="{marks}" stroke="#fff" stroke-width="2.2" stroke-linecap="round" opacity=".4"/>'


def _side(i: int) -> int:
    """Which bank halte `i` stands on: -1 left, 1 right."""
    return -1 if i % 2 == 0 else 1


def _bank(i: int) -> float:
    """x of the middle of the bank where halte `i` stands."""
    x, side = _x_at(_YS[i]), _side(i)
    return (x / 2 if side < 0 else (_W + x) / 2) + side * 2


def _halte(i: int, *, at: int, key: str) -> str:
    """One halte's drawing, and its mark on the bank."""
    y, lit = _YS[i], i <= at
    scale = min(0.6, 58 / HEIGHTS[i])  # stays below the name of the halte that lies above it
    px = _x_at(y) + _side(i) * (_half(y) - 1)
    dot = "#FFC21F" if lit else "#fff" if i == at + 1 else "#8E97CE"
    return (
        f'<g transform="translate({_bank(i):.0f} {y + 8:.0f}) scale({scale:.2f})">{halte(i, lit=lit, glow=key + "g")}</g>'
        + (halo(round(px), round(y), 26, key + "g", 0.9) if lit else "")
        + f'<circle cx="{px:.0f}" cy="{y:.0f}" r="7" fill="{dot}" stroke="#12153A" stroke-width="2.5"/>'
    )


def _name(i: int, *, at: int, x: float, y: float) -> str:
    """The halte's name on a label: past with a tick, here in lamp yellow, next in white."""
    text = HALTES[i]
    back, ink, size = (
        ("#FFC21F", "#1C2050", 15.5)
        if i == at
        else ("#fff", "#1C2050", 14.0)
        if i == at + 1
        else ("#0E1C3A", "#fff", 14.0)
    )
    tick = i < at
    width = len(text) * size * 0.61 + (26 if i in (at, at + 1) else 18) + (18 if tick else 0)
    height = size + 10
    x = max(width / 2 + 3, min(_W - width / 2 - 3, x))
    shade = ' fill-opacity=".72"' if i not in (at, at + 1) else ""
    mark = (
        f'<path d="M{x - width / 2 + 9:.0f} {y + 1:.0f}l4 4 7-8" fill="none" stroke="#FFE896" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/>'
        if tick
        else ""
    )
    return (
        f'<rect x="{x - width / 2:.0f}" y="{y - height / 2:.0f}" width="{width:.0f}" height="{height:.0f}" rx="{height / 2:.0f}" fill="{back}"{shade}/>{mark}'
        f'<text x="{x + (9 if tick else 0):.0f}" y="{y + size * 0.35:.0f}" text-anchor="middle" font-size="{size}" font-weight="{800 if i == at else 600}" fill="{ink}">{text}</text>'
    )
