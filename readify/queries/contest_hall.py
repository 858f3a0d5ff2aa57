"""What everybody may see of a session: the order, whose turn it is, the clock, a break, and what is revealed.

A first name and a school only with the parents' yes that the teacher ticked; else "lezer 4". No totals, no
places: of the results only the compliments, and at the end who goes on.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.models import (
    AudienceCode,
    Clap,
    Contest,
    ContestRound,
    ContestSchool,
    ContestSession,
    Entrant,
    EntrantState,
    SessionResult,
    SessionState,
)
from readify.models.contest_people import TAKES_PART
from readify.models.contest_scores import Outcome
from readify.words import N_

NO_ROUND = N_("Deze ronde heb ik niet gevonden. Vraag de bibliotheek om het juiste adres.")


class Scene(StrEnum):
    """What the screen is about now."""

    WELCOME = "welcome"  # before the order is drawn
    ORDER = "order"  # drawn; nobody is reading
    READING = "reading"
    BREAK = "break"
    THANKS = "thanks"  # all have read, the jury talks
    REVEAL = "reveal"


@dataclass(frozen=True, slots=True)
class HallReader:
    """One reader in turn. `name` and `school` are empty without consent, and once they were removed."""

    entrant_id: int
    number: int
    name: str
    school: str
    class_name: str
    book_title: str
    book_author: str
    state: EntrantState
    started_at: dt.datetime | None
    compliment: str = ""  # once revealed
    goes_on: bool = False  # once revealed


@dataclass(frozen=True, slots=True)
class Hall:
    """The session as everybody may see it. `version` is the cursor of its nudges."""

    session_id: int
    key: str
    version: int
    contest: str
    round_name: str
    next_round: str
    session_name: str
    place: str
    day: dt.date | None
    starts: dt.time | None
    state: SessionState
    time_limit: int | None
    break_until: dt.datetime | None
    readers: tuple[HallReader, ...]
    audience_prize: bool
    revealed_step: int
    favourites: tuple[int, ...] = ()  # of the audience, once all is revealed
    claps: int = 0  # for all together: never a number of one child

    @property
    def reading(self) -> HallReader | None:
        """Who is on stage."""
        return next((one for one in self.readers if one.state is EntrantState.READING), None)

    @property
    def coming(self) -> HallReader | None:
        """Who reads next."""
        return next((one for one in self.readers if one.state is EntrantState.ACCEPTED), None)

    @property
    def last_read(self) -> HallReader | None:
        """Who was on stage last: may still be thanked."""
        read = [one for one in self.readers if one.state is EntrantState.READ and one.started_at]
        return max(
            read, key=lambda one: one.started_at or dt.datetime.min.replace(tzinfo=dt.UTC), default=None
        )

    @property
    def winners(self) -> tuple[HallReader, ...]:
        """Who goes on, as far as that is revealed; in reading order."""
        return tuple(one for one in self.readers if one.goes_on)

    @property
    def spoken(self) -> tuple[HallReader, ...]:
        """Those whose compliment was read out, in reading order."""
        return tuple(one for one in self.readers if one.compliment)

    @property
    def votes_open(self) -> bool:
        """Whether the audience may vote: everybody has been heard, nothing is revealed."""
        return self.audience_prize and self.scene is Scene.THANKS

    @property
    def scene(self) -> Scene:
        """What the screen is about now."""
        if self.state in (SessionState.REVEALED, SessionState.DONE) or self.revealed_step:
            return Scene.REVEAL
        if self.reading:
            return Scene.READING
        if self.break_until is not None:
            return Scene.BREAK
        if self.readers and all(one.state is EntrantState.READ for one in self.readers):
            return Scene.THANKS
        return Scene.WELCOME if not self.drawn else Scene.ORDER

    @property
    def drawn(self) -> bool:
        """Whether turns are known."""
        return any(one.number for one in self.readers)


def session_of_key(session: Session, key: str) -> ContestSession:
    """The session whose screen this key opens. Raises NotFound."""
    found = session.scalar(select(ContestSession).where(ContestSession.screen_key == key))
    if found is None:
        raise NotFound("no_screen", NO_ROUND)
    return found


def version_of_key(session: Session, key: str) -> int:
    """The cursor of a session, and nothing else of it. Raises NotFound."""
    found = session.scalar(select(ContestSession.version).where(ContestSession.screen_key == key))
    if found is None:
        raise NotFound("no_screen", NO_ROUND)
    return found


def hall(session: Session, *, key: str) -> Hall:
    """The session behind this key. Raises NotFound."""
    sitting = session_of_key(session, key)
    of_round = session.get_one(ContestRound, sitting.round_id)
    contest = session.get_one(Contest, of_round.contest_id)
    ended = sitting.state in (SessionState.REVEALED, SessionState.DONE)
    return Hall(
        session_id=sitting.id,
        key=key,
        version=sitting.version,
        contest=contest.name,
        round_name=of_round.name,
        next_round=_next_round(session, of_round),
        session_name=sitting.name,
        place=sitting.place,
        day=sitting.day,
        starts=sitting.starts,
        state=sitting.state,
        time_limit=of_round.time_limit,
        break_until=sitting.break_until,
        readers=_readers(session, sitting, ended=ended),
        audience_prize=of_round.audience_prize,
        revealed_step=sitting.revealed_step,
        claps=_claps(session, sitting.id),
        favourites=_favourites(session, sitting.id) if ended and of_round.audience_prize else (),
    )


def _readers(session: Session, sitting: ContestSession, *, ended: bool) -> tuple[HallReader, ...]:
    rows = session.execute(
        select(Entrant, ContestSchool.name, SessionResult.compliment, SessionResult.outcome)
        .join(ContestSchool, ContestSchool.id == Entrant.contest_school_id)
        .outerjoin(SessionResult, SessionResult.entrant_id == Entrant.id)
        .where(Entrant.session_id == sitting.id, Entrant.state.in_(TAKES_PART))
        .order_by(Entrant.position.is_(None), Entrant.position, Entrant.id)
    ).all()
    return tuple(
        _reader(row, spoken=turn <= sitting.revealed_step, ended=ended)
        for turn, row in enumerate(rows, start=1)
    )


def _reader(row: Row[Entrant, str, str, Outcome], *, spoken: bool, ended: bool) -> HallReader:
    entrant, school, compliment, outcome = row
    public = entrant.consent_at is not None
    return HallReader(
        entrant_id=entrant.id,
        number=entrant.position or 0,
        name=entrant.name if public else "",
        school=school if public else "",
        class_name=entrant.class_name if public else "",
        book_title=entrant.book_title,
        book_author=entrant.book_author,
        state=entrant.state,
        started_at=entrant.started_at,
        compliment=(compliment or "") if spoken else "",
        goes_on=ended and outcome is Outcome.GOES_ON,
    )


def _next_round(session: Session, of_round: ContestRound) -> str:
    later = select(ContestRound.name).where(
        ContestRound.contest_id == of_round.contest_id, ContestRound.number == of_round.number + 1
    )
    return session.scalar(later) or ""


def _claps(session: Session, session_id: int) -> int:
    wanted = (
        select(func.sum(Clap.count))
        .join(Entrant, Entrant.id == Clap.entrant_id)
        .where(Entrant.session_id == session_id)
    )
    return int(session.scalar(wanted) or 0)


def _favourites(session: Session, session_id: int) -> tuple[int, ...]:
    """Whom the audience chose; all of them when votes are equal, none without votes."""
    rows = session.execute(
        select(AudienceCode.entrant_id, func.count())
        .where(AudienceCode.session_id == session_id, AudienceCode.entrant_id.is_not(None))
        .group_by(AudienceCode.entrant_id)
    ).all()
    most = max((count for _entrant, count in rows), default=0)
    return tuple(sorted(int(entrant) for entrant, count in rows if count == most and entrant is not None))
