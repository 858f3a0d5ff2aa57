"""The secretary's page of a session: who reads when, who of the jury is done, how far jurors lie apart, ties.

Figures stay here: totals and places go to nobody else, and to the secretary only once everyone handed in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from readify.game.contest.figures import ReaderFigures, SeatFigures, reader_figures, seat_figures
from readify.models import (
    AudienceCode,
    Contest,
    ContestRound,
    ContestSchool,
    ContestSession,
    Criterion,
    Decision,
    Entrant,
    EntrantState,
    Juror,
    SessionResult,
)
from readify.models.contest_people import TAKES_PART
from readify.queries.contest_standing import Judging, judging_of


@dataclass(frozen=True, slots=True)
class DayReader:
    """A reader on the day. `seconds`: how long the turn took; `figures` None while no card is complete."""

    entrant: Entrant
    school: str
    number: int
    seconds: int | None
    figures: ReaderFigures | None
    result: SessionResult | None


@dataclass(frozen=True, slots=True)
class DayJuror:
    """A juror on the day: how many readers are `done`, and which readers are of the juror's own school."""

    juror: Juror
    done: int
    figures: SeatFigures | None
    own: tuple[DayReader, ...]


@dataclass(frozen=True, slots=True)
class DayDecision:
    """A tie that was decided: the readers as the chair ordered them, and why."""

    ordered: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class DayCodes:
    """The audience's codes: how many there are and were used, and the votes per reader, most first."""

    made: int
    used: int
    votes: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SecretaryPage:
    """All of a session. `away`: withdrawn ones and who waits, in the order of entering."""

    contest: Contest
    of_round: ContestRound
    session: ContestSession
    criteria: tuple[Criterion, ...]
    readers: tuple[DayReader, ...]
    jurors: tuple[DayJuror, ...]
    ties: tuple[tuple[int, ...], ...]
    decisions: tuple[DayDecision, ...]
    all_handed_in: bool
    codes: DayCodes

    @property
    def reading(self) -> DayReader | None:
        """Who is on stage."""
        return next((one for one in self.readers if one.entrant.state is EntrantState.READING), None)

    @property
    def coming(self) -> DayReader | None:
        """Who reads next: the first in the order who has not read and is there."""
        return next((one for one in self.readers if one.entrant.state is EntrantState.ACCEPTED), None)

    @property
    def all_read(self) -> bool:
        """Everyone who is there has read."""
        return bool(self.readers) and all(one.entrant.state is EntrantState.READ for one in self.readers)

    def reader(self, entrant_id: int) -> DayReader:
        """The reader with this id. Raises StopIteration for one who is not in this session."""
        return next(one for one in self.readers if one.entrant.id == entrant_id)


def secretary_page(session: Session, session_id: int) -> SecretaryPage:
    """The session as it is now. The caller has asked whether this visitor may."""
    sitting = session.get_one(ContestSession, session_id)
    of_round = session.get_one(ContestRound, sitting.round_id)
    judging = judging_of(session, session_id)
    readers = _readers(session, session_id, judging)
    decided = select(Decision).where(Decision.session_id == session_id).order_by(Decision.id)
    return SecretaryPage(
        contest=session.get_one(Contest, of_round.contest_id),
        of_round=of_round,
        session=sitting,
        criteria=tuple(
            session.scalars(
                select(Criterion).where(Criterion.round_id == of_round.id).order_by(Criterion.number)
            )
        ),
        readers=readers,
        jurors=_jurors(judging, readers),
        ties=judging.open_ties if judging.all_handed_in else (),
        decisions=tuple(DayDecision(tuple(row.ordered), row.reason) for row in session.scalars(decided)),
        all_handed_in=judging.all_handed_in,
        codes=_codes(session, session_id),
    )


def seconds_between(start: dt.datetime | None, end: dt.datetime | None) -> int | None:
    """Whole seconds of a turn that is over."""
    return None if start is None or end is None else int((end - start).total_seconds())


def _readers(session: Session, session_id: int, judging: Judging) -> tuple[DayReader, ...]:
    rows = session.execute(
        select(Entrant, ContestSchool.name, SessionResult)
        .join(ContestSchool, ContestSchool.id == Entrant.contest_school_id)
        .outerjoin(SessionResult, SessionResult.entrant_id == Entrant.id)
        .where(Entrant.session_id == session_id, Entrant.state.in_(TAKES_PART))
        .order_by(Entrant.position.is_(None), Entrant.position, Entrant.id)
    ).all()
    figures = {one.reader: one for one in reader_figures(judging.weights, judging.by_seat, judging.readers)}
    return tuple(
        DayReader(
            entrant=entrant,
            school=school,
            number=number,
            seconds=seconds_between(entrant.started_at, entrant.finished_at),
            figures=figures.get(entrant.id),
            result=result,
        )
        for number, (entrant, school, result) in enumerate(rows, start=1)
    )


def _jurors(judging: Judging, readers: tuple[DayReader, ...]) -> tuple[DayJuror, ...]:
    figures = {one.seat: one for one in seat_figures(judging.weights, judging.by_seat)}
    return tuple(
        DayJuror(
            juror=juror,
            done=len(readers) - len(judging.missing_of(juror)),
            figures=figures.get(juror.seat),
            own=tuple(
                one
                for one in readers
                if juror.contest_school_id is not None
                and one.entrant.contest_school_id == juror.contest_school_id
            ),
        )
        for juror in judging.seated
    )


def _codes(session: Session, session_id: int) -> DayCodes:
    mine = AudienceCode.session_id == session_id
    votes = session.execute(
        select(AudienceCode.entrant_id, func.count())
        .where(mine, AudienceCode.entrant_id.is_not(None))
        .group_by(AudienceCode.entrant_id)
        .order_by(func.count().desc(), AudienceCode.entrant_id)
    ).all()
    made = session.scalar(select(func.count()).where(mine)) or 0
    used = session.scalar(select(func.count()).where(mine, AudienceCode.used_at.is_not(None))) or 0
    return DayCodes(made, used, tuple((int(entrant or 0), count) for entrant, count in votes))


def asked_schools(session: Session, session_id: int) -> tuple[tuple[int, str], ...]:
    """Ids and names of the schools in this session's contest, for a juror who has ties with one."""
    of_round = session.get_one(ContestRound, session.get_one(ContestSession, session_id).round_id)
    rows = session.execute(
        select(ContestSchool.id, ContestSchool.name)
        .where(ContestSchool.contest_id == of_round.contest_id)
        .order_by(ContestSchool.name)
    )
    return tuple((row.id, row.name) for row in rows)
