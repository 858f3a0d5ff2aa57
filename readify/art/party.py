"""The feast of the valley: garlands of lanterns, lights on the water and fireflies. No bang, no rain of paper.

Drawn over the places when a class reached its goal; fireflies also come by themselves when half the valley is
awake and it is not day.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

from collections.abc import Iterable
from typing import Final

_PAPERS: Final = ("#FF8A7A", "#FFC21F", "#86D3CF", "#F7A8C4")

# Each garland hangs from left to right: x, y of both ends, how deep it sags, how many lanterns.
_GARLANDS: Final = (
    (516, 380, 718, 384, 22, 12), (787, 384, 938, 430, 26, 8), (372, 352, 486, 380, 24, 6),
    (130, 470, 250, 470, 22, 6), (250, 470, 366, 440, 22, 6), (1000, 420, 1140, 406, 20, 7),
)  # fmt: skip
_AFLOAT: Final = ((606, 606), (560, 644), (760, 588), (666, 650), (726, 632), (620, 744), (780, 700))
_FLIES: Final = (
    (
        (470, 560),
        (540, 520),
        (602, 586),
        (436, 602),
        (820, 560),
        (884, 610),
        (690, 470),
        (250, 640),
        (1020, 640),
    ),
    (
        (500, 606),
        (570, 556),
        (452, 540),
        (842, 588),
        (786, 500),
        (640, 556),
        (180, 690),
        (940, 690),
        (1120, 620),
    ),
)


def garlands() -> str:
    """Strings of paper lanterns between the roofs, and lights set afloat on the river."""
    strings = "".join(
        f"M{x0} {y0}Q{(x0 + x1) / 2:g} {(y0 + y1) / 2 + 2 * sag:g} {x1} {y1}"
        for x0, y0, x1, y1, sag, _ in _GARLANDS
    )
    hung: list[list[str]] = [[] for _ in _PAPERS]
    for n, (x0, y0, x1, y1, sag, count) in enumerate(_GARLANDS):
        for i in range(1, count + 1):
            t = i / (count + 1)
            x = (1 - t) ** 2 * x0 + t * (1 - t) * (x0 + x1) + t * t * x1
            y = (1 - t) ** 2 * y0 + 2 * t * (1 - t) * ((y0 + y1) / 2 + 2 * sag) + t * t * y1
            hung[(i + n) % len(_PAPERS)].append(f"M{x:.0f} {y + 5:.0f}v2")
    lanterns = "".join(
        f'<path d="{"".join(where)}" stroke="{paper}" stroke-width="9" stroke-linecap="round"/>'
        for paper, where in zip(_PAPERS, hung, strict=True)
    )
    hearts = "".join("".join(where) for where in hung)
    water = "".join(f"M{x} {y}h.1" for x, y in _AFLOAT)
    return (
        f'<path d="{strings}" fill="none" stroke="#3A2C4A" stroke-width="2"/>'
        f'<path d="{hearts}" stroke="#FFE27A" stroke-width="20" stroke-linecap="round" opacity=".22"/>{lanterns}'
        f'<path d="{water}" stroke="#FFE27A" stroke-width="26" stroke-linecap="round" opacity=".3"/>'
        f'<path d="{water}" stroke="#FFF1B8" stroke-width="8" stroke-linecap="round"/>'
    )


def fireflies(box: tuple[int, int, int, int]) -> str:
    """Small lights in the air that can be seen in this box (x, y, width, height), in two groups that may breathe in turn."""
    return "".join(
        f'<g class="fly{late}" stroke="#FFF1B8" stroke-linecap="round"><path d="{where}" stroke-width="13" opacity=".25"/><path d="{where}" stroke-width="4.6"/></g>'
        for where, late in ((_dots(_FLIES[0], box), ""), (_dots(_FLIES[1], box), " late"))
    )


def _dots(places: Iterable[tuple[int, int]], box: tuple[int, int, int, int]) -> str:
    left, top, width, height = box
    return "".join(
        f"M{x} {y}h.1" for x, y in places if left <= x <= left + width and top <= y <= top + height
    )
