"""The answer to a submission, kept as its receipt, so that the same one sent again gets the same answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from readify.actions.progress import Locked, Settled
from readify.actions.sharing import follow_ups_of
from readify.db import connection_of, table_of
from readify.done import Done, Nudge, classroom_room
from readify.game.outcomes import Outcome
from readify.models import Receipt
from readify.prepared import Prepared

_KEEP = Prepared(insert(table_of(Receipt)), columns=tuple(table_of(Receipt).c.keys()))


@dataclass(frozen=True, slots=True)
class Written:
    """The answer to a submission: `answer` is JSON-ready (id, lights, outcomes, tally).

    `fresh` is False for a repeat.
    """

    entry_id: int
    answer: dict[str, Any]
    fresh: bool

    @property
    def outcomes(self) -> list[dict[str, Any]]:
        """The outcomes as `{"kind": …}` mappings."""
        found: list[dict[str, Any]] = self.answer["outcomes"]
        return found


def repeated(locked: Locked) -> Done[Written]:
    """The first answer again."""
    assert locked.entry_id is not None
    assert locked.receipt is not None
    return Done(Written(locked.entry_id, dict(locked.receipt), False))


def answer_of(entry_id: int, outcomes: Iterable[Outcome], settled: Settled, locked: Locked) -> dict[str, Any]:
    """What a client gets: the entry, the lights it gave, what changed and where the reader stands now."""
    tally = settled.tally
    return {
        "id": entry_id,
        "lights": tally.lights - locked.tally.lights,
        "outcomes": [outcome.as_json() for outcome in outcomes],
        "tally": {
            "lights": tally.lights,
            "lamps": tally.lamps,
            "readings": tally.readings,
            "badges": sorted(tally.badges),
            "halte": locked.rulebook.journey.halte_for(tally.lights).name,
            "rhythm_weeks": tally.rhythm_weeks,
        },
    }


def keep_receipt(session: Session, entry_id: int, content: str, answer: dict[str, Any]) -> None:
    """Remembers the first answer."""
    _KEEP.run(
        connection_of(session),
        {
            "entry_id": entry_id,
            "content_hash": content,
            "answer": answer,
        },
    )


def done_with(
    locked: Locked,
    written: Written,
    settled: Settled,
    *,
    everyone: bool = False,
    wanted_books: tuple[str, ...] = (),
) -> Done[Written]:
    """Wraps up: nudge the class's screens, what must follow for shared goals, books to look for."""
    kinds = tuple(sorted({outcome.kind for outcome in settled.outcomes}))
    nudge = Nudge(classroom_room(locked.classroom_id), ("reading", *kinds), written.entry_id)
    follow_ups = follow_ups_of(locked, settled.crossings, everyone=everyone)
    return Done(written, (nudge,), follow_ups, wanted_books)
