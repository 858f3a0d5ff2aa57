"""Refolding the whole network: `readify rebuild`, and before it the look whether that is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from readify.actions.refreshing import refresh_reader
from readify.perform import database, perform, present
from readify.queries.drift import Drift, all_readers, goal_drifts, reader_drift

Progress = Callable[[Iterable[int]], Iterable[int]]


def _plain(ids: Iterable[int]) -> Iterable[int]:
    return ids


def drifts(*, progress: Progress = _plain) -> Iterator[Drift]:
    """Every reader and goal whose stored progress differs from the fold. Writes nothing."""
    rules = present()["rules"]
    with database().reading() as session:
        for reader_id in progress(all_readers(session)):
            found = reader_drift(session, rules=rules, reader_id=reader_id)
            if found is not None:
                yield found
        yield from goal_drifts(session)


def rebuild(*, progress: Progress = _plain) -> int:
    """Refolds every reader, each in a transaction of its own. Answers how many there were."""
    with database().reading() as session:
        readers = all_readers(session)
    for reader_id in progress(readers):
        perform(refresh_reader, reader_id=reader_id, always=True, **present())
    return len(readers)
