"""Counts of community goals, kept for a moment: screens ask often, a sum over days is not free.

One per process. A count is kept for half a second, longer where counting took long: counting never takes more
than a tenth of the time. Who gets a kept count hears when a newer one can be had.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

SECONDS = 0.5
SHARE = 10


class Count(NamedTuple):
    """A number; `again` is the seconds after which another may be had, 0 for one counted just now."""

    number: int
    again: float = 0.0


class KeptCounts:
    """Counts by goal. `seconds` 0 keeps nothing."""

    def __init__(self, *, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._kept: dict[object, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def get(self, key: object, count: Callable[[], int]) -> Count:
        """The count under this key: the kept one while it is fresh, else counted anew."""
        with self._lock:
            until, kept = self._kept.get(key, (0.0, 0))
        began = self._clock()
        if self.seconds and began < until:
            return Count(kept, until - began)
        found = count()
        ended = self._clock()
        with self._lock:
            self._kept[key] = (ended + max(self.seconds, SHARE * (ended - began)), found)
        return Count(found)
