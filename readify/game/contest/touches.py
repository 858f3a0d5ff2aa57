"""How what a juror touched is put together, however it arrives: twice, late, out of order, from two devices.

For each field the touch with the highest (stamp, client) stays. That is a maximum, so merging is idempotent,
commutative and associative: no score can be lost or doubled. A device stamps with its clock, or with one more
than the newest stamp it has seen, so what a juror did last wins even where clocks differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Touch:
    """One field as it was left: `field` a criterion's slug, or tip, top, compliment; None was wiped out."""

    field: str
    value: int | str | None
    stamp: int
    client: str

    @property
    def place(self) -> tuple[int, str]:
        """The higher of two of one field stays."""
        return (self.stamp, self.client)


def wins(coming: Touch, kept: Touch | None) -> bool:
    """Does this touch take the place of what is kept?"""
    return kept is None or coming.place > kept.place


def merged(kept: Mapping[str, Touch], coming: Iterable[Touch]) -> dict[str, Touch]:
    """What stands per field once these have come in too."""
    result = dict(kept)
    for touch in coming:
        if wins(touch, result.get(touch.field)):
            result[touch.field] = touch
    return result
