"""Community goals made, changed, stopped; their screens' keys; schools given to a library.

Who may is asked by the caller through `policies`.
"""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.actions.classroom import SCREEN_KEY_BYTES, note
from readify.done import Done, Nudge, community_room
from readify.drafts.community import WRONG_BRANCH, WRONG_SCHOOL, CommunityGoalDraft, SchoolDraft
from readify.errors import Invalid, NotFound
from readify.models import Branch, CommunityGoal, CommunityScope, School, SchoolLibrary
from readify.queries.community import NO_GOAL


def make_community_goal(
    session: Session,
    *,
    library_id: int | None,
    draft: CommunityGoalDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[int]:
    """A goal of this library or its branch, of the whole province without a library. Answers its id."""
    goal = CommunityGoal(
        library_id=library_id,
        created_at=now,
        screen_key=secrets.token_urlsafe(SCREEN_KEY_BYTES),
        **_told(session, library_id, draft),
    )
    session.add(goal)
    session.flush()
    note(session, "make_community_goal", "community_goal", goal.id, account_id=account_id, now=now)
    return Done(goal.id)


def change_community_goal(
    session: Session,
    *,
    goal_id: int,
    draft: CommunityGoalDraft,
    now: dt.datetime,
    account_id: int | None = None,
) -> Done[None]:
    """Another name, number or other days; what was lit in those days counts at once."""
    goal = _goal(session, goal_id)
    for name, value in _told(session, goal.library_id, draft).items():
        setattr(goal, name, value)
    note(session, "change_community_goal", "community_goal", goal_id, account_id=account_id, now=now)
    return Done(None, (_look(goal_id),))


def close_community_goal(
    session: Session, *, goal_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """The goal's screen, widget and picture stop."""
    _goal(session, goal_id).closed_at = now
    note(session, "close_community_goal", "community_goal", goal_id, account_id=account_id, now=now)
    return Done(None, (_look(goal_id),))


def rotate_community_key(
    session: Session, *, goal_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """A new address for the screen; the old one opens nothing."""
    _goal(session, goal_id).screen_key = secrets.token_urlsafe(SCREEN_KEY_BYTES)
    note(session, "rotate_community_key", "community_goal", goal_id, account_id=account_id, now=now)
    return Done(None, (_look(goal_id),))


def give_school(
    session: Session, *, library_id: int, draft: SchoolDraft, now: dt.datetime, account_id: int | None = None
) -> Done[None]:
    """The school belongs to this library; without `here` its municipality decides again.

    Raises Invalid for a school that is not there or is another library's.
    """
    given = session.get(SchoolLibrary, draft.school_id)
    if session.get(School, draft.school_id) is None or (given and given.library_id != library_id):
        raise Invalid("invalid", WRONG_SCHOOL, fields={"school_id": WRONG_SCHOOL})
    _check_branch(session, library_id, draft.branch_id)
    if given and draft.here:
        given.branch_id = draft.branch_id
    elif given:
        session.delete(given)
    elif draft.here:
        session.add(
            SchoolLibrary(school_id=draft.school_id, library_id=library_id, branch_id=draft.branch_id)
        )
    note(session, "give_school", "school", draft.school_id, account_id=account_id, now=now)
    session.flush()
    return Done(None)


def _look(goal_id: int) -> Nudge:
    """The goal's screens look again."""
    return Nudge(community_room(goal_id), ("goal",), goal_id)


def _told(session: Session, library_id: int | None, draft: CommunityGoalDraft) -> dict[str, object]:
    _check_branch(session, library_id, draft.branch_id)
    scope = CommunityScope.NETWORK if library_id is None else CommunityScope.LIBRARY
    return {
        "scope": CommunityScope.BRANCH if draft.branch_id else scope,
        "branch_id": draft.branch_id,
        "name": draft.name,
        "target": draft.target,
        "starts": draft.starts,
        "ends": draft.ends,
    }


def _check_branch(session: Session, library_id: int | None, branch_id: int | None) -> None:
    own = select(Branch.id).where(Branch.id == branch_id, Branch.library_id == library_id)
    if branch_id is not None and session.scalar(own) is None:
        raise Invalid("invalid", WRONG_BRANCH, fields={"branch_id": WRONG_BRANCH})


def _goal(session: Session, goal_id: int) -> CommunityGoal:
    goal = session.get(CommunityGoal, goal_id)
    if goal is None or goal.closed_at is not None:
        raise NotFound("no_goal", NO_GOAL)
    return goal
