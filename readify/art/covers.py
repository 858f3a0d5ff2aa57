"""Generated book covers: the same book always gets the same cover, and a shelf of them looks designed.

Real covers need a licence that we do not have, so these never imitate one: the picture comes from the genre and a
key, never from what the book looks like in a shop. Inline SVG on a field of 84 x 118, no ids, no `style`.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, TypeVar

from readify.art.cover_motifs import MOTIFS
from readify.art.cover_palettes import INK_BLACK, LOOKS, PALETTES, PAPER, Palette
from readify.art.cover_type import Setting, as_capitals, fit, text_lines, width_of

WIDTH, HEIGHT = 84, 118
THUMB_UNTIL = 60  # pixels; a narrower cover has no readable words

_SIZES: Final = (15, 14, 13, 12, 11, 10.2, 9.5, 8.8, 8, 7.2, 6.4, 5.6)
_SPINE = (
    '<path d="M0 0h5v118H0z" fill="#000" opacity=".14"/><path d="M5 0h1v118H5z" fill="#fff" opacity=".16"/>'
)
_DOTS = "".join(f"M{x} {y}h.1" for y in range(44, 104, 7) for x in range(8 + y % 2 * 3, 84, 7))
_HEADPHONES = '<circle cx="71" cy="14" r="9.500" fill="{fill}"/><path d="M65.500 15v-1.500a5.500 5.500 0 0 1 11 0V15" stroke="{ink}" stroke-width="1.800" fill="none"/><path d="M66 14.500v4.500M76 14.500v4.500" stroke="{ink}" stroke-width="3.600" stroke-linecap="round"/>'
_COLUMNS = "".join(f"M8 {y}h32M44 {y}h32" for y in range(84, 104, 4))
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Look:
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


def cover_svg(
    title: str, author: str = '', *, genre: str = '', form: str = 'book', seed_key: str = '', width: int = 84,
    language: str = '', label: str | None = None,
) -> str:  # fmt: skip
    """An inline SVG cover, `width` pixels wide and 118/84 times as high.

    `seed_key` fixes the look (default: title and author), so pass the book's own key for a stable cover. `genre` is a
    code of `readify.books.codes`, `form` one of the contract. Without `label` the cover is decoration beside a
    visible title; with it, it is an image of that name. Under 60 pixels no words are drawn.
    """
    if width < THUMB_UNTIL:
        return cover_thumb(
            title, genre=genre, form=form, seed_key=seed_key or f"{title}|{author}", width=width, label=label
        )
    look = _look(seed_key or f"{title}|{author}", genre, form)
    words = as_capitals(" ".join(title.split())[:160], language=language)
    return _svg(
        _LAYOUTS[_layout(look, form)](look, words, _one_line(author)) + _sign_of(look, form) + _SPINE,
        width,
        label,
    )


def cover_thumb(
    title: str,
    *,
    genre: str = "",
    form: str = "book",
    seed_key: str = "",
    width: int = 44,
    label: str | None = None,
) -> str:
    """The same look without words, for lists: picture, colours and spine only."""
    look = _look(seed_key or title, genre, form)
    art = f'<g transform="translate(0 -17)">{look.painted(MOTIFS[look.motif])}</g>'
    return _svg(
        _field(look.palette.back) + art + f'<path d="M0 100h84v18H0z" fill="{look.palette.deep}"/>' + _SPINE,
        width,
        label,
    )


def _look(key: str, genre: str, form: str) -> _Look:
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    motifs, palettes = LOOKS.get(genre) or _pick(tuple(LOOKS.values()), digest[0])
    if form == "recipe":
        motifs = ("soup",)
    return _Look(PALETTES[_pick(palettes, digest[1])], _pick(motifs, digest[2]), digest[3])


def _pick(choices: Sequence[T], number: int) -> T:
    return choices[number % len(choices)]


def _layout(look: _Look, form: str) -> str:
    if form in {"comic", "magazine", "newspaper"}:
        return form
    if form == "poem":
        return _pick(("plate", "frame", "top"), look.number)
    return _pick(("top", "top", "centre", "top", "band", "plate", "centre"), look.number)


def _field(colour: str) -> str:
    return f'<path d="M0 0h84v118H0z" fill="{colour}"/>'


def _picture(look: _Look, down: float = 0) -> str:
    art = look.painted(MOTIFS[look.motif])
    return f'<g transform="translate(0 {down:g})">{art}</g>' if down else art


def _by(author: str, fill: str, *, y: float = 108.4, anchor: str = "start", x: float = 10) -> str:
    """The author's name, one small line."""
    if not author:
        return ""
    set_ = fit(author, width=68, height=6.4, sizes=(5.6, 5.2, 4.8))
    return text_lines(set_, x=x, y=y, width=68, fill=fill, weight=600, anchor=anchor)


