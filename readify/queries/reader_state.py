"""Where one reader stands: the stored tally with the rules it belongs to. The start of every child's page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.game.rulebook import Rulebook
from readify.game.tally import Tally
from readify.models import Classroom, Reader, ReaderTally, ReadingPlan
from readify.rulebooks import reader_rulebook

_STATE = (
    select(
        Reader.name,
        Reader.companion,
        Reader.home_languages,
        Reader.classroom_id,
        Classroom.name.label("classroom_name"),
        Classroom.school_id,
        Classroom.band,
        Classroom.rules_version,
        ReaderTally.state,
        ReaderTally.digest,
        ReadingPlan.weekdays,
        ReadingPlan.minutes,
    )
    .join(Classroom, Classroom.id == Reader.classroom_id)
    .outerjoin(ReaderTally, ReaderTally.reader_id == Reader.id)
    .outerjoin(ReadingPlan, ReadingPlan.reader_id == Reader.id)
    .where(Reader.id == bindparam("of_reader"))
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The reading days a child chose (0 is Monday), and for how many minutes. Only for its own eyes."""

    weekdays: tuple[int, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class ReaderState:
    """A reader with class, tally, rules and own plan. `stale`: folded under other rules, refresh first."""

    reader_id: int
    name: str
    companion: str
    home_languages: tuple[str, ...]
    classroom_id: int
    classroom_name: str
    band: str
    tally: Tally
    rulebook: Rulebook
    stale: bool
    plan: Plan | None = None


def reader_state(session: Session, *, rules: Rulebook, reader_id: int) -> ReaderState:
    """The state of this reader, in one statement when its rules are known. NotFound when there is none."""
    row = session.execute(_STATE, {"of_reader": reader_id}).one_or_none()
    if row is None:
        raise NotFound("no_reader")
    rulebook = reader_rulebook(
        session,
        rules,
        reader_id=reader_id,
        classroom_id=row.classroom_id,
        school_id=row.school_id,
        band=row.band.value,
        rules_version=row.rules_version,
    )
    return ReaderState(
        reader_id=reader_id,
        name=row.name,
        companion=row.companion,
        home_languages=tuple(row.home_languages or ()),
        classroom_id=row.classroom_id,
        classroom_name=row.classroom_name,
        band=row.band.value,
        tally=Tally.from_json(row.state) if row.state else Tally(),
        rulebook=rulebook,
        stale=bool(row.state) and row.digest != rulebook.digest,
        plan=Plan(tuple(row.weekdays), row.minutes) if row.weekdays else None,
    )


def is_holiday_week(state: ReaderState, today: dt.date) -> bool:
    """Whether all of this week is paused."""
    return state.rulebook.is_paused(today - dt.timedelta(days=today.weekday()))
