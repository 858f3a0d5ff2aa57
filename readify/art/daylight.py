"""The light over the valley: day, dusk and night, and what an hour of the clock makes of it.

A light is a set of colours; every shape is drawn once, in the colours of dusk, and `tinted` carries it over
to another light. Nothing here knows shapes or places, and nothing asks for the time: the caller brings the hour.
"""
# ruff: noqa: E501  (a palette is read row by row)

import re
from dataclasses import dataclass
from typing import Final

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b")
# What shines by itself keeps its colour in every light.
_SHINING: Final = frozenset({"#FFD24A", "#FFE27A", "#FF9A1F", "#FFCF5A", "#FFEFB5", "#FFF1B8", "#FFC21F"})

Stops = tuple[tuple[float, str], ...]
Tint = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Light:
    """Colours of one time of day; gradients are (offset, colour) from above to below."""

    name: str
    sky: Stops
    river: Stops
    hills: tuple[tuple[str, str], ...]  # far, middle, meadow, near bank, nearest bank
    marl: tuple[str, str, str]
    marl_line: str
    cliff_top: str
    heap: tuple[str, str]
    cloud: tuple[str, float]
    ripple: str
    stars: float
    halo: float
    asleep: Tint | None = None
    awake: Tint | None = None


DUSK: Final = Light(
    name="dusk",
    sky=(
        (0, "#14174A"), (0.17, "#262A78"), (0.31, "#4F45A2"), (0.4, "#9A5BAA"), (0.455, "#F0878A"), (0.52, "#FFC58C"),
    ),
    river=((0, "#FFD3A0"), (0.18, "#F59C8E"), (0.42, "#8D6BBE"), (0.7, "#3F62B4"), (1, "#2A4A9C")),
    hills=(
        ("#7A5FB0", "#564A9C"), ("#4E4A98", "#2F5F82"), ("#3F8A6C", "#1F5A5A"), ("#2F7A5A", "#123D48"), ("#1F5C52", "#0E2C40"),
    ),
    marl=("#F6DDAE", "#D9B98F", "#9C86A0"),
    marl_line="#B08F78",
    cliff_top="#3F8A6C",
    heap=("#4A4590", "#423E86"),
    cloud=("#FFE8D6", 0.28),
    ripple="#FFE9CF",
    stars=1,
    halo=1,
)  # fmt: skip

DAY: Final = Light(
    name="day",
    sky=((0, "#14559F"), (0.27, "#2470BA"), (0.37, "#4C9AD6"), (0.45, "#9FD2EC"), (0.53, "#FFF0CF")),
    river=((0, "#E9F4EC"), (0.16, "#A8DBE6"), (0.42, "#58B1D2"), (0.7, "#2F8DBB"), (1, "#20749F")),
    hills=(
        ("#9DBBD6", "#86AFC6"), ("#7FB49B", "#69A684"), ("#93CB6B", "#58A45C"), ("#63B05A", "#388352"), ("#459653", "#2A6C49"),
    ),
    marl=("#FFF1D2", "#F0DAAA", "#D3B88E"),
    marl_line="#C9A878",
    cliff_top="#79BD60",
    heap=("#8FA9BC", "#7F9CB2"),
    cloud=("#FFFFFF", 0.8),
    ripple="#FFFFFF",
    stars=0,
    halo=0.62,
    asleep=("#CFE2E4", 0.64),
)  # fmt: skip

NIGHT: Final = Light(
    name="night",
    sky=((0, "#060923"), (0.27, "#0D1344"), (0.37, "#18235F"), (0.45, "#2A3A82"), (0.53, "#4C5EA8")),
    river=((0, "#7C8AC8"), (0.16, "#4C5DA8"), (0.42, "#2A3C84"), (0.7, "#1B2B68"), (1, "#131F50")),
    hills=(
        ("#2D387C", "#232C68"), ("#20306A", "#192A58"), ("#1F5358", "#143A46"), ("#17484C", "#0C2936"), ("#113540", "#081B2A"),
    ),
    marl=("#B3A4B4", "#857B9C", "#5A5584"),
    marl_line="#5B5482",
    cliff_top="#215C56",
    heap=("#222B66", "#1D2559"),
    cloud=("#AEB9F0", 0.16),
    ripple="#C7D3FF",
    stars=1.5,
    halo=1,
    asleep=("#141B4C", 0.4),
    awake=("#232A66", 0.14),
)  # fmt: skip

LIGHTS: Final[dict[str, Light]] = {light.name: light for light in (DAY, DUSK, NIGHT)}


def light_at(hour: int) -> str:
    """The name of the light at an hour (0–23): day from 8 to 17, night from 20 to 6, dusk between them.

    Fixed hours, not the sun's: they are the same in every season, so a page changes four times a day at most.
    """
    if 8 <= hour < 17:
        return "day"
    return "dusk" if 6 <= hour < 8 or 17 <= hour < 20 else "night"


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0–1) of `other` in it."""
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def tinted(drawing: str, tint: Tint | None) -> str:
    """The drawing with every colour moved towards the tint, except what shines by itself."""
    if tint is None:
        return drawing
    return _COLOUR.sub(lambda found: found[0] if found[0] in _SHINING else mix(found[0], *tint), drawing)


def toned(drawing: str, tones: tuple[str, ...]) -> str:
    """The drawing in a few tones, dark to light, each colour by its brightness: one source for asleep and awake."""

    def tone(found: re.Match[str]) -> str:
        red, green, blue = (int(found[0][i : i + 2], 16) for i in (1, 3, 5))
        bright = (0.299 * red + 0.587 * green + 0.114 * blue) / 255
        return tones[min(len(tones) - 1, int(bright * len(tones)))]

    return _COLOUR.sub(tone, drawing)
