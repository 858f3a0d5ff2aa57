"""A trail's posters: a PDF for the printer, a PNG for a screen or a newsletter.

Takes finished facts (addresses, names, codes); knows no database and no request.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from readify.printing.documents import Document, to_pdf, to_png
from readify.printing.paper import PaperSize, Progress
from readify.printing.poster_layout import Ink, PosterSheet, draw_poster

__all__ = ["Ink", "PaperSize", "PosterSheet", "poster_document", "poster_png", "posters_pdf"]


def poster_document(sheets: Sequence[PosterSheet], *, paper: PaperSize = "A4", ink: Ink = "full") -> Document:
    """One page per sheet. Raises ValueError without sheets."""
    if not sheets:
        raise ValueError("no posters to print")
    pages = [partial(draw_poster, sheet=sheet, ink=ink) for sheet in sheets]
    return Document(sheets[0].trail_name, sheets[0].languages[0], pages, paper)


def posters_pdf(
    sheets: Sequence[PosterSheet],
    *,
    paper: PaperSize = "A4",
    ink: Ink = "full",
    crop: bool = False,
    progress: Progress | None = None,
) -> bytes:
    """One page per sheet: vector art, vector QR, embedded fonts, PDF/A-2b.

    `ink="light"` saves ink: a colouring page on white. The QR code is 90 mm wide on A4 and grows with the
    paper. `crop` adds crop marks and 3 mm of bleed. `progress(done, total)` is called after each page. Raises
    ValueError without sheets, WordsError for a language that has no words.
    """
    return to_pdf(poster_document(sheets, paper=paper, ink=ink), crop=crop, progress=progress)


def poster_png(sheet: PosterSheet, *, width: int = 1200, ink: Ink = "full") -> bytes:
    """The same poster as a PNG, `width` pixels across (400-4000).

    Every QR module is a whole number of pixels. Raises ValueError for another width.
    """
    return to_png(poster_document([sheet], ink=ink), 0, width=width)
