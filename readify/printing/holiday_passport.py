"""The holiday passport on paper: lines to write or draw what was read, with no trail behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from readify.printing.documents import Document
from readify.printing.folded import FAINT, HALF, Cover, OwnCode, draw_folded
from readify.printing.fonts import BOLD
from readify.printing.surface import SOFT, Surface
from readify.printing.words import PassportWords, of_language, print_words

ROWS = 4
TOP, HIGH = 84, 112


def passport_document(cover: Cover, *, codes: Sequence[OwnCode], language: str = "nl") -> Document:
    """One sheet per code. Raises ValueError without codes, WordsError for an unknown language."""
    if not codes:
        raise ValueError("no passports to print")
    words = of_language(print_words().passport, language)
    insides = (partial(_inside, words=words, first=1), partial(_inside, words=words, first=ROWS + 1))
    pages = [partial(draw_folded, words=words, cover=cover, code=code, insides=insides) for code in codes]
    return Document(words.kick, language, pages)


def _inside(page: Surface, x: float, words: PassportWords, first: int) -> None:
    """Four times a round place to draw in, and two lines to write on."""
    for row in range(ROWS):
        y = TOP + row * HIGH + HIGH / 2
        page.ring(x + 84, y, 44, stroke=FAINT, line=2.2, dash=6)
        page.text(str(first + row), x + 84, y + 9, size=26, font=BOLD, fill=FAINT, align="centre")
        for number, question in enumerate((words.what, words.where)):
            base = y - 8 + number * 42
            page.text(question, x + 148, base - 14, size=12, fill=SOFT)
            page.dashes(x + 148, base + 4, x + HALF - 40, base + 4, stroke=FAINT, line=1.8, dash=0)
