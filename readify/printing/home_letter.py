"""A letter to parents on one A4, in their language, with a home card for the child to cut off.

The card holds no secret: the class word and the site's address, as on the board. So a letter may lie about,
and printing it again makes no card worthless. Takes finished words; knows no database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from readify.art.animals import HEADS
from readify.art.forms import LAMPS
from readify.printing.documents import WIDTH, Document
from readify.printing.fonts import BOLD, HEAVY, MEDIUM, fitted, lettering, wrapped
from readify.printing.home_words import HomeCardWords, LetterWords, home_words, text_font
from readify.printing.picture import RGB, Picture, colour, read_picture
from readify.printing.poster_parts import picture
from readify.printing.qr import qr_matrix
from readify.printing.surface import INK, LAMP, PAPER, SAND, SOFT, WHITE, Surface

EDGE = 64
ROOM = WIDTH - 2 * EDGE
CARD_TOP = 770
LAMPS_TO_COLOUR = 10
QR_SIDE = 168
DRAFT_BACK = colour("#EFE8FB")
CUT = colour("#B9A988")


@dataclass(frozen=True, slots=True)
class HomeCard:
    """For whom the letter is. An empty `name` (or one that no font has) is a line to write on."""

    name: str
    companion: str


@dataclass(frozen=True, slots=True)
class ClassSign:
    """What stands on every letter of a class. `address` as people type it, `link` for the code."""

    classroom: str
    school: str
    class_word: str
    address: str
    link: str


def letters_document(cards: Sequence[HomeCard], sign: ClassSign, *, language: str) -> Document:
    """A page for each child. Raises WordsError for a language that has no letter."""
    words = home_words().letter[language]
    spoken = "en" if language == "en" else "nl"
    pages = [
        partial(
            _page, words=words, language=language, card=card, sign=sign, card_words=home_words().card[spoken]
        )
        for card in cards
    ]
    return Document(f"{words.title} · {sign.classroom}", language, pages)


@dataclass
class _Column:
    """Lines below one another, from the side where the language begins."""

    page: Surface
    words: LetterWords
    font: str
    heavy: str
    y: float = 0.0

    def put(self, text: str, *, size: float, gap: float, heavy: bool = False, fill: RGB = INK) -> None:
        """A paragraph, with `gap` units of white above its first line."""
        font = self.heavy if heavy else self.font
        self.y += gap
        for number, line in enumerate(wrapped(text, font=font, size=size, width=ROOM)):
            self.y += size * (1.42 if number else 1.0)
            self.line(line, size=size, font=font, fill=fill)

    def tip(self, text: str) -> None:
        """One line of a list, with a lamp before it."""
        inset = 34
        for number, line in enumerate(wrapped(text, font=self.font, size=17.5, width=ROOM - inset)):
            self.y += 17.5 * 1.4
            if not number:
                self.y += 9
                x = WIDTH - EDGE - 22 if self.words.right_to_left else EDGE
                self.page.art("lamp-on", picture("lamp"), x, self.y - 17, width=22)
            self.line(line, size=17.5, font=self.font, fill=INK, inset=inset)

    def line(self, text: str, *, size: float, font: str, fill: RGB, inset: float = 0) -> None:
        """One line at the column's height."""
        if self.words.right_to_left:
            x, align = WIDTH - EDGE - inset, "right"
        else:
            x, align = EDGE + inset, "left"
        self.page.text(text, x, self.y, size=size, font=font, fill=fill, align=align)


def _page(
    page: Surface,
    *,
    words: LetterWords,
    language: str,
    card: HomeCard,
    sign: ClassSign,
    card_words: HomeCardWords,
) -> None:
    font = text_font(language)
    column = _Column(page, words, font, HEAVY if font == MEDIUM else _bold(language), y=46)
    page.box(0, 0, WIDTH, 14, fill=LAMP)
    column.put(words.kicker, size=17, gap=0, fill=SOFT)
    column.put(words.title, size=34 if len(words.title) < 34 else 30, gap=10, heavy=True)
    column.put(words.to, size=17, gap=24, fill=SOFT)
    _addressed(column, card, card_words)
    for paragraph in words.text:
        column.put(paragraph, size=18, gap=18)
    column.put(words.help, size=22, gap=26, heavy=True)
    for tip in words.tips:
        column.tip(tip)
    column.put(words.trust, size=15.5, gap=24, fill=SOFT)
    column.put(words.sign, size=17, gap=22)
    _signed(column, sign)
    if words.draft:
        _draft_note(column)
    _card(page, card, sign, card_words)


