"""One school year of one child as a picture: books, forms, languages, haltes, badges. Nobody to compare with.

Reads the shelf, the awards and one row per reading day of that year; never the ledger.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from readify.game.haltes import Halte
from readify.game.journey import halte_for
from readify.game.rules import Badge
from readify.models import Award, ReaderBook, ReaderDay, ShelfState
from readify.queries.reader_state import ReaderState
from readify.queries.shelf import ShelfBook, shelf_book

NEW_YEAR = 8  # a school year begins on the first of August
A_SHEET = 24  # books on one sheet of paper
HALF_A_SHEET = 12
MOST_BESIDE_BOOKS = 21  # badges that fit under half a sheet of books
MOST_BOOKS = 8 * A_SHEET

_BOOKS = (
    select(ReaderBook)
    .where(
        ReaderBook.reader_id == bindparam("of_reader"),
        ReaderBook.state.in_((ShelfState.READING, ShelfState.FINISHED, ShelfState.STOPPED)),
        ReaderBook.touched_at >= bindparam("since"),
        ReaderBook.touched_at < bindparam("until"),
    )
    .order_by(ReaderBook.touched_at.desc(), ReaderBook.id.desc())
    .limit(MOST_BOOKS)
)
_DAYS = (
    select(ReaderDay.forms, ReaderDay.languages)
    .where(
        ReaderDay.reader_id == bindparam("of_reader"),
        ReaderDay.day >= bindparam("first"),
        ReaderDay.day < bindparam("last"),
        ReaderDay.readings > 0,
    )
    .order_by(ReaderDay.day)
)
_BADGES = (
    select(Award.badge)
    .where(
        Award.reader_id == bindparam("of_reader"),
        Award.day >= bindparam("first"),
        Award.day < bindparam("last"),
    )
    .order_by(Award.day, Award.entry_id, Award.badge)
)


@dataclass(frozen=True, slots=True)
class MyYear:
    """`books` in the order they were read; `forms` and `languages` in the order they were met.

    `haltes` are those of the journey so far, the last one is where the child is now. `days`: reading days.
    """

    begins: dt.date
    books: tuple[ShelfBook, ...]
    forms: tuple[str, ...]
    languages: tuple[str, ...]
    badges: tuple[Badge, ...]
    haltes: tuple[Halte, ...]
    days: int

    @property
    def ends(self) -> int:
        """The calendar year in which it ends."""
        return self.begins.year + 1

    @property
    def is_empty(self) -> bool:
        """Nothing was read in it."""
        return not (self.days or self.books or self.badges)

    def sheets(self) -> list[tuple[ShelfBook, ...]]:
        """The books in portions that fit on one sheet of A4. The last one has room for all the rest."""
        portions = [self.books[at : at + A_SHEET] for at in range(0, len(self.books), A_SHEET)] or [()]
        crowded = len(portions[-1]) > HALF_A_SHEET or (self.books and len(self.badges) > MOST_BESIDE_BOOKS)
        return [*portions, ()] if crowded else portions


def year_begin(today: dt.date) -> dt.date:
    """The first day of the school year that `today` lies in."""
    return dt.date(today.year - (today.month < NEW_YEAR), NEW_YEAR, 1)


def my_year(session: Session, *, state: ReaderState, today: dt.date, timezone: str) -> MyYear:
    """The school year of this child so far. Three statements."""
    begins = year_begin(today)
    ends = begins.replace(year=begins.year + 1)
    zone = ZoneInfo(timezone)
    since, until = (dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC) for day in (begins, ends))
    rows = session.scalars(_BOOKS, {"of_reader": state.reader_id, "since": since, "until": until}).all()
    span = {"of_reader": state.reader_id, "first": begins, "last": ends}
    days = session.execute(_DAYS, span).all()
    known = {badge.slug: badge for badge in state.rulebook.badges}
    slugs = session.scalars(_BADGES, span).all()
    here = halte_for(state.rulebook, state.tally.lights)
    return MyYear(
        begins=begins,
        books=tuple(shelf_book(row) for row in reversed(rows)),
        forms=tuple(dict.fromkeys(form for row in days for form in row.forms)),
        languages=tuple(dict.fromkeys(code for row in days for code in row.languages)),
        badges=tuple(known[slug] for slug in slugs if slug in known),
        haltes=tuple(one for one in state.rulebook.journey.haltes if one.number <= here.number),
        days=len(days),
    )
