"""What follows a session: the badge for who read, and the record that tips, tops or a reminder went out."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from readify.actions.contest_records import found_entrant, found_round, happened, held_school
from readify.actions.sharing import give_bonus
from readify.done import Done
from readify.game.facts import BonusKind
from readify.game.rulebook import Rulebook
from readify.models import Answer, ContestEvent, ContestSession, Entrant, EntrantState, Reader
from readify.queries.contest_after import SENT

NOT_AGAIN_WITHIN = dt.timedelta(days=1)


def give_podium(
    session: Session, *, session_id: int, rules: Rulebook, today: dt.date, now: dt.datetime
) -> Done[int]:
    """Gives every reader of the session who is on Readify the fact that it read in a round, once.

    Readers in the order of their ids, as every shared bonus. Answers how many were new.
    """
    readers = session.scalars(
        select(Reader.id)
        .join(Entrant, Entrant.reader_id == Reader.id)
        .where(Entrant.session_id == session_id, Entrant.state == EntrantState.READ)
        .where(Reader.left_at.is_(None))
        .distinct()
        .order_by(Reader.id)
    ).all()
    given = [
        give_bonus(
            session,
            rules=rules,
            reader_id=reader_id,
            kind=BonusKind.CONTEST_ROUND,
            cause=f"contest:{session_id}",
            today=today,
            now=now,
        ).value
        for reader_id in readers
    ]
    return Done(sum(given))


def take_feedback(
    session: Session, *, entrant_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[bool]:
    """The mail with this reader's tips and tops is ours to send: True once, whoever asks, also at once."""
    entrant = found_entrant(session, entrant_id)
    held_school(session, entrant.contest_school_id)
    sent = select(ContestEvent.id).where(ContestEvent.entrant_id == entrant_id, ContestEvent.kind == SENT)
    if session.scalar(sent.limit(1)) is not None or entrant.session_id is None:
        return Done(False)
    sitting = session.get_one(ContestSession, entrant.session_id)
    happened(
        session,
        SENT,
        contest_id=found_round(session, sitting.round_id).contest_id,
        session_id=sitting.id,
        entrant_id=entrant_id,
        now=now,
        account_id=account_id,
    )
    return Done(True)


def take_reminder(
    session: Session, *, contest_school_id: int, now: dt.datetime, account_id: int | None = None
) -> Done[bool]:
    """The reminder to this school is ours to send: True when it did not answer and had none today."""
    school = held_school(session, contest_school_id)
    recent = school.reminded_at is not None and now - school.reminded_at < NOT_AGAIN_WITHIN
    if school.answer is not Answer.NONE or not school.email or recent:
        return Done(False)
    school.reminded_at = now
    happened(
        session,
        "reminded",
        contest_id=school.contest_id,
        now=now,
        account_id=account_id,
        detail={"school": contest_school_id},
    )
    return Done(True)


def give_back_feedback(session: Session, *, entrant_id: int) -> Done[None]:
    """The mail could not be delivered: it may be sent again."""
    session.execute(
        delete(ContestEvent).where(ContestEvent.entrant_id == entrant_id, ContestEvent.kind == SENT)
    )
    return Done(None)


def give_back_reminder(session: Session, *, contest_school_id: int) -> Done[None]:
    """The reminder could not be delivered: it may be sent again."""
    held_school(session, contest_school_id).reminded_at = None
    return Done(None)
