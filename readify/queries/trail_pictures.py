"""Which picture stands in the heart of a spot's stamp: by its place in the trail, the same on every page."""

from __future__ import annotations

from readify.art.stamps import STAMP_PICTURES

ORDER = tuple(STAMP_PICTURES)


def picture_of(position: int) -> str:
    """The picture's name; twelve spots have twelve pictures."""
    return ORDER[(position - 1) % len(ORDER)]
