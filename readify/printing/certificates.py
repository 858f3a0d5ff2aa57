"""Certificates of a contest: one A4 for each reader, with its name, book and the jury's compliment.

Takes finished words. No place and no points stand on it: who goes on is a sentence of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from readify.printing.documents import HEIGHT, WIDTH, Document, to_pdf
from readify.printing.fonts import BOLD, HEAVY, MEDIUM, fitted, lettering
from readify.printing.picture import art
from readify.printing.surface import INK, KERS, LAMP, PAPER, SAND, SOFT, Surface

MIDDLE = WIDTH / 2
EDGE = 28
DRAWING = (82, 82, 630, 300)


@dataclass(frozen=True, slots=True)
class Certificate:
    """The words of one page; an empty `name` is a line to write on, an empty `compliment` is left out."""

    head: str
    lead: str
    name: str
    write: str
    did: str
    book: str
    compliment: str
    onward: str
    signed: str


def certificates_pdf(pages: Sequence[Certificate], *, title: str, language: str) -> bytes:
    """An A4 page each, PDF/A. Raises ValueError without pages."""
    return to_pdf(Document(title, language, [partial(_page, words=words) for words in pages]))


def _page(page: Surface, *, words: Certificate) -> None:
    for inset, line, radius in ((EDGE, 3, 44), (EDGE + 12, 1, 34)):
        page.box(
            inset,
            inset,
            WIDTH - 2 * inset,
            HEIGHT - 2 * inset,
            radius=radius,
            fill=PAPER if line == 3 else None,
            stroke=SAND,
            line=line,
        )
    _drawing(page)
    page.text(words.head, MIDDLE, 484, size=76, font=HEAVY, fill=KERS, align="centre", spacing=-0.03)
    page.text(words.lead, MIDDLE, 532, size=22, fill=SOFT, align="centre")
    _name(page, words)
    _lines(page, words.did, 706, size=24, font=MEDIUM, most=2)
    _lines(page, words.book, 776, size=22, font=BOLD, most=2)
    if words.compliment:
        _lines(page, f"„{words.compliment}”", 846, size=21, font=MEDIUM, most=3)
    if words.onward:
        _lines(page, words.onward, 944, size=24, font=HEAVY, most=2)
    page.box(MIDDLE - 150, 996, 300, 4, radius=2, fill=LAMP)
    if words.signed:
        _lines(page, words.signed, 1030, size=17, font=BOLD, most=1)
    page.text("Readify", MIDDLE, 1064, size=17, font=BOLD, fill=SOFT, align="centre")


def _drawing(page: Surface) -> None:
    x, y, wide, high = DRAWING
    drawn = art("valley")
    scaled = max(wide, high * drawn.width / drawn.height)
    below = y + high - scaled * drawn.height / drawn.width  # the houses stand at its foot
    page.art("valley", drawn, x - (scaled - wide) / 2, below, width=scaled, clip=(x, y, wide, high, 34))


def _name(page: Surface, words: Certificate) -> None:
    if not words.name or lettering(words.name, HEAVY) is None:
        page.dashes(142, 628, WIDTH - 142, 628, stroke=INK, line=2, dash=0)
        page.text(words.write, MIDDLE, 654, size=15, fill=SOFT, align="centre")
        return
    _lines(page, words.name, 622, size=60, font=HEAVY, most=1)


def _lines(page: Surface, text: str, y: float, *, size: int, font: str, most: int) -> None:
    """Centred, as large as fits; the first line's foot is at `y`."""
    fitting, lines = fitted(text, font=font, sizes=range(size, 11, -1), width=600, lines=most)
    for number, line in enumerate(lines):
        page.text(line, MIDDLE, y + number * fitting * 1.25, size=fitting, font=font, align="centre")
