"""Colours and choices of generated covers: which pictures and palettes suit a genre. Pure data."""
# ruff: noqa: E501  (a look is one line)

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """Hex colours. `ink` is read on `back`, `foot` on `deep`: both at least 4.5 to 1."""

    back: str
    middle: str
    deep: str
    bright: str
    glow: str
    ink: str
    foot: str = "#FFFBF3"


PALETTES: Final[dict[str, Palette]] = {
    "night": Palette("#2A2F7A", "#8257D0", "#1C2050", "#E8503F", "#FFE896", "#FFFFFF"),
    "river": Palette("#0A6A6C", "#149C9A", "#06484B", "#E8503F", "#FFE896", "#FFE896"),
    "sun": Palette("#FFC21F", "#149C9A", "#8E2A20", "#E8503F", "#FFF1C9", "#1C2050"),
    "meadow": Palette("#2F7A37", "#7CC46F", "#1B4B23", "#E8503F", "#FFE27A", "#FFFBF3"),
    "rose": Palette("#F58AA5", "#B02A56", "#7D1B3C", "#FFC21F", "#FFE8EE", "#2A0F22"),
    "heather": Palette("#5A35A1", "#8257D0", "#2A1F5C", "#F06A8C", "#FFE27A", "#FFFFFF"),
    "sand": Palette("#EBD09B", "#A97F3C", "#5B3F14", "#C4473A", "#FFF4E2", "#3B2B10"),
    "cherry": Palette("#B8302A", "#7E1D19", "#4E100D", "#FF9A5A", "#FFE27A", "#FFFBF3"),
    "paper": Palette("#FFF6E3", "#149C9A", "#1C2050", "#E8503F", "#FFC21F", "#1C2050"),
    "sky": Palette("#BFE3F2", "#4FA64B", "#2B7034", "#E8503F", "#FFE27A", "#1C2050"),
    "mint": Palette("#CFEFEA", "#149C9A", "#0A5A5C", "#F06A8C", "#FFC21F", "#12153A"),
    "dusk": Palette("#F7A58B", "#9A5BAA", "#3B2F66", "#E8503F", "#FFF1B8", "#2A1640"),
    "storm": Palette("#3B437E", "#6E76B8", "#12153A", "#E8806A", "#E9ECFA", "#FFFFFF"),
    "moss": Palette("#1F5C52", "#3F9A72", "#0C2A38", "#F0A23C", "#FFE896", "#FFFBF3"),
}
PAPER: Final = "#FFFBF3"
INK_BLACK: Final = "#12153A"

# genre -> pictures, palettes
LOOKS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    'adventure': (('mountains', 'boat', 'island', 'balloon', 'compass', 'tallship'), ('night', 'river', 'sand', 'dusk', 'sky')),
    'animals': (('hare', 'fox', 'bird', 'fish', 'cat', 'owl', 'duck'), ('sand', 'meadow', 'sky', 'mint', 'dusk')),
    'detective': (('lens', 'keyhole', 'steps', 'city'), ('storm', 'night', 'cherry', 'moss')),
    'everyday': (('house', 'duck', 'balloon', 'tree', 'kite'), ('sky', 'paper', 'sun', 'mint')),
    'fairy_tale': (('castle', 'mushroom', 'moonwood', 'crown', 'star'), ('rose', 'mint', 'heather', 'moss', 'dusk')),
    'family': (('house', 'tree', 'pair', 'window'), ('paper', 'rose', 'sky', 'mint', 'dusk')),
    'fantasy': (('castle', 'dragon', 'moonwood', 'star', 'mountains'), ('heather', 'night', 'moss', 'dusk', 'river')),
    'friendship': (('pair', 'kite', 'tree', 'heart', 'balloon'), ('mint', 'sun', 'sky', 'rose')),
    'funny': (('hen', 'laugh', 'robot', 'soup', 'treehouse'), ('sun', 'rose', 'sky', 'cherry', 'mint')),
    'historical': (('windmill', 'candle', 'tallship', 'city', 'keyhole'), ('sand', 'dusk', 'storm', 'river', 'moss')),
    'horror': (('bat', 'ghost', 'crooked', 'cat', 'moonwood'), ('storm', 'moss', 'night', 'heather', 'cherry')),
    'love': (('heart', 'leaves', 'water', 'pair'), ('rose', 'dusk', 'cherry', 'mint')),
    'nonfiction': (('globe', 'dino', 'lens', 'leaves', 'planet', 'fish'), ('paper', 'sky', 'mint', 'sand', 'moss')),
    'poetry': (('leaves', 'feather', 'water', 'star', 'bird'), ('mint', 'paper', 'heather', 'dusk', 'sky')),
    'realistic': (('window', 'road', 'city', 'water', 'tree'), ('dusk', 'storm', 'mint', 'sand', 'river')),
    'school': (('pencil', 'satchel', 'pair', 'globe'), ('sun', 'meadow', 'paper', 'sky')),
    'science_fiction': (('rocket', 'planet', 'robot', 'city'), ('night', 'heather', 'storm', 'moss')),
    'sport': (('ball', 'goal'), ('meadow', 'cherry', 'sky', 'sun')),
}  # fmt: skip
"""The genres are those of `readify.books.codes`; an unknown genre takes any of them, by its key."""
