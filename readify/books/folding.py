"""Letters made equal: what two people type for the same title becomes the same text.

`fold` takes away case, accents and signs in any script. `sound` goes further for Latin words: it writes a
word as a Dutch child hears it, so that *griesselbus* and *griezelbus* meet. Neither is shown to anyone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Letters that Unicode does not take apart, and letters that keyboards of one script mix up.
_LETTERS = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i",
        "ĳ": "ij", "ŋ": "ng",
        "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": None,
        "ґ": "г", "ё": "е",
        "\u200c": " ", "\u200d": None,
    }
)  # fmt: skip
_APOSTROPHES = "'’‘ʼ`´"
_POSSESSIVE = re.compile(rf"(?<=\w)[{_APOSTROPHES}](?=\w\b)")
_SIGNS = re.compile(r"[^\w]+|_+")
# Chinese and Japanese are written without spaces: each sign is a word of its own.
_IDEOGRAMS = re.compile(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff])")

_ARTICLES = frozenset(
    {
        "a", "an", "as", "d", "das", "de", "der", "die", "een", "ein", "eine", "el", "gli", "het", "i", "il",
        "l", "la", "las", "le", "les", "lo", "los", "n", "o", "os", "t", "the", "un", "une", "ut",
    }
)  # fmt: skip
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"sch", "sg"), (r"ch", "g"), (r"ph|v", "f"), (r"th|dt", "t"), (r"ck|q", "k"),
        (r"c(?=[eiy])|z", "s"), (r"c", "k"), (r"x", "ks"),
        (r"y", "i"), (r"ij|ei", "y"), (r"ie", "i"), (r"(?:ou|au)w?", "au"), (r"oe", "u"),
        (r"(.)\1+", r"\1"), (r"d$", "t"), (r"b$", "p"),
    )
)  # fmt: skip
_INITIALS = re.compile(r"\b(?:[a-z] )+[a-z]\b")  # "j k rowling" and "J.K. Rowling" are one
_LATIN = re.compile(r"[a-z]+")


def fold(text: str) -> str:
    """Lower case, without accents or signs, words parted by one space. Empty when nothing is left.

    >>> fold("Hé, wie zit er op de wc?")
    'he wie zit er op de wc'
    """
    plain = unicodedata.normalize("NFKD", text).casefold()  # twice: some letters only fold once taken apart
    spread = unicodedata.normalize("NFKD", plain).casefold()
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter)).translate(_LETTERS)
    spaced = _IDEOGRAMS.sub(r" \1 ", _POSSESSIVE.sub("", bare))
    words = " ".join(_SIGNS.sub(" ", spaced).split())
    return _INITIALS.sub(lambda initials: initials[0].replace(" ", ""), words)


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """A folded Latin word as a Dutch child hears it; any other word as it is."""
    if not _LATIN.fullmatch(word):
        return word
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word


def without_article(folded: str) -> str:
    """A folded title without its first article: *de griezelbus* is looked up as *griezelbus*."""
    first, _, rest = folded.partition(" ")
    return rest if rest and first in _ARTICLES else folded


def is_article(word: str) -> bool:
    """True for a folded word that says nothing about which book it is."""
    return word in _ARTICLES


def search_text(*parts: str) -> str:
    """What the search index holds of a book: its words and, where they differ, their sounds, each once.

    Begins and ends with a space, so that " word" finds the beginning of a word. At most 800 signs.
    """
    words = list(dict.fromkeys(word for part in parts for word in fold(part).split()))
    heard = [sound(word) for word in words]
    text = f" {' '.join(_once([*words, *heard]))} "
    return text if len(text) <= 800 else f"{text[:799].rpartition(' ')[0]} "


def _once(words: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(words)
