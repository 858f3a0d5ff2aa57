"""The Dutch school holidays of region Zuid, out of the package `holidays`. No database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from holidays import country_holidays

AHEAD = dt.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """One holiday; both days belong to it."""

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
