"""How a trail's poster is set, in units of 794 × 1123 (A4 at 96 to an inch). Draws on any surface.

Nothing lies over the QR code; it has at least four white modules around it.
"""

from __future__ import annotations

from dataclasses import dataclass

from readify.printing.fonts import BOLD, HEAVY, MEDIUM, fitted, measure, wrapped
from readify.printing.logo import Logo
from readify.printing.poster_parts import Ink, foot, picture, valley
from readify.printing.qr import qr_matrix
from readify.printing.surface import INK, KERS, LAMP, PAPER, SAND, SOFT, WHITE, Surface
from readify.printing.words import PosterWords, line_words, poster_words

__all__ = ["Ink", "PosterSheet", "draw_poster"]

QR_X, QR_Y, QR_SIDE = 56, 556, 340.16
"""340.16 units are 90 mm on A4: readable from 0.9 m. Four modules of the smallest code are 55 units: the art
above, the steps beside and the box below keep that far off."""


@dataclass(frozen=True, slots=True)
class PosterSheet:
    """One poster of a trail: the words on it and the address behind it.

    `url` in capitals (the compact QR mode); an empty `headline` takes the usual words; the first of
    `languages` leads, a second one stands smaller below it; `line` is one more language, for one short line.
    """

    url: str
    trail_name: str
    position: int
    total: int
    word_code: str
    typed_address: str
    library_name: str
    headline: str = ""
    languages: tuple[str, ...] = ("nl",)
    line: str = ""
    logo: Logo | None = None


def draw_poster(page: Surface, sheet: PosterSheet, ink: Ink) -> None:
    """Set one poster on a page that is 794 units wide."""
    words = [poster_words(language) for language in sheet.languages[:2]]
    valley(page, ink)
    _head(page, sheet, words, ink)
    if sheet.line:
        _line(page, line_words(sheet.line).text, ink)
    page.code(qr_matrix(sheet.url, "M"), QR_X, QR_Y, QR_SIDE)
    _steps(page, words)
    _fallback(page, sheet, words, ink)
    foot(page, sheet.library_name, words[0].promise, logo=sheet.logo)


def _head(page: Surface, sheet: PosterSheet, words: list[PosterWords], ink: Ink) -> None:
    facts = {"trail": sheet.trail_name, "position": sheet.position, "total": sheet.total}
    kick = words[0].spot % facts
    size, _ = fitted(kick, font=BOLD, sizes=(19, 17, 15, 13, 11), width=520)
    wide = measure(kick, font=BOLD, size=size) + 40
    page.box(52, 36, wide, 44, radius=22, fill=LAMP, stroke=INK if ink == "light" else None)
    page.text(kick, 72, 36 + 22 + size * 0.35, size=size, font=BOLD)
    size, lines = _headline(sheet.headline or words[0].headline, largest=62 if len(words) == 1 else 50)
    colour = WHITE if ink == "full" else INK
    y = 96.0
    for line in lines:
        page.text(line, 52, y + size * 0.83, size=size, font=HEAVY, fill=colour, spacing=-0.035)
        y += size * 1.02
    if len(words) > 1:
        second = words[1].headline.replace("\n", " ")
        page.text(second, 54, y + 22, size=20, font=BOLD, fill=colour)


def _headline(text: str, *, largest: int) -> tuple[float, list[str]]:
    """Its own line breaks when they fit, else as large as three lines allow, left of the moon."""
    for size in range(largest, 27, -4):
        lines = [
            line
            for part in text.split("\n")
            for line in wrapped(part, font=HEAVY, size=size, width=545, spacing=-0.035)
        ]
        widest = max(measure(line, font=HEAVY, size=size, spacing=-0.035) for line in lines)
        if widest <= 545 and len(lines) * size <= 200:
            break
    return size, lines


def _steps(page: Surface, words: list[PosterWords]) -> None:
    x, first = 452, words[0]
    two = len(words) > 1
    top = QR_Y + (44 if not two else 8)
    page.art("scan", picture("scan"), x, top - 2, width=44)
    size, _ = fitted(first.scan, font=HEAVY, sizes=(44, 40, 36, 32, 28), width=232, spacing=-0.03)
    page.text(first.scan, x + 58, top + 36, size=size, font=HEAVY, fill=KERS, spacing=-0.03)
    if two:
        page.text(words[1].scan, x + 58, top + 60, size=17, font=BOLD, fill=KERS)
    y: float = top + (66 if not two else 78)
    for number, step in enumerate(first.steps):
        second = words[1].steps[number] if two else ""
        y = _step(page, x, y, number=number + 1, step=step, second=second)


