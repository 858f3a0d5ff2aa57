"""Generated book covers: the same book always gets the same cover, and a shelf of them looks designed.

Real covers need a licence that we do not have, so these never imitate one: the picture comes from the genre and a
key, never from what the book looks like in a shop. Inline SVG on a field of 84 x 118, no ids, no `style`.
"""
# ruff: noqa: E501  (path data is not prose: wrapping it hides the shape)

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from html import escape
from typing import TypeVar

from readify.art.cover_layouts import LAYOUTS, Look, field, one_line
from readify.art.cover_motifs import MOTIFS
from readify.art.cover_palettes import INK_BLACK, LOOKS, PALETTES
from readify.art.cover_type import as_capitals

WIDTH, HEIGHT = 84, 118
THUMB_UNTIL = 60  # pixels; a narrower cover has no readable words

_SPINE = (
    '<path d="M0 0h5v118H0z" fill="#000" opacity=".14"/><path d="M5 0h1v118H5z" fill="#fff" opacity=".16"/>'
)
_HEADPHONES = '<circle cx="71" cy="14" r="9.500" fill="{fill}"/><path d="M65.500 15v-1.500a5.500 5.500 0 0 1 11 0V15" stroke="{ink}" stroke-width="1.800" fill="none"/><path d="M66 14.500v4.500M76 14.500v4.500" stroke="{ink}" stroke-width="3.600" stroke-linecap="round"/>'
T = TypeVar("T")


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
        return cover_thumb(title, author, genre=genre, form=form, seed_key=seed_key, width=width, label=label)
    look = _look(seed_key or f"{title}|{author}", genre, form)
    words = as_capitals(" ".join(title.split())[:160], language=language)
    return _svg(
        LAYOUTS[_layout(look, form)](look, words, one_line(author)) + _sign_of(look, form) + _SPINE,
        width,
        label,
    )


def cover_thumb(
    title: str,
    author: str = "",
    *,
    genre: str = "",
    form: str = "book",
    seed_key: str = "",
    width: int = 44,
    label: str | None = None,
) -> str:
    """The same look without words, for lists: picture, colours and spine only."""
    look = _look(seed_key or f"{title}|{author}", genre, form)
    art = f'<g transform="translate(0 -17)">{look.painted(MOTIFS[look.motif])}</g>'
    return _svg(
        field(look.palette.back) + art + f'<path d="M0 100h84v18H0z" fill="{look.palette.deep}"/>' + _SPINE,
        width,
        label,
    )


def _look(key: str, genre: str, form: str) -> Look:
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    motifs, palettes = LOOKS.get(genre) or _pick(tuple(LOOKS.values()), digest[0])
    if form == "recipe":
        motifs = ("soup",)
    return Look(PALETTES[_pick(palettes, digest[1])], _pick(motifs, digest[2]), digest[3])


def _pick(choices: Sequence[T], number: int) -> T:
    return choices[number % len(choices)]


def _layout(look: Look, form: str) -> str:
    if form in {"comic", "magazine", "newspaper"}:
        return form
    if form == "poem":
        return _pick(("plate", "frame", "top"), look.number)
    return _pick(("top", "top", "centre", "top", "band", "plate", "centre"), look.number)


def _sign_of(look: Look, form: str) -> str:
    """A listening book wears headphones in the corner."""
    if form != "audiobook":
        return ""
    return f'<g transform="translate(0 78)">{_HEADPHONES.format(fill=look.palette.glow, ink=INK_BLACK)}</g>'


def _svg(inside: str, width: int, label: str | None) -> str:
    name = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    high = round(width * HEIGHT / WIDTH)
    return f'<svg class="cover" width="{width}" height="{high}" viewBox="0 0 84 118" {name}>{inside}</svg>'
