"""A poster that only tells of a trail, for the wall of a school: what, when and where. It carries no code,

because the story lies in the library and a child must be able to follow it without a phone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial

from babel.dates import format_date

from readify.printing.documents import WIDTH, Document
from readify.printing.fonts import BOLD, HEAVY, MEDIUM, fitted, measure, wrapped
from readify.printing.logo import Logo
from readify.printing.paper import PaperSize
from readify.printing.poster_parts import Ink, foot, valley
from readify.printing.surface import INK, KERS, LAMP, PAPER, SOFT, WHITE, Surface
from readify.printing.word_kinds import InfoWords
from readify.printing.words import of_language, poster_words, print_words

LEFT, RIGHT = 56, 430


@dataclass(frozen=True, slots=True)
class InfoSheet:
    """What a school is told of a trail. `places` are the branches where it hangs."""

    trail_name: str
    starts: dt.date
    ends: dt.date
    places: tuple[str, ...]
    library_name: str
    languages: tuple[str, ...] = ("nl",)
    logo: Logo | None = None


def info_document(sheet: InfoSheet, *, paper: PaperSize = "A4", ink: Ink = "full") -> Document:
    """One page."""
    pages = [partial(_page, sheet=sheet, ink=ink)]
    return Document(sheet.trail_name, sheet.languages[0], pages, paper)


def _page(page: Surface, sheet: InfoSheet, ink: Ink) -> None:
    words = [of_language(print_words().info, language) for language in sheet.languages[:2]]
    valley(page, ink, height=520)
    _head(page, sheet, words, ink)
    _when_and_where(page, sheet, words)
    _how(page, words)
    _no_phone(page, words, ink)
    foot(page, sheet.library_name, poster_words(sheet.languages[0]).promise, logo=sheet.logo)


def _head(page: Surface, sheet: InfoSheet, words: list[InfoWords], ink: Ink) -> None:
    colour = WHITE if ink == "full" else INK
    size, lines = fitted(sheet.trail_name, font=BOLD, sizes=(19, 17, 15, 13, 11), width=520)
    wide = measure(lines[0], font=BOLD, size=size) + 40
    page.box(52, 36, wide, 44, radius=22, fill=LAMP, stroke=INK if ink == "light" else None)
    page.text(lines[0], 72, 58 + size * 0.35, size=size, font=BOLD)
    y = 96.0
    for line in words[0].headline.split("\n"):
        page.text(line, 52, y + 44, size=54, font=HEAVY, fill=colour, spacing=-0.035)
        y += 55
    if len(words) > 1:
        second = words[1].headline.replace("\n", " ")
        page.text(second, 54, y + 22, size=20, font=BOLD, fill=colour)


def _days(sheet: InfoSheet, words: InfoWords, language: str) -> str:
    first, last = (format_date(day, "d MMMM", locale=language) for day in (sheet.starts, sheet.ends))
    return words.when % {"first": first, "last": last}


def _when_and_where(page: Surface, sheet: InfoSheet, words: list[InfoWords]) -> None:
    y = 566.0
    for size, font, text in (
        (24, HEAVY, _days(sheet, words[0], sheet.languages[0])),
        (18, MEDIUM, words[0].intro),
    ):
        y = _lines(page, text, LEFT, y, size=size, font=font, width=330)
    if len(words) > 1:
        text = f"{_days(sheet, words[1], sheet.languages[1])}. {words[1].intro}"
        y = _lines(page, text, LEFT, y, size=14, font=MEDIUM, width=330, soft=True)
    y += 18
    page.text(_both(words, "where"), LEFT, y, size=22, font=HEAVY, fill=KERS)
    y += 32
    for place in sheet.places[:6]:
        y = _lines(page, place, LEFT, y, size=18, font=BOLD, width=330)


def _both(words: list[InfoWords], name: str) -> str:
    return " · ".join(getattr(one, name) for one in words)


def _lines(
    page: Surface, text: str, x: float, y: float, *, size: float, font: str, width: float, soft: bool = False
) -> float:
    """Broken lines from baseline `y`; gives the next baseline."""
    for line in wrapped(text, font=font, size=size, width=width):
        page.text(line, x, y, size=size, font=font, fill=SOFT if soft else INK)
        y += size * 1.3
    return y + 4


def _how(page: Surface, words: list[InfoWords]) -> None:
    page.text(_both(words, "how"), RIGHT, 566, size=22, font=HEAVY, fill=KERS)
    y = 596.0
    for number, step in enumerate(words[0].steps):
        page.box(RIGHT, y, 44, 44, radius=22, fill=INK)
        page.text(str(number + 1), RIGHT + 22, y + 30, size=23, font=BOLD, fill=WHITE, align="centre")
        lines = wrapped(step, font=BOLD, size=20, width=250)
        after = _lines(
            page, step, RIGHT + 60, y + (29 if len(lines) == 1 else 19), size=20, font=BOLD, width=250
        )
        for second in words[1:]:
            after = _lines(
                page,
                second.steps[number],
                RIGHT + 60,
                after - 4,
                size=14,
                font=MEDIUM,
                width=250,
                soft=True,
            )
        y = max(y + 68, after)


def _no_phone(page: Surface, words: list[InfoWords], ink: Ink) -> None:
    high = 62 + 24 * (len(words) - 1)
    top = 1040 - high
    page.box(
        52,
        top,
        WIDTH - 104,
        high,
        radius=26,
        fill=PAPER if ink == "full" else WHITE,
        stroke=INK if ink == "light" else None,
    )
    size, lines = fitted(words[0].no_phone, font=BOLD, sizes=(20, 18, 16, 14), width=WIDTH - 152)
    page.text(lines[0], WIDTH / 2, top + 38, size=size, font=BOLD, align="centre")
    for second in words[1:]:
        page.text(second.no_phone, WIDTH / 2, top + 64, size=14, fill=SOFT, align="centre")
