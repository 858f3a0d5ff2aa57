"""Counts of people that are too small to show: under five is "<5", and what would give them away is rounded.

Knows no table. Zero is shown: it points to nobody, and a poster that nobody scans has to be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FEWEST = 5
MIDDLE = 2.5  # of one to four: what a hidden count is taken for in a total


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
    return one if one.few or not count else Shown(max(10, round(count / 10) * 10), about=True)


def shown_total(parts: Iterable[Shown]) -> Shown:
    """The total of parts that are shown too: made of what is shown, so that it tells nothing more."""
    seen = list(parts)
    total = sum(part.size for part in seen)
    if not any(part.few or part.about for part in seen):
        return shown(int(total))
    if total < FEWEST:
        return Shown(0, few=True)
    return Shown(max(10, round(total / 10) * 10), about=True)


def shown_shares(counts: Sequence[int]) -> tuple[Shown, ...]:
    """Parts of a known whole: when one is hidden the others are rounded, or the whole would give it away."""
    seen = tuple(shown(count) for count in counts)
    if not any(part.few for part in seen):
        return seen
    return tuple(
        part if part.few or not part.value else Shown(max(10, round(part.value / 10) * 10), about=True)
        for part in seen
    )
