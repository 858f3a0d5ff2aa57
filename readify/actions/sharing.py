"""What a shared moment gives to each reader: a class goal reached, everyone read this week.

Each runs after the commit that caused it, in a transaction of its own, and gives each reader the bonus once:
its submission id follows from the cause. It locks readers in the order of their ids, and a bonus turns no
shared goal, so no two writers can wait for each other in a ring.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from readify.actions.challenge_judging import judge_challenge
from readify.actions.progress import Locked, lock_reader, settle
from readify.actions.saving import Crossing
from readify.done import Done, FollowUp, Nudge, classroom_room
from readify.game.facts import Bonus, BonusKind, Withdrawal
from readify.game.rulebook import Rulebook
from readify.models import EntryKind, Goal, LedgerEntry, Reader
from readify.queries.everyone import everyone_now

CAUSES = uuid.UUID(
    "3f0c3b06-6a5f-5f0a-9d5a-2f5a8c1d7e11"
)  # namespace of submission ids that follow from a cause


def follow_ups_of(
    locked: Locked, crossings: Sequence[Crossing], *, everyone: bool = False
) -> tuple[FollowUp, ...]:
    """What must follow a write: settle the bonuses of crossed goals, and look whether everyone read."""
    jobs = [
        FollowUp(settle_goal_bonus, {"goal_id": crossing.goal_id, "reached": crossing.reached})
        for crossing in crossings
    ]
    if everyone:
        jobs.append(FollowUp(look_for_everyone, {"classroom_id": locked.classroom_id}))
    return tuple(jobs)


def settle_goal_bonus(
    session: Session, *, goal_id: int, reached: bool, rules: Rulebook, today: dt.date, now: dt.datetime
) -> Done[int]:
    """Gives each reader of a class the bonus of a reached goal, or takes it back when it is open again.

    Answers how many readers it changed. The goal's row is asked again: another write may have turned it.
    """
    goal = session.get(Goal, goal_id)
    if goal is None or goal.classroom_id is None or (goal.reached_at is not None) != reached:
        return Done(0)
    if goal.cell:  # one thing of a class's own set: no badge hangs on it
        return Done(0, judge_challenge(session, goal.classroom_id, goal_id, now=now))
    changed = 0
    for reader_id in _readers_of(session, goal.classroom_id):
        submission_id = f"goal:{goal_id}"
        if reached:
            changed += _give(
                session, rules, reader_id, BonusKind.CLASS_GOAL, submission_id, today=today, now=now
            )
        else:
            changed += _take(session, rules, reader_id, submission_id, today=today, now=now)
    kind = "goal_reached" if reached else "goal_open"
    return Done(changed, (Nudge(classroom_room(goal.classroom_id), (kind,), goal_id),))


def look_for_everyone(
    session: Session, *, classroom_id: int, rules: Rulebook, today: dt.date, now: dt.datetime
) -> Done[int]:
    """Gives everyone the "everyone read" bonus when each reader of the class has read in this week.

    Who has a pause is not waited for, and shares in it.
    """
    monday = today - dt.timedelta(days=today.weekday())
    if not everyone_now(session, classroom_id=classroom_id, today=today).all_read:
        return Done(0)
    readers = _readers_of(session, classroom_id)
    cause = f"everyone:{classroom_id}:{monday}"
    changed = sum(
        _give(session, rules, reader_id, BonusKind.EVERYONE, cause, today=today, now=now)
        for reader_id in readers
    )
    return Done(changed, (Nudge(classroom_room(classroom_id), ("everyone",), 0),) if changed else ())


def give_bonus(
    session: Session,
    *,
    rules: Rulebook,
    reader_id: int,
    kind: BonusKind,
    cause: str,
    today: dt.date,
    now: dt.datetime,
    given_by: int | None = None,
    task_id: int | None = None,
) -> Done[bool]:
    """Gives one reader a bonus once per cause (as for a book talk). Answers whether it was new.

    `task_id` is the cell on a bingo card that a tick is about.
    """
    about: dict[str, Any] = {"today": today, "now": now, "given_by": given_by, "task_id": task_id}
    return Done(bool(_give(session, rules, reader_id, kind, cause, **about)))


def take_bonus(
    session: Session, *, rules: Rulebook, reader_id: int, cause: str, today: dt.date, now: dt.datetime
) -> Done[bool]:
    """Takes the bonus of this cause back, as if it had never been given. Answers whether it stood."""
    return Done(bool(_take(session, rules, reader_id, cause, today=today, now=now)))


def _readers_of(session: Session, classroom_id: int) -> list[int]:
    wanted = (
        select(Reader.id)
        .where(Reader.classroom_id == classroom_id, Reader.left_at.is_(None))
        .order_by(Reader.id)
    )
    return list(session.scalars(wanted))


def _submission(cause: str, reader_id: int, turn: int) -> str:
    return str(uuid.uuid5(CAUSES, f"{cause}:{reader_id}:{turn}"))


def _entries(session: Session, reader_id: int, cause: str) -> tuple[int, LedgerEntry | None]:
    """How often this cause was given to the reader, and the entry that still stands."""
    turn = 0
    while True:
        entry = session.scalar(
            select(LedgerEntry).where(
                LedgerEntry.reader_id == reader_id,
                LedgerEntry.submission_id == _submission(cause, reader_id, turn),
            )
        )
        if entry is None:
            return turn, None
        gone = session.scalar(select(LedgerEntry.id).where(LedgerEntry.withdraws_id == entry.id))
        if gone is None:
            return turn, entry
        turn += 1


def _give(
    session: Session,
    rules: Rulebook,
    reader_id: int,
    kind: BonusKind,
    cause: str,
    *,
    today: dt.date,
    now: dt.datetime,
    given_by: int | None = None,
    task_id: int | None = None,
) -> int:
    locked = lock_reader(session, rules, reader_id=reader_id, now=now)
    turn, standing = _entries(session, reader_id, cause)
    if standing is not None:
        return 0
    row = {
        "reader_id": reader_id,
        "submission_id": _submission(cause, reader_id, turn),
        "kind": EntryKind.BONUS,
        "day": today,
        "recorded_at": now,
        "bonus": kind.value,
        "task_id": task_id,
        "given_by": given_by,
        "source": "system" if given_by is None else "teacher",
    }
    entry_id = session.execute(insert(LedgerEntry).values(**row).returning(LedgerEntry.id)).scalar_one()
    settle(session, locked, Bonus(entry_id, today, kind, task_id), now=now)
    return 1


def _take(
    session: Session, rules: Rulebook, reader_id: int, cause: str, *, today: dt.date, now: dt.datetime
) -> int:
    locked = lock_reader(session, rules, reader_id=reader_id, now=now)
    turn, standing = _entries(session, reader_id, cause)
    if standing is None:
        return 0
    row = {
        "reader_id": reader_id,
        "submission_id": _submission(f"{cause}:taken", reader_id, turn),
        "kind": EntryKind.WITHDRAWAL,
        "day": today,
        "recorded_at": now,
        "withdraws_id": standing.id,
        "source": "system",
    }
    entry_id = session.execute(insert(LedgerEntry).values(**row).returning(LedgerEntry.id)).scalar_one()
    settle(session, locked, Withdrawal(entry_id, today, standing.id), now=now)
    return 1
