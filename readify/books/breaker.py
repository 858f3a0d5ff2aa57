"""A circuit breaker around a source: after a few failures in a row it is left alone for a while.

State lives in the process: another process finds out for itself. After the rest one look-up tries whether the
source is back; until it has answered, all others stay away.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from readify.books.remote import Answer, BookSource, Failed

TRIES = 3
REST = 60.0  # seconds, doubled with each vain trial
LONGEST_REST = 3600.0
LONGEST_WISH = 86_400.0  # a source that asks for more gets no more


class Breaker:
    """A source that is asked only while it answers. `clock` gives seconds that never go back."""

    def __init__(self, source: BookSource, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._source = source
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_until = 0.0

    @property
    def name(self) -> str:
        """The source's own."""
        return self._source.name

    def find(self, isbn: str) -> Answer:
        """The source's answer, or at once a failure while it rests."""
        left = self._admit()
        if left > 0:
            return Failed("resting", left)
        answer = self._source.find(isbn)
        self._note(answer)
        return answer

    def _admit(self) -> float:
        """Seconds until it may be asked again; 0 lets this look-up through."""
        with self._lock:
            now = self._clock()
            if now < self._closed_until:
                return self._closed_until - now
            if self._failures >= TRIES:
                self._closed_until = now + REST  # this one is the trial; the others wait for what it says
            return 0.0

    def _note(self, answer: Answer) -> None:
        with self._lock:
            if not isinstance(answer, Failed):
                self._failures, self._closed_until = 0, 0.0
                return
            self._failures += 1
            wish = min(answer.retry_after or 0.0, LONGEST_WISH)
            rest = 0.0
            if self._failures >= TRIES:
                rest = min(REST * 2.0 ** min(self._failures - TRIES, 20), LONGEST_REST)
            if wish or rest:
                self._closed_until = self._clock() + max(wish, rest)
