"""How many live screens this process holds: each keeps a thread, so above the limit new ones are refused.

Without the limit the last free thread would go to a socket, and no page would be answered any more.
"""

from __future__ import annotations

import threading


class Headcount:
    """A count with a limit, safe between threads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.present = 0
        self._lock = threading.Lock()

    def enter(self) -> bool:
        """Counts one more; False (and no change) when the house is full."""
        with self._lock:
            if self.present >= self.limit:
                return False
            self.present += 1
            return True

    def leave(self) -> None:
        """Counts one less."""
        with self._lock:
            self.present = max(0, self.present - 1)
