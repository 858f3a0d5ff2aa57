"""A diploma for who walked a whole trail: the story's drawing, a name or a line to write it on, the library.

Takes finished words; knows no reader and no database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from readify.config import bundle_dir
from readify.printing.documents import WIDTH, Document, to_pdf
from readify.printing.fonts import BOLD, HEAVY, MEDIUM, fitted, lettering
from readify.printing.paper import PaperSize
from readify.printing.picture import Picture, PictureError, art, read_picture
from readify.printing.poster_parts import picture
from readify.printing.surface import INK, KERS, LAMP, PAPER, SAND, SOFT, Surface

MIDDLE = WIDTH / 2
EDGE = 28
DRAWING = (82, 82, 630, 385)


@dataclass(frozen=True, slots=True)
class DiplomaWords:
    """What stands on it, in one language."""

    head: str
    lead: str
    write: str
    done: str
    trail: str
    day: str
    signed: str


@dataclass(frozen=True, slots=True)
class Diploma:
    """One trail's diploma. `picture` is the name of a story's drawing; an unknown one shows the valley."""

    words: DiplomaWords
    story: str
    picture: str
    language: str


def diplomas_pdf(diploma: Diploma, names: Sequence[str], *, paper: PaperSize = "A4") -> bytes:
    """A page for each name; an empty name is a line to write on. Raises ValueError without names."""
    pages = [partial(_page, diploma=diploma, name=name) for name in names]
    return to_pdf(Document(diploma.words.head, diploma.language, pages, paper))


@lru_cache(maxsize=16)
def _drawing(name: str) -> Picture:
    path = bundle_dir() / "static" / "art" / "stories" / f"{name}.svg"
    try:
        return read_picture(path.read_text("utf-8"))
    except (OSError, PictureError):
        return art("valley")


def _page(page: Surface, *, diploma: Diploma, name: str) -> None:
    words = diploma.words
    page.box(EDGE, EDGE, WIDTH - 2 * EDGE, 1123 - 2 * EDGE, radius=44, fill=PAPER, stroke=SAND, line=3)
    page.box(
        EDGE + 12, EDGE + 12, WIDTH - 2 * EDGE - 24, 1123 - 2 * EDGE - 24, radius=34, stroke=SAND, line=1
    )
    x, y, wide, high = DRAWING
    drawn = _drawing(diploma.picture)
    scaled = max(wide, high * drawn.width / drawn.height)
    page.art(
        f"story-{diploma.picture}",
        drawn,
        x - (scaled - wide) / 2,
        y,
        width=scaled,
        clip=(x, y, wide, high, 34),
    )
    page.text(words.head, MIDDLE, 566, size=84, font=HEAVY, fill=KERS, align="centre", spacing=-0.035)
    page.text(words.lead, MIDDLE, 614, size=22, fill=SOFT, align="centre")
    _name(page, name, words.write)
    _centred(page, words.done, 790, size=24, font=MEDIUM)
    _centred(page, diploma.story, 836, size=36, font=HEAVY)
    _centred(page, words.trail, 878, size=20, font=MEDIUM)
    for number in range(5):
        page.art("lamp-on", picture("lamp"), MIDDLE - 160 + number * 66, 902, width=54)
    page.box(MIDDLE - 150, 974, 300, 4, radius=2, fill=LAMP)
    _centred(page, f"{words.signed} · {words.day}", 1014, size=18, font=BOLD)
    page.text("Readify", MIDDLE, 1054, size=18, font=BOLD, fill=SOFT, align="centre")


def _name(page: Surface, name: str, write: str) -> None:
    letters = lettering(name, HEAVY) if name else None
    if letters is None:
        page.dashes(142, 708, WIDTH - 142, 708, stroke=INK, line=2, dash=0)
        page.text(write, MIDDLE, 732, size=15, fill=SOFT, align="centre")
        return
    _centred(page, name, 698, size=56, font=HEAVY)


def _centred(page: Surface, text: str, y: float, *, size: int, font: str) -> None:
    """One line as large as fits, in two when it is long."""
    fitting, lines = fitted(
        text, font=font, sizes=range(size, 13, -2), width=600, lines=1 if size > 30 else 2
    )
    top = y - (len(lines) - 1) * fitting * 0.6
    for number, line in enumerate(lines):
        page.text(line, MIDDLE, top + number * fitting * 1.2, size=fitting, font=font, align="centre")
