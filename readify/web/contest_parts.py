"""Ready pieces of a page that many look at: each made once for each change, whoever asks first.

A piece is as fresh as the cursor of the nudge that made somebody ask for it. Who asks without one (a first
visit, a reconnect) costs one look at the session's version.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

MOST = 200  # pieces: rounds of one evening, in each language


class RoundParts:
    """(key, language) -> (version, piece), the least used first to go. Safe between threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], tuple[int, bytes]] = OrderedDict()
        self._locks: dict[tuple[str, str], threading.Lock] = {}
        self._guard = threading.Lock()
        self.made = 0

    def get(
        self,
        name: tuple[str, str],
        *,
        known: int,
        version: Callable[[], int],
        make: Callable[[], tuple[int, bytes]],
    ) -> bytes:
        """The piece, of at least version `known`; with `known` 0 of the present version."""
        kept = self._kept.get(name)
        if kept and kept[0] >= known > 0:
            return kept[1]
        wanted = version()  # raises for a key that opens nothing: nothing is kept for such a name
        with self._lock(name):
            kept = self._kept.get(name)
            if kept and kept[0] >= wanted:
                return kept[1]
            fresh = make()
            self.made += 1
            self._keep(name, fresh)
            return fresh[1]

    def _lock(self, name: tuple[str, str]) -> threading.Lock:
        with self._guard:
            return self._locks.setdefault(name, threading.Lock())

    def _keep(self, name: tuple[str, str], fresh: tuple[int, bytes]) -> None:
        with self._guard:
            self._kept[name] = fresh
            self._kept.move_to_end(name)
            while len(self._kept) > MOST:
                gone, _piece = self._kept.popitem(last=False)
                self._locks.pop(gone, None)
