"""The fonts that every print embeds, and how wide and how large a text may be.

Lexend for all our words; Noto for names in other scripts. Registers fonts with ReportLab once per process.
A text that no font can write has no `Lettering`: the caller leaves a line to write on.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from readify.config import bundle_dir
from readify.printing.shaping import visual

MEDIUM, BOLD, HEAVY = "Lexend-500", "Lexend-700", "Lexend-800"

_FALLBACKS = (
    "NotoSans-names",
    "NotoNaskhArabic-names",
    "NotoSansHebrew-names",
    "NotoSansEthiopic-names",
    "NotoSansArmenian-names",
    "NotoSansGeorgian-names",
)


@dataclass(frozen=True, slots=True)
class Lettering:
    """A text ready to be set: `shown` in visual order, in the font `font`; `text` as it is read."""

    text: str
    shown: str
    font: str

    def width(self, size: float) -> float:
        """Points wide at `size` points."""
        return float(pdfmetrics.stringWidth(self.shown, self.font, size))


def font_file(name: str) -> Path:
    """The TrueType file of one of our print fonts."""
    return bundle_dir() / "static" / "fonts" / "print" / f"{name}.ttf"


@lru_cache(maxsize=16)
def _font(name: str) -> TTFont:
    font = TTFont(name, str(font_file(name)))
    pdfmetrics.registerFont(font)
    return font


def register_fonts() -> None:
    """Make Lexend known to ReportLab; safe to call often."""
    for name in (MEDIUM, BOLD, HEAVY):
        _font(name)


def lettering(text: str, font: str = MEDIUM) -> Lettering | None:
    """The text in `font`, else in the first fallback that holds all its letters, else None."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    shown = visual(text)
    for name in (font, *_FALLBACKS):
        if all(ord(letter) in _font(name).face.charToGlyph for letter in shown):
            return Lettering(text, shown, name)
    return None


def write(
    canvas: Canvas,
    letters: Lettering,
    *,
    x: float,
    y: float,
    size: float,
    align: str = "left",
    spacing: float = 0,
) -> None:
    """Set one line; `x` is its left, centre or right by `align`; `spacing` is em between letters."""
    gap = spacing * size if letters.font.startswith("Lexend") else 0.0  # joined scripts must stay joined
    width = letters.width(size) + gap * max(0, len(letters.shown) - 1)
    x -= {"left": 0.0, "centre": width / 2, "right": width}[align]
    canvas.setFont(letters.font, size)
    canvas.drawString(x, y, letters.shown, charSpace=gap)


def wrapped(text: str, *, font: str, size: float, width: float, spacing: float = 0) -> list[str]:
    """Lines no wider than `width`, broken at spaces and after hyphens; a single long piece stays whole."""
    lines: list[str] = []
    for piece in text.replace("-", "-\u200b").replace("\u200b ", " ").replace(" ", " \u200b").split("\u200b"):
        trial = (lines[-1] + piece) if lines else piece
        if lines and measure(trial.rstrip(), font=font, size=size, spacing=spacing) > width:
            lines.append(piece)
        elif lines:
            lines[-1] = trial
        else:
            lines.append(piece)
    return [line.strip() for line in lines if line.strip()]


def measure(text: str, *, font: str, size: float, spacing: float = 0) -> float:
    """Points wide; `spacing` is em between letters."""
    letters = lettering(text, font)
    wide = letters.width(size) if letters else len(text) * size * 0.6
    return wide + spacing * size * max(0, len(text) - 1)


def fitted(
    text: str, *, font: str, sizes: Sequence[float], width: float, lines: int = 1, spacing: float = 0
) -> tuple[float, list[str]]:
    """The first of `sizes` (falling) at which the text fits in `lines` lines of `width`; else the last."""
    broken: list[str] = [text]
    for size in sizes:
        broken = wrapped(text, font=font, size=size, width=width, spacing=spacing)
        widest = max((measure(line, font=font, size=size, spacing=spacing) for line in broken), default=0)
        if len(broken) <= lines and widest <= width:
            return size, broken
    size = sizes[-1]
    return size, [part for line in broken for part in _cut(line, font=font, size=size, width=width)]


def _cut(line: str, *, font: str, size: float, width: float) -> list[str]:
    """A line too long even at the smallest size, cut between letters with a hyphen."""
    parts: list[str] = []
    while line and measure(line, font=font, size=size) > width and len(line) > 2:
        end = next(
            n
            for n in range(len(line) - 1, 0, -1)
            if n == 1 or measure(line[:n] + "-", font=font, size=size) <= width
        )
        parts.append(line[:end] + "-")
        line = line[end:]
    return [*parts, line]


def shortened(text: str, *, font: str, size: float, width: float) -> str:
    """What can be set of the text, cut at its end with three dots when it is wider than `width`."""
    kept = printable(text, font).text
    while len(kept) > 3 and measure(kept, font=font, size=size) > width:
        kept = kept[:-2].rstrip(" …") + "…"
    return kept


def one_line(text: str, *, font: str, sizes: Sequence[float], width: float) -> tuple[float, str]:
    """The first of `sizes` (falling) at which the text fits on one line; else the last, cut with dots."""
    for size in sizes:
        if measure(text, font=font, size=size) <= width:
            return size, text
    return sizes[-1], shortened(text, font=font, size=sizes[-1], width=width)


def printable(text: str, font: str = MEDIUM) -> Lettering:
    """The text in one font, without the letters that none of our fonts has."""
    whole = lettering(text, font)
    if whole:
        return whole
    letters = unicodedata.normalize("NFC", text)
    kept = "".join(letter for letter in letters if letter.isspace() or lettering(letter, font))
    return lettering(kept, font) or Lettering(text, "", font)
