"""The frame of a card that folds to A6: cover and own code on the lower half, the inside on the upper half.

The upper half stands upside down on the sheet, because it is folded to the back. What stands inside is drawn
by `stamp_card` or `holiday_passport`. Lines only, no fields of colour: it is printed by the dozen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from readify.art.animals import KORENWOLF
from readify.art.forms import LAMPS
from readify.printing.documents import HEIGHT, WIDTH
from readify.printing.fonts import BOLD, HEAVY, MEDIUM, fitted, measure, one_line
from readify.printing.line_art import line_art
from readify.printing.logo import Logo, draw_logo
from readify.printing.picture import Picture, colour, read_picture
from readify.printing.qr import qr_matrix
from readify.printing.surface import INK, SOFT, WHITE, Surface
from readify.printing.words import FoldedWords

HALF, DOUBLE = WIDTH / 2, HEIGHT / 2
QR_SIDE = 186
"""49 mm: readable by a counter's camera."""

FAINT = colour("#8A8DB4")
FOLD = colour("#B9BCD6")
Inside = Callable[[Surface, float], None]
"""Draws one page of the inside in the column that begins at this x, 397 units wide and 561 high."""


@dataclass(frozen=True, slots=True)
class OwnCode:
    """One child's own card: the address in its QR code, what can be typed, its number in the batch."""

    url: str
    typed: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the front."""

    title: str
    library_name: str
    logo: Logo | None = None


def draw_folded(
    page: Surface, words: FoldedWords, cover: Cover, code: OwnCode, insides: tuple[Inside, Inside]
) -> None:
    """One A4 sheet."""
    with page.upside_down(0, 0, WIDTH, DOUBLE):
        for x, (heading, inside) in zip(
            (0, HALF), zip((words.first, words.second), insides, strict=True), strict=True
        ):
            page.text(heading, x + HALF / 2, 62, size=21, font=BOLD, align="centre")
            inside(page, x)
    _back(page, words, code)
    _cover(page, words, cover)
    _folds(page, words)
    _number(page, code)


@lru_cache(maxsize=2)
def _drawn(name: str) -> Picture:
    found = {
        "korenwolf": f'<svg viewBox="0 0 200 200">{KORENWOLF}</svg>',
        "lamp": f'<svg viewBox="0 0 48 48">{LAMPS["on"]}</svg>',
    }
    return line_art(read_picture(found[name]), line=3.4 if name == "korenwolf" else 2)


def _back(page: Surface, words: FoldedWords, code: OwnCode) -> None:
    middle = HALF / 2
    page.text(words.own_card, middle, DOUBLE + 60, size=21, font=BOLD, align="centre")
    page.code(qr_matrix(code.url, "M"), middle - QR_SIDE / 2, DOUBLE + 92, QR_SIDE)
    size, _ = fitted(code.typed, font=HEAVY, sizes=(23, 20, 17, 15), width=HALF - 60, spacing=0.06)
    y = DOUBLE + 92 + QR_SIDE + 46
    page.text(code.typed, middle, y, size=size, font=HEAVY, align="centre", spacing=0.06)
    y += 26
    for number, step in enumerate(words.steps, start=1):
        page.ring(50, y + 14, 13, stroke=INK, line=2.2)
        page.text(str(number), 50, y + 19.5, size=15, font=BOLD, align="centre")
        size, lines = fitted(step, font=MEDIUM, sizes=(16.5, 15.5, 14.5), width=HALF - 112, lines=2)
        for place, line in enumerate(lines):
            page.text(line, 76, y + 20 + place * size * 1.28, size=size)
        y += 38 + (len(lines) - 1) * size * 1.28
    size, lines = fitted(words.lost, font=MEDIUM, sizes=(13.5, 12.5), width=HALF - 70, lines=2)
    for place, line in enumerate(lines):
        page.text(line, middle, HEIGHT - 62 + place * size * 1.3, size=size, fill=SOFT, align="centre")


def _number(page: Surface, code: OwnCode) -> None:
    page.text(code.number, 24, HEIGHT - 17, size=11, fill=SOFT)


def _cover(page: Surface, words: FoldedWords, cover: Cover) -> None:
    middle = HALF * 1.5
    size, lines = fitted(words.kick, font=BOLD, sizes=(15.5, 14, 12), width=280)
    wide = measure(lines[0], font=BOLD, size=size) + 36
    page.box(middle - wide / 2, DOUBLE + 38, wide, 35, radius=17.5, stroke=INK, line=2.2)
    page.text(lines[0], middle, DOUBLE + 61, size=size, font=BOLD, align="centre")
    y = DOUBLE + 92.0
    lines = [line for part in cover.title.split("\n") for line in _title(part)]
    size = min((fitted(line, font=HEAVY, sizes=_TITLES, width=330)[0] for line in lines), default=37)
    for line in lines:
        y += size * 1.05
        page.text(line, middle, y - size * 0.25, size=size, font=HEAVY, align="centre", spacing=-0.03)
    page.text(words.kind, middle, y + 22, size=19, font=BOLD, align="centre")
    top = max(y + 36, DOUBLE + 212)
    high = HEIGHT - 158 - top
    page.art("korenwolf-folded", _drawn("korenwolf"), middle - high / 2, top, width=high)
    page.box(HALF + 36, HEIGHT - 146, HALF - 72, 76, radius=18, stroke=INK, fill=WHITE, line=2.2)
    page.text(words.name, HALF + 54, HEIGHT - 118, size=14, fill=SOFT)
    page.dashes(HALF + 54, HEIGHT - 87, WIDTH - 54, HEIGHT - 87, stroke=FAINT, line=2, dash=0)
    _owner(page, cover, middle)


_TITLES = range(37, 19, -1)


def _title(part: str) -> list[str]:
    return fitted(part, font=HEAVY, sizes=_TITLES, width=330, lines=2, spacing=-0.03)[1]


def _owner(page: Surface, cover: Cover, middle: float) -> None:
    """The lamp, Readify, and the library with its logo, side by side in the middle."""
    y = HEIGHT - 34
    sizes, room = (15, 14, 13, 12, 11, 10), 190 if cover.logo else 250
    size, name = one_line(cover.library_name, font=MEDIUM, sizes=sizes, width=room)
    wide = 30 + measure("Readify", font=BOLD, size=18) + 10 + measure(name, font=MEDIUM, size=size)
    x = middle - (wide + (52 if cover.logo else 0)) / 2
    page.art("lamp-folded", _drawn("lamp"), x, y - 18, width=24)
    page.text("Readify", x + 30, y, size=18, font=BOLD)
    x += 40 + measure("Readify", font=BOLD, size=18)
    page.text(name, x, y, size=size)
    if cover.logo:
        draw_logo(
            page, cover.logo, x + measure(name, font=MEDIUM, size=size) + 8, y - 22, width=44, height=30
        )


def _folds(page: Surface, words: FoldedWords) -> None:
    page.dashes(0, DOUBLE, WIDTH, DOUBLE, stroke=FOLD, line=1.4, dash=4)
    page.dashes(HALF, 0, HALF, HEIGHT, stroke=FOLD, line=1.4, dash=4)
    wide = measure(words.fold_back, font=BOLD, size=13) + 16
    page.box(14, DOUBLE - 9, wide, 18, fill=WHITE)
    page.text(words.fold_back, 22, DOUBLE + 4.5, size=13, font=BOLD, fill=SOFT)
    wide = measure(words.fold_double, font=BOLD, size=13) + 16
    page.box(HALF - wide / 2, HEIGHT - 30, wide, 18, fill=WHITE)
    page.text(words.fold_double, HALF, HEIGHT - 16.5, size=13, font=BOLD, fill=SOFT, align="centre")