def _bold(language: str) -> str:
    return {"ar": "NotoNaskhArabic-names", "uk": "NotoSans-names"}[language]


def _addressed(column: _Column, card: HomeCard, words: HomeCardWords) -> None:
    """The child's name on a line of its own, so that no sentence mixes two scripts."""
    column.y += 32
    if lettering(card.name, HEAVY) and card.name:
        size, lines = fitted(card.name, font=HEAVY, sizes=range(24, 11, -1), width=ROOM)
        column.line(lines[0], size=size, font=HEAVY, fill=INK)
        return
    left = WIDTH - EDGE - 300 if column.words.right_to_left else EDGE
    column.page.dashes(left, column.y, left + 300, column.y, stroke=INK, line=1, dash=0)


def _signed(column: _Column, sign: ClassSign) -> None:
    column.y += 21
    size, lines = fitted(f"{sign.classroom} · {sign.school}", font=BOLD, sizes=range(18, 9, -1), width=ROOM)
    column.line(lines[0], size=size, font=BOLD, fill=INK)


def _draft_note(column: _Column) -> None:
    """That no native speaker has read it, in its own language and in Dutch for who hands it out."""
    top = CARD_TOP - 62
    column.page.box(EDGE - 12, top, ROOM + 24, 44, radius=12, fill=DRAFT_BACK)
    column.y = top + 19
    column.line(column.words.note, size=11.5, font=column.font, fill=SOFT)
    column.y = top + 35
    column.line("Proefvertaling, nog niet nagelezen.", size=11, font=MEDIUM, fill=SOFT)


@lru_cache(maxsize=16)
def _head(companion: str) -> Picture:
    body = HEADS.get(companion) or HEADS["korenwolf"]
    return read_picture(f'<svg viewBox="0 0 100 100">{body}</svg>')


@lru_cache(maxsize=1)
def _dark_lamp() -> Picture:
    """A lamp in outline, to be coloured in."""
    return read_picture(f'<svg viewBox="0 0 48 48">{LAMPS["off"]}</svg>')


def _card(page: Surface, card: HomeCard, sign: ClassSign, words: HomeCardWords) -> None:
    page.dashes(0, CARD_TOP, WIDTH, CARD_TOP, stroke=CUT, line=1.2, dash=5)
    page.text(words.cut, WIDTH - EDGE, CARD_TOP - 5, size=10, fill=SOFT, align="right")
    top = CARD_TOP + 22
    page.box(EDGE - 24, top, ROOM + 48, 306, radius=24, fill=PAPER, stroke=SAND, line=2)
    page.art(f"head-{card.companion}", _head(card.companion), EDGE, top + 22, width=72,
             clip=(EDGE, top + 22, 72, 72, 36))  # fmt: skip
    page.text(words.title, EDGE + 90, top + 48, size=15, fill=SOFT)
    if card.name and lettering(card.name, HEAVY):
        size, lines = fitted(card.name, font=HEAVY, sizes=range(28, 12, -1), width=ROOM - QR_SIDE - 120)
        page.text(lines[0], EDGE + 90, top + 80, size=size, font=HEAVY)
    else:
        page.dashes(EDGE + 90, top + 82, EDGE + 330, top + 82, stroke=INK, line=1, dash=0)
        page.text(words.name, EDGE + 90, top + 97, size=10, fill=SOFT)
    _way_in(page, sign, words, top + 128)
    side = QR_SIDE + 28
    page.box(WIDTH - EDGE - side, top + 22, side, side, radius=14, fill=WHITE)
    page.code(qr_matrix(sign.link, "M"), WIDTH - EDGE - side + 14, top + 36, QR_SIDE)
    page.text(words.lamps, EDGE, top + 246, size=14, font=BOLD)
    for number in range(LAMPS_TO_COLOUR):
        page.art("lamp-off", _dark_lamp(), EDGE + number * 62, top + 258, width=38)


def _way_in(page: Surface, sign: ClassSign, words: HomeCardWords, y: float) -> None:
    room = ROOM - QR_SIDE - 50
    for number, (label, text) in enumerate(((words.scan, sign.address), (words.word, sign.class_word))):
        base = y + number * 42
        page.text(f"{number + 1}. {label}", EDGE, base, size=13, fill=SOFT)
        size, lines = fitted(text, font=BOLD, sizes=range(19, 8, -1), width=room)
        page.text(lines[0], EDGE + 18, base + 21, size=size, font=BOLD)
    page.text(f"3. {words.then}", EDGE, y + 88, size=13, fill=SOFT)
