"""What the valley's places stand in: sky, hills, cliff, meadow and river, in the colours of a light.

The field is 1280 x 800; a crop is a window on it, and the land runs on beyond both edges for wide screens.
Nothing here knows which places exist or who reads.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

from dataclasses import dataclass

from readify.art.daylight import Light, Stops


@dataclass(frozen=True, slots=True)
class Crop:
    """A window on the field: x, y, width, height, and where the boat lies (x, y, scale) if it is in view."""

    box: tuple[int, int, int, int]
    boat: tuple[int, int, float] | None = None
    moon: tuple[int, int, int] | None = None  # where moon or sun may stand, away from the page's words
    clouds: bool = True
    hush: tuple[int, int, int, int] | None = None  # no stars here: words stand in front
    spill: bool = False  # also draw what lies left and right of the window, for pages that let it show

    @property
    def view(self) -> tuple[int, int, int, int]:
        """What can be seen at most."""
        x, y, w, h = self.box
        return (0, y, 1280, h) if self.spill else (x, y, w, h)


def fade(name: str, stops: Stops) -> str:
    """A gradient from above to below."""
    marks = "".join(
        f'<stop offset="{at:g}" stop-color="{colour}"/>'.replace(' offset="0"', "") for at, colour in stops
    )
    return f'<linearGradient id="{name}" x2="0" y2="1">{marks}</linearGradient>'


def glow(name: str, strength: float) -> str:
    """The soft light around lamps; daylight leaves less of it."""
    stops = (("#FFF1B8", 0, 0.95), ("#FFD45A", 0.28, 0.55), ("#FFB732", 0.65, 0.16), ("#FFB732", 1, 0))
    marks = "".join(
        f'<stop offset="{at:g}" stop-color="{colour}" stop-opacity="{shown * strength:.2g}"/>'
        for colour, at, shown in stops
    )
    return f'<radialGradient id="{name}">{marks}</radialGradient>'


def _stars(window: Crop, light: Light) -> str:
    """Fixed stars, three brightnesses, each one path of round dots; a night has more of them than dusk."""
    x0, y0, w, _ = window.view
    hx, hy, hw, hh = window.hush or (0, 0, 0, 0)
    dots: list[list[str]] = [[], [], []]
    seed = 7
    for _n in range(round(76 * light.stars)):
        seed = (seed * 48271) % 2147483647
        x, y = seed % 1280, (seed // 1280) % (300 if light.stars <= 1 else 390)
        hushed = hx < x < hx + hw and hy < y < hy + hh
        if x0 <= x <= x0 + w and y >= y0 and not hushed:
            dots[(seed // 9973 + y // 110) % 3].append(f"M{x} {y}h.1")
    looks = ((4, 0.85), (2.8, 0.6), (2.2, 0.4))
    return "".join(
        f'<path d="{"".join(d)}" stroke="#FFF6DC" stroke-width="{r}" stroke-linecap="round" opacity="{o}"/>'
        for d, (r, o) in zip(dots, looks, strict=True)
        if d
    )


def _orb(x: int, y: int, r: int, light: Light) -> str:
    """The moon with its seas, or by day the sun behind a little haze."""
    if light.name == "day":
        return (
            f'<circle cx="{x}" cy="{y}" r="{r * 3}" fill="#FFF8DC" opacity=".22"/><circle cx="{x}" cy="{y}" r="{r * 1.7:g}" fill="#FFF8DC" opacity=".35"/>'
            f'<circle cx="{x}" cy="{y}" r="{r}" fill="#FFF9E6"/>'
        )
    return (
        f'<circle cx="{x}" cy="{y}" r="{r * 2.1:g}" fill="#FFF3C4" opacity=".1"/><circle cx="{x}" cy="{y}" r="{r}" fill="#FFF1C9"/>'
        f'<g transform="translate({x} {y}) scale({r / 58:.2f})" fill="#EBD6A4"><circle cx="-18" cy="-14" r="8"/><circle cx="20" cy="-22" r="6"/><circle cx="16" cy="20" r="13"/></g>'
    )


def sky(window: Crop, light: Light, *, key: str, festive: bool) -> str:
    """Sky, stars, moon or sun, and clouds. The moon shows at night, and at dusk where a page has room for it."""
    shine = window.moon and (light.name != "dusk" or window.moon[2] > 54)
    tone, shown = light.cloud
    clouds = (
        f'<path d="M96 306a18 18 0 0 1 18-18 30 30 0 0 1 54-10 24 24 0 0 1 40 10 18 18 0 0 1 16 18zM790 306a16 16 0 0 1 16-16 26 26 0 0 1 46-8 20 20 0 0 1 34 10 14 14 0 0 1 12 14zM428 340a11 11 0 0 1 11-10 19 19 0 0 1 35-5 14 14 0 0 1 23 8 9 9 0 0 1 8 7z" fill="{tone}" opacity="{shown}"/>'
        if window.clouds and light.name != "night"
        else ""
    )
    birds = (
        '<path d="M604 372q6-7 10 0 4-7 10 0M640 352q5-6 8 0 4-6 9 0M668 378q4-5 7 0 3-5 7 0" fill="none" stroke="#2C5E8F" stroke-width="2.4" stroke-linecap="round"/>'
        if light.name == "day"
        else ""
    )
    return (
        f'<path d="M-900 0h3080v800H-900z" fill="url(#{key}s)"/>'
        + _stars(window, light)
        + (_orb(*window.moon, light) if window.moon and shine else "")
        + clouds
        + birds
    )


def hills(window: Crop, light: Light, *, key: str) -> str:
    """Far hills, the spoil heap of the mine, the nearer hills, and mist between them."""
    left, right = light.heap
    return (
        f'<path d="M-900 420H0q120-60 260-22t260-10q120-38 280 8t280-24q120-22 200 16h900v412H-900Z" fill="url(#{key}a)"/>'
        + (
            f'<path d="M40 450l100-100q28-20 58 0l132 100z" fill="{left}"/><path d="M168 340l30 10 132 100H230z" fill="{right}"/>'
            if window.view[0] < 330
            else ""
        )
        + '<path d="M-900 446H0q200-28 420-10t440-6 420 4h900v40H-900Z" fill="#fff" opacity=".1"/>'
        f'<path d="M-900 470H0q140-60 330-24 140-36 290-6 160-20 280 6 180-26 380-6h900v360H-900Z" fill="url(#{key}b)"/>'
    )


def cliff(light: Light, *, key: str) -> str:
    """The marl cliff of the right bank, with its layers and grass on top."""
    return (
        f'<path d="M872 560q0-90 58-114 30-26 80-22 40-32 100-16 60-16 110 8 40-6 60 4h900v220H872Z" fill="url(#{key}m)"/>'
        f'<path d="M900 486q60-12 120-2t120-4 140 6M884 522q40-6 90 0m60 4q40-6 70 0m70 0q40-6 70 0M930 450q60 10 100-6m70 10q60-14 110 0" stroke="{light.marl_line}" stroke-width="3" fill="none" opacity=".55"/>'
        f'<path d="M930 446q30-26 80-22 40-32 100-16 60-16 110 8 40-6 60 4h900v-16h-900q-40-12-64-4-52-28-108-8-62-18-104 18-54-6-86 34-18 16-26 36 13-20 38-34Z" fill="{light.cliff_top}"/>'
    )


def meadow(share: float, *, key: str) -> str:
    """The meadow; the more is awake, the warmer the light that lies on it."""
    warm = f'<ellipse cx="640" cy="520" rx="560" ry="150" fill="url(#{key}g)" opacity="{share * 0.3:.2f}"/>'
    return (
        f'<path d="M-900 560H0q150-60 320-54 150-36 320-44 160 4 260 58 180 36 380 36h900v244H-900Z" fill="url(#{key}c)"/>'
        + (warm if share else "")
        + '<path d="M60 600q120-40 240-36M120 640q120-40 220-36M900 600q120-18 260-6M410 600q50-26 110-26M812 560q44-14 60-12" fill="none" stroke="#BFE8A0" stroke-width="3" opacity=".22"/>'
    )


# Warm streaks on the water, in the order in which places wake.
_GLEAMS = (
    "M640 490h16", "M560 624h34", "M668 520h20", "M596 596h26", "M730 566h36", "M542 662h44", "M640 612h24",
    "M694 502h14", "M752 602h34", "M590 700h56", "M694 640h40", "M780 690h44", "M650 572h26", "M560 740h60",
)  # fmt: skip


def river(lit: int, light: Light, *, key: str) -> str:
    """The Maas with its shore, ripples, and the gleam of what is awake."""
    bend = "M606 462C580 480 716 494 700 526 684 566 470 574 496 646 514 696 556 740 540 800h470C980 742 800 716 796 650c-2-44 50-78 10-126-28-34-154-42-160-62Z"
    gleams = "".join(_GLEAMS[: (lit + 1) // 2])
    return (
        f'<path d="{bend}" fill="url(#{key}r)" stroke="#0B2440" stroke-opacity=".16" stroke-width="7"/>'
        f'<path class="shimmer" d="M690 512h44m-18 34h58m-174 50h70m30 26h54m-194 42h40m120 12h50m-150 66h76m124 22h70" stroke="{light.ripple}" stroke-width="4" stroke-linecap="round" opacity=".5"/>'
        + (
            f'<path class="shimmer late" d="{gleams}" stroke="#FFD45A" stroke-width="5" stroke-linecap="round" opacity=".75"/>'
            if gleams
            else ""
        )
    )
