"""How a generated cover is laid out: title, picture and author's name on one field, in eight ways.

Every layout is a function of the look, the title and the author's line, and gives SVG without the outer element.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from readify.art.cover_motifs import MOTIFS
from readify.art.cover_palettes import INK_BLACK, PAPER, Palette
from readify.art.cover_type import Setting, fit, text_lines, width_of

_SIZES: Final = (15, 14, 13, 12, 11, 10.2, 9.5, 8.8, 8, 7.2, 6.4, 5.6)
_DOTS = "".join(f"M{x} {y}h.1" for y in range(44, 104, 7) for x in range(8 + y % 2 * 3, 84, 7))
_COLUMNS = "".join(f"M8 {y}h32M44 {y}h32" for y in range(84, 104, 4))


@dataclass(frozen=True, slots=True)
class Look:
    """The choices that the key makes for one book."""

    palette: Palette
    motif: str
    number: int

    def painted(self, drawing: str) -> str:
        """The drawing with the palette's colours."""
        ours = self.palette
        colours = {
            "~b": ours.back,
            "~m": ours.middle,
            "~d": ours.deep,
            "~r": ours.bright,
            "~g": ours.glow,
            "~p": PAPER,
            "~k": INK_BLACK,
        }
        for letter, colour in colours.items():
            drawing = drawing.replace(letter, colour)
        return drawing


def field(colour: str) -> str:
    """The whole cover in one colour."""
    return f'<path d="M0 0h84v118H0z" fill="{colour}"/>'


def _picture(look: Look, down: float = 0) -> str:
    art = look.painted(MOTIFS[look.motif])
    return f'<g transform="translate(0 {down:g})">{art}</g>' if down else art


def _by(author: str, fill: str, *, y: float = 108.4, anchor: str = "start", x: float = 10) -> str:
    """The author's name, one small line."""
    if not author:
        return ""
    set_ = fit(author, width=68, height=6.4, sizes=(5.6, 5.2, 4.8))
    return text_lines(set_, x=x, y=y, width=68, fill=fill, weight=600, anchor=anchor)


def one_line(author: str) -> str:
    """At most what fits on one line: the first author when there are more."""
    first, _, rest = " ".join(author.split()).partition(",")
    whole = f"{first},{rest}" if rest else first
    return whole if width_of(whole, 5.2) <= 68 else first


def _room(title: str, width: float, height: float = 40) -> Setting:
    """The title, allowed a little more height when it is long."""
    return fit(title, width=width, height=height if len(title) < 34 else height + 10, sizes=_SIZES)


def _top(look: Look, title: str, author: str) -> str:
    set_ = _room(title, 68)
    down = max(0.0, min(10.0, set_.height - 30))
    return (
        field(look.palette.back)
        + _picture(look, down)
        + f'<path d="M0 106h84v12H0z" fill="{look.palette.deep}"/>'
        + text_lines(set_, x=10, y=7, width=68, fill=look.palette.ink)
        + _by(author, look.palette.foot)
    )


def _centre(look: Look, title: str, author: str) -> str:
    set_ = _room(title, 70)
    down = max(0.0, min(10.0, set_.height - 30))
    rule = (
        f'<path d="M34 {set_.height + 9:.1f}h18" stroke="{look.palette.bright}" stroke-width="1.600"/>'
        if set_.height < 26
        else ""
    )
    return (
        field(look.palette.back)
        + _picture(look, down)
        + f'<path d="M0 106h84v12H0z" fill="{look.palette.deep}"/>'
        + rule
        + text_lines(set_, x=43.5, y=7, width=70, fill=look.palette.ink, anchor="middle")
        + _by(author, look.palette.foot, anchor="middle", x=43.5)
    )


def _band(look: Look, title: str, author: str) -> str:
    set_ = fit(title, width=68, height=40, sizes=_SIZES[2:])
    top = 105 - set_.height
    return (
        field(look.palette.back)
        + _picture(look, top - 104)
        + f'<path d="M0 {top - 5:.1f}h84V118H0z" fill="{look.palette.deep}"/><path d="M0 {top - 5:.1f}h84v1.600H0z" fill="{look.palette.bright}"/>'
        + text_lines(set_, x=10, y=top - 1, width=68, fill=look.palette.foot)
        + _by(author, look.palette.glow)
    )


