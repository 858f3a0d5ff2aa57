"""The stamp card of a trail: a place to stamp for each spot, three to twelve, on a card that folds to A6."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from readify.art.stamps import STAMP_PICTURES
from readify.printing.documents import Document
from readify.printing.folded import FAINT, HALF, Cover, OwnCode, draw_folded
from readify.printing.fonts import BOLD, HEAVY, fitted, one_line
from readify.printing.picture import Picture, read_picture
from readify.printing.surface import Surface
from readify.printing.words import of_language, print_words

ROOM = 450
"""Units for the places below a heading."""


@dataclass(frozen=True, slots=True)
class StampPlace:
    """One spot as it stands on the card; `picture` names the heart of its stamp."""

    position: int
    name: str
    picture: str


def stamp_card_document(
    places: Sequence[StampPlace], cover: Cover, *, codes: Sequence[OwnCode], language: str = "nl"
) -> Document:
    """One sheet per code. Raises ValueError without codes, WordsError for an unknown language."""
    if not codes:
        raise ValueError("no stamp cards to print")
    words = of_language(print_words().stampcard, language)
    half = (len(places) + 1) // 2
    insides = (partial(_inside, places=places[:half]), partial(_inside, places=places[half:]))
    pages = [partial(draw_folded, words=words, cover=cover, code=code, insides=insides) for code in codes]
    return Document(cover.title.replace("\n", " "), language, pages)


@lru_cache(maxsize=16)
def _heart(name: str) -> Picture:
    """A stamp's picture as pale as a watermark: the stamp comes over it."""
    drawn = STAMP_PICTURES[name].replace("PAPER", "#FFFFFF")
    return read_picture(f'<svg viewBox="0 0 100 100">{drawn}</svg>', current="#C9CAE0")


def _inside(page: Surface, x: float, places: Sequence[StampPlace]) -> None:
    """Up to three places one below the other with their names beside them; more in two columns."""
    across = 1 if len(places) <= 3 else 2
    down = max(3, -(-len(places) // across))
    high = ROOM / down
    radius = min(69.0, high / 2 - (6 if across == 1 else 18))
    for number, place in enumerate(places):
        middle = 84 + number // across * high + high / 2
        if across == 1:
            _wide(page, place, x + 119, middle, radius)
        else:
            _narrow(page, place, x + HALF * (0.28 + 0.44 * (number % 2)), middle - 10, radius)


def _place(page: Surface, place: StampPlace, x: float, y: float, radius: float) -> None:
    page.ring(x, y, radius, stroke=FAINT, line=2.4, dash=6)
    side = radius * 0.78
    heart = _heart(place.picture)
    page.art(f"heart-{place.picture}", heart, x - side / 2, y - side / 2, width=side)


def _wide(page: Surface, place: StampPlace, x: float, y: float, radius: float) -> None:
    _place(page, place, x, y, radius)
    page.text(str(place.position), x + radius + 18, y + 10, size=30, font=HEAVY)
    left = x + radius + 18 + (30 if place.position < 10 else 48)
    room = HALF - (left - x) - 119 - 14
    size, lines = fitted(place.name, font=BOLD, sizes=(19, 17, 15, 13, 12), width=room, lines=2)
    for number, line in enumerate(lines[:3]):
        base = y + 7 - (len(lines) - 1) * size * 0.6 + number * size * 1.2
        page.text(line, left, base, size=size, font=BOLD)


def _narrow(page: Surface, place: StampPlace, x: float, y: float, radius: float) -> None:
    _place(page, place, x, y, radius)
    text = f"{place.position} · {place.name}"
    size, shown = one_line(text, font=BOLD, sizes=(14, 13, 12, 11, 10, 9), width=HALF * 0.43)
    page.text(shown, x, y + radius + 18, size=size, font=BOLD, align="centre")
