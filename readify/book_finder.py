"""Looks for books that the catalogue lacks, behind the requests: a few threads, fed by a table.

A request only says which ISBN it wants. The table keeps it over a restart, and whoever takes one up has it
alone, also among several processes. While a source is asked no transaction is open and nobody waits.
Threads start with the server or with the first wish, never when a module is read.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from contextlib import closing

import structlog
from flask import Flask

from readify import clock
from readify.actions.lookups import fill_in_book, note_unknown, put_off_lookup, take_up_lookup
from readify.books.catalogue import find_edition
from readify.books.remote import Answer, BookSource, Failed, Found, ask_in_order
from readify.perform import database, perform
from readify.queries.book_lookup import next_due, unasked_isbns

log = structlog.get_logger(__name__)

THREADS = 2
MOST_WANTED = 500  # not yet in the table; more are found on the shelves later
IDLE = 600.0  # seconds between two looks for what other processes left behind
AFTER_TROUBLE = 30.0  # seconds, when the database is away
STOPPING = 1.0  # seconds a stop waits for a look-up under way; its lease lets another take it up


class BookFinder:
    """The look-ups of one process."""

    def __init__(
        self,
        app: Flask,
        sources: tuple[BookSource, ...],
        *,
        threads: int = THREADS,
        now: Callable[[], dt.datetime] = clock.now,
    ) -> None:
        self._app = app
        self._sources = sources
        self._now = now
        self._size = threads
        self._threads: list[threading.Thread] = []
        self._wanted: dict[str, None] = {}
        self._changed = threading.Condition()
        self._stopped = False

    def want(self, isbn: str) -> None:
        """Asks for a book. Returns at once; asking again for the same costs nothing."""
        with self._changed:
            if len(self._wanted) < MOST_WANTED:
                self._wanted[isbn] = None
            self._changed.notify()
        self.start()

    def start(self) -> None:
        """Starts the threads, once, and takes up what an earlier process left."""
        with self._changed:
            if self._threads or self._stopped:
                return
            self._threads = [
                threading.Thread(target=self._work, name=f"book-finder-{number}", daemon=True)
                for number in range(self._size)
            ]
            for thread in self._threads:
                thread.start()

    def stop(self) -> None:
        """Ends the threads. What waits stays in the table."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
            ending, self._threads = self._threads, []
        ends = time.monotonic() + STOPPING
        for thread in ending:
            thread.join(max(ends - time.monotonic(), 0.0))

    def take_turn(self) -> bool:
        """Looks for one book, if one is due. False when there is nothing to do now."""
        wanted = self._drained()
        try:
            with self._app.app_context():
                isbn = self._taken_up(wanted)
                if isbn is not None:
                    self._wake_another()
                    self._settle(isbn, self._answer(isbn))
        except Exception:
            self._put_back(wanted)
            raise
        return isbn is not None

    def take_up_the_rest(self) -> None:
        """Wants what stands on shelves with a number only, and was never looked for."""
        with self._app.app_context(), closing(database().reading()) as session:
            self._put_back(unasked_isbns(session))

    def _taken_up(self, wanted: tuple[str, ...]) -> str | None:
        if not wanted:
            with closing(database().reading()) as session:
                due = next_due(session)
            if due is None or due > self._now():
                return None
        return perform(take_up_lookup, wanted=wanted, now=self._now())

    def _answer(self, isbn: str) -> Answer | None:
        """What the sources say; None when the catalogue has the book meanwhile."""
        with closing(database().reading()) as session:
            known = find_edition(session, isbn) is not None
        return None if known else ask_in_order(self._sources, isbn)

    def _settle(self, isbn: str, answer: Answer | None) -> None:
        """Writes down what came of it. The log tells no ISBN: beside a time it could tell who read."""
        now = self._now()
        if answer is None or isinstance(answer, Found):
            facts, source = (answer.facts, answer.source) if answer else (None, "")
            filled = perform(fill_in_book, isbn=isbn, facts=facts, source=source, now=now)
            log.info("book_found", source=source, shelves=filled)
        elif isinstance(answer, Failed):
            perform(put_off_lookup, isbn=isbn, retry_after=answer.retry_after, now=now)
            log.warning("book_sources_failed", reason=answer.reason)
        else:
            perform(note_unknown, isbn=isbn, now=now)
            log.info("book_unknown")

    def _work(self) -> None:
        """A thread's life: turn after turn, and rest when nothing is due or the database is away."""
        try:
            self.take_up_the_rest()
        except Exception:
            log.exception("book_finder_failed")
        while not self._stopped:
            try:
                if not self.take_turn():
                    self._rest(self._pause())
            except Exception:
                log.exception("book_finder_failed")
                self._rest(AFTER_TROUBLE, whatever=True)

    def _pause(self) -> float:
        """Seconds until something is due."""
        with self._app.app_context(), closing(database().reading()) as session:
            due = next_due(session)
        return IDLE if due is None else min(max((due - self._now()).total_seconds(), 0.0), IDLE)

    def _rest(self, seconds: float, *, whatever: bool = False) -> None:
        with self._changed:
            if not self._stopped and (whatever or not self._wanted):
                self._changed.wait(seconds)

    def _wake_another(self) -> None:
        """What was noted beside the one just taken up is for the other threads."""
        with self._changed:
            self._changed.notify()

    def _drained(self) -> tuple[str, ...]:
        with self._changed:
            wanted = tuple(self._wanted)
            self._wanted.clear()
        return wanted

    def _put_back(self, isbns: tuple[str, ...]) -> None:
        with self._changed:
            self._wanted = dict.fromkeys((*isbns, *self._wanted))
