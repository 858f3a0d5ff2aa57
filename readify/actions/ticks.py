"""Ticking off a cell in a teacher's own words: by the child or by the teacher, as the card says.

A tick is a fact in the ledger, like a book talk: the card is folded from it, and taking it back is a
withdrawal. So nothing on a card is true that the ledger does not tell (decision 13).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.bingo import NO_CARD
from readify.actions.classroom import reader_for
from readify.actions.progress import lock_reader
from readify.actions.sharing import give_bonus, take_bonus
from readify.done import Done, Nudge, classroom_room
from readify.errors import NotFound
from readify.game.facts import BonusKind
from readify.game.rulebook import Rulebook
from readify.models import BingoTask, ChallengeItem, Reader, TickedBy
from readify.rulebooks import OWN
from readify.words import N_

NOT_OURS = N_("Dit vakje vinkt je juf of meester af.")


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a tick came to: whether it changed anything, and whether it made a row full."""

    changed: bool
    row: bool


def tick_cell(
    session: Session,
    *,
    rules: Rulebook,
    reader_id: int,
    position: int,
    done: bool,
    today: dt.date,
    now: dt.datetime,
) -> Done[Ticked]:
    """The child did what its open card asks on this place, or not after all.

    Raises NotFound without such a place, and when its teacher ticks it off.
    """
    locked = lock_reader(session, rules, reader_id=reader_id, now=now)
    cards = [card for card in locked.rulebook.cards if card.ends is None]
    asked = [task for card in cards for task in card.tasks if task.position == position and task.current]
    own = next((task for task in asked if task.cell.startswith(OWN)), None)
    if own is None:
        raise NotFound("no_card", NO_CARD)
    item = session.get(ChallengeItem, int(own.cell.removeprefix(OWN)))
    if item is None or item.ticked_by is not TickedBy.CHILD:
        raise NotFound("not_ours", NOT_OURS)
    task_id = int(own.slug.removeprefix("cell-"))
    return _turn(session, rules, reader_id, task_id, done=done, by=None, today=today, now=now)


def tick_for_child(
    session: Session,
    *,
    rules: Rulebook,
    reader_id: int,
    item_id: int,
    done: bool,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[Ticked]:
    """The teacher saw that this child did it, or takes it back. Raises NotFound for another class's."""
    reader = reader_for(session, reader_id, account_id)
    locked = lock_reader(session, rules, reader_id=reader.id, now=now)
    code = f"{OWN}{item_id}"
    open_cards = [card.id for card in locked.rulebook.cards if card.ends is None]
    task_id = session.scalar(
        select(BingoTask.id).where(
            BingoTask.card_id.in_(open_cards), BingoTask.cell == code, BingoTask.ends.is_(None)
        )
    )
    if task_id is None:
        raise NotFound("no_card", NO_CARD)
    return _turn(session, rules, reader.id, task_id, done=done, by=account_id, today=today, now=now)


def _turn(
    session: Session,
    rules: Rulebook,
    reader_id: int,
    task_id: int,
    *,
    done: bool,
    by: int | None,
    today: dt.date,
    now: dt.datetime,
) -> Done[Ticked]:
    rows = _rows(session, rules, reader_id, now)
    cause = f"tick:{task_id}"
    asked: dict[str, Any] = {
        "rules": rules,
        "reader_id": reader_id,
        "cause": cause,
        "today": today,
        "now": now,
    }
    if done:
        kind = BonusKind.TICK
        changed = give_bonus(session, kind=kind, given_by=by, task_id=task_id, **asked).value
    else:
        changed = take_bonus(session, **asked).value
    session.flush()
    ticked = Ticked(changed, done and _rows(session, rules, reader_id, now) > rows)
    room = session.get_one(Reader, reader_id).classroom_id
    return Done(ticked, (Nudge(classroom_room(room), ("challenge",), 0),))


def _rows(session: Session, rules: Rulebook, reader_id: int, now: dt.datetime) -> int:
    locked = lock_reader(session, rules, reader_id=reader_id, now=now)
    return sum(len(card.full_lines(locked.tally.cells)) for card in locked.rulebook.cards)
