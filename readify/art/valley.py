"""Het Lichtdal: the class's valley at dusk, in which 28 places wake one after another.

`valley(lit)` is a pure, deterministic drawing: the same numbers give the same bytes. It draws only what its
crop shows and defines each shape once, so a phone's crop stays small. It knows nothing of lamps or goals: turning
"214 of 300 lamps" into "lit=20" is `lit_places`, and who may see it is not decided here.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

from dataclasses import dataclass
from html import escape
from typing import Final

from readify.art import landmarks
from readify.art.animals import KORENWOLF
from readify.art.landmarks import Landmark


@dataclass(frozen=True, slots=True)
class Place:
    """One place that can wake: its shape, where it stands on the 1280 x 800 field, its scale and roof."""

    kind: str
    x: int
    y: int
    scale: float
    roof: str = "#B8463A"


@dataclass(frozen=True, slots=True)
class Crop:
    """A window on the field: x, y, width, height, and where the boat lies (x, y, scale) if it is in view."""

    box: tuple[int, int, int, int]
    boat: tuple[int, int, float] | None = None
    moon: bool = False
    clouds: bool = True
    hush: tuple[int, int, int, int] | None = None  # no stars here: words stand in front
    spill: bool = False  # also draw what lies left and right of the window, for pages that let it show

    @property
    def view(self) -> tuple[int, int, int, int]:
        """What can be seen at most."""
        x, y, w, h = self.box
        return (0, y, 1280, h) if self.spill else (x, y, w, h)


CROPS: Final[dict[str, Crop]] = {
    "home": Crop((330, 214, 640, 430), (690, 548, 0.54), spill=True),
    "phone": Crop((398, 196, 500, 456), (716, 574, 0.58)),
    "groot": Crop((424, 214, 640, 324), clouds=False, spill=True),
    "tablet": Crop((330, 214, 640, 430), (690, 548, 0.54)),
    "wide": Crop((330, 270, 640, 330), (636, 560, 0.6)),
    "board": Crop((0, 0, 1280, 800), (640, 676, 0.86), hush=(30, 20, 740, 280)),
    "night": Crop((0, 0, 1280, 800), (640, 690, 0.8), moon=True),
    "welcome": Crop((398, 196, 500, 340), clouds=False),
    "front": Crop((0, 60, 1280, 680), (690, 556, 0.56), hush=(0, 60, 800, 240)),
    "page": Crop((250, 150, 800, 520), (690, 590, 0.62), moon=True),
}

PLACES: Final[tuple[Place, ...]] = (
    Place('house', 566, 470, 0.62), Place('lantern', 600, 548, 0.74), Place('blossom', 476, 520, 0.9), Place('cave', 950, 540, 0.92),
    Place('church', 520, 452, 0.74), Place('house', 620, 462, 0.56, '#8A5A3A'), Place('lantern', 452, 640, 1.05), Place('blossom', 860, 600, 1.05),
    Place('cave', 1056, 552, 1.1), Place('headframe', 366, 446, 0.86), Place('house', 418, 492, 0.76, '#A6503A'), Place('blossom', 352, 560, 1.15),
    Place('lantern', 838, 690, 1.2), Place('castle', 752, 470, 0.62), Place('tree', 652, 508, 0.66), Place('cave', 1172, 560, 1.0),
    Place('house', 330, 506, 0.8), Place('lantern', 360, 722, 1.35), Place('blossom', 240, 610, 1.3), Place('house', 250, 540, 0.86, '#8A5A3A'),
    Place('blossom', 985, 664, 1.35), Place('lantern', 930, 760, 1.4), Place('cave', 1000, 462, 0.62), Place('blossom', 130, 660, 1.5),
    Place('house', 130, 566, 0.96, '#A6503A'), Place('tree', 1120, 700, 1.5), Place('lantern', 230, 786, 1.5), Place('cave', 1112, 470, 0.66),
)  # fmt: skip

_SHAPES: Final[dict[str, Landmark]] = {
    'house': landmarks.house, 'church': landmarks.church, 'castle': landmarks.castle, 'headframe': landmarks.headframe,
    'blossom': landmarks.blossom, 'tree': landmarks.tree, 'lantern': landmarks.lantern, 'cave': landmarks.cave,
}  # fmt: skip

# Half the width, the height above and the depth below a place's foot that its picture (with glow) can reach.
_REACH: Final = {
    "house": (74, 96, 50),
    "church": (112, 184, 52),
    "castle": (122, 172, 72),
    "headframe": (92, 188, 4),
    "blossom": (62, 102, 22),
    "tree": (62, 102, 22),
    "lantern": (64, 116, 12),
    "cave": (86, 108, 64),
}


def lit_places(*, lamps: int, target: int) -> int:
    """How many of the 28 places are awake at `lamps` of `target` lamps; the first lamp already wakes one."""
    if lamps <= 0:
        return 0
    share = lamps / max(target, 1)
    return min(len(PLACES), max(1, round(share * len(PLACES))))


def valley(
    lit: int,
    *,
    crop: str = "phone",
    title: str = "",
    css_class: str = "valley",
    key: str = "v",
    fresh: bool = False,
) -> str:
    """The valley as one inline SVG with the first `lit` places (0–28) awake.

    `crop` names a window of CROPS. `title` is read aloud; without it the picture is decoration. `key` prefixes
    every id, so two valleys on a page need two keys. With `fresh` the newest place gets class `woke`, for the
    page to celebrate.
    """
    window = CROPS[crop]
    lit = max(0, min(lit, len(PLACES)))
    shown = [i for i, place in enumerate(PLACES) if _in_view(place, window.view)]
    name = f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'
    x, y, w, h = window.box
    return (
        f'<svg class="{css_class}" viewBox="{x} {y} {w} {h}" preserveAspectRatio="xMidYMid slice" {name}>'
        + _definitions(shown, lit, key)
        + _sky(window, key)
        + _land(shown, lit=lit, key=key, boat=window.boat, fresh=fresh)
        + "</svg>"
    )


def _in_view(place: Place, box: tuple[int, int, int, int]) -> bool:
    x, y, w, h = box
    half, up, down = _REACH[place.kind]
    s = place.scale
    return x - half * s < place.x < x + w + half * s and y - down * s < place.y < y + h + up * s


def _symbol(kind: str, *, lit: bool, key: str) -> str:
    return f"{key}{kind}{1 if lit else 0}"


def _definitions(shown: list[int], lit: int, key: str) -> str:
    """Gradients, and each shape that is used, once."""
    kinds = sorted({(PLACES[i].kind, i < lit) for i in shown})
    shapes = "".join(
        f'<g id="{_symbol(k, lit=on, key=key)}">{_SHAPES[k](on, key + "g")}</g>' for k, on in kinds
    )
    return (
        f'<defs><linearGradient id="{key}s" x2="0" y2="1"><stop stop-color="#14174A"/><stop offset=".17" stop-color="#262A78"/><stop offset=".31" stop-color="#4F45A2"/><stop offset=".4" stop-color="#9A5BAA"/><stop offset=".455" stop-color="#F0878A"/><stop offset=".52" stop-color="#FFC58C"/></linearGradient>'
        f'<linearGradient id="{key}r" x2="0" y2="1"><stop stop-color="#FFD3A0"/><stop offset=".18" stop-color="#F59C8E"/><stop offset=".42" stop-color="#8D6BBE"/><stop offset=".7" stop-color="#3F62B4"/><stop offset="1" stop-color="#2A4A9C"/></linearGradient>'
        f'<radialGradient id="{key}g"><stop stop-color="#FFF1B8" stop-opacity=".95"/><stop offset=".28" stop-color="#FFD45A" stop-opacity=".55"/><stop offset=".65" stop-color="#FFB732" stop-opacity=".16"/><stop offset="1" stop-color="#FFB732" stop-opacity="0"/></radialGradient>'
        + "".join(
            _fade(key + i, a, b)
            for i, a, b in (
                ("a", "#7A5FB0", "#564A9C"),
                ("b", "#4E4A98", "#2F5F82"),
                ("c", "#3F8A6C", "#1F5A5A"),
                ("d", "#2F7A5A", "#123D48"),
                ("e", "#1F5C52", "#0E2C40"),
            )
        )
        + f'<linearGradient id="{key}m" x2="0" y2="1"><stop stop-color="#F6DDAE"/><stop offset=".55" stop-color="#D9B98F"/><stop offset="1" stop-color="#9C86A0"/></linearGradient>{shapes}</defs>'
    )


def _fade(name: str, top: str, bottom: str) -> str:
    return f'<linearGradient id="{name}" x2="0" y2="1"><stop stop-color="{top}"/><stop offset="1" stop-color="{bottom}"/></linearGradient>'


def _stars(window: Crop) -> str:
    """Fixed stars, three brightnesses, each one path of round dots."""
    x0, y0, w, _ = window.view
    hx, hy, hw, hh = window.hush or (0, 0, 0, 0)
    dots: list[list[str]] = [[], [], []]
    seed = 7
    for _n in range(76):
        seed = (seed * 48271) % 2147483647
        x, y = seed % 1280, (seed // 1280) % 300
        hushed = hx < x < hx + hw and hy < y < hy + hh
        if x0 <= x <= x0 + w and y >= y0 and not hushed:
            dots[(seed // 9973 + y // 110) % 3].append(f"M{x} {y}h.1")
    looks = ((4, 0.85), (2.8, 0.6), (2.2, 0.4))
    return "".join(
        f'<path d="{"".join(d)}" stroke="#FFF6DC" stroke-width="{r}" stroke-linecap="round" opacity="{o}"/>'
        for d, (r, o) in zip(dots, looks, strict=True)
        if d
    )


def _sky(window: Crop, key: str) -> str:
    x = window.view[0]
    return (
        f'<path d="M0 0h1280v800H0z" fill="url(#{key}s)"/>'
        + _stars(window)
        + (
            '<circle cx="1030" cy="140" r="120" fill="#FFF3C4" opacity=".1"/><circle cx="1030" cy="140" r="58" fill="#FFF1C9"/><path d="M1012 126h.1M1050 118h.1" stroke="#EBD6A4" stroke-width="14" stroke-linecap="round"/><circle cx="1046" cy="160" r="13" fill="#EBD6A4"/>'
            if window.moon
            else ""
        )
        + (
            '<path d="M96 306a18 18 0 0 1 18-18 30 30 0 0 1 54-10 24 24 0 0 1 40 10 18 18 0 0 1 16 18zM800 300a16 16 0 0 1 16-16 26 26 0 0 1 46-8 20 20 0 0 1 34 10 14 14 0 0 1 12 14z" fill="#FFE8D6" opacity=".28"/>'
            if window.clouds
            else ""
        )
        + f'<path d="M0 420q120-60 260-22t260-10q120-38 280 8t280-24q120-22 200 16v412H0Z" fill="url(#{key}a)"/>'
        + (
            '<path d="M40 450l100-100q28-20 58 0l132 100z" fill="#4A4590"/><path d="M168 340l30 10 132 100H230z" fill="#423E86"/>'
            if x < 330
            else ""
        )
        + f'<path d="M0 470q140-60 330-24 140-36 290-6 160-20 280 6 180-26 380-6v360H0Z" fill="url(#{key}b)"/>'
    )


def _land(shown: list[int], *, lit: int, key: str, boat: tuple[int, int, float] | None, fresh: bool) -> str:
    """Cliff, meadow and river with the places on them, back to front, and the near banks over all."""
    newest = lit - 1 if fresh else -1
    order = sorted(shown, key=lambda i: PLACES[i].y)
    draw = {i: _placed(i, lit=lit, key=key, woke=i == newest) for i in order}
    return (
        "".join(draw[i] for i in order if PLACES[i].kind == "headframe")
        + f'<path d="M872 560q0-90 58-114 30-26 80-22 40-32 100-16 60-16 110 8 40-6 60 4v220H872Z" fill="url(#{key}m)"/>'
        '<path d="M900 486q60-12 120-2t120-4 140 6M884 522q40-6 90 0m60 4q40-6 70 0m70 0q40-6 70 0M930 450q60 10 100-6m70 10q60-14 110 0" stroke="#B08F78" stroke-width="3" fill="none" opacity=".55"/>'
        '<path d="M930 446q30-26 80-22 40-32 100-16 60-16 110 8 40-6 60 4v-16q-40-12-64-4-52-28-108-8-62-18-104 18-54-6-86 34-18 16-26 36 13-20 38-34Z" fill="#3F8A6C"/>'
        f'<path d="M0 560q150-60 320-54 150-36 320-44 160 4 260 58 180 36 380 36v244H0Z" fill="url(#{key}c)"/>'
        '<path d="M60 600q120-40 240-36M120 640q120-40 220-36M900 600q120-18 260-6" fill="none" stroke="#5FB07A" stroke-width="3" opacity=".35"/>'
        f'<path d="M606 462C580 480 716 494 700 526 684 566 470 574 496 646 514 696 556 740 540 800h470C980 742 800 716 796 650c-2-44 50-78 10-126-28-34-154-42-160-62Z" fill="url(#{key}r)"/>'
        '<path d="M690 512h44m-18 34h58m-174 50h70m30 26h54m-194 42h40m120 12h50m-150 66h76m124 22h70" stroke="#FFE9CF" stroke-width="4" stroke-linecap="round" opacity=".55"/>'
        + "".join(draw[i] for i in order if PLACES[i].y <= 640 and PLACES[i].kind != "headframe")
        + f'<path d="M0 700q140-70 300-32 130 22 170 132H0ZM1280 680q-160-40-290 10-130 50-140 110h430Z" fill="url(#{key}d)"/>'
        + (_boat(*boat) if boat else "")
        + "".join(draw[i] for i in order if PLACES[i].y > 640)
        + f'<path d="M0 776q120-36 240 8 20 8 28 16H0ZM1280 764q-120-22-210 36h210Z" fill="url(#{key}e)"/>'
    )


def _placed(index: int, *, lit: bool | int, key: str, woke: bool) -> str:
    place = PLACES[index]
    awake = index < lit
    roof = f' color="{place.roof}"' if place.kind == "house" and awake else ""
    one = f'<use href="#{_symbol(place.kind, lit=awake, key=key)}"{roof} transform="translate({place.x} {place.y}) scale({place.scale:g})"/>'
    return f'<g class="woke">{one}</g>' if woke else one


def _boat(x: float, y: float, scale: float) -> str:
    return f'<g transform="translate({x:g} {y:g}) scale({scale:g})">{boat()}</g>'


def boat(reader: str | None = None) -> str:
    """The sailing boat with a reading korenwolf, around (0, 0) at the waterline; 230 wide.

    `reader` replaces the drawn korenwolf by other markup, for instance a `<use>` of the sprite.
    """
    crew = reader or f'<g transform="translate(-74 -118) scale(.59)">{KORENWOLF}</g>'
    return (
        '<ellipse cy="26" rx="104" ry="9" fill="#162C6A" opacity=".45"/><path d="M40-100V0" stroke="#5B3423" stroke-width="6"/>'
        '<path d="M46-96c46 20 50 58 46 82-16-6-34-6-46-2Z" fill="#FFF6E3"/><path d="M46-96c20 10 32 24 39 40-13-4-27-4-39-1Z" fill="#FFC21F"/>'
        f'{crew}<path d="M-98-10h202c-6 28-24 38-46 38H-54c-24 0-38-14-44-38Z" fill="#C4473A"/><path d="M-98-10h202l-3 10H-95Z" fill="#FFE3B5"/>'
        '<path d="M-84 10H92" stroke="#9A3029" stroke-width="4"/><path d="M-130 34q14-7 28 0t28 0M70 38q14-7 28 0t28 0" stroke="#CFE6FF" stroke-width="4" fill="none" stroke-linecap="round" opacity=".7"/>'
    )