def _step(page: Surface, x: float, y: float, *, number: int, step: str, second: str) -> float:
    """One numbered step; gives back where the next one begins."""
    page.box(x, y, 40, 40, radius=20, fill=INK)
    page.text(str(number), x + 20, y + 27.5, size=21, font=BOLD, fill=WHITE, align="centre")
    size = 18 if second else 22
    lines = wrapped(step, font=MEDIUM, size=size, width=242)
    baseline: float = y + (27.5 if len(lines) == 1 and not second else size * 0.95)
    for line in lines:
        page.text(line, x + 54, baseline, size=size)
        baseline += size * 1.25
    for line in wrapped(second, font=MEDIUM, size=14.5, width=242):
        page.text(line, x + 54, baseline, size=14.5, fill=SOFT)
        baseline += 18
    return max(y + 58, baseline - size * 0.95 + 16)


def _fallback(page: Surface, sheet: PosterSheet, words: list[PosterWords], ink: Ink) -> None:
    two = len(words) > 1
    top, high = (951, 100) if not two else (951, 118)
    page.box(
        52,
        top,
        690,
        high,
        radius=26,
        fill=PAPER if ink == "full" else WHITE,
        stroke=INK if ink == "light" else None,
    )
    base = top + (61 if not two else 82)
    size, _ = fitted(sheet.typed_address, font=BOLD, sizes=(22, 20, 18, 16, 14, 12, 10), width=232)
    mark, _ = fitted(sheet.word_code, font=HEAVY, sizes=(26, 22, 18, 15, 12), width=150, spacing=0.03)
    wide = max(
        measure(sheet.typed_address, font=BOLD, size=size),
        *(measure(w.go_to, font=MEDIUM, size=15.5) for w in words),
    )
    columns = (
        76.0,
        76 + wide + 26,
        76 + wide + 52 + measure(sheet.word_code, font=HEAVY, size=mark, spacing=0.03),
    )
    for column, names in enumerate(("go_to", "type", "no_phone")):
        x = columns[column] + (26 if column == 2 else 0)
        page.text(getattr(words[0], names), x, top + 34, size=15.5, fill=SOFT)
        if two and column < 2:
            page.text(getattr(words[1], names), x, top + 53, size=13, fill=SOFT)
    page.text(sheet.typed_address, columns[0], base, size=size, font=BOLD)
    page.text(sheet.word_code, columns[1], base, size=mark, font=HEAVY, spacing=0.03)
    page.dashes(columns[2], top + 20, columns[2], top + high - 18, stroke=SAND, line=3, dash=0)
    _desk(page, words, x=columns[2] + 26, top=top)


def _desk(page: Surface, words: list[PosterWords], *, x: float, top: float) -> None:
    size, lines = fitted(words[0].ask_desk, font=BOLD, sizes=(17, 16, 15, 14, 13), width=726 - x, lines=2)
    y = top + (55.0 if len(words) == 1 else 52.0)
    for line in lines:
        page.text(line, x, y, size=size, font=BOLD)
        y += size * 1.22
    for second in words[1:]:
        text = f"{second.no_phone} {second.ask_desk}"
        for line in wrapped(text, font=MEDIUM, size=12, width=726 - x):
            page.text(line, x, y - 3, size=12, fill=SOFT)
            y += 14


def _line(page: Surface, text: str, ink: Ink) -> None:
    """The third language on a slip over the foot of the art, right of the code's quiet zone."""
    size, lines = fitted(text, font=BOLD, sizes=(21, 19, 18, 17, 16, 15, 14, 13), width=262, lines=2)
    high = 18 + len(lines) * size * 1.3
    page.box(452, 520 - high, 290, high, radius=18, fill=WHITE, stroke=INK if ink == "light" else None)
    for number, line in enumerate(lines):
        baseline = 520 - high + 9 + size * (0.98 + number * 1.3)
        page.text(line, 452 + 145, baseline, size=size, font=BOLD, align="centre")