def _one_line(author: str) -> str:
    """At most what fits on one line: the first author when there are more."""
    first, _, rest = " ".join(author.split()).partition(",")
    whole = f"{first},{rest}" if rest else first
    return whole if width_of(whole, 5.2) <= 68 else first


def _room(title: str, width: float, height: float = 40) -> Setting:
    """The title, allowed a little more height when it is long."""
    return fit(title, width=width, height=height if len(title) < 34 else height + 10, sizes=_SIZES)


def _top(look: _Look, title: str, author: str) -> str:
    set_ = _room(title, 68)
    down = max(0.0, min(10.0, set_.height - 30))
    return (
        _field(look.palette.back)
        + _picture(look, down)
        + f'<path d="M0 106h84v12H0z" fill="{look.palette.deep}"/>'
        + text_lines(set_, x=10, y=7, width=68, fill=look.palette.ink)
        + _by(author, look.palette.foot)
    )


def _centre(look: _Look, title: str, author: str) -> str:
    set_ = _room(title, 70)
    down = max(0.0, min(10.0, set_.height - 30))
    rule = (
        f'<path d="M34 {set_.height + 9:.1f}h18" stroke="{look.palette.bright}" stroke-width="1.600"/>'
        if set_.height < 26
        else ""
    )
    return (
        _field(look.palette.back)
        + _picture(look, down)
        + f'<path d="M0 106h84v12H0z" fill="{look.palette.deep}"/>'
        + rule
        + text_lines(set_, x=43.5, y=7, width=70, fill=look.palette.ink, anchor="middle")
        + _by(author, look.palette.foot, anchor="middle", x=43.5)
    )


def _band(look: _Look, title: str, author: str) -> str:
    set_ = fit(title, width=68, height=40, sizes=_SIZES[2:])
    top = 105 - set_.height
    return (
        _field(look.palette.back)
        + _picture(look, top - 104)
        + f'<path d="M0 {top - 5:.1f}h84V118H0z" fill="{look.palette.deep}"/><path d="M0 {top - 5:.1f}h84v1.600H0z" fill="{look.palette.bright}"/>'
        + text_lines(set_, x=10, y=top - 1, width=68, fill=look.palette.foot)
        + _by(author, look.palette.glow)
    )


def _plate(look: _Look, title: str, author: str) -> str:
    set_ = fit(title, width=58, height=40, sizes=_SIZES[1:])
    high = set_.height + 7
    return (
        _field(look.palette.back)
        + _picture(look, max(0.0, high - 34))
        + f'<path d="M0 106h84v12H0z" fill="{look.palette.deep}"/>'
        + f'<rect x="9" y="7" width="70" height="{high:.1f}" rx="3.500" fill="{PAPER}"/>'
        + text_lines(set_, x=44, y=10, width=58, fill=look.palette.deep, anchor="middle")
        + _by(author, look.palette.foot, anchor="middle", x=43.5)
    )


