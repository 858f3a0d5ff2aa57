"""A class on A4 for the internal supervisor: per child the weeks, forms, languages, and the book under way.

Draws finished words, A to Z as they come. A square says on how many days of a week was read: darker is more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from readify.printing.documents import WIDTH, Document
from readify.printing.fonts import BOLD, HEAVY, MEDIUM, fitted, shortened
from readify.printing.picture import colour
from readify.printing.surface import INK, SOFT, WHITE, Surface

EDGE = 40
ROOM = WIDTH - 2 * EDGE
A_PAGE = 34
HIGH = 26
TOP = 208
SHADES = tuple(
    map(colour, ("#F3EDE0", "#DBF3F1", "#B4E2DF", "#86D3CF", "#4DB9B5", "#149C9A", "#0A7C7E", "#0A6A6C"))
)
"""Of no day to seven days."""

HAIR, PALE = colour("#EBE0CB"), colour("#FBF6EA")
NAME, WEEKS, FACTS, FORMS, BOOK = EDGE + 8, 178, 334, 446, 600


@dataclass(frozen=True, slots=True)
class OverviewLine:
    """One child: `weeks` reading days a week, then words. `note` says what is agreed for this child."""

    name: str
    note: str
    weeks: Sequence[int]
    days: str
    minutes: str
    forms: str
    languages: str
    book: str


@dataclass(frozen=True, slots=True)
class OverviewWords:
    """The words around the lines; `heads` are those of the five columns, `weeks` the names of the weeks."""

    title: str
    line: str
    legend: str
    heads: Sequence[str]
    weeks: Sequence[str]
    page: str
    foot: str


def overview_document(lines: Sequence[OverviewLine], words: OverviewWords, *, language: str) -> Document:
    """As many pages as the class needs; one for up to 34 children."""
    parts = [lines[at : at + A_PAGE] for at in range(0, len(lines), A_PAGE)] or [()]
    pages = [
        partial(_page, lines=part, words=words, place=words.page % {"page": number, "pages": len(parts)})
        for number, part in enumerate(parts, start=1)
    ]
    return Document(words.title, language, pages)


def _page(page: Surface, *, lines: Sequence[OverviewLine], words: OverviewWords, place: str) -> None:
    page.box(0, 0, WIDTH, 92, fill=INK)
    size, shown = fitted(words.title, font=HEAVY, sizes=range(27, 13, -1), width=ROOM)
    page.text(shown[0], EDGE, 46, size=size, font=HEAVY, fill=WHITE)
    page.text(words.line, EDGE, 72, size=13, fill=WHITE)
    page.text(place, WIDTH - EDGE, 72, size=13, fill=WHITE, align="right")
    _legend(page, words)
    for x, head in zip((NAME, WEEKS, FACTS, FORMS, BOOK), words.heads, strict=True):
        page.text(head, x, TOP - 26, size=12.5, font=BOLD)
    for number, week in enumerate(words.weeks):
        page.text(week, WEEKS + number * 18 + 8, TOP - 8, size=8.5, fill=SOFT, align="centre")
    for number, line in enumerate(lines):
        _line(page, line, TOP + number * HIGH, shaded=number % 2 == 1)
    size = fitted(words.foot, font=MEDIUM, sizes=(11, 10.5, 10, 9.5, 9, 8.5, 8), width=ROOM)[0]
    page.text(words.foot, EDGE, 1106, size=size, fill=SOFT)


def _legend(page: Surface, words: OverviewWords) -> None:
    page.text(words.legend, EDGE + 8 * 24 + 10, 130, size=12, fill=SOFT)
    for number, shade in enumerate(SHADES):
        page.box(EDGE + number * 24, 114, 20, 20, radius=5, fill=shade, stroke=HAIR)
        page.text(str(number), EDGE + number * 24 + 10, 128, size=11, font=BOLD, align="centre",
                  fill=WHITE if number > 4 else INK)  # fmt: skip


def _line(page: Surface, line: OverviewLine, y: float, *, shaded: bool) -> None:
    if shaded:
        page.box(EDGE, y, ROOM, HIGH, radius=6, fill=PALE)
    page.text(
        shortened(line.name, font=BOLD, size=12.5, width=WEEKS - NAME - 12),
        NAME,
        y + (12 if line.note else 17),
        size=12.5,
        font=BOLD,
    )
    if line.note:
        page.text(
            shortened(line.note, font=MEDIUM, size=8.5, width=WEEKS - NAME - 12),
            NAME,
            y + 22,
            size=8.5,
            fill=SOFT,
        )
    for number, days in enumerate(line.weeks):
        x = WEEKS + number * 18
        page.box(x, y + 5, 16, 16, radius=4, fill=SHADES[min(days, 7)], stroke=HAIR, line=0.6)
        page.text(str(days), x + 8, y + 16.5, size=9.5, align="centre", fill=WHITE if days > 4 else INK)
    page.text(line.days, FACTS, y + 12, size=10)
    page.text(line.minutes, FACTS, y + 23, size=9, fill=SOFT)
    page.text(shortened(line.forms, font=MEDIUM, size=10, width=BOOK - FORMS - 8), FORMS, y + 12, size=10)
    page.text(
        shortened(line.languages, font=MEDIUM, size=9, width=BOOK - FORMS - 8),
        FORMS,
        y + 23,
        size=9,
        fill=SOFT,
    )
    page.text(
        shortened(line.book, font=MEDIUM, size=10, width=WIDTH - EDGE - BOOK - 6), BOOK, y + 17, size=10
    )
