"""Sign-in cards for a class: eight on an A4, to be cut out along the dashes.

A card shows the child's own companion and first name; its QR code holds a random token and no name.
Whoever prints the sheet gets the tokens: nothing here keeps them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from readify.art.animals import HEADS
from readify.art.forms import LAMPS
from readify.printing.fonts import BOLD, HEAVY, MEDIUM, fitted, lettering, measure
from readify.printing.paper import Paper, Progress, finished, new_document
from readify.printing.picture import Picture, colour, read_picture
from readify.printing.qr import qr_matrix
from readify.printing.surface import INK, PAPER, SOFT, Surface
from readify.printing.words import CardWords, card_words

WIDTH = 794
MARGIN = 36
ACROSS, DOWN = 2, 4
PER_PAGE = ACROSS * DOWN
CARD_WIDTH, CARD_HEIGHT = 361, 262.75
QR_SIDE = 156
"""42 mm: readable from arm's length."""

NAME_WIDTH = 138
CUT = colour("#B9A988")


@dataclass(frozen=True, slots=True)
class SignInCard:
    """One child's card. `url` in capitals (the compact QR mode), `classroom` as the child says it.

    `class_word` and `number` are the way in without a camera ("BEVER", 42), `phrase` the four words from
    12 up; `own_device` says that this card is for the child's own device and keeps it signed in longer.
    """

    name: str
    classroom: str
    url: str
    companion: str
    class_word: str
    number: int
    phrase: str | None = None
    own_device: bool = False


def cards_pdf(
    cards: Sequence[SignInCard],
    *,
    title: str = "Readify",
    language: str = "nl",
    progress: Progress | None = None,
) -> bytes:
    """A4 pages with eight cards each, in the order given.

    `title` stands small in the margin (the class), `progress(done, total)` is called after each page. Raises
    ValueError without cards, WordsError for a language that has no words.
    """
    if not cards:
        raise ValueError("no cards to print")
    words = card_words(language)
    canvas, out = new_document("A4", title, language)
    sheets = [cards[i : i + PER_PAGE] for i in range(0, len(cards), PER_PAGE)]
    for number, sheet in enumerate(sheets, start=1):
        page = Paper.begin(canvas, WIDTH)
        _margin(page, f"{title} · {number}/{len(sheets)}", words)
        for place, card in enumerate(sheet):
            _card(
                page,
                card,
                words,
                x=MARGIN + place % ACROSS * CARD_WIDTH,
                y=MARGIN + place // ACROSS * CARD_HEIGHT,
            )
        _cuts(page, len(sheet))
        canvas.showPage()
        if progress:
            progress(number, len(sheets))
    return finished(canvas, out)


@lru_cache(maxsize=16)
def _head(companion: str) -> Picture:
    """The companion's head; a lamp for a child that has not chosen yet."""
    body = HEADS.get(companion)
    if body:
        return read_picture(f'<svg viewBox="0 0 100 100">{body}</svg>')
    lamp = f'<g transform="translate(8 8) scale(.67)">{LAMPS["on"]}</g>'
    return read_picture(f'<svg viewBox="0 0 48 48"><rect width="48" height="48" fill="#ECEDFA"/>{lamp}</svg>')


@lru_cache(maxsize=1)
def _lamp() -> Picture:
    return read_picture(f'<svg viewBox="0 0 48 48">{LAMPS["on"]}</svg>')


def _margin(page: Surface, title: str, words: CardWords) -> None:
    page.text(title, MARGIN, 26, size=12, font=BOLD, fill=SOFT)
    page.text(words.secret, WIDTH - MARGIN, 26, size=12, fill=SOFT, align="right")


