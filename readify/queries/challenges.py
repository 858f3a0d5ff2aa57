"""What the challenge pages show: bingo boards, what a place may become, and how many of the class read.

The boards come from the rulebook and the tally that every child's page has already; only dates and names of
older cards, and the count of the class, are asked of the database. No other child is named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from readify.game.bingo import BingoBook, Card, CardSet, Cell, Task, lines
from readify.game.day import monday_of
from readify.game.tally import Tally
from readify.models import BingoCard, Reader, ReaderDay
from readify.queries.bingo_deals import circumstances, offers
from readify.queries.class_challenges import card_sets, own_cells
from readify.queries.reader_state import ReaderState

_READ = (
    select(func.count(func.distinct(ReaderDay.reader_id)))
    .join(Reader, Reader.id == ReaderDay.reader_id)
    .where(
        Reader.classroom_id == bindparam("of_classroom"),
        Reader.left_at.is_(None),
        ReaderDay.day >= bindparam("monday"),
        ReaderDay.day <= bindparam("today"),
        ReaderDay.readings > 0,
    )
)
_ALL = select(func.count(Reader.id)).where(
    Reader.classroom_id == bindparam("of_classroom"), Reader.left_at.is_(None)
)


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a board. `cell` is None for the free one, and for one whose cell has left the pool.

    `value` of `target` is how far an open one is; `in_line`: part of a full row, column or diagonal.
    `own`: in the teacher's own words, ticked off by the child itself when `by_child`, else by the teacher.
    """

    position: int
    cell: Cell | None
    free: bool
    crossed: bool
    in_line: bool
    value: int
    target: int
    own: bool = False
    by_child: bool = False


OwnCells = Mapping[str, tuple[Cell, bool]]


@dataclass(frozen=True, slots=True)
class Board:
    """A card to look at: its places row by row, and the full lines."""

    card_id: int
    size: int
    places: tuple[Place, ...]
    lines: int
    full: bool
    starts: dt.date
    ends: dt.date | None

    @property
    def crossed(self) -> int:
        """How many places are full, the free one among them."""
        return sum(place.crossed for place in self.places)

    @property
    def nearest(self) -> Place | None:
        """An open place on the line that needs fewest more; None on a full card."""
        rows = [[self.places[at - 1] for at in line] for line in lines(self.size)]
        waiting = [[place for place in row if not place.crossed and place.cell] for row in rows]
        best = min((row for row in waiting if row), key=len, default=None)
        return best[0] if best else None


@dataclass(frozen=True, slots=True)
class OldBoard:
    """A card of before, with the set it was dealt from (None when that has gone)."""

    board: Board
    card_set: CardSet | None


@dataclass(frozen=True, slots=True)
class ClassReads:
    """How many children of the class read this week. `everyone`: all of them did. No names."""

    read: int
    everyone: bool


def open_board(session: Session, state: ReaderState) -> Board | None:
    """The card under way, None when there is none. A statement for a card with a teacher's own words."""
    cards = [card for card in state.rulebook.cards if card.ends is None]
    if not cards:
        return None
    own = own_cells(session, (task.cell for task in cards[-1].tasks))
    return board_of(cards[-1], state.tally, state.rulebook.bingo, own=own)


def old_boards(session: Session, state: ReaderState) -> tuple[OldBoard, ...]:
    """The cards of before, newest first."""
    rows = session.execute(
        select(BingoCard.id, BingoCard.card_set).where(BingoCard.reader_id == state.reader_id)
    )
    sets = {row.id: row.card_set for row in rows}
    book, before = state.rulebook.bingo, [card for card in state.rulebook.cards if card.ends is not None]
    own = own_cells(session, (task.cell for card in before for task in card.tasks))
    of_class = card_sets(session, sets.values())
    return tuple(
        OldBoard(
            board_of(card, state.tally, book, own=own),
            book.card_set(sets.get(card.id, "")) or of_class.get(sets.get(card.id, "")),
        )
        for card in reversed(before)
    )


def has_old_boards(state: ReaderState) -> bool:
    """Was there a card before?"""
    return any(card.ends is not None for card in state.rulebook.cards)


def swaps(session: Session, state: ReaderState, *, today: dt.date) -> tuple[Cell, ...]:
    """What a place of the open card may be swapped for."""
    card = next((card for card in reversed(state.rulebook.cards) if card.ends is None), None)
    if card is None:
        return ()
    about = circumstances(session, reader_id=state.reader_id, today=today)
    return offers(state.rulebook.bingo, card, state.tally.cells, about)


def class_reads(session: Session, *, classroom_id: int, today: dt.date) -> ClassReads:
    """Everyone once: a count of the class's readers of this week."""
    scope = {"of_classroom": classroom_id, "monday": monday_of(today), "today": today}
    read = session.scalar(_READ, scope) or 0
    return ClassReads(read, read > 0 and read == session.scalar(_ALL, scope))


def board_of(card: Card, tally: Tally, book: BingoBook, *, own: OwnCells | None = None) -> Board:
    """The card as it stands. A full place shows what was done, an open one what is asked.

    `own` are its cells in a teacher's own words (`own_cells`).
    """
    crossed = card.crossed(tally.cells)
    full_lines = card.full_lines(tally.cells)
    in_line = {position for line in full_lines for position in line}
    places = tuple(
        _place(
            card, position, tally, book, own or {}, crossed=position in crossed, in_line=position in in_line
        )
        for position in range(1, card.size * card.size + 1)
    )
    return Board(
        card_id=card.id,
        size=card.size,
        places=places,
        lines=len(full_lines),
        full=len(crossed) == len(places),
        starts=card.starts,
        ends=card.ends,
    )


def _place(
    card: Card,
    position: int,
    tally: Tally,
    book: BingoBook,
    own: OwnCells,
    *,
    crossed: bool,
    in_line: bool,
) -> Place:
    task = _shown(card, position, tally)
    words, by_child = own.get(task.cell, (None, False)) if task else (None, False)
    cell = words or (book.cell(task.cell) if task else None)
    gauge = tally.gauges.get(task.slug) if task else None
    return Place(
        position=position,
        cell=cell,
        free=position == card.free,
        crossed=crossed,
        in_line=in_line,
        value=gauge.value if gauge else 0,
        target=task.target if task else 1,
        own=words is not None,
        by_child=by_child,
    )


def _shown(card: Card, position: int, tally: Tally) -> Task | None:
    """The task that filled the place first, else the one that is asked now."""
    tasks = [task for task in card.tasks if task.position == position]
    done = [task for task in tasks if task.slug in tally.cells]
    if done:
        return min(done, key=lambda task: tally.cells[task.slug])
    return next((task for task in tasks if task.current), None)
