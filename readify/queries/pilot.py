"""The coordinator's figures: how many children read, week by week and per municipality, small groups hidden.

Reads the rows of days, never the ledger. Says nothing of one child, one class or one school.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from readify.models import Classroom, Reader, ReaderDay, School
from readify.queries.province import Province, province
from readify.queries.small_counts import FEWEST, Shown, roughly, shown, shown_total

WEEKS = 8  # whole weeks, this one among them


@dataclass(frozen=True, slots=True)
class PilotMunicipality:
    """One municipality: its schools, classes and children, and how many of them read in these weeks."""

    name: str
    schools: int
    classes: int
    children: Shown
    readers: Shown


@dataclass(frozen=True, slots=True)
class PilotWeek:
    """A week from its Monday on: children who read, and the days on which they did, added up."""

    monday: dt.date
    readers: Shown
    days: Shown


@dataclass(frozen=True, slots=True)
class Pilot:
    """All of it, from `begins` (a Monday) to `until` (today)."""

    begins: dt.date
    until: dt.date
    municipalities: tuple[PilotMunicipality, ...]
    weeks: tuple[PilotWeek, ...]
    network: Province

    @property
    def children(self) -> Shown:
        """All children, made of what the municipalities show."""
        return shown_total(line.children for line in self.municipalities)

    @property
    def readers(self) -> Shown:
        """All children who read, made of what the municipalities show."""
        return shown_total(line.readers for line in self.municipalities)


def pilot_summary(session: Session, *, today: dt.date) -> Pilot:
    """In eight statements, however many children there are."""
    begins = today - dt.timedelta(days=today.weekday(), weeks=WEEKS - 1)
    municipalities = _municipalities(session, begins, today)
    hides = any(line.readers.few or line.readers.about for line in municipalities)
    weeks = tuple(
        _week(session, begins + dt.timedelta(weeks=number), today, hides=hides) for number in range(WEEKS)
    )
    return Pilot(begins, today, municipalities, weeks, province(session, today=today))


def _municipalities(session: Session, begins: dt.date, today: dt.date) -> tuple[PilotMunicipality, ...]:
    read = (
        select(ReaderDay.reader_id)
        .where(ReaderDay.day.between(begins, today), ReaderDay.readings > 0)
        .distinct()
        .subquery()
    )
    rows = session.execute(
        select(
            School.municipality,
            func.count(School.id.distinct()),
            func.count(Classroom.id.distinct()),
            func.count(Reader.id.distinct()),
            func.count(read.c.reader_id.distinct()),
        )
        .outerjoin(Classroom, Classroom.school_id == School.id)
        .outerjoin(Reader, (Reader.classroom_id == Classroom.id) & Reader.left_at.is_(None))
        .outerjoin(read, read.c.reader_id == Reader.id)
        .group_by(School.municipality)
        .order_by(School.municipality)
    )
    return tuple(
        PilotMunicipality(name, schools, classes, shown(children), _part(read_there, of=children))
        for name, schools, classes, children, read_there in rows
    )


def _part(count: int, *, of: int) -> Shown:
    """A part of a group whose size is shown: rounded when the others would be one to four children."""
    return roughly(count) if 0 < of - count < FEWEST or 0 < of < FEWEST else shown(count)


def _week(session: Session, monday: dt.date, today: dt.date, *, hides: bool) -> PilotWeek:
    """Rounded where a municipality's number is not exact: the difference would give it away."""
    readers, days = session.execute(_read_in(monday, min(today, monday + dt.timedelta(days=6)))).one()
    return PilotWeek(
        monday,
        roughly(readers) if hides else shown(readers),
        Shown(0, few=True) if 0 < readers < FEWEST else roughly(days) if hides else shown(days),
    )


def _read_in(first: dt.date, last: dt.date) -> Select[int, int]:
    return (
        select(func.count(ReaderDay.reader_id.distinct()), func.count())
        .join(Reader, Reader.id == ReaderDay.reader_id)
        .where(ReaderDay.day.between(first, last), ReaderDay.readings > 0, Reader.left_at.is_(None))
    )
