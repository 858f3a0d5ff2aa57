"""Sessions as nodes of a contest's tree: where each stands, its jury, who is equal. No scores."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from readify.models import (
    TAKES_PART,
    ContestRound,
    ContestSession,
    Entrant,
    Juror,
    SessionState,
)
from readify.queries.contest_standing import judging_of

OVER = (SessionState.REVEALED, SessionState.DONE)


@dataclass(frozen=True, slots=True)
class JurorLine:
    """A juror in the panel."""

    name: str
    chair: bool
    handed_in: bool


@dataclass(frozen=True, slots=True)
class SessionNode:
    """One session. `tied`: readers (name, book) equal where it matters; `short`: jurors missing."""

    session_id: int
    round_id: int
    name: str
    place: str
    day: dt.date | None
    starts: dt.time | None
    state: SessionState
    readers: int
    goes_on: int
    feeds_id: int | None
    short: int
    jurors: tuple[JurorLine, ...]
    tied: tuple[tuple[str, str], ...] = ()
    municipality: str = ""

    def tag(self, today: dt.date) -> str:
        """known, tie, sealed, now, today, late, jury, day or none."""
        if self.tied:
            return "tie"
        begun = {SessionState.UNDER_WAY: "now", SessionState.SEALED: "sealed"} | dict.fromkeys(OVER, "known")
        if self.state in begun:
            return begun[self.state]
        if self.day is None:
            return "none"
        if self.day <= today:
            return "today" if self.day == today else "late"
        return "jury" if self.short else "day"


def nodes_of(session: Session, rounds: Sequence[ContestRound]) -> dict[int, list[SessionNode]]:
    """The sessions of these rounds, by round, in order of their days."""
    by_round = {one.id: one for one in rounds}
    sittings = session.scalars(
        select(ContestSession)
        .where(ContestSession.round_id.in_(by_round))
        .order_by(ContestSession.day.is_(None), ContestSession.day, ContestSession.id)
    ).all()
    ids = [one.id for one in sittings]
    rows = session.execute(
        select(Entrant.session_id, func.count().label("many"))
        .where(Entrant.session_id.in_(ids), Entrant.state.in_(TAKES_PART))
        .group_by(Entrant.session_id)
    )
    readers = {row.session_id: row.many for row in rows}
    jurors: defaultdict[int, list[JurorLine]] = defaultdict(list)
    for row in session.scalars(
        select(Juror).where(Juror.session_id.in_(ids), Juror.left_at.is_(None)).order_by(Juror.seat)
    ):
        jurors[row.session_id].append(JurorLine(row.name, row.chair, row.handed_in_at is not None))
    found: defaultdict[int, list[SessionNode]] = defaultdict(list)
    for one in sittings:
        of_round = by_round[one.round_id]
        found[one.round_id].append(
            SessionNode(
                session_id=one.id,
                round_id=one.round_id,
                name=one.name,
                place=one.place,
                day=one.day,
                starts=one.starts,
                state=one.state,
                readers=readers.get(one.id, 0),
                goes_on=of_round.goes_on,
                feeds_id=one.feeds_id,
                short=max(0, of_round.jury_size - len(jurors[one.id])),
                jurors=tuple(jurors[one.id]),
                tied=_tied(session, one),
                municipality=one.municipality,
            )
        )
    return found


def _tied(session: Session, sitting: ContestSession) -> tuple[tuple[str, str], ...]:
    """Who stands equal where it matters, once all have handed in. Asked of sessions under way only."""
    if sitting.state is not SessionState.UNDER_WAY:
        return ()
    judging = judging_of(session, sitting.id)
    if not judging.all_handed_in or not judging.open_ties:
        return ()
    rows = session.execute(
        select(Entrant.name, Entrant.book_title)
        .where(Entrant.id.in_(judging.open_ties[0]))
        .order_by(Entrant.position, Entrant.id)
    )
    return tuple((row.name, row.book_title) for row in rows)
