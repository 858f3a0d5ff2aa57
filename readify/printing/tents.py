"""Table tents: an A4 folded into a prism of three sides. Two sides show the spot, the third is the foot.

The upper side stands upside down on the sheet, so that it is upright once folded back.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from readify.printing.documents import HEIGHT, WIDTH, Document
from readify.printing.fonts import BOLD, HEAVY, MEDIUM, fitted, measure, one_line, shortened
from readify.printing.logo import draw_logo
from readify.printing.poster_layout import PosterSheet
from readify.printing.poster_parts import Ink, picture
from readify.printing.qr import qr_matrix
from readify.printing.surface import INK, KERS, LAMP, PAPER, SOFT, WHITE, Surface
from readify.printing.words import PosterWords, of_language, poster_words, print_words

SIDE = HEIGHT / 3
QR_SIDE = 66 * WIDTH / 210
QR_X, QR_Y = 52, (SIDE - QR_SIDE) / 2
"""66 mm: readable from across a table. Four modules are 40 units: nothing comes nearer than that."""

COLUMN = QR_X + QR_SIDE + 48


def tent_document(sheets: Sequence[PosterSheet], *, ink: Ink = "full") -> Document:
    """One page per spot. Raises ValueError without spots."""
    if not sheets:
        raise ValueError("no table tents to print")
    pages = [partial(_page, sheet=sheet, ink=ink) for sheet in sheets]
    return Document(sheets[0].trail_name, sheets[0].languages[0], pages)


def _page(page: Surface, sheet: PosterSheet, ink: Ink) -> None:
    words = of_language(print_words().tent, sheet.languages[0])
    with page.upside_down(0, 0, WIDTH, SIDE):
        _face(page, sheet, ink, top=0)
    _face(page, sheet, ink, top=SIDE)
    for fold in (SIDE, 2 * SIDE):
        page.dashes(0, fold, WIDTH, fold, stroke=SOFT, line=1, dash=5)
        wide = measure(words.fold, font=MEDIUM, size=11) + 12
        page.box(WIDTH - 24 - wide, fold - 8, wide, 16, fill=WHITE)
        page.text(words.fold, WIDTH - 30, fold + 4, size=11, fill=SOFT, align="right")
    page.text(words.glue, WIDTH / 2, HEIGHT - 40, size=14, fill=SOFT, align="centre")
    if sheet.logo:
        draw_logo(page, sheet.logo, 52, 2 * SIDE + 120, width=160, height=60)
    size, lines = fitted(sheet.library_name, font=BOLD, sizes=(18, 16, 14), width=480, lines=2)
    for number, line in enumerate(lines[:2]):
        page.text(line, WIDTH - 52, 2 * SIDE + 156 + number * 22, size=size, font=BOLD, align="right")


def _face(page: Surface, sheet: PosterSheet, ink: Ink, *, top: float) -> None:
    words = [poster_words(language) for language in sheet.languages[:2]]
    page.code(qr_matrix(sheet.url, "M"), QR_X, top + QR_Y, QR_SIDE)
    size, kick = _kick(sheet, words[0])
    wide = measure(kick, font=BOLD, size=size) + 32
    page.box(COLUMN, top + 34, wide, 36, radius=18, fill=LAMP, stroke=INK if ink == "light" else None)
    page.text(kick, COLUMN + 16, top + 52 + size * 0.35, size=size, font=BOLD)
    base = _call(page, words, top=top + 112)
    page.art(f"korenwolf-{ink}", picture("korenwolf", ink), WIDTH - 52 - 112, top + 158, width=112)
    _typed(page, sheet, words[0], ink, top=max(base, top + 268))


def _kick(sheet: PosterSheet, words: PosterWords) -> tuple[float, str]:
    """The trail and which spot this is; of a long name only the beginning, for the spot must be told."""
    rest = {"position": sheet.position, "total": sheet.total}
    whole = words.spot % {"trail": sheet.trail_name, **rest}
    size, kick = one_line(whole, font=BOLD, sizes=(16, 14, 13, 12, 11), width=360)
    if kick == whole:
        return size, kick
    room = 360 - measure(words.spot % {"trail": "", **rest}, font=BOLD, size=size)
    name = shortened(sheet.trail_name, font=BOLD, size=size, width=room)
    return size, words.spot % {"trail": name, **rest}


def _call(page: Surface, words: list[PosterWords], *, top: float) -> float:
    """What to do, large; gives the baseline below."""
    page.art("scan", picture("scan"), COLUMN, top - 34, width=42)
    size, _ = fitted(words[0].scan, font=HEAVY, sizes=(42, 38, 34, 30), width=280, spacing=-0.03)
    page.text(words[0].scan, COLUMN + 54, top, size=size, font=HEAVY, fill=KERS, spacing=-0.03)
    base = top + 34
    texts = [(words[0].steps[1], 18, INK), *((w.scan + " " + w.steps[1], 13, SOFT) for w in words[1:])]
    for text, largest, colour in texts:
        size, lines = fitted(text, font=MEDIUM, sizes=(largest, largest - 2), width=230, lines=3)
        for line in lines:
            page.text(line, COLUMN, base, size=size, fill=colour)
            base += size * 1.25
        base += 4
    return base


def _typed(page: Surface, sheet: PosterSheet, words: PosterWords, ink: Ink, *, top: float) -> None:
    wide = WIDTH - 52 - COLUMN
    page.box(
        COLUMN,
        top,
        wide,
        72,
        radius=20,
        fill=PAPER if ink == "full" else WHITE,
        stroke=INK if ink == "light" else None,
    )
    page.text(words.go_to, COLUMN + 18, top + 26, size=13, fill=SOFT)
    size, _ = fitted(sheet.word_code, font=HEAVY, sizes=(22, 20, 17, 14), width=120, spacing=0.03)
    mark = measure(sheet.word_code, font=HEAVY, size=size, spacing=0.03)
    page.text(
        sheet.word_code, COLUMN + wide - 18, top + 53, size=size, font=HEAVY, align="right", spacing=0.03
    )
    page.text(words.type, COLUMN + wide - 18 - mark, top + 26, size=13, fill=SOFT)
    room = wide - 36 - mark - 14
    size, _ = fitted(sheet.typed_address, font=BOLD, sizes=(18, 16, 14, 12, 10), width=room)
    page.text(sheet.typed_address, COLUMN + 18, top + 53, size=size, font=BOLD)
