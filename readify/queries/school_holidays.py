"""The Dutch school holidays of region Zuid, and schools with dates of their own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from holidays import country_holidays
from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.models import School, SchoolHolidayDates

LONGEST = dt.timedelta(days=119)
AHEAD = dt.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """One holiday; both days belong to it."""

    name: str
    starts: dt.date
    ends: dt.date


@dataclass(frozen=True, slots=True)
class OwnDates:
    """A holiday that one school has on days of its own."""

    dates_id: int
    school_id: int
    school: str
    name: str
    starts: dt.date
    ends: dt.date


@lru_cache(maxsize=4)
def school_holidays(today: dt.date) -> tuple[SchoolHoliday, ...]:
    """Holidays that are not over yet and begin within a year, in order."""
    years = range(today.year - 1, today.year + 3)
    named = country_holidays("NL", subdiv="Zuid", years=years, categories=("school",), language="nl")
    found: list[SchoolHoliday] = []
    for day, name in sorted(named.items()):
        last = found[-1] if found else None
        if last and last.name == name and day - last.ends <= dt.timedelta(days=1):
            found[-1] = SchoolHoliday(name, last.starts, day)
        else:
            found.append(SchoolHoliday(name, day, day))
    return tuple(one for one in found if one.ends >= today and one.starts <= today + AHEAD)


def next_like(starts: dt.date, ends: dt.date, *, today: dt.date) -> tuple[dt.date, dt.date]:
    """When a trail of these days could hang again: in the next such holiday, else years later."""
    name = next((one.name for one in school_holidays(starts) if one.starts <= ends), None)
    after = max(today, ends + dt.timedelta(days=1))
    for one in school_holidays(after):
        if one.name == name and one.starts > ends:
            return one.starts, min(one.ends, one.starts + LONGEST)
    weeks = dt.timedelta(weeks=52)
    while starts <= today:
        starts, ends = starts + weeks, ends + weeks
    return starts, ends


def schools_near(session: Session, *, municipality: str) -> tuple[tuple[int, str], ...]:
    """The schools in a library's municipality: id and name."""
    rows = session.execute(
        select(School.id, School.name)
        .where(School.municipality == municipality)
        .order_by(School.name, School.id)
    )
    return tuple((school_id, name) for school_id, name in rows)


def own_dates(session: Session, *, municipality: str, today: dt.date) -> tuple[OwnDates, ...]:
    """Where schools of this municipality differ from the region, and it is not over yet."""
    rows = session.execute(
        select(SchoolHolidayDates, School.name)
        .join(School, School.id == SchoolHolidayDates.school_id)
        .where(School.municipality == municipality, SchoolHolidayDates.ends >= today)
        .order_by(SchoolHolidayDates.starts, School.name, SchoolHolidayDates.id)
    )
    return tuple(
        OwnDates(one.id, one.school_id, school, one.name, one.starts, one.ends) for one, school in rows
    )
