"""Which cells a child may get: dealing a card from a set, and what is offered for a swap.

Deterministic: the same set, band and turn give the same card. Reads what is switched off; writes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from readify.game.bingo import BingoBook, Card, CardSet, Cell
from readify.models import Classroom, Reader, Terms, Trail
from readify.queries.spots import OPEN


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Band of the class, forms that are switched off for this child, and whether a trail runs now."""

    band: str
    forms_off: tuple[str, ...]
    trail: bool


def circumstances(session: Session, *, reader_id: int, today: dt.date) -> Circumstances:
    """What decides which cells suit this child today."""
    room = session.execute(
        select(Classroom.id, Classroom.band)
        .join(Reader, Reader.classroom_id == Classroom.id)
        .where(Reader.id == reader_id)
    ).one()
    off = session.scalars(
        select(Terms.forms_off)
        .where(
            Terms.classroom_id == room.id,
            (Terms.reader_id.is_(None)) | (Terms.reader_id == reader_id),
            Terms.starts <= today,
        )
        .order_by(Terms.reader_id.is_(None), Terms.starts.desc(), Terms.id.desc())
    )
    forms_off = next((row for row in off if row is not None), ())
    running = exists().where(Trail.stage.in_(OPEN), Trail.starts <= today, Trail.ends >= today)
    return Circumstances(room.band.value, tuple(forms_off), bool(session.scalar(select(running))))


def deal(book: BingoBook, chosen: CardSet, *, size: int, about: Circumstances, turn: int) -> tuple[Cell, ...]:
    """The cells of a new card but the free one. `turn`: how many cards came before; each begins further."""
    needed = size * size - 1
    wished = chosen.cells[about.band]
    start = turn * needed % len(wished)
    slugs = dict.fromkeys((*wished[start:], *wished[:start], *(cell.slug for cell in book.cells)))
    fitting = [cell for cell in _suited(book, about) if cell.slug in slugs]
    by_slug = {cell.slug: cell for cell in fitting}
    return tuple(by_slug[slug] for slug in slugs if slug in by_slug)[:needed]


def offers(book: BingoBook, card: Card, filled: Collection[str], about: Circumstances) -> tuple[Cell, ...]:
    """What a place may be swapped for: all that suits and is not on the card, as asked or as done."""
    taken = {task.cell for task in card.tasks if task.current or task.slug in filled}
    return tuple(cell for cell in _suited(book, about) if cell.slug not in taken)


def _suited(book: BingoBook, about: Circumstances) -> Iterator[Cell]:
    return (
        cell for cell in book.cells if cell.suits(about.band, forms_off=about.forms_off, trail=about.trail)
    )
