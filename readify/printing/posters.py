"""A trail's posters: a PDF for the printer, a PNG for a screen or a newsletter.

Takes finished facts (addresses, names, codes); knows no database and no request.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from readify.printing.paper import Paper, PaperSize, Progress, new_document
from readify.printing.pixels import Pixels
from readify.printing.poster_layout import HEIGHT, WIDTH, Ink, PosterSheet, draw_poster

__all__ = ["Ink", "PaperSize", "PosterSheet", "poster_png", "posters_pdf"]


def posters_pdf(
    sheets: Sequence[PosterSheet],
    *,
    paper: PaperSize = "A4",
    ink: Ink = "full",
    progress: Progress | None = None,
) -> bytes:
    """One page per sheet: vector art, vector QR, embedded fonts.

    `ink="light"` saves ink: a colouring page on white. The QR code is 90 mm wide on A4 and grows with the
    paper. `progress(done, total)` is called after each page. Raises ValueError without sheets, WordsError for
    a language that has no words.
    """
    if not sheets:
        raise ValueError("no posters to print")
    canvas, out = new_document(paper, sheets[0].trail_name, sheets[0].languages[0])
    for done, sheet in enumerate(sheets, start=1):
        draw_poster(Paper.begin(canvas, WIDTH), sheet, ink)
        canvas.showPage()
        if progress:
            progress(done, len(sheets))
    canvas.save()
    return out.getvalue()


def poster_png(sheet: PosterSheet, *, width: int = 1200, ink: Ink = "full") -> bytes:
    """The same poster as a PNG, `width` pixels across (400-4000).

    Every QR module is a whole number of pixels. Raises ValueError for another width.
    """
    if not 400 <= width <= 4000:
        raise ValueError("a poster is 400 to 4000 pixels wide")
    page = Pixels.blank(width, units=(WIDTH, HEIGHT))
    draw_poster(page, sheet, ink)
    out = BytesIO()
    page.finished().save(out, "PNG", optimize=True)
    return out.getvalue()
