"""What is kept of a child in a contest goes again: after the set time, or when the child is erased.

The row stays, without name, texts or wishes: results and figures keep adding up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from readify.done import Done
from readify.models import (
    Contest,
    ContestRound,
    ContestSession,
    Entrant,
    Scorecard,
    ScoreTouch,
    SessionResult,
)

GONE = {
    "name": "",
    "class_name": "",
    "fragment": "",
    "introduction": "",
    "microphone": "",
    "wishes": "",
    "wheelchair": False,
    "gender": None,
    "reader_id": None,
    "classroom_id": None,
    "consent_at": None,
    "consent_by_id": None,
}


def remove_names(session: Session, *, today: dt.date, now: dt.datetime) -> Done[int]:
    """Blanks everyone whose round's last session is longer ago than its contest keeps. Answers how many.

    A round without any session counts from the day it closed; one without either keeps its names.
    """
    rows = session.execute(
        select(
            ContestRound.id, Contest.keep_days, func.max(ContestSession.day), func.max(ContestRound.closes)
        )
        .join(Contest, Contest.id == ContestRound.contest_id)
        .outerjoin(ContestSession, ContestSession.round_id == ContestRound.id)
        .group_by(ContestRound.id, Contest.keep_days)
    ).all()
    over = [round_id for round_id, keep, last, closed in rows if _is_over(last or closed, keep, today)]
    wanted = select(Entrant.id).where(Entrant.round_id.in_(over), Entrant.removed_at.is_(None))
    return Done(_blank(session, session.scalars(wanted).all(), now))


def forget_reader(session: Session, *, reader_id: int, now: dt.datetime) -> int:
    """Blanks a child that is erased, in every round it read in. Answers in how many."""
    first = session.scalars(select(Entrant.id).where(Entrant.reader_id == reader_id)).all()
    return _blank(session, first, now)


def _is_over(last: dt.date | None, keep: int, today: dt.date) -> bool:
    return last is not None and last + dt.timedelta(days=keep) < today


def _blank(session: Session, entrant_ids: Sequence[int], now: dt.datetime) -> int:
    if not entrant_ids:
        return 0
    session.execute(
        update(Entrant).where(Entrant.id.in_(entrant_ids)).values(**GONE, removed_at=now),
        execution_options={"synchronize_session": "fetch"},
    )
    session.execute(
        update(SessionResult).where(SessionResult.entrant_id.in_(entrant_ids)).values(compliment=""),
        execution_options={"synchronize_session": "fetch"},
    )
    cards = select(Scorecard.id).where(Scorecard.entrant_id.in_(entrant_ids))
    session.execute(
        update(ScoreTouch).where(ScoreTouch.card_id.in_(cards)).values(text=None),
        execution_options={"synchronize_session": "fetch"},
    )
    session.flush()
    return len(entrant_ids)
