"""School years, and what a class is called one year further. Pure."""

from __future__ import annotations

import datetime as dt
import re

from readify.exchange.rosters.years import SECONDARY, years_of

FIRST_MONTH = 7  # in July schools make their new classes already
USUAL_MONTHS = frozenset({7, 8, 9, 10})
LAST_YEARS = frozenset({8, SECONDARY + 6})


def school_year_of(day: dt.date) -> int:
    """The school year by its first calendar year: 2026 from July 2026 until June 2027."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def year_in_words(year: int) -> str:
    """`2026–2027`."""
    return f"{year}–{year + 1}"


def next_name(name: str) -> str:
    """The class's name a year further: "Groep 6" is "Groep 7", "6/7b" is "7/8b", "2 havo" is "3 havo"."""
    numbers = {year if year <= SECONDARY else year - SECONDARY for year in years_of(name)}
    return re.sub(
        r"\d+",
        lambda found: str(int(found[0]) + 1) if int(found[0]) in numbers else found[0],
        name,
    )


def is_last(years: tuple[int, ...]) -> bool:
    """Whether a class of these year groups is the last one of a school."""
    return bool(years) and set(years) <= LAST_YEARS