def _cuts(page: Surface, count: int) -> None:
    """Dashes around each card; a line that two cards share is drawn once."""
    lines = set()
    for place in range(count):
        x, y = MARGIN + place % ACROSS * CARD_WIDTH, MARGIN + place // ACROSS * CARD_HEIGHT
        right, bottom = x + CARD_WIDTH, y + CARD_HEIGHT
        lines |= {(x, y, right, y), (x, bottom, right, bottom), (x, y, x, bottom), (right, y, right, bottom)}
    for line in sorted(lines):
        page.dashes(*line, stroke=CUT, line=1.2, dash=4)


def _card(page: Surface, card: SignInCard, words: CardWords, *, x: float, y: float) -> None:
    middle = x + 86
    left = middle - 39
    round_ = (left, y + 22, 78, 78, 39)
    page.art(f"head-{card.companion}", _head(card.companion), left, y + 22, width=78, clip=round_)
    base = _name(page, card.name, words, middle, y + 128)
    page.text(card.classroom, middle, base + 20, size=_size(card.classroom, 15), fill=SOFT, align="centre")
    if card.own_device:
        page.text(
            words.own_device, middle, base + 37, size=_size(words.own_device, 12), fill=SOFT, align="centre"
        )
    else:
        wide = 24 + measure("Readify", font=BOLD, size=14)
        page.art("lamp", _lamp(), middle - wide / 2, base + 28, width=20)
        page.text("Readify", middle - wide / 2 + 24, base + 43, size=14, font=BOLD)
    page.code(qr_matrix(card.url, "M"), x + CARD_WIDTH - 24 - QR_SIDE, y + 20, QR_SIDE)
    _ways_in(page, card, words, x=x, y=y)
    page.text(words.hint, x + CARD_WIDTH / 2, y + 253, size=13, fill=SOFT, align="centre")


def _size(text: str, largest: float) -> float:
    return fitted(text, font=MEDIUM, sizes=[largest - step for step in range(7)], width=NAME_WIDTH)[0]


def _name(page: Surface, name: str, words: CardWords, middle: float, base: float) -> float:
    """The name in one or two lines; a line to write on when no font has its letters.

    Gives the baseline that the next line hangs from.
    """
    if lettering(name, HEAVY) is None:
        page.dashes(middle - 64, base, middle + 64, base, stroke=INK, line=1, dash=0)
        page.text(words.name, middle, base + 13, size=9, fill=SOFT, align="centre")
        return base + 16
    size, lines = fitted(name, font=HEAVY, sizes=range(27, 19, -1), width=NAME_WIDTH, spacing=-0.01)
    if len(lines) > 1:
        size, lines = fitted(
            name, font=HEAVY, sizes=range(20, 11, -1), width=NAME_WIDTH, lines=2, spacing=-0.01
        )
    base -= 6 * (len(lines) - 1)
    for number, line in enumerate(lines):
        page.text(
            line, middle, base + number * size * 1.05, size=size, font=HEAVY, align="centre", spacing=-0.01
        )
    found = [lettering(line, HEAVY) for line in lines]
    other_script = any(letters and letters.font != HEAVY for letters in found)
    return base + (len(lines) - 1) * size * 1.05 + 5 * other_script


def _ways_in(page: Surface, card: SignInCard, words: CardWords, *, x: float, y: float) -> None:
    """The rows for who has no camera, clear of the code's quiet zone."""
    rows = [(words.word, f"{card.class_word} {card.number}")]
    if card.phrase:
        rows.append((words.phrase, card.phrase))
    top = y + (209 if len(rows) == 1 else 199)
    page.box(x + 20, top, CARD_WIDTH - 44, 24 if len(rows) == 1 else 41, radius=12, fill=PAPER)
    for number, (label, text) in enumerate(rows):
        base = top + 16 + number * 16.5
        page.text(label, x + 32, base, size=11.5, fill=SOFT)
        room = CARD_WIDTH - 44 - 36 - measure(label, font=MEDIUM, size=11.5)
        size, _ = fitted(text, font=BOLD, sizes=(14, 13, 12, 11, 10, 9, 8), width=room)
        page.text(text, x + CARD_WIDTH - 36, base, size=size, font=BOLD, align="right")
