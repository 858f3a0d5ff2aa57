"""A campaign's poster for a library or a school: the valley, a sentence, the name, the days. No code on it.

Takes finished words; knows no database.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from readify.printing.documents import WIDTH, Document
from readify.printing.fonts import BOLD, HEAVY, MEDIUM, fitted, measure, one_line
from readify.printing.paper import PaperSize
from readify.printing.poster_parts import Ink, foot, valley
from readify.printing.surface import INK, KERS, LAMP, PAPER, WHITE, Surface

LEFT = 56
BEFORE_MOON = 565.0
TIGHT = -0.035  # em between a headline's letters


@dataclass(frozen=True, slots=True)
class CampaignSheet:
    """What stands on it, in one language. `headline` may hold line breaks; `days` is empty while unknown."""

    name: str
    headline: str
    invitation: str
    days: str
    ways: tuple[str, ...]
    promise: str
    library: str
    language: str


def campaign_document(sheet: CampaignSheet, *, paper: PaperSize = "A4", ink: Ink = "full") -> Document:
    """One page."""
    return Document(sheet.name, sheet.language, [partial(_page, sheet=sheet, ink=ink)], paper)


def _page(page: Surface, *, sheet: CampaignSheet, ink: Ink) -> None:
    valley(page, ink, height=540)
    _head(page, sheet, ink)
    y = 622.0
    y = _line(page, sheet.invitation, y, size=40, font=HEAVY)
    if sheet.days:
        y = _line(page, sheet.days, y + 6, size=28, font=BOLD, kers=True)
    _ways(page, sheet, y + 26, ink)
    foot(page, sheet.library, sheet.promise)


def _head(page: Surface, sheet: CampaignSheet, ink: Ink) -> None:
    size, name = one_line(sheet.name, font=BOLD, sizes=(22, 20, 18, 16, 14, 12), width=BEFORE_MOON - 40)
    wide = measure(name, font=BOLD, size=size) + 40
    page.box(52, 40, wide, 46, radius=23, fill=LAMP, stroke=INK if ink == "light" else None)
    page.text(name, 72, 63 + size * 0.35, size=size, font=BOLD)
    y = 104.0
    lines, size = sheet.headline.split("\n"), 72.0
    for line in lines:
        size = min(size, _fitting(line))
    for line in lines:
        colour = WHITE if ink == "full" else INK
        page.text(line, 52, y + 58, size=size, font=HEAVY, fill=colour, spacing=TIGHT)
        y += 74


def _fitting(line: str) -> float:
    """The largest size at which a headline's line stays left of the moon."""
    return fitted(line, font=HEAVY, sizes=range(72, 27, -2), width=BEFORE_MOON, spacing=TIGHT)[0]


def _line(page: Surface, text: str, y: float, *, size: int, font: str, kers: bool = False) -> float:
    fitting, lines = fitted(text, font=font, sizes=range(size, 15, -2), width=WIDTH - 2 * LEFT, lines=2)
    for line in lines:
        page.text(line, LEFT, y, size=fitting, font=font, fill=KERS if kers else INK)
        y += fitting * 1.25
    return y


def _ways(page: Surface, sheet: CampaignSheet, y: float, ink: Ink) -> None:
    """What counts: everything. Each in a band of its own."""
    for text in sheet.ways:
        page.box(
            LEFT - 4,
            y,
            WIDTH - 2 * LEFT + 8,
            70,
            radius=22,
            fill=PAPER if ink == "full" else WHITE,
            stroke=INK if ink == "light" else None,
        )
        fitting, lines = fitted(text, font=MEDIUM, sizes=range(25, 13, -1), width=WIDTH - 2 * LEFT - 40)
        page.text(lines[0], LEFT + 18, y + 44, size=fitting, font=MEDIUM)
        y += 86
