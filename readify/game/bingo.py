"""Reading bingo: the pool of cells, ready sets to choose from, and one reader's cards.

A cell is a meter with a target, so a card is filled by facts alone. A card sees no points and no badges, and
nothing here sees how often a cell was swapped. Dealing and swapping are actions; counting is `fold`'s.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from readify.game.meters import OF_READINGS, OF_STAMPS
from readify.game.parsing import check_reachable, meter_in
from readify.game.rules import Band, Measure, Meter, RulebookError, Words
from readify.game.tables import (
    Table,
    check_keys,
    codes,
    slug_of,
    tables,
    text,
    texts,
    unique,
    whole,
    words,
)

SIZES = (3, 4, 5)
READY_SIZES = (3, 4)  # of the ready sets; a teacher's own card may be larger
CELL_KEYS = ("slug", "name", "text", "icon", "bands", "measure", "filter", "window", "target")


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing to try: its short name, its sentence, its picture, and the meter that tells if it was done.

    `bands` are the age bands it suits.
    """

    slug: str
    name: Words
    text: Words
    icon: str
    meter: Meter
    target: int
    bands: tuple[str, ...]

    @property
    def needs_trail(self) -> bool:
        """Only to be done while a trail runs in a library."""
        return self.meter.measure in OF_STAMPS

    def suits(self, band: str, *, forms_off: Collection[str], trail: bool) -> bool:
        """May a child of this band get it, with these forms switched off, and with or without a trail now?"""
        if band not in self.bands or (self.needs_trail and not trail):
            return False
        wanted = [part.forms for part in self.meter.filters]
        return not wanted or any(
            not forms or any(form.value not in forms_off for form in forms) for forms in wanted
        )


@dataclass(frozen=True, slots=True)
class CardSet:
    """A ready choice of cells under a name; per band its cells, those of the smaller card first."""

    slug: str
    name: Words
    about: Words
    icon: str
    cells: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class BingoBook:
    """All cells and sets of the house, and where the free cell lies on a card of each size (from 1)."""

    cells: tuple[Cell, ...]
    sets: tuple[CardSet, ...]
    free: Mapping[int, int]

    def cell(self, slug: str) -> Cell | None:
        """The cell with this slug; None when the pool no longer has it."""
        return next((cell for cell in self.cells if cell.slug == slug), None)

    def card_set(self, slug: str) -> CardSet | None:
        """The set with this slug."""
        return next((one for one in self.sets if one.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Task:
    """What one place of a card asks of its reader. `meter` counts only in the task's own days.

    A swap gives a place another task; what an older one had counted stays with it.
    """

    slug: str
    position: int
    cell: str
    meter: Meter
    target: int
    current: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One reader's card of `size` times `size` places, counted from 1; `free` is always full.

    It counts facts from `starts` up to and including `ends` (None: still open).
    """

    id: int
    size: int
    free: int
    starts: date
    ends: date | None
    tasks: tuple[Task, ...]

    def holds(self, day: date) -> bool:
        """Does a fact of this day count for this card?"""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def crossed(self, filled: Collection[str]) -> frozenset[int]:
        """The places that are full when these tasks (by slug) are."""
        return frozenset((self.free, *(task.position for task in self.tasks if task.slug in filled)))

    def full_lines(self, filled: Collection[str]) -> tuple[tuple[int, ...], ...]:
        """The rows, columns and diagonals of which every place is full."""
        crossed = self.crossed(filled)
        return tuple(line for line in lines(self.size) if crossed.issuperset(line))

    def is_full(self, filled: Collection[str]) -> bool:
        """Is every place full?"""
        return len(self.crossed(filled)) == self.size * self.size


def lines(size: int) -> Iterator[tuple[int, ...]]:
    """The rows, the columns and both diagonals of a card, as places counted from 1."""
    first = range(1, size * size + 1, size)
    for start in first:
        yield tuple(range(start, start + size))
    for column in range(1, size + 1):
        yield tuple(start + column - 1 for start in first)
    yield tuple(1 + step * (size + 1) for step in range(size))
    yield tuple(size + step * (size - 1) for step in range(size))


def bingo_in(table: Table, file: str) -> BingoBook:
    """The pool and the sets, strictly: an unknown cell, a double or a set too small is refused by name."""
    check_keys(table, ("free", "set", "cell"), file)
    cells = unique(file, (_cell(entry, file) for entry in tables(table, "cell", file)))
    known = {cell.slug: cell for cell in cells}
    sets = unique(file, (_set(entry, file, known=known) for entry in tables(table, "set", file)))
    return BingoBook(cells, sets, _free(table, file))


def _free(table: Table, file: str) -> dict[int, int]:
    part = table.get("free", {})
    check_keys(part, tuple(str(size) for size in SIZES), f"{file}: free")
    found = {size: whole(part, str(size), f"{file}: free", least=1) for size in SIZES}
    for size, place in found.items():
        if place > size * size:
            raise RulebookError(f"{file}: free: a card of {size} has no place {place}")
    return found


def _cell(entry: Table, file: str) -> Cell:
    slug, where = slug_of(entry, file)
    check_keys(entry, CELL_KEYS, where)
    meter = meter_in(entry, where)
    if meter.measure not in OF_READINGS | OF_STAMPS or meter.measure is Measure.GAP:
        raise RulebookError(f"{where}: a cell counts readings or stamps, not {meter.measure}")
    target = whole(entry, "target", where, least=1)
    check_reachable(meter, target, where)
    bands = tuple(band.value for band in codes(entry, "bands", Band, where))
    name, said = words(entry, "name", where), words(entry, "text", where)
    icon = text(entry, "icon", where)
    return Cell(slug, name, said, icon, meter, target, bands or tuple(Band))


def _set(entry: Table, file: str, *, known: Mapping[str, Cell]) -> CardSet:
    slug, where = slug_of(entry, file)
    check_keys(entry, ("slug", "name", "about", "icon", "cells"), where)
    part = entry.get("cells", {})
    check_keys(part, tuple(Band), f"{where}: cells")
    cells = {band.value: texts(part, band.value, f"{where}: cells") for band in Band}
    for band, chosen in cells.items():
        _check_choice(chosen, known, f"{where}: cells: {band}", band)
    name, about = words(entry, "name", where), words(entry, "about", where)
    return CardSet(slug, name, about, text(entry, "icon", where), cells)


def _check_choice(chosen: tuple[str, ...], known: Mapping[str, Cell], where: str, band: str) -> None:
    if len(set(chosen)) < len(chosen):
        raise RulebookError(f"{where}: a cell stands in it twice")
    for slug in chosen:
        if slug not in known:
            raise RulebookError(f"{where}: unknown cell {slug}")
        if band not in known[slug].bands:
            raise RulebookError(f"{where}: the cell {slug} is not for this band")
    size = min(READY_SIZES) if band == Band.KLEIN else max(READY_SIZES)
    if len(chosen) < size * size - 1:
        raise RulebookError(f"{where}: too few cells for a card of {size}")
