"""Shelf stickers: 24 on an A4 (3 across, 8 down, 70 x 37 mm each, the usual sheet of labels).

Spots share a sheet evenly; one spot fills it. The code is 25 mm wide: readable from 25 cm.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from readify.printing.documents import HEIGHT, WIDTH, Document
from readify.printing.fonts import BOLD, HEAVY, MEDIUM, fitted, shortened
from readify.printing.poster_layout import PosterSheet
from readify.printing.poster_parts import picture
from readify.printing.qr import qr_matrix
from readify.printing.surface import INK, KERS, SOFT, Surface
from readify.printing.words import poster_words

ACROSS, DOWN = 3, 8
PER_PAGE = ACROSS * DOWN
STICKER_WIDTH, STICKER_HEIGHT = WIDTH / ACROSS, HEIGHT / DOWN
QR_SIDE = 25 * WIDTH / 210
QUIET = (STICKER_HEIGHT - QR_SIDE) / 2
"""White on each side of the code: more than four modules (3.8 units each), cut lines included."""


def sticker_document(sheets: Sequence[PosterSheet]) -> Document:
    """Sheets of 24. Raises ValueError without spots."""
    if not sheets:
        raise ValueError("no stickers to print")
    pages = [
        partial(_page, stickers=_shared(sheets[start : start + PER_PAGE]))
        for start in range(0, len(sheets), PER_PAGE)
    ]
    return Document(sheets[0].trail_name, sheets[0].languages[0], pages)


def _shared(sheets: Sequence[PosterSheet]) -> list[PosterSheet]:
    """24 stickers: as many of each spot, the first spots one more when it does not come out."""
    each, over = divmod(PER_PAGE, len(sheets))
    return [sheet for number, sheet in enumerate(sheets) for _ in range(each + (number < over))]


def _page(page: Surface, stickers: Sequence[PosterSheet]) -> None:
    for place, sheet in enumerate(stickers):
        _sticker(page, sheet, x=place % ACROSS * STICKER_WIDTH, y=place // ACROSS * STICKER_HEIGHT)


def _sticker(page: Surface, sheet: PosterSheet, *, x: float, y: float) -> None:
    words = [poster_words(language) for language in sheet.languages[:2]]
    page.code(qr_matrix(sheet.url, "M"), x + QUIET, y + QUIET, QR_SIDE)
    left, room = x + QR_SIDE + 2 * QUIET + 2, STICKER_WIDTH - QR_SIDE - 2 * QUIET - 16
    size, _ = fitted(words[0].scan, font=HEAVY, sizes=(21, 19, 17, 15), width=room, spacing=-0.02)
    base = y + 38
    page.text(words[0].scan, left, base, size=size, font=HEAVY, fill=KERS, spacing=-0.02)
    for second in words[1:]:
        base += 15
        page.text(second.scan, left, base, size=11, font=BOLD, fill=KERS)
    size, lines = fitted(sheet.trail_name, font=BOLD, sizes=(13, 12, 11, 10), width=room, lines=2)
    if len(lines) > 2:
        lines = [lines[0], shortened(" ".join(lines[1:]), font=BOLD, size=size, width=room)]
    for line in lines:
        base += size * 1.25 + 1
        page.text(line, left, base, size=size, font=BOLD)
    _typed(page, sheet, left, y + STICKER_HEIGHT - 36, room)


def _typed(page: Surface, sheet: PosterSheet, x: float, y: float, room: float) -> None:
    """What to type without a camera, and the lamp that says whose it is."""
    size, _ = fitted(sheet.typed_address, font=MEDIUM, sizes=(11, 10, 9, 8, 7), width=room)
    page.text(sheet.typed_address, x, y, size=size, fill=SOFT)
    size, _ = fitted(sheet.word_code, font=HEAVY, sizes=(18, 16, 14, 12, 10), width=room - 24, spacing=0.02)
    page.text(sheet.word_code, x, y + 19, size=size, font=HEAVY, fill=INK, spacing=0.02)
    page.art("lamp", picture("lamp"), x + room - 18, y + 1, width=20)
