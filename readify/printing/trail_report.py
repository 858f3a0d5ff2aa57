"""One A4 page about a trail for a municipality: three charts, what they say, and what is not known.

Draws words and sizes that it is given; knows no figures. Vector only, like every sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readify.printing.documents import WIDTH, Document, to_pdf
from readify.printing.fonts import BOLD, HEAVY, MEDIUM, fitted, measure, wrapped
from readify.printing.picture import RGB, colour
from readify.printing.surface import INK, KERS, SOFT, WHITE, Surface

MAAS, HEIDE, LAMP, HAIR, PALE = map(colour, ("#0A7C7E", "#8257D0", "#F2A900", "#E4DAC4", "#FBF6EA"))
EDGE = 56
ROOM = WIDTH - 2 * EDGE


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, how long it is (any scale), the number as it may be read."""

    name: str
    size: float
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A question as heading, the answer in a sentence or two, and bars."""

    heading: str
    answer: str
    bars: Sequence[Bar]
    lying: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The words and bars of the page, from top to foot."""

    kicker: str
    title: str
    line: str
    charts: Sequence[Chart]
    reading: tuple[str, Sequence[str]]
    unknown: tuple[str, Sequence[str]]
    foot: str


def report_pdf(report: Report, *, language: str) -> bytes:
    """The page as PDF/A."""
    return to_pdf(Document(f"{report.title} · {report.kicker}", language, [lambda page: _draw(page, report)]))


def _draw(page: Surface, report: Report) -> None:
    page.box(0, 0, WIDTH, 132, fill=INK)
    page.text(report.kicker, EDGE, 48, size=14, font=BOLD, fill=colour("#FFE27A"))
    size, lines = fitted(report.title, font=HEAVY, sizes=range(30, 17, -1), width=ROOM)
    page.text(lines[0], EDGE, 84, size=size, font=HEAVY, fill=WHITE)
    size, lines = fitted(report.line, font=MEDIUM, sizes=range(14, 8, -1), width=ROOM)
    page.text(lines[0], EDGE, 111, size=size, fill=WHITE)
    for number, chart in enumerate(report.charts):
        _chart(page, chart, 150 + number * 246)
    _notes(page, *report.reading, x=EDGE, y=902)
    _notes(page, *report.unknown, x=EDGE + ROOM / 2 + 14, y=902)
    page.dashes(EDGE, 1082, WIDTH - EDGE, 1082, stroke=HAIR, line=1, dash=3)
    size, lines = fitted(report.foot, font=MEDIUM, sizes=range(11, 7, -1), width=ROOM)
    page.text(lines[0], EDGE, 1102, size=size, fill=SOFT)


def _chart(page: Surface, chart: Chart, y: float) -> None:
    page.box(EDGE - 20, y, ROOM + 40, 230, radius=18, fill=PALE)
    page.text(chart.heading, EDGE, y + 34, size=19, font=HEAVY)
    answer = wrapped(chart.answer, font=MEDIUM, size=13, width=ROOM)[:2]
    for number, line in enumerate(answer):
        page.text(line, EDGE, y + 56 + number * 18, size=13, fill=SOFT)
    top = y + 56 + len(answer) * 18
    (_lying if chart.lying else _standing)(page, chart.bars, top, y + 216)


def _lying(page: Surface, bars: Sequence[Bar], top: float, foot: float) -> None:
    """Bars from left to right with the name before them: for things that have no order."""
    most = max((bar.size for bar in bars), default=0) or 1
    high = min(34.0, (foot - top) / max(1, len(bars)))
    for number, bar in enumerate(bars):
        base = top + number * high
        size, lines = fitted(bar.name, font=MEDIUM, sizes=range(13, 8, -1), width=176)
        page.text(lines[0], EDGE, base + high * 0.62, size=size)
        long = bar.size / most * (ROOM - 260)
        if long:
            page.box(EDGE + 188, base + 3, max(10, long), high - 8, radius=5, fill=_tone(number))
        page.text(bar.text, EDGE + 198 + long, base + high * 0.62, size=14, font=BOLD)


def _tone(number: int) -> RGB:
    return (MAAS, HEIDE, LAMP, KERS)[number % 4]


def _standing(page: Surface, bars: Sequence[Bar], top: float, foot: float) -> None:
    """Columns side by side with the name below: for days and for places in a row."""
    most = max((bar.size for bar in bars), default=0) or 1
    wide = min(110.0, ROOM / max(1, len(bars)))
    floor, left = foot - 18, EDGE + (ROOM - wide * len(bars)) / 2
    for number, bar in enumerate(bars):
        x = left + number * wide
        tall = max(2.0, bar.size / most * (floor - top - 22))
        page.box(
            x + 5, floor - tall, wide - 10, tall, radius=min(5.0, tall / 2), fill=LAMP if bar.strong else MAAS
        )
        page.text(bar.text, x + wide / 2, floor - tall - 6, size=14, font=BOLD, align="centre")
        size, lines = fitted(bar.name, font=MEDIUM, sizes=range(12, 6, -1), width=wide - 6)
        name = lines[0]
        while len(name) > 2 and measure(name, font=MEDIUM, size=size) > wide - 4:
            name = name[:-2].rstrip() + "…"
        page.text(name, x + wide / 2, foot, size=size, align="centre", fill=SOFT)


def _notes(page: Surface, heading: str, lines: Sequence[str], *, x: float, y: float) -> None:
    page.text(heading, x, y + 14, size=15, font=HEAVY)
    base = y + 36
    for sentence in lines:
        page.box(x, base - 7, 5, 5, radius=2.5, fill=LAMP)
        for line in wrapped(sentence, font=MEDIUM, size=11.5, width=ROOM / 2 - 30):
            page.text(line, x + 14, base, size=11.5)
            base += 15
        base += 5
