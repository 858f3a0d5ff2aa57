"""A document is a row of page drawings; from it the PDF for the printer and a PNG of any page for a screen.

Both are drawn by the same functions, so what a librarian sees on the page is the sheet that will be printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from readify.printing.paper import AROUND, Paper, PaperSize, Progress, crop_marks, finished, new_document
from readify.printing.pixels import Pixels
from readify.printing.surface import Surface

WIDTH, HEIGHT = 794, 1123
"""Every sheet is set in these units: A4 at 96 to an inch. A3 and A5 are the same page, larger and smaller."""

Draw = Callable[[Surface], None]


@dataclass(frozen=True, slots=True)
class Document:
    """What is to be printed: a title, the language that leads, and a drawing per page."""

    title: str
    language: str
    pages: Sequence[Draw]
    paper: PaperSize = "A4"


def to_pdf(document: Document, *, crop: bool = False, progress: Progress | None = None) -> bytes:
    """The PDF; `progress(done, total)` is called after each page. Raises ValueError without pages."""
    if not document.pages:
        raise ValueError("no posters to print")
    canvas, out = new_document(document.paper, document.title, document.language, crop=crop)
    for done, draw in enumerate(document.pages, start=1):
        canvas.saveState()
        draw(Paper.begin(canvas, WIDTH, around=AROUND if crop else 0))
        canvas.restoreState()
        if crop:
            crop_marks(canvas)
        canvas.showPage()
        if progress:
            progress(done, len(document.pages))
    return finished(canvas, out)


def to_png(document: Document, number: int, *, width: int = 1200) -> bytes:
    """Page `number` (from 0) as a PNG, `width` pixels across: 400 to 4000, else ValueError."""
    if not 400 <= width <= 4000:
        raise ValueError("a poster is 400 to 4000 pixels wide")
    page = Pixels.blank(width, units=(WIDTH, HEIGHT))
    document.pages[number](page)
    out = BytesIO()
    page.finished().save(out, "PNG", optimize=True)
    return out.getvalue()
