"""A child's reading on one A4, for the evening with its parents: what it read, how, and what to talk about.

Draws finished words. Nothing on it measures the child against others, and there is room to write by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import blake2b

from readify.art.animals import HEADS
from readify.art.covers import cover_thumb
from readify.printing.documents import WIDTH, Document
from readify.printing.fonts import BOLD, HEAVY, MEDIUM, fitted, lettering, measure, shortened, wrapped
from readify.printing.picture import Picture, colour, read_picture
from readify.printing.poster_parts import picture
from readify.printing.surface import INK, KERS, LAMP, PAPER, SAND, SOFT, WHITE, Surface

EDGE = 56
ROOM = WIDTH - 2 * EDGE
HALF = ROOM / 2
SHOWN_BOOKS = 10
PALE, VIOLET = colour("#ECEDFA"), colour("#EFE8FB")
COVER = 30


@dataclass(frozen=True, slots=True)
class BookLine:
    """One book; `note` says when it was put aside or is being read."""

    title: str
    author: str
    genre: str
    form: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """The words of one page. `chips` are short, in the order read; `kind` and `talk` are sentences."""

    kicker: str
    name: str
    companion: str
    line: str
    books_head: str
    books: Sequence[BookLine]
    more: str
    chips_head: str
    chips: Sequence[str]
    badges_head: str
    badges: Sequence[str]
    kind_head: str
    kind: Sequence[str]
    talk_head: str
    talk: Sequence[str]
    write: str
    foot: str


def reports_document(reports: Sequence[ReadingReport], *, title: str, language: str) -> Document:
    """A page for each child."""
    return Document(title, language, [partial(_page, report=report) for report in reports])


@lru_cache(maxsize=16)
def _head(companion: str) -> Picture:
    body = HEADS.get(companion) or HEADS["korenwolf"]
    return read_picture(f'<svg viewBox="0 0 100 100">{body}</svg>')


@lru_cache(maxsize=512)
def _cover(title: str, genre: str, form: str) -> Picture:
    return read_picture(cover_thumb(title, genre=genre, form=form, width=COVER))


def _page(page: Surface, *, report: ReadingReport) -> None:
    _top(page, report)
    y = _books(page, report, 176)
    y = _chips(page, report.chips_head, report.chips, y + 14)
    y = _chips(page, report.badges_head, report.badges, y + 6, lamp=True)
    end = _sentences(page, report, max(y + 10, 620))
    _written(page, report, max(908, end + 30))
    page.text(report.foot, EDGE, 1100, size=_size(report.foot, 11.5), fill=SOFT)


def _size(text: str, largest: float) -> float:
    sizes = [largest - step / 2 for step in range(10)]
    return fitted(text, font=MEDIUM, sizes=sizes, width=ROOM)[0]


def _top(page: Surface, report: ReadingReport) -> None:
    page.box(0, 0, WIDTH, 150, fill=INK)
    page.art(f"head-{report.companion}", _head(report.companion), EDGE, 32, width=86,
             clip=(EDGE, 32, 86, 86, 43))  # fmt: skip
    page.text(report.kicker, EDGE + 108, 54, size=15, font=BOLD, fill=colour("#FFE27A"))
    if lettering(report.name, HEAVY):
        size, lines = fitted(report.name, font=HEAVY, sizes=range(36, 15, -1), width=ROOM - 120)
        page.text(lines[0], EDGE + 108, 94, size=size, font=HEAVY, fill=WHITE)
    else:
        page.dashes(EDGE + 108, 96, WIDTH - EDGE, 96, stroke=WHITE, line=1, dash=0)
    page.text(report.line, EDGE + 108, 120, size=14, fill=WHITE)


def _books(page: Surface, report: ReadingReport, y: float) -> float:
    """Books in two columns with a little cover each; answers where it ends."""
    page.text(report.books_head, EDGE, y + 14, size=20, font=HEAVY)
    top = y + 30
    if not report.books:
        page.text(report.more, EDGE, top + 18, size=15, fill=SOFT)
        return top + 34
    for number, book in enumerate(report.books[:SHOWN_BOOKS]):
        x = EDGE + number % 2 * (HALF + 8)
        _book(page, book, x, top + number // 2 * 56)
    end = top + -(-len(report.books[:SHOWN_BOOKS]) // 2) * 56
    if report.more:
        page.text(report.more, EDGE, end + 12, size=13, fill=SOFT)
        end += 20
    return end


def _book(page: Surface, book: BookLine, x: float, y: float) -> None:
    look = f"{book.genre}/{book.form}/{book.title}".encode()
    name = f"cover-{blake2b(look, digest_size=8).hexdigest()}"  # titles hold signs that a PDF's names may not
    page.art(name, _cover(book.title, book.genre, book.form), x, y, width=COVER)
    room = HALF - COVER - 28
    page.text(
        shortened(book.title, font=BOLD, size=14, width=room), x + COVER + 12, y + 16, size=14, font=BOLD
    )
    under = " · ".join(part for part in (book.author, book.note) if part)
    page.text(shortened(under, font=MEDIUM, size=12, width=room), x + COVER + 12, y + 33, size=12, fill=SOFT)


def _chips(page: Surface, heading: str, chips: Sequence[str], y: float, *, lamp: bool = False) -> float:
    """Short words in pills, at most two rows; answers where it ends."""
    if not chips:
        return y
    page.text(heading, EDGE, y + 16, size=17, font=HEAVY)
    x, base, row = float(EDGE), y + 28, 0
    for number, chip in enumerate(chips):
        wide = measure(chip, font=MEDIUM, size=13) + (46 if lamp else 26)
        if x + wide > WIDTH - EDGE:
            x, row = float(EDGE), row + 1
            if row == 2:
                page.text(
                    f"+ {len(chips) - number}", WIDTH - EDGE + 6, base + row * 36 - 16, size=12, fill=SOFT
                )
                break
        at = base + row * 36
        page.box(x, at, wide, 28, radius=14, fill=PAPER if lamp else PALE, stroke=SAND if lamp else None)
        if lamp:
            page.art("lamp-on", picture("lamp"), x + 9, at + 4, width=20)
        page.text(chip, x + (34 if lamp else 13), at + 19, size=13)
        x += wide + 8
    return base + (min(row, 1) + 1) * 36


def _sentences(page: Surface, report: ReadingReport, y: float) -> float:
    """What goes well beside what to talk about, down to the lines to write on; answers where it ends."""
    needed = [
        70.0 + sum(6 + 18 * len(_broken(sentence)) for sentence in lines)
        for lines in (report.kind, report.talk)
    ]
    high = max(*needed, min(236, 878 - y))
    for heading, lines, x, back in (
        (report.kind_head, report.kind, EDGE, PAPER),
        (report.talk_head, report.talk, EDGE + HALF + 8, VIOLET),
    ):
        page.box(x, y, HALF - 8, high, radius=20, fill=back)
        page.text(heading, x + 20, y + 34, size=17, font=HEAVY)
        base = y + 60
        for sentence in lines:
            page.box(x + 20, base - 8, 7, 7, radius=3.5, fill=LAMP if back == PAPER else KERS)
            for line in _broken(sentence):
                page.text(line, x + 38, base, size=13.5)
                base += 18
            base += 6
    return y + high


def _broken(sentence: str) -> list[str]:
    return wrapped(sentence, font=MEDIUM, size=13.5, width=HALF - 64)


def _written(page: Surface, report: ReadingReport, y: float) -> None:
    """Lines to write on, as many as there are above the foot."""
    page.text(report.write, EDGE, y, size=17, font=HEAVY)
    for at in range(round(y) + 38, 1070, 38):
        page.dashes(EDGE, at, WIDTH - EDGE, at, stroke=SAND, line=1.2, dash=0)
