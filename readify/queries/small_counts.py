"""Counts of people that are too small to show: under five is "<5", and what would give them away is rounded.

Knows no table. Zero is shown: it points to nobody, and a poster that nobody scans has to be seen. This is the
only place that decides what may be seen of a count: pages, API, files and paper all show what `Shown` says.
A total is made of its shown parts. A second way to cut up the same whole goes through `Whole`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FEWEST = 5
STEP = 10  # what rounded counts are rounded to
MIDDLE = 2.5  # of one to four: what a hidden count is taken for in a total
ROOM = FEWEST - 2  # from one to four: how far a hidden count may move


@dataclass(frozen=True, slots=True)
class Shown:
    """A count as it may be shown: exact, few (one to four, `value` 0) or about (rounded to tens)."""

    value: int
    few: bool = False
    about: bool = False

    @property
    def text(self) -> str:
        """`12`, `<5` or `±140`."""
        if self.few:
            return f"<{FEWEST}"
        return f"±{self.value}" if self.about else str(self.value)

    @property
    def size(self) -> float:
        """How high a bar for it stands; says nothing that `text` does not say."""
        return MIDDLE if self.few else float(self.value)

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the most that a count shown like this by `roughly` or `shown` can be."""
        if self.few:
            return 1, FEWEST - 1
        if not self.about:
            return self.value, self.value
        low = self.value - STEP // 2
        return max(FEWEST, low), low + STEP - 1

    def as_json(self) -> int | str:
        """A number when it is exact, else `"<5"` or `"±140"`."""
        return self.text if self.few or self.about else self.value


NONE = Shown(0)


def shown(count: int) -> Shown:
    """One count by itself."""
    return Shown(0, few=True) if 0 < count < FEWEST else Shown(count)


def roughly(count: int) -> Shown:
    """A count beside which hidden parts stand elsewhere: rounded, so that it gives none of them away."""
    one = shown(count)
    if one.few or not count:
        return one
    return Shown(max(STEP, (count + STEP // 2) // STEP * STEP), about=True)


def shown_total(parts: Iterable[Shown]) -> Shown:
    """The total of parts that are shown too: made of what is shown, so that it tells nothing more."""
    seen = list(parts)
    total = sum(part.size for part in seen)
    if not any(part.few or part.about for part in seen):
        return shown(int(total))
    if total < FEWEST:
        return Shown(0, few=True)
    return Shown(max(STEP, round(total / STEP) * STEP), about=True)


@dataclass(frozen=True, slots=True)
class _Cut:
    """One way to cut up the whole: between what the whole must lie, and whether a part is hidden."""

    low: int
    high: int
    hides: bool

    @classmethod
    def of(cls, parts: Iterable[Shown]) -> _Cut:
        seen = list(parts)
        bounds = [part.bounds for part in seen]
        return cls(
            sum(low for low, _ in bounds), sum(high for _, high in bounds), any(part.few for part in seen)
        )


class Whole:
    """One number of people that is shown cut up in several ways: by place and day, by hour, by who they were.

    All cuts add up to the same whole, so one exact cut would give away what another hides. Where a part is
    hidden the other cuts are rounded; a cut that still tells too much is not shown at all. What stays true:
    whoever adds and subtracts, each hidden part can still be one, two, three or four.
    """

    def __init__(self, parts: Iterable[Shown]) -> None:
        self._cuts = [_Cut.of(parts)]

    def cut(self, counts: Sequence[int], *, tells_nothing: bool = False) -> tuple[Shown, ...] | None:
        """Another way to cut up the whole, or None when it may not be seen.

        `tells_nothing`: it may not say anything about the whole that was not known (for a part of a table
        whose own whole is cut up too).
        """
        low, high = self._known(self._cuts)
        parts = tuple(shown(count) for count in counts)
        if low < high or any(part.few for part in parts):
            parts = tuple(roughly(count) for count in counts)
        cuts = [*self._cuts, _Cut.of(parts)]
        after = self._known(cuts)
        if not _hidden_still(cuts, *after) or (tells_nothing and after != (low, high)):
            return None
        self._cuts = cuts
        return parts

    @staticmethod
    def _known(cuts: Iterable[_Cut]) -> tuple[int, int]:
        return max(cut.low for cut in cuts), min(cut.high for cut in cuts)


def _hidden_still(cuts: Iterable[_Cut], low: int, high: int) -> bool:
    """With the whole between `low` and `high`: may each hidden part be one as well as four?"""
    return all(low <= cut.high - ROOM and high >= cut.low + ROOM for cut in cuts if cut.hides)
