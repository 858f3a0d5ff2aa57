"""A class's own bingo cards and sets: made, changed, copied, offered, put away.

Offering a card lets children choose it; a child's card is a copy, so that changing or putting away the one of
the class takes nothing from a child. Offering a set makes a shared goal of each thing that counts by itself.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.challenge_judging import judge_set
from readify.actions.classroom import classroom_for, note
from readify.actions.terms import class_changed
from readify.done import Done, Nudge, classroom_room
from readify.drafts.challenge import WRONG_CELL
from readify.drafts.class_challenge import WRONG_SIZE, ChallengeDraft
from readify.drafts.classroom import LONGEST_GOAL_DAYS
from readify.errors import Conflict, Invalid, NotFound
from readify.game.bingo import BingoBook, Cell
from readify.game.rulebook import Rulebook
from readify.game.rules import Measure
from readify.models import (
    Band,
    ChallengeItem,
    ChallengeKind,
    ClassChallenge,
    Classroom,
    Goal,
    GoalScope,
    TickedBy,
)
from readify.queries.class_challenges import NO_CHALLENGE, challenge_row
from readify.queries.class_ways import class_forms_off
from readify.rewards import OWN as OWN_REWARD
from readify.words import N_

TOO_MANY = N_("Er staan al 12 uitdagingen klaar. Haal er eerst een weg.")
TOO_MANY_OFFERED = N_("De klas heeft al drie uitdagingen. Haal er eerst een weg.")
MOST_KEPT, MOST_OFFERED = 12, 3
COUNTED = frozenset({Measure.READINGS, Measure.FINISHED, Measure.STAMPS})  # what adds up over a class


def save_challenge(
    session: Session,
    *,
    rules: Rulebook,
    classroom_id: int,
    draft: ChallengeDraft,
    today: dt.date,
    now: dt.datetime,
    challenge_id: int | None = None,
    account_id: int | None = None,
) -> Done[int]:
    """A new card or set, or another content for this one. Answers its id.

    A card with open places is filled up from the pool. Children who have the card keep theirs; a set that is
    offered keeps what was counted for the things that stay. Raises Invalid, Conflict, NotFound.
    """
    classroom = classroom_for(session, classroom_id, account_id)
    items = _items(session, rules.bingo, classroom, draft, today=today)
    if challenge_id is None:
        _refuse_more(session, classroom_id)
        row = ClassChallenge(
            classroom_id=classroom_id, kind=ChallengeKind(draft.kind), created_at=now, set_by=account_id
        )
        session.add(row)
    else:
        row = challenge_row(session, classroom_id, challenge_id)
    row.name, row.size = draft.name, _size(row, draft, classroom)
    row.reward = draft.reward
    row.reward_text = draft.reward_text if draft.reward == OWN_REWARD else ""
    session.flush()
    _replace(session, row, items, now=now)
    note(session, "save_challenge", "classroom", classroom_id, account_id=account_id, now=now)
    if row.offered_at is not None and row.kind is ChallengeKind.TOGETHER:
        return _set_goals(session, rules.bingo, row, today=today, now=now)
    return Done(row.id)


def copy_challenge(
    session: Session,
    *,
    classroom_id: int,
    challenge_id: int,
    name: str,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[int]:
    """The same again under this name, not offered. Answers its id."""
    classroom_for(session, classroom_id, account_id)
    one = challenge_row(session, classroom_id, challenge_id)
    _refuse_more(session, classroom_id)
    made = ClassChallenge(
        classroom_id=classroom_id,
        kind=one.kind,
        name=name[:120],
        size=one.size,
        reward=one.reward,
        reward_text=one.reward_text,
        created_at=now,
        set_by=account_id,
    )
    session.add(made)
    session.flush()
    session.add_all(
        ChallengeItem(
            challenge_id=made.id,
            position=item.position,
            cell=item.cell,
            own=item.own,
            ticked_by=item.ticked_by,
            target=item.target,
        )
        for item in _standing(session, one.id)
    )
    session.flush()
    return Done(made.id)


def offer_challenge(
    session: Session,
    *,
    rules: Rulebook,
    classroom_id: int,
    challenge_id: int,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[int]:
    """From today the class may do it. Twice is once. Raises Conflict when there are three already."""
    classroom_for(session, classroom_id, account_id)
    row = challenge_row(session, classroom_id, challenge_id)
    if row.offered_at is not None:
        return Done(row.id)
    offered = session.scalars(
        select(ClassChallenge.id).where(
            ClassChallenge.classroom_id == classroom_id,
            ClassChallenge.closed_at.is_(None),
            ClassChallenge.offered_at.is_not(None),
        )
    ).all()
    if len(offered) >= MOST_OFFERED:
        raise Conflict("too_many", TOO_MANY_OFFERED)
    row.offered_at = now
    note(session, "offer_challenge", "classroom", classroom_id, account_id=account_id, now=now)
    if row.kind is ChallengeKind.TOGETHER:
        return _set_goals(session, rules.bingo, row, today=today, now=now)
    return Done(row.id, (Nudge(classroom_room(classroom_id), ("challenge",), row.id),))


def close_challenge(
    session: Session,
    *,
    rules: Rulebook,
    classroom_id: int,
    challenge_id: int,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """Puts it away. Children keep the cards they have; what a set came to is seen no more."""
    del rules, today
    classroom_for(session, classroom_id, account_id)
    row = challenge_row(session, classroom_id, challenge_id)
    row.closed_at = now
    goals = [item.goal_id for item in _standing(session, row.id) if item.goal_id is not None]
    for goal_id in goals:
        session.get_one(Goal, goal_id).closed_at = now
    session.flush()
    note(session, "close_challenge", "classroom", classroom_id, account_id=account_id, now=now)
    if goals:
        return Done(None, *class_changed(session, classroom_id))
    return Done(None, (Nudge(classroom_room(classroom_id), ("challenge",), row.id),))


def tick_together(
    session: Session,
    *,
    classroom_id: int,
    item_id: int,
    done: bool,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[bool]:
    """The class did what the teacher wrote in own words, or not after all. Raises NotFound."""
    classroom_for(session, classroom_id, account_id)
    item = session.get(ChallengeItem, item_id)
    if item is None or not item.own or item.removed_at is not None:
        raise NotFound("no_challenge", NO_CHALLENGE)
    row = challenge_row(session, classroom_id, item.challenge_id)
    if row.kind is not ChallengeKind.TOGETHER:
        raise NotFound("no_challenge", NO_CHALLENGE)
    item.done_at = (item.done_at or now) if done else None
    session.flush()
    judge_set(session, row.id, now=now)
    return Done(done, (Nudge(classroom_room(classroom_id), ("challenge",), row.id),))


def counted(book: BingoBook) -> tuple[Cell, ...]:
    """The cells of the pool that a class may do together: turns add up, different forms do not."""
    return tuple(cell for cell in book.cells if cell.meter.measure in COUNTED and not cell.meter.window.every)


def _items(
    session: Session, book: BingoBook, classroom: Classroom, draft: ChallengeDraft, *, today: dt.date
) -> list[tuple[str, str, TickedBy, int]]:
    """(cell, own words, who ticks, how often), in order; a card is filled up from what suits the class."""
    pool = counted(book) if draft.kind == "together" else book.cells
    off = class_forms_off(session, classroom.id, today=today)
    suited = {cell.slug: cell for cell in pool if cell.suits(classroom.band.value, forms_off=off, trail=True)}
    known = {cell.slug for cell in pool}
    wanted = {one.cell: one.times for one in draft.cells}
    if not wanted.keys() <= known:
        raise Invalid("invalid", WRONG_CELL, fields={"cells": WRONG_CELL})
    items = [("", one.text, TickedBy(one.by), 1) for one in draft.own]
    items += [(cell, "", TickedBy.CHILD, times) for cell, times in wanted.items()]
    if draft.kind == "bingo":
        spare = [cell for cell in suited if cell not in wanted and not suited[cell].needs_trail]
        items += [(cell, "", TickedBy.CHILD, 1) for cell in spare[: draft.room - len(items)]]
        if len(items) < draft.room:
            raise Invalid("invalid", WRONG_SIZE, fields={"size": WRONG_SIZE})
    return items


def _size(row: ClassChallenge, draft: ChallengeDraft, classroom: Classroom) -> int | None:
    if row.kind is not ChallengeKind.BINGO:
        return None
    if classroom.band is Band.KLEIN and draft.size != "3":
        raise Invalid("invalid", WRONG_SIZE, fields={"size": WRONG_SIZE})
    return int(draft.size or 3)


def _refuse_more(session: Session, classroom_id: int) -> None:
    kept = session.scalars(
        select(ClassChallenge.id).where(
            ClassChallenge.classroom_id == classroom_id, ClassChallenge.closed_at.is_(None)
        )
    ).all()
    if len(kept) >= MOST_KEPT:
        raise Conflict("too_many", TOO_MANY)


def _standing(session: Session, challenge_id: int) -> list[ChallengeItem]:
    return list(
        session.scalars(
            select(ChallengeItem)
            .where(ChallengeItem.challenge_id == challenge_id, ChallengeItem.removed_at.is_(None))
            .order_by(ChallengeItem.position, ChallengeItem.id)
        )
    )


def _replace(
    session: Session,
    row: ClassChallenge,
    items: list[tuple[str, str, TickedBy, int]],
    *,
    now: dt.datetime,
) -> None:
    """What is still wanted keeps its row, and with it what was counted; the rest stays, out of sight."""
    kept = {(item.cell, item.own): item for item in _standing(session, row.id)}
    for position, (cell, own, ticked_by, target) in enumerate(items, 1):
        item = kept.pop((cell, own), None)
        if item is None:
            item = ChallengeItem(challenge_id=row.id, cell=cell, own=own)
            session.add(item)
        item.position, item.ticked_by, item.target = position, ticked_by, target
    for gone in kept.values():
        gone.removed_at = now
    session.flush()


def _set_goals(
    session: Session, book: BingoBook, row: ClassChallenge, *, today: dt.date, now: dt.datetime
) -> Done[int]:
    """A shared goal for each thing that counts by itself; those of things that were taken out close."""
    for item in session.scalars(select(ChallengeItem).where(ChallengeItem.challenge_id == row.id)).all():
        goal = session.get(Goal, item.goal_id) if item.goal_id is not None else None
        cell = book.cell(item.cell) if item.cell else None
        if item.removed_at is not None:
            if goal is not None:
                goal.closed_at = now
        elif goal is not None:
            goal.target = item.target
            goal.reached_at = (goal.reached_at or now) if goal.progress >= goal.target else None
        elif cell is not None:
            goal = Goal(
                scope=GoalScope.CLASSROOM,
                classroom_id=row.classroom_id,
                measure=cell.meter.measure.value,
                cell=cell.slug,
                target=item.target,
                starts=today,
                ends=today + dt.timedelta(days=LONGEST_GOAL_DAYS),
                set_by=row.set_by,
                created_at=now,
            )
            session.add(goal)
            session.flush()
            item.goal_id = goal.id
    session.flush()
    judge_set(session, row.id, now=now)
    return Done(row.id, *class_changed(session, row.classroom_id))
