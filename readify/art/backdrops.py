"""Backgrounds that fill what lies behind a page: marl blocks, confetti with rays, passport paper.

Decoration only, deterministic, laid out by the page's CSS through their class.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

import math
from typing import Final

_TONES: Final = ("#F8E7C6", "#F4DDB2", "#F7E3BD", "#F2DAAD")
_PAPERS: Final = ("#FFC21F", "#86D3CF", "#FFB6C6", "#C7B0F0", "#FFF4CC")


def _rolls(seed: int, count: int) -> list[int]:
    """`count` fixed large numbers: the same drawing every time."""
    rolls, at = [], seed
    for _ in range(count):
        at = (at * 48271) % 2147483647
        rolls.append(at // 7)
    return rolls


def wall_stones() -> str:
    """The marl wall: a pattern of six blocks with grains, repeated over any height, and a fossil near the top."""
    rolls = _rolls(3, 60)
    blocks = grains = ""
    for row in range(4):
        for column in range(-1, 3):
            n = rolls[row * 4 + column + 1]
            x, y = column * 130 + (65 if row % 2 else 0), row * 92
            blocks += f'<rect x="{x + 2}" y="{y + 2}" width="126" height="88" rx="7" fill="{_TONES[n % 4]}"/>'
            grains += "".join(
                f"M{x + 10 + (n >> s) % 108} {y + 10 + (n >> s + 3) % 68}h.1" for s in (2, 7, 11)
            )
    return (
        '<svg class="wall-stones" width="100%" height="100%" aria-hidden="true"><defs>'
        '<pattern id="marl" width="260" height="368" patternUnits="userSpaceOnUse"><rect width="260" height="368" fill="#F6E2BC"/>'
        f'{blocks}<path d="{grains}" stroke="#E3C592" stroke-width="4.4" stroke-linecap="round"/></pattern></defs>'
        '<rect width="100%" height="100%" fill="url(#marl)"/></svg>'
    )


def confetti() -> str:
    """Night with rays of light and fallen confetti at the edges, away from the words."""
    rays = "".join(
        f"M195 236L{195 + 700 * math.cos(math.radians(a)):.0f} {236 + 700 * math.sin(math.radians(a)):.0f} "
        f"{195 + 700 * math.cos(math.radians(a + 9)):.0f} {236 + 700 * math.sin(math.radians(a + 9)):.0f}z"
        for a in range(0, 360, 20)
    )
    rolls = _rolls(12, 40)
    papers = ""
    for i, n in enumerate(rolls):
        x, y = (
            ((66 + n % 52, 280 + n % 100)[i % 2], 8 + (n >> 5) % 48)
            if i < 16
            else ((4 + n % 26, 362 + n % 22)[i % 2], 60 + (n >> 4) % 470)
        )
        papers += (
            f'<rect x="{x}" y="{y}" width="{7 + n % 3 * 2}" height="{5 + (n >> 3) % 4 * 2}" rx="2" '
            f'fill="{_PAPERS[(n >> 6) % 5]}" transform="rotate({(n >> 8) % 80 - 40} {x} {y})"/>'
        )
    return (
        '<svg class="party-bg" viewBox="0 0 390 844" preserveAspectRatio="xMidYMin slice" aria-hidden="true">'
        '<defs><radialGradient id="party-glow"><stop stop-color="#FFD45A" stop-opacity=".42"/><stop offset="1" stop-color="#FFB732" stop-opacity="0"/>'
        '</radialGradient></defs><circle cx="195" cy="236" r="300" fill="url(#party-glow)"/>'
        f'<path d="{rays}" fill="#fff" opacity=".05"/><g class="confetti" opacity=".92">{papers}</g></svg>'
    )


def leaf_waves() -> str:
    """The fine waves of safety paper, behind stamps."""
    waves = "".join(f"M-10 {8 + i * 15}q43-{16 + i % 4 * 4} 85 0t85 0 85 0 85 0 85 0" for i in range(34))
    return (
        '<svg class="leaf-waves" viewBox="0 0 340 470" preserveAspectRatio="none" aria-hidden="true">'
        f'<path d="{waves}" fill="none" stroke="#EFD4A2" stroke-width="1.4" opacity=".75"/></svg>'
    )
