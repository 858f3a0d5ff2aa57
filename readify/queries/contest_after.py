"""After a session: each reader with what the jury said, and who goes on. Never places or points.

For the organiser, the secretary and the reader's own teacher; what may be public is in `contest_winners`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.models import (
    TAKES_PART,
    Contest,
    ContestEvent,
    ContestRound,
    ContestSchool,
    ContestSession,
    Entrant,
    Juror,
    Library,
    Outcome,
    Scorecard,
    ScoreTouch,
    SessionResult,
)

SAID = ("top", "tip", "compliment")
SENT = "feedback_sent"  # the event of a mail with tips and tops


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the jury wrote for one reader, juror by juror."""

    tops: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    compliments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AfterReader:
    """One reader. `name` is empty once removed; `outcome` None until all is revealed."""

    entrant_id: int
    name: str
    named: bool  # may the name be told outside: the parents said yes
    class_name: str
    school: str
    municipality: str
    email: str
    book_title: str
    book_author: str
    language: str
    outcome: Outcome | None
    compliment: str
    feedback: Feedback
    sent: bool


@dataclass(frozen=True, slots=True)
class SessionAfter:
    """The session, its round and contest, and its readers in the order in which they read."""

    contest: Contest
    of_round: ContestRound
    sitting: ContestSession
    onward: ContestRound | None
    organiser: str
    jurors: tuple[str, ...]
    readers: tuple[AfterReader, ...]

    @property
    def going_on(self) -> tuple[AfterReader, ...]:
        """Who goes on."""
        return tuple(one for one in self.readers if one.outcome is Outcome.GOES_ON)

    @property
    def schools(self) -> int:
        """How many schools had a reader here."""
        return len({(one.school, one.municipality) for one in self.readers})


def session_after(session: Session, session_id: int) -> SessionAfter:
    """In nine statements, however many readers. The session exists: the caller asked a policy."""
    sitting = session.get_one(ContestSession, session_id)
    of_round = session.get_one(ContestRound, sitting.round_id)
    contest = session.get_one(Contest, of_round.contest_id)
    library = session.get(Library, contest.library_id) if contest.library_id is not None else None
    jurors = session.scalars(
        select(Juror.name)
        .where(Juror.session_id == session_id, Juror.left_at.is_(None))
        .order_by(Juror.number)
    )
    return SessionAfter(
        contest,
        of_round,
        sitting,
        _onward(session, of_round),
        "" if library is None else library.name,
        tuple(jurors),
        _readers(session, sitting),
    )


def feedback_for(session: Session, entrant_ids: Iterable[int]) -> dict[int, Feedback]:
    """What was written for these readers, jurors in their order."""
    rows = session.execute(
        select(Scorecard.entrant_id, ScoreTouch.field, ScoreTouch.text)
        .join(ScoreTouch, ScoreTouch.card_id == Scorecard.id)
        .join(Juror, Juror.id == Scorecard.juror_id)
        .where(Scorecard.entrant_id.in_(list(entrant_ids)), ScoreTouch.field.in_(SAID))
        .order_by(Juror.number)
    )
    said: defaultdict[int, dict[str, list[str]]] = defaultdict(lambda: {field: [] for field in SAID})
    for entrant_id, field, text in rows:
        if text:
            said[entrant_id][field].append(text)
    return {
        entrant_id: Feedback(tuple(of["top"]), tuple(of["tip"]), tuple(of["compliment"]))
        for entrant_id, of in said.items()
    }


def _onward(session: Session, of_round: ContestRound) -> ContestRound | None:
    return session.scalar(
        select(ContestRound).where(
            ContestRound.contest_id == of_round.contest_id, ContestRound.number == of_round.number + 1
        )
    )


def _readers(session: Session, sitting: ContestSession) -> tuple[AfterReader, ...]:
    rows = session.execute(
        select(Entrant, ContestSchool, SessionResult)
        .join(ContestSchool, ContestSchool.id == Entrant.contest_school_id)
        .outerjoin(SessionResult, SessionResult.entrant_id == Entrant.id)
        .where(Entrant.session_id == sitting.id, Entrant.state.in_(TAKES_PART))
        .order_by(Entrant.position.is_(None), Entrant.position, Entrant.id)
    ).all()
    said = feedback_for(session, [entrant.id for entrant, _school, _result in rows])
    sent = set(
        session.scalars(
            select(ContestEvent.entrant_id).where(
                ContestEvent.session_id == sitting.id, ContestEvent.kind == SENT
            )
        )
    )
    revealed = sitting.revealed_at is not None
    return tuple(
        AfterReader(
            entrant_id=entrant.id,
            name=entrant.name,
            named=entrant.consent_at is not None and bool(entrant.name),
            class_name=entrant.class_name,
            school=school.name,
            municipality=school.municipality,
            email=school.email,
            book_title=entrant.book_title,
            book_author=entrant.book_author,
            language=entrant.language,
            outcome=result.outcome if result is not None and revealed else None,
            compliment=result.compliment if result is not None else "",
            feedback=said.get(entrant.id, Feedback()),
            sent=entrant.id in sent,
        )
        for entrant, school, result in rows
    )
