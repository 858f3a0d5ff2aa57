"""The class's shared goal in lamps: set, moved, closed. Lamps never go out.

A class has one goal at a time. A goal that is reached stays reached: to go on, a class sets a new one.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.classroom import classroom_for, note
from readify.actions.sharing import settle_goal_bonus
from readify.actions.terms import class_changed
from readify.done import Done, FollowUp, Nudge, classroom_room
from readify.drafts.classroom import ENDS_TOO_FAR, LONGEST_GOAL_DAYS, WRONG_ENDS, ClassGoalDraft
from readify.errors import Conflict, Invalid, NotFound
from readify.game.rulebook import Rulebook
from readify.models import Goal, GoalScope
from readify.words import N_

NO_GOAL = N_("Deze klas heeft geen doel.")
GOAL_REACHED = N_("Dit doel is al gehaald. Maak een nieuw doel.")


def set_class_goal(
    session: Session,
    *,
    rules: Rulebook,
    classroom_id: int,
    draft: ClassGoalDraft,
    today: dt.date,
    now: dt.datetime,
    starts: dt.date | None = None,
    account_id: int | None = None,
) -> Done[int]:
    """A new goal from today (or `starts`) on; an open one closes. Answers its id. Raises Invalid."""
    classroom_for(session, classroom_id, account_id)
    _check_ends(draft.ends, today if starts is None else starts)
    for older in _open_goals(session, classroom_id):
        older.closed_at = now
    goal = Goal(
        scope=GoalScope.CLASSROOM,
        classroom_id=classroom_id,
        measure="lamps",
        target=draft.target,
        starts=today if starts is None else starts,
        ends=draft.ends,
        reward=draft.reward,
        reward_text=draft.own_reward,
        set_by=account_id,
        created_at=now,
    )
    session.add(goal)
    session.flush()
    note(session, "set_class_goal", "classroom", classroom_id, account_id=account_id, now=now)
    return Done(goal.id, *class_changed(session, classroom_id))


def change_class_goal(
    session: Session,
    *,
    rules: Rulebook,
    classroom_id: int,
    draft: ClassGoalDraft,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[int]:
    """Moves the open goal up or down, or gives it another last day or reward. Lamps stay lit.

    A target at or under what is lit is a goal reached. Raises NotFound without a goal, Conflict when a
    reached goal would be open again.
    """
    classroom_for(session, classroom_id, account_id)
    goal = _the_goal(session, classroom_id)
    if draft.ends != goal.ends:
        _check_ends(draft.ends, max(today, goal.starts))
    if goal.reached_at is not None and draft.target > goal.progress:
        raise Conflict("goal_reached", GOAL_REACHED, fields={"target": GOAL_REACHED})
    window_moved = draft.ends != goal.ends
    goal.target, goal.ends, goal.set_by = draft.target, draft.ends, account_id
    goal.reward, goal.reward_text = draft.reward, draft.own_reward
    crossed = goal.reached_at is None and goal.progress >= goal.target
    if crossed:
        goal.reached_at = now
    session.flush()
    note(session, "change_class_goal", "classroom", classroom_id, account_id=account_id, now=now)
    bonus = (FollowUp(settle_goal_bonus, {"goal_id": goal.id, "reached": True}),) if crossed else ()
    # the version rises with a new target too: a goal's target is part of a composed rulebook
    nudges, refold = class_changed(session, classroom_id)
    return Done(goal.id, nudges, (*bonus, *(refold if window_moved else ())))


def close_class_goal(
    session: Session,
    *,
    rules: Rulebook,
    classroom_id: int,
    today: dt.date,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[int]:
    """Ends the goal; what it came to is kept. Answers its id. Raises NotFound without a goal."""
    classroom_for(session, classroom_id, account_id)
    goal = _the_goal(session, classroom_id)
    goal.closed_at = now
    session.flush()
    note(session, "close_class_goal", "classroom", classroom_id, account_id=account_id, now=now)
    nudges, follow_ups = class_changed(session, classroom_id)
    return Done(goal.id, (*nudges, Nudge(classroom_room(classroom_id), ("goal",), goal.id)), follow_ups)


def _open_goals(session: Session, classroom_id: int) -> list[Goal]:
    return list(
        session.scalars(
            select(Goal)
            .where(
                Goal.classroom_id == classroom_id,
                Goal.scope == GoalScope.CLASSROOM,
                Goal.measure == "lamps",
                Goal.closed_at.is_(None),
            )
            .order_by(Goal.id)
            .with_for_update()
        )
    )


def _the_goal(session: Session, classroom_id: int) -> Goal:
    found = _open_goals(session, classroom_id)
    if not found:
        raise NotFound("no_goal", NO_GOAL)
    return found[-1]


def _check_ends(ends: dt.date, first: dt.date) -> None:
    sentence = (
        WRONG_ENDS if ends < first else ENDS_TOO_FAR if (ends - first).days > LONGEST_GOAL_DAYS else None
    )
    if sentence:
        raise Invalid("invalid", sentence, fields={"ends": sentence})
