"""Schools and the links by which they enter without an account; what such a link opens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from readify.errors import Conflict, NotFound
from readify.models import (
    Answer,
    Contest,
    ContestRound,
    ContestSchool,
    ContestState,
    Entrant,
    EntrantState,
    EntryRule,
)
from readify.queries.contest_entries import OpenRound, rounds_by_link
from readify.tokens import hash_token
from readify.words import N_

NO_LINK = N_("Deze link werkt niet, of niet meer. Vraag de organisator om een nieuwe.")
ENDED = N_(
    "Deze link is verlopen: aanmelden is voorbij. Wat je al aanmeldde, is bewaard. Bel de organisator."
)
MINE = (EntrantState.ENTERED, EntrantState.ACCEPTED, EntrantState.WAITING, EntrantState.LATE)


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A school on the page of links. `entered`: readers of its own, but for those withdrawn."""

    contest_school_id: int
    name: str
    municipality: str
    email: str
    answer: Answer
    has_link: bool
    mailed_at: dt.datetime | None
    entered: int


def links_of(session: Session, contest_id: int, *, towns: Sequence[str] | None) -> tuple[LinkLine, ...]:
    """The contest's schools by municipality and name; with `towns` (casefolded) only those."""
    many = (
        select(func.count())
        .where(Entrant.contest_school_id == ContestSchool.id, Entrant.state != EntrantState.WITHDRAWN)
        .where(Entrant.came_from_id.is_(None))
        .scalar_subquery()
    )
    rows = session.execute(
        select(ContestSchool, many)
        .where(ContestSchool.contest_id == contest_id)
        .order_by(ContestSchool.municipality, ContestSchool.name, ContestSchool.id)
    )
    return tuple(
        LinkLine(
            contest_school_id=one.id,
            name=one.name,
            municipality=one.municipality,
            email=one.email,
            answer=one.answer,
            has_link=one.key_hash is not None,
            mailed_at=one.invited_at,
            entered=entered,
        )
        for one, entered in rows
        if towns is None or one.municipality.casefold() in towns
    )


def last_day(session: Session, contest_id: int) -> dt.date | None:
    """Until when a link of this contest works; None when a round that takes entries has no last day."""
    days = _last_days(session, contest_id)
    return None if not days or None in days else max(day for day in days if day)


def school_of_key(session: Session, key: str, *, today: dt.date) -> ContestSchool:
    """The school this link enters for. NotFound: no such link, or ended; Conflict `expired`: too late."""
    school = session.scalar(select(ContestSchool).where(ContestSchool.key_hash == hash_token(key)))
    if school is None:
        raise NotFound("no_link", NO_LINK)
    contest = session.get_one(Contest, school.contest_id)
    days = _last_days(session, contest.id)
    if contest.state is ContestState.ARCHIVED or not any(day is None or today <= day for day in days):
        raise Conflict("expired", ENDED)
    return school


def link_page(session: Session, school: ContestSchool, *, today: dt.date) -> tuple[OpenRound, ...]:
    """The rounds this school may enter for, with its readers."""
    return rounds_by_link(session, contest_school_id=school.id, today=today)


def may_change_by_link(entrant: Entrant) -> bool:
    """Whether the link's holder may change it: nobody with an account entered it, and it did not read yet."""
    return entrant.entered_by_id is None and entrant.classroom_id is None and entrant.state in MINE


def _last_days(session: Session, contest_id: int) -> list[dt.date | None]:
    wanted = select(ContestRound.closes).where(ContestRound.contest_id == contest_id)
    wanted = wanted.where(~ContestRound.at_school, ContestRound.entry_rule != EntryRule.WINNERS)
    return list(session.scalars(wanted))
