"""Papers for a round: a sheet that a juror fills in by hand, a poster that calls. Takes finished words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readify.printing.documents import HEIGHT, WIDTH, Document, to_pdf
from readify.printing.fonts import BOLD, HEAVY, MEDIUM, fitted
from readify.printing.picture import art
from readify.printing.surface import INK, KERS, LAMP, PAPER, SAND, SOFT, WHITE, Surface

EDGE = 56
ROOM = WIDTH - 2 * EDGE
STEP = 44


@dataclass(frozen=True, slots=True)
class JurySheet:
    """One reader's sheet. `rows` are (what is judged, what to listen for); `lines` head lines to write on."""

    head: str
    about: str
    name: str
    book: str
    steps: Sequence[int]
    rows: Sequence[tuple[str, str]]
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class RoundPoster:
    """What stands on the poster: a big head, three lines of facts, and who calls."""

    head: str
    lead: str
    facts: Sequence[str]
    signed: str


def jury_sheet_pdf(sheet: JurySheet, *, language: str) -> bytes:
    """One A4 to copy, PDF/A."""
    return to_pdf(Document(sheet.head, language, [lambda page: _sheet(page, sheet)]))


def round_poster_pdf(poster: RoundPoster, *, language: str) -> bytes:
    """One A4 for the wall, PDF/A."""
    return to_pdf(Document(poster.head, language, [lambda page: _poster(page, poster)]))


def _sheet(page: Surface, sheet: JurySheet) -> None:
    page.text(sheet.head, EDGE, 84, size=34, font=HEAVY, fill=INK)
    _words(page, sheet.about, EDGE, 114, size=15, font=MEDIUM, fill=SOFT)
    for number, label in enumerate((sheet.name, sheet.book)):
        _line(page, label, 166 + number * 50)
    top = 262
    for place, step in enumerate(sheet.steps):
        page.text(str(step), _step_x(sheet, place), top, size=15, font=BOLD, fill=SOFT, align="centre")
    height = min(84, 470 / max(1, len(sheet.rows)))
    for number, (name, hint) in enumerate(sheet.rows):
        y = top + 14 + number * height
        page.box(EDGE, y, ROOM, height - 10, radius=16, fill=WHITE, stroke=SAND, line=1.5)
        _words(page, name, EDGE + 16, y + 28, size=18, font=BOLD, fill=INK, room=_words_room(sheet))
        _words(page, hint, EDGE + 16, y + 50, size=12, font=MEDIUM, fill=SOFT, room=_words_room(sheet))
        for place in range(len(sheet.steps)):
            page.box(_step_x(sheet, place) - 13, y + height / 2 - 18, 26, 26, radius=13, stroke=INK, line=1.5)
    below = top + 30 + len(sheet.rows) * height
    for number, label in enumerate(sheet.lines):
        _line(page, label, below + 34 + number * 74)


def _step_x(sheet: JurySheet, place: int) -> float:
    return WIDTH - EDGE - 30 - (len(sheet.steps) - 1 - place) * STEP


def _words_room(sheet: JurySheet) -> float:
    return ROOM - len(sheet.steps) * STEP - 40


def _line(page: Surface, label: str, y: float) -> None:
    page.text(label, EDGE, y, size=14, font=BOLD, fill=SOFT)
    page.dashes(EDGE + 150, y + 4, WIDTH - EDGE, y + 4, stroke=INK, line=1.2, dash=0)


def _poster(page: Surface, poster: RoundPoster) -> None:
    page.box(0, 0, WIDTH, HEIGHT, fill=PAPER)
    drawn = art("valley")
    scaled = max(WIDTH, 470 * drawn.width / drawn.height)
    page.art("valley", drawn, (WIDTH - scaled) / 2, 0, width=scaled, clip=(0, 0, WIDTH, 470, 0))
    size, lines = fitted(poster.head, font=HEAVY, sizes=range(76, 35, -2), width=ROOM, lines=2)
    for number, line in enumerate(lines):
        page.text(
            line, WIDTH / 2, 570 + number * size * 1.08, size=size, font=HEAVY, fill=KERS, align="centre"
        )
    y = 570 + (len(lines) - 1) * size * 1.08 + 60
    y = _middle(page, poster.lead, y, size=26, font=MEDIUM) + 58
    page.box(WIDTH / 2 - 150, y - 30, 300, 4, radius=2, fill=LAMP)
    for fact in poster.facts:
        y = _middle(page, fact, y + 16, size=28, font=BOLD) + 34
    _middle(page, poster.signed, 1078, size=18, font=BOLD)


def _middle(page: Surface, text: str, y: float, *, size: int, font: str) -> float:
    """Centred in at most three lines; answers where the last one stands."""
    fitting, lines = fitted(text, font=font, sizes=range(size, 13, -1), width=ROOM, lines=3)
    for number, line in enumerate(lines):
        page.text(
            line, WIDTH / 2, y + number * fitting * 1.25, size=fitting, font=font, fill=INK, align="centre"
        )
    return y + (len(lines) - 1) * fitting * 1.25


def _words(
    page: Surface,
    text: str,
    x: float,
    y: float,
    *,
    size: int,
    font: str,
    fill: tuple[float, float, float],
    room: float = ROOM,
) -> None:
    if text:
        fitting, lines = fitted(text, font=font, sizes=range(size, 8, -1), width=room, lines=1)
        page.text(lines[0], x, y, size=fitting, font=font, fill=fill)
