"""What a contest came to: readers, schools, municipalities, books read aloud. No names, no places.

Boys and girls are counted only from what somebody filled in, and only when five or more were.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from readify.books.folding import fold
from readify.models import TAKES_PART, ContestRound, ContestSchool, ContestSession, Entrant
from readify.queries.small_counts import FEWEST

TOP_BOOKS = 20


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """One round in numbers."""

    name: str
    sessions: int
    readers: int
    schools: int
    municipalities: int


@dataclass(frozen=True, slots=True)
class BookRead:
    """A book that was read aloud, and by how many readers."""

    title: str
    author: str
    readers: int


@dataclass(frozen=True, slots=True)
class ContestArchive:
    """All of it. `genders` is empty when too little is known."""

    rounds: tuple[RoundFigures, ...]
    readers: int
    schools: int
    municipalities: int
    books: tuple[BookRead, ...]
    genders: dict[str, int]


def contest_archive(session: Session, contest_id: int) -> ContestArchive:
    """In four statements. A child counts once, in the first round it read in."""
    first = select(Entrant).join(ContestRound, ContestRound.id == Entrant.round_id)
    first = first.where(ContestRound.contest_id == contest_id, Entrant.state.in_(TAKES_PART))
    rows = session.execute(
        first.join(ContestSchool, ContestSchool.id == Entrant.contest_school_id).with_only_columns(
            Entrant.came_from_id,
            Entrant.replaces_id,
            Entrant.gender,
            Entrant.book_title,
            Entrant.book_author,
            ContestSchool.id,
            ContestSchool.municipality,
        )
    ).all()
    firsts = [row for row in rows if row.came_from_id is None]
    return ContestArchive(
        rounds=_rounds(session, contest_id),
        readers=len(firsts),
        schools=len({row.id for row in firsts}),
        municipalities=len({row.municipality for row in firsts}),
        books=_books([(row.book_title, row.book_author) for row in firsts]),
        genders=_genders([row.gender for row in firsts]),
    )


def _rounds(session: Session, contest_id: int) -> tuple[RoundFigures, ...]:
    held = session.execute(
        select(ContestSession.round_id, func.count())
        .join(ContestRound, ContestRound.id == ContestSession.round_id)
        .where(ContestRound.contest_id == contest_id)
        .group_by(ContestSession.round_id)
    )
    sessions: dict[int, int] = dict(iter(held))
    rows = session.execute(
        select(
            ContestRound.id,
            ContestRound.name,
            func.count(Entrant.id),
            func.count(Entrant.contest_school_id.distinct()),
            func.count(ContestSchool.municipality.distinct()),
        )
        .outerjoin(Entrant, (Entrant.round_id == ContestRound.id) & Entrant.state.in_(TAKES_PART))
        .outerjoin(ContestSchool, ContestSchool.id == Entrant.contest_school_id)
        .where(ContestRound.contest_id == contest_id)
        .group_by(ContestRound.id)
        .order_by(ContestRound.number)
    )
    return tuple(
        RoundFigures(name, sessions.get(round_id, 0), readers, schools, municipalities)
        for round_id, name, readers, schools, municipalities in rows
    )


def _books(read: list[tuple[str, str]]) -> tuple[BookRead, ...]:
    """The most read first, then by title; one book however it was typed."""
    counted: dict[str, BookRead] = {}
    for title, author in read:
        key = fold(title)
        if key:
            known = counted.get(key, BookRead(title, author, 0))
            counted[key] = BookRead(known.title, known.author or author, known.readers + 1)
    ordered = sorted(counted.values(), key=lambda book: (-book.readers, fold(book.title)))
    return tuple(ordered[:TOP_BOOKS])


def _genders(found: list[str | None]) -> dict[str, int]:
    known = [one for one in found if one]
    counts = {one: known.count(one) for one in sorted(set(known))}
    return counts if counts and min(counts.values()) >= FEWEST else {}
