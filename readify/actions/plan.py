"""The small plan: on which weekdays a child wants to read, and for how many minutes. Nobody else sees it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete
from sqlalchemy.orm import Session

from readify.actions.terms import set_rhythm_days
from readify.done import Done
from readify.drafts.challenge import PlanDraft
from readify.game.rulebook import Rulebook
from readify.models import ReadingPlan


def make_plan(
    session: Session, *, rules: Rulebook, reader_id: int, draft: PlanDraft, today: dt.date, now: dt.datetime
) -> Done[int]:
    """From now on these days; their number is the reading rhythm of the week. Answers that number.

    Weeks that are over keep the rhythm they had. Raises NotFound for a reader who has left.
    """
    days = len(draft.weekdays)
    agreed = set_rhythm_days(session, rules=rules, reader_id=reader_id, days=days, today=today, now=now)
    plan = session.get(ReadingPlan, reader_id)
    if plan is None:
        plan = ReadingPlan(reader_id=reader_id)
        session.add(plan)
    plan.weekdays = list(draft.weekdays)
    plan.minutes = int(draft.minutes)
    plan.changed_at = now
    session.flush()
    return Done(days, agreed.nudges, agreed.follow_ups)


def drop_plan(session: Session, *, reader_id: int) -> Done[None]:
    """No days of one's own any more; the number of reading days a week stays as it is."""
    session.execute(delete(ReadingPlan).where(ReadingPlan.reader_id == reader_id))
    return Done(None)
