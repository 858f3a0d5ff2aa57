"""Order and join the letters of right-to-left names, for a PDF that sets glyphs from left to right.

`arabic-reshaper` joins Arabic script (Arabic, Persian, Urdu, Kurdish) and `python-bidi` turns a line round by
Unicode's bidirectional algorithm. For one line at a time: break a long text first.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from arabic_reshaper.arabic_reshaper import ArabicReshaper
from bidi import get_display

# Of the ligatures only lam-alef, which the script demands: the fonts that print our names hold no others.
_WISHES = {"ARABIC LIGATURE ALLAH": False}


def is_right_to_left(text: str) -> bool:
    """True when the text holds a letter of a right-to-left script."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def joined(text: str) -> str:
    """The letters in their joined forms, still in reading order; vowel signs are left out of a name."""
    bare = "".join(letter for letter in text if unicodedata.category(letter) != "Mn")
    return str(_reshaper().reshape(bare))


def visual(text: str) -> str:
    """The text as it must be set from left to right: joined, and turned round where needed."""
    text = unicodedata.normalize("NFC", text)
    if not is_right_to_left(text):
        return text
    return str(get_display(joined(text)))


@cache
def _reshaper() -> ArabicReshaper:
    return ArabicReshaper(configuration=_WISHES)
