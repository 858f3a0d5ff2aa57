"""Small multiples of reading: a row of bars per week, and a goal's climb. Plain numbers in, SVG out.

Each has a text alternative given by the page. Bars are one path, so that 34 of them stay light.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

STEP = 8  # of one week
BAR = 6


def week_bars(
    values: Sequence[float], *, most: float, label: str, height: int = 28, css: str = "bars"
) -> str:
    """Bars side by side on a thin line; `most` is a full bar. A value of 0 leaves a dot on the line."""
    width, foot = max(len(values), 1) * STEP, height - 2
    full = max(most, 1)
    bars = dots = ""
    for number, value in enumerate(values):
        left = number * STEP + 1
        if value > 0:
            tall = max(3, round(min(value / full, 1) * (foot - 1)))
            bars += f"M{left} {foot}v-{tall}h{BAR}v{tall}z"
        else:
            dots += f"M{left + 2} {foot - 1}h2v1h-2z"
    return (
        f'<svg class="{css}" viewBox="0 0 {width} {height}" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(label)}"><path class="bars-none" d="{dots}"/>'
        f'<path class="bars-lit" d="{bars}"/>'
        f'<path class="bars-foot" d="M0 {foot}h{width}v1h-{width}z"/></svg>'
    )


def climb(values: Sequence[float], *, target: float, label: str, width: int = 320, height: int = 120) -> str:
    """A line that climbs to a dashed one: what is there at the end of each week, and the goal."""
    top = max([target, *values, 1])
    across = width / max(len(values) - 1, 1)
    points = [(number * across, 6 + (height - 12) * (1 - value / top)) for number, value in enumerate(values)]
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
    goal = 6 + (height - 12) * (1 - target / top)
    last = points[-1] if points else (0.0, height - 6.0)
    return (
        f'<svg class="climb" viewBox="-6 0 {width + 12} {height}" role="img" aria-label="{escape(label)}">'
        f'<path class="climb-goal" d="M0 {goal:.0f}h{width}"/>'
        f'<polygon class="climb-fill" points="0,{height} {line} {last[0]:.0f},{height}"/>'
        f'<polyline class="climb-line" points="{line}"/>'
        f'<circle class="climb-now" cx="{last[0]:.0f}" cy="{last[1]:.0f}" r="5"/></svg>'
    )