def _frame(look: _Look, title: str, author: str) -> str:
    set_ = _room(title, 60, 34)
    return (
        _field(look.palette.back)
        + _picture(look, max(0.0, set_.height - 26))
        + f'<path d="M0 106h84v12H0z" fill="{look.palette.deep}"/>'
        + f'<rect x="9.500" y="4.500" width="70" height="97" rx="2" fill="none" stroke="{look.palette.ink}" stroke-width="1" opacity=".6"/>'
        + text_lines(set_, x=44, y=9, width=60, fill=look.palette.ink, anchor="middle")
        + _by(author, look.palette.foot, anchor="middle", x=43.5)
    )


def _comic(look: _Look, title: str, author: str) -> str:
    set_ = fit(title, width=62, height=36, sizes=_SIZES)
    high = set_.height + 6
    tilt = (-3, -2, 2, 3)[look.number % 4]
    return (
        _field(look.palette.back)
        + f'<path d="{_DOTS}" stroke="{look.palette.ink}" stroke-width="2.200" stroke-linecap="round" opacity=".16"/>'
        + _picture(look, max(0.0, high - 34))
        + f'<path d="M0 106h84v12H0z" fill="{look.palette.deep}"/>'
        + f'<g transform="rotate({tilt} 44 20)"><rect x="10" y="8" width="69" height="{high:.1f}" fill="{INK_BLACK}"/><rect x="8" y="6" width="69" height="{high:.1f}" fill="#FFF" stroke="{INK_BLACK}" stroke-width="1.800"/>'
        + text_lines(set_, x=42.5, y=8.8, width=62, fill=INK_BLACK, weight=900, anchor="middle")
        + "</g>"
        + _by(author, look.palette.foot)
    )


def _magazine(look: _Look, title: str, author: str) -> str:
    set_ = fit(title, width=72, height=24, sizes=(19, 17, *_SIZES))
    return (
        _field(look.palette.back)
        + _picture(look)
        + f'<path d="M0 0h84v{set_.height + 9:.1f}H0z" fill="{look.palette.bright}"/>'
        + text_lines(set_, x=43.5, y=4.5, width=72, fill=INK_BLACK, weight=900, anchor="middle")
        + f'<path d="M0 106h84v12H0z" fill="{look.palette.deep}"/><path d="M10 112h26M42 112h18" stroke="{look.palette.foot}" stroke-width="2.400" stroke-linecap="round" opacity=".7"/>'
        + _by(author, look.palette.foot)
    )


def _newspaper(look: _Look, title: str, author: str) -> str:
    set_ = fit(title, width=70, height=18, sizes=_SIZES)
    small = f'<g transform="translate(11 2) scale(.76)">{_picture(look)}</g>'
    return (
        _field("#FBF7EC")
        + text_lines(set_, x=43.5, y=6, width=70, fill=INK_BLACK, weight=900, anchor="middle")
        + f'<rect x="10" y="28" width="66" height="52" fill="{look.palette.back}"/><g transform="translate(0 -16)">{small}</g><path d="M0 80h84v38H0z" fill="#FBF7EC"/>'
        + f'<path d="M10 25h66" stroke="{INK_BLACK}" stroke-width="1.400"/><path d="{_COLUMNS}" stroke="{INK_BLACK}" stroke-width="1.600" opacity=".45"/>'
        + _by(author, INK_BLACK)
    )


_LAYOUTS: Final[dict[str, Callable[[_Look, str, str], str]]] = {
    'top': _top, 'centre': _centre, 'band': _band, 'plate': _plate, 'frame': _frame, 'comic': _comic,
    'magazine': _magazine, 'newspaper': _newspaper,
}  # fmt: skip


def _sign_of(look: _Look, form: str) -> str:
    """A listening book wears headphones in the corner."""
    if form != "audiobook":
        return ""
    return f'<g transform="translate(0 78)">{_HEADPHONES.format(fill=look.palette.glow, ink=INK_BLACK)}</g>'


def _svg(inside: str, width: int, label: str | None) -> str:
    name = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    high = round(width * HEIGHT / WIDTH)
    return f'<svg class="cover" width="{width}" height="{high}" viewBox="0 0 84 118" {name}>{inside}</svg>'