def _plate(look: Look, title: str, author: str) -> str:
    set_ = fit(title, width=58, height=40, sizes=_SIZES[1:])
    high = set_.height + 7
    return (
        field(look.palette.back)
        + _picture(look, max(0.0, high - 34))
        + f'<path d="M0 106h84v12H0z" fill="{look.palette.deep}"/>'
        + f'<rect x="9" y="7" width="70" height="{high:.1f}" rx="3.500" fill="{PAPER}"/>'
        + text_lines(set_, x=44, y=10, width=58, fill=look.palette.deep, anchor="middle")
        + _by(author, look.palette.foot, anchor="middle", x=43.5)
    )


def _frame(look: Look, title: str, author: str) -> str:
    set_ = _room(title, 60, 34)
    return (
        field(look.palette.back)
        + _picture(look, max(0.0, set_.height - 26))
        + f'<path d="M0 106h84v12H0z" fill="{look.palette.deep}"/>'
        + f'<rect x="9.500" y="4.500" width="70" height="97" rx="2" fill="none" stroke="{look.palette.ink}" stroke-width="1" opacity=".6"/>'
        + text_lines(set_, x=44, y=9, width=60, fill=look.palette.ink, anchor="middle")
        + _by(author, look.palette.foot, anchor="middle", x=43.5)
    )


def _comic(look: Look, title: str, author: str) -> str:
    set_ = fit(title, width=62, height=36, sizes=_SIZES)
    high = set_.height + 6
    tilt = (-3, -2, 2, 3)[look.number % 4]
    return (
        field(look.palette.back)
        + f'<path d="{_DOTS}" stroke="{look.palette.ink}" stroke-width="2.200" stroke-linecap="round" opacity=".16"/>'
        + _picture(look, max(0.0, high - 34))
        + f'<path d="M0 106h84v12H0z" fill="{look.palette.deep}"/>'
        + f'<g transform="rotate({tilt} 44 20)"><rect x="10" y="8" width="69" height="{high:.1f}" fill="{INK_BLACK}"/><rect x="8" y="6" width="69" height="{high:.1f}" fill="#FFF" stroke="{INK_BLACK}" stroke-width="1.800"/>'
        + text_lines(set_, x=42.5, y=8.8, width=62, fill=INK_BLACK, weight=900, anchor="middle")
        + "</g>"
        + _by(author, look.palette.foot)
    )


def _magazine(look: Look, title: str, author: str) -> str:
    set_ = fit(title, width=72, height=24, sizes=(19, 17, *_SIZES))
    return (
        field(look.palette.back)
        + _picture(look)
        + f'<path d="M0 0h84v{set_.height + 9:.1f}H0z" fill="{look.palette.bright}"/>'
        + text_lines(set_, x=43.5, y=4.5, width=72, fill=INK_BLACK, weight=900, anchor="middle")
        + f'<path d="M0 106h84v12H0z" fill="{look.palette.deep}"/><path d="M10 112h26M42 112h18" stroke="{look.palette.foot}" stroke-width="2.400" stroke-linecap="round" opacity=".7"/>'
        + _by(author, look.palette.foot)
    )


def _newspaper(look: Look, title: str, author: str) -> str:
    set_ = fit(title, width=70, height=18, sizes=_SIZES)
    small = f'<g transform="translate(11 2) scale(.76)">{_picture(look)}</g>'
    return (
        field("#FBF7EC")
        + text_lines(set_, x=43.5, y=6, width=70, fill=INK_BLACK, weight=900, anchor="middle")
        + f'<rect x="10" y="28" width="66" height="52" fill="{look.palette.back}"/><g transform="translate(0 -16)">{small}</g><path d="M0 80h84v38H0z" fill="#FBF7EC"/>'
        + f'<path d="M10 25h66" stroke="{INK_BLACK}" stroke-width="1.400"/><path d="{_COLUMNS}" stroke="{INK_BLACK}" stroke-width="1.600" opacity=".45"/>'
        + _by(author, INK_BLACK)
    )


LAYOUTS: Final[dict[str, Callable[[Look, str, str], str]]] = {
    'top': _top, 'centre': _centre, 'band': _band, 'plate': _plate, 'frame': _frame, 'comic': _comic,
    'magazine': _magazine, 'newspaper': _newspaper,
}  # fmt: skip
