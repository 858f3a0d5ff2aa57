"""Codes for the audience's prize: small cards for seats, twenty-one on an A4, cut along the dashes.

A card says nothing of who sits there: a code, good for one vote, and a QR code that opens the page to vote.
"""

from __future__ import annotations

from collections.abc import Sequence

from readify.printing.fonts import BOLD, MEDIUM, fitted
from readify.printing.paper import Paper, finished, new_document
from readify.printing.picture import colour
from readify.printing.qr import qr_matrix
from readify.printing.surface import INK, SOFT, Surface

WIDTH = 794
MARGIN = 34
ACROSS, DOWN = 3, 7
PER_PAGE = ACROSS * DOWN
CARD_WIDTH, CARD_HEIGHT = 242, 150
QR_SIDE = 94
"""25 mm: scanned from the hand."""

CUT = colour("#B9A988")


def seat_codes_pdf(
    codes: Sequence[str], *, url: str, title: str, vote: str, once: str, language: str = "nl"
) -> bytes:
    """A4 pages of cards in the order given. `vote` and `once` are the two lines beside each code.

    Raises ValueError without codes.
    """
    if not codes:
        raise ValueError("no codes to print")
    canvas, out = new_document("A4", title, language)
    matrix = qr_matrix(url, "M")
    for start in range(0, len(codes), PER_PAGE):
        page = Paper.begin(canvas, WIDTH)
        page.text(title, MARGIN, 22, size=11, font=BOLD, fill=SOFT)
        for place, code in enumerate(codes[start : start + PER_PAGE]):
            x, y = MARGIN + place % ACROSS * CARD_WIDTH, MARGIN + place // ACROSS * CARD_HEIGHT
            _cut(page, x, y)
            page.code(matrix, x + 14, y + 24, QR_SIDE)
            _words(page, code, vote, once, x=x + 14 + QR_SIDE + 12, y=y)
        canvas.showPage()
    return finished(canvas, out)


def _cut(page: Surface, x: float, y: float) -> None:
    right, bottom = x + CARD_WIDTH, y + CARD_HEIGHT
    for line in ((x, y, right, y), (x, bottom, right, bottom), (x, y, x, bottom), (right, y, right, bottom)):
        page.dashes(*line, stroke=CUT, line=1, dash=4)


def _words(page: Surface, code: str, vote: str, once: str, *, x: float, y: float) -> None:
    width = CARD_WIDTH - QR_SIDE - 38
    size, lines = fitted(vote, font=MEDIUM, sizes=(13, 12, 11, 10), width=width, lines=2)
    for number, line in enumerate(lines):
        page.text(line, x, y + 40 + number * size * 1.2, size=size, fill=SOFT)
    page.text(code, x, y + 90, size=22, font=BOLD, fill=INK)
    small, rest = fitted(once, font=MEDIUM, sizes=(10, 9, 8), width=width, lines=2)
    for number, line in enumerate(rest):
        page.text(line, x, y + 108 + number * small * 1.2, size=small, fill=SOFT)
