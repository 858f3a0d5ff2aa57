"""The own readings in parts, for programs: each with its title, and a cursor to what is older."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from readify.queries.own_readings import OwnReading, own_readings


@dataclass(frozen=True, slots=True)
class ReadTitle:
    """The title as it stands on the child's own shelf."""

    title: str
    author: str
    isbn: str | None
    genre: str


@dataclass(frozen=True, slots=True)
class ListedReading:
    """One standing reading; `work` is the title's row on the own shelf."""

    id: int
    day: dt.date
    recorded_at: dt.datetime
    form: str
    how: str
    language: str
    minutes: int | None
    pages: int | None
    finished: bool
    stopped: bool
    again: bool
    work: int | None
    book: ReadTitle | None
    place: str | None
    company: str | None
    feeling: int | None
    source: str


@dataclass(frozen=True, slots=True)
class ReadingsPart:
    """A part of the list. `following` is the cursor of the next part, None at the end."""

    items: tuple[ListedReading, ...]
    following: str | None


def readings_page(
    session: Session, *, reader_id: int, before: int | None = None, limit: int = 20
) -> ReadingsPart:
    """Up to `limit` standing readings older than entry `before`, newest first. One statement."""
    rows = own_readings(session, reader_id=reader_id, before=before, most=limit + 1)
    items = tuple(_listed(row) for row in rows[:limit])
    return ReadingsPart(items, str(items[-1].id) if len(rows) > limit else None)


def _listed(row: OwnReading) -> ListedReading:
    title = None
    if row.title is not None:
        title = ReadTitle(row.title, row.author or "", row.isbn, row.genre or "")
    return ListedReading(
        id=row.id,
        day=row.day,
        recorded_at=row.recorded_at,
        form=row.form,
        how=row.how,
        language=row.language,
        minutes=row.minutes,
        pages=row.pages,
        finished=row.finished,
        stopped=row.stopped,
        again=row.again,
        work=row.work_id,
        book=title,
        place=row.place,
        company=row.company,
        feeling=row.feeling,
        source=row.source,
    )
