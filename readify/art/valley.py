"""Het Lichtdal: the class's valley, in which 28 places wake one after another.

`valley(lit)` is a pure, deterministic drawing: the same numbers give the same bytes. It draws only what its
crop shows and defines each shape once, so a phone's crop stays small. It knows nothing of lamps or goals: turning
"214 of 300 lamps" into "lit=20" is `lit_places`, and who may see it is not decided here.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Final

from readify.art import landmarks
from readify.art.animals import KORENWOLF
from readify.art.daylight import LIGHTS, Light, tinted
from readify.art.ground import Crop, cliff, fade, glow, hills, meadow, river, sky
from readify.art.landmarks import Landmark
from readify.art.party import fireflies, garlands


@dataclass(frozen=True, slots=True)
class Place:
    """One place that can wake: its shape, where it stands on the 1280 x 800 field, its scale and roof."""

    kind: str
    x: int
    y: int
    scale: float
    roof: str = "#B8463A"


CROPS: Final[dict[str, Crop]] = {
    "home": Crop((330, 214, 640, 430), (690, 548, 0.54), moon=(838, 344, 24), spill=True),
    "phone": Crop((398, 196, 500, 456), (716, 574, 0.58), moon=(838, 330, 26)),
    "groot": Crop((424, 214, 640, 324), clouds=False, spill=True),
    "wide": Crop((330, 270, 640, 330), (636, 560, 0.6), moon=(838, 340, 24)),
    "board": Crop((0, 0, 1280, 800), (640, 676, 0.86), moon=(1130, 210, 54), hush=(30, 20, 740, 280)),
    "night": Crop((0, 0, 1280, 800), (640, 690, 0.8), moon=(1030, 140, 58)),
    "welcome": Crop((398, 196, 500, 340), clouds=False),
    "front": Crop((0, 60, 1280, 680), (690, 556, 0.56), moon=(1010, 210, 44), hush=(0, 60, 800, 240)),
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


@dataclass(frozen=True, slots=True)
class Scene:
    """One valley to draw: all that `valley` was asked for."""

    window: Crop
    light: Light
    lit: int
    key: str
    fresh: bool
    festive: bool
    mate: str

    @property
    def shown(self) -> list[int]:
        """The places that can be seen in the window."""
        return [i for i, place in enumerate(PLACES) if _in_view(place, self.window.view)]


def _in_view(place: Place, box: tuple[int, int, int, int]) -> bool:
    x, y, w, h = box
    half, up, down = _REACH[place.kind]
    s = place.scale
    return x - half * s < place.x < x + w + half * s and y - down * s < place.y < y + h + up * s


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
    light: str = "dusk",
    festive: bool = False,
    mate: str = "",
) -> str:
    """The valley as one inline SVG with the first `lit` places (0–28) awake.

    `crop` names a window of CROPS, `light` one of LIGHTS. `title` is read aloud; without it the picture is
    decoration. `key` prefixes every id, so two valleys on a page need two keys. With `fresh` the newest place
    gets class `woke`, for the page to celebrate. `festive` is the feast of a class that reached its goal.
    `mate` is markup for who sails the boat, 200 wide and 220 high; without it the korenwolf sails.
    """
    scene = Scene(
        window=CROPS[crop],
        light=LIGHTS[light],
        lit=max(0, min(lit, len(PLACES))),
        key=key,
        fresh=fresh,
        festive=festive,
        mate=mate,
    )
    name = f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'
    x, y, w, h = scene.window.box
    return (
        f'<svg class="{css_class}" viewBox="{x} {y} {w} {h}" preserveAspectRatio="xMidYMid slice" {name}>'
        + _definitions(scene)
        + sky(scene.window, scene.light, key=key, festive=festive)
        + _land(scene)
        + "</svg>"
    )


def _symbol(kind: str, *, lit: bool, key: str) -> str:
    return f"{key}{kind}{1 if lit else 0}"


@cache
def _shape(kind: str, *, lit: bool, glow: str, light: str) -> str:
    """A shape in the light's colours."""
    tints = LIGHTS[light]
    return tinted(_SHAPES[kind](lit, glow), tints.awake if lit else tints.asleep)


def _definitions(scene: Scene) -> str:
    """Gradients, and each shape that is used, once."""
    key, light = scene.key, scene.light
    kinds = sorted({(PLACES[i].kind, i < scene.lit) for i in scene.shown})
    shapes = "".join(
        f'<g id="{_symbol(k, lit=on, key=key)}">{_shape(k, lit=on, glow=key + "g", light=light.name)}</g>'
        for k, on in kinds
    )
    hills = "".join(
        fade(key + name, ((0, a), (1, b))) for name, (a, b) in zip("abcde", light.hills, strict=True)
    )
    top, middle, low = light.marl
    return (
        f"<defs>{fade(key + 's', light.sky)}{fade(key + 'r', light.river)}{glow(key + 'g', light.halo)}{hills}"
        f"{fade(key + 'm', ((0, top), (0.55, middle), (1, low)))}{shapes}</defs>"
    )


def _land(scene: Scene) -> str:
    """Cliff, meadow and river with the places on them, back to front, and the near banks over all."""
    key, light = scene.key, scene.light
    order = sorted(scene.shown, key=lambda i: PLACES[i].y)
    draw = {i: _placed(i, scene) for i in order}
    far = [i for i in order if PLACES[i].kind == "headframe"]
    middle = [i for i in order if PLACES[i].y <= 640 and i not in far]
    return (
        hills(scene.window, light, key=key)
        + "".join(draw[i] for i in far)
        + cliff(light, key=key)
        + meadow(scene.lit / len(PLACES), key=key)
        + river(scene.lit, light, key=key)
        + "".join(draw[i] for i in middle)
        + (garlands() if scene.festive else "")
        + f'<path d="M-900 700H0q140-70 300-32 130 22 170 132H-900ZM2180 680h-900q-160-40-290 10-130 50-140 110h1330Z" fill="url(#{key}d)"/>'
        + (_boat(scene) if scene.window.boat else "")
        + "".join(draw[i] for i in order if PLACES[i].y > 640)
        + f'<path d="M0 776q120-36 240 8 20 8 28 16H0ZM1280 764q-120-22-210 36h210Z" fill="url(#{key}e)"/>'
        + (fireflies(scene.window.view) if scene.festive or (scene.lit >= 14 and light.name != "day") else "")
    )


def _placed(index: int, scene: Scene) -> str:
    place = PLACES[index]
    awake = index < scene.lit
    roof = f' color="{place.roof}"' if place.kind == "house" and awake else ""
    one = f'<use href="#{_symbol(place.kind, lit=awake, key=scene.key)}"{roof} transform="translate({place.x} {place.y}) scale({place.scale:g})"/>'
    return f'<g class="woke">{one}</g>' if scene.fresh and index == scene.lit - 1 else one


def _boat(scene: Scene) -> str:
    x, y, scale = scene.window.boat or (0, 0, 1)
    crew = f'<g transform="translate(-76 -122) scale(.62)">{scene.mate}</g>' if scene.mate else None
    return (
        f'<g transform="translate({x:g} {y:g}) scale({scale:g})">'
        f'<circle cx="-14" cy="-70" r="120" fill="url(#{scene.key}g)" opacity=".34"/><g class="bob">{boat(crew)}</g></g>'
    )


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
