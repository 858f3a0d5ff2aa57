"""Bingo cards for the engine's tests, dealt from the house's own pool."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from readify.game.bingo import BingoBook, Card, Task
from readify.game.rules import Meter, Window


def a_task(
    book: BingoBook, number: int, position: int, slug: str, *, starts: date, ends: date | None = None
) -> Task:
    """A cell of the pool on a place of a card, in its days."""
    cell = book.cell(slug)
    assert cell is not None, slug
    meter = Meter(cell.meter.measure, cell.meter.filters, Window(starts, ends))
    return Task(f"cell-{number}", position, slug, meter, cell.target, ends is None)


def a_card(
    book: BingoBook,
    cells: Sequence[str],
    *,
    number: int = 1,
    size: int = 3,
    starts: date,
    ends: date | None = None,
) -> Card:
    """A card with these cells around its free one."""
    free = book.free[size]
    places = [place for place in range(1, size * size + 1) if place != free]
    tasks = [
        a_task(book, 100 * number + place, place, slug, starts=starts)
        for place, slug in zip(places, cells, strict=True)
    ]
    return Card(number, size, free, starts, ends, tuple(tasks))
