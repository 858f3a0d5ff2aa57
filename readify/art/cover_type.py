"""Setting a title: how wide letters are, where words may break, which size fits. Knows no pictures and no colours.

Widths are those of Lexend ExtraBold in parts of the letter's size; other fonts are near enough, and a full line says
its length so that a wider font is pressed together rather than cut off.
"""
# ruff: noqa: E501  (widths are one table)

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final

_GROUPS: Final = {
    .27: ".':,;", .33: 'lij!| ', .40: 'f()t', .48: 'r-"', .50: 's', .55: 'c2?', .58: 'ez7I1', .62: 'Fvyk5689h0uxnoL3',
    .67: 'abdgpqESTY4', .70: 'ABCPRVXZJ&', .78: 'DGHUKN', .85: 'wOQ', .98: 'mMW',
}  # fmt: skip
_WIDTHS: Final = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_VOWELS: Final = frozenset("aeiouyàáâäåæèéêëìíîïòóôöøœùúûüаеёиоуыэюяіїєαεηιουωάέήίόύώ")
_TOGETHER: Final = ("sch", "ch", "ph", "th", "sj", "tj", "qu", "сч")
_RTL: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufeff]")
_WIDE: Final = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uff00-\uff60]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")
LEADING: Final = 1.1
SMALLEST_WHOLE: Final = 7.2  # rather this small than a word in two
LARGEST_BROKEN: Final = 9.5


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines at a size, in the units of the field they were fitted to."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return len(self.lines) * self.size * LEADING


def is_rtl(text: str) -> bool:
    """True when the text runs from right to left."""
    return bool(_RTL.search(text))


def width_of(text: str, size: float) -> float:
    """The width of a line."""
    return size * sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if _WIDE.match(letter):
        return 1.0
    if _RTL.match(letter):
        return 0.0 if unicodedata.combining(letter) else 0.52
    base = unicodedata.normalize("NFD", letter)[0]
    return _WIDTHS.get(base, 0.0 if unicodedata.combining(letter) else 0.7)


def as_capitals(text: str, *, language: str = "") -> str:
    """Short Latin titles in capitals, as covers like them; anything else as it is."""
    if len(text) > 24 or not _LATIN.search(text) or any(len(word) > 10 for word in text.split()):
        return text
    return text.replace("i", "İ").replace("ı", "I").upper() if language in {"tr", "az"} else text.upper()


def fit(text: str, *, width: float, height: float, sizes: Iterable[float]) -> Setting:
    """The largest of the sizes (largest first) at which the text fits; words break only where they must.

    A text that is too long even at the last size ends with an ellipsis.
    """
    words, sizes = _words(text), tuple(sizes)
    whole = [(size, False) for size in sizes if size >= SMALLEST_WHOLE]
    for size, breaking in [*whole, *((size, True) for size in sizes if size <= LARGEST_BROKEN)]:
        lines = _wrap(words, width=width, size=size, breaking=breaking)
        if lines and len(lines) * size * LEADING <= height:
            return Setting(tuple(_balanced(words, lines, width=width, size=size, breaking=breaking)), size)
    size = sizes[-1]
    lines = _wrap(words, width=width, size=size, breaking=True) or [text]
    last = min(len(lines), max(1, int(height / (size * LEADING)))) - 1
    return Setting((*lines[:last], _shortened(lines[last], width, size)), size)


def _balanced(words: list[str], lines: list[str], *, width: float, size: float, breaking: bool) -> list[str]:
    """As many lines, but of nearly one length: the narrowest measure that needs no more of them."""
    for part in (0.6, 0.7, 0.8, 0.9):
        narrower = _wrap(words, width=width * part, size=size, breaking=False)
        if narrower and len(narrower) == len(lines) and not any(line.endswith("-") for line in lines):
            return narrower
    return lines


def _shortened(line: str, width: float, size: float) -> str:
    while line and width_of(line + "…", size) > width:
        line = line[:-1]
    return line.rstrip(" -") + "…"


def _words(text: str) -> list[str]:
    """Words; in scripts without spaces every sign may begin a line (marked by a leading joiner)."""
    found: list[str] = []
    for word in text.split():
        signs = list(word) if _WIDE.search(word) else [word]
        found += [signs[0], *("\u2060" + sign for sign in signs[1:])]
    return found


def _wrap(words: list[str], *, width: float, size: float, breaking: bool) -> list[str]:
    """Lines of at most `width`, or none when a word does not fit and may not break."""
    lines, line = [], ""
    for word in words:
        joined = f"{line}{word[1:]}" if word.startswith("\u2060") else f"{line} {word}".strip()
        if width_of(joined, size) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        line = word.lstrip("\u2060")
        while width_of(line, size) > width:
            head, line = _broken(line, width, size) if breaking else ("", "")
            if not head:
                return []
            lines.append(head)
    return [*lines, line] if line else lines


def _broken(word: str, width: float, size: float) -> tuple[str, str]:
    """The word in two, a hyphen after the longest part that fits; ('', word) when it cannot be parted."""
    if is_rtl(word):
        return "", word
    if "-" in word[2:-2]:
        head, _, tail = word.partition("-")
        if width_of(head + "-", size) <= width:
            return head + "-", tail
    places = [place for place in range(len(word) - 2, 1, -1) if _may_break(word.lower(), place)]
    for place in places or range(len(word) - 2, 2, -1):
        if width_of(word[:place] + "-", size) <= width:
            return word[:place] + "-", word[place:]
    return "", word


def _may_break(word: str, place: int) -> bool:
    """A syllable begins here: a consonant before a vowel, clusters kept whole, three letters on either side."""
    if place < 3 or len(word) - place < 3:
        return False
    start = next((group for group in _TOGETHER if word.startswith(group, place)), word[place])
    if any(word.startswith(group, place - back) for group in _TOGETHER for back in range(1, len(group))):
        return False
    after = place + len(start)
    return (
        word[place] not in _VOWELS
        and after < len(word)
        and word[after] in _VOWELS
        and word[:place].strip("'’") != ""
    )


def text_lines(
    setting: Setting, *, x: float, y: float, width: float, fill: str, weight: int = 800, anchor: str = "start"
) -> str:
    """SVG text, the first baseline one size below `y`; `x` is the left edge, or the middle for anchor `middle`."""
    rtl = is_rtl("".join(setting.lines))
    side = x + width if rtl and anchor == "start" else x
    look = f'fill="{fill}" font-family="Lexend, system-ui, sans-serif" font-weight="{weight}" font-size="{setting.size:g}"'
    turn = ' direction="rtl"' if rtl else ""
    middle = ' text-anchor="middle"' if anchor == "middle" else ""
    rows = []
    for number, line in enumerate(setting.lines):
        long = width_of(line, setting.size)
        held = (
            f' textLength="{long:.1f}" lengthAdjust="spacingAndGlyphs"'
            if long > 0.9 * width and not rtl
            else ""
        )
        base = y + setting.size * (0.86 + number * LEADING)
        rows.append(f'<text x="{side:g}" y="{base:.1f}"{held}>{escape(line)}</text>')
    return f"<g {look}{turn}{middle}>{''.join(rows)}</g>"
