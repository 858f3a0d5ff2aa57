"""The child's home: the class's valley first, the book under way, the reading rhythm, the halte."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from readify.game.day import monday_of
from readify.game.haltes import Halte
from readify.game.journey import (
    BadgeProgress,
    Rhythm,
    halte_for,
    nearest_badge,
    next_halte,
    rhythm_on,
    rings_for,
)
from readify.game.rulebook import Rulebook
from readify.game.tally import Day
from readify.queries.class_light import ClassLight, class_light
from readify.queries.days import minutes_between
from readify.queries.reader_state import ReaderState, reader_state
from readify.queries.shelf import ShelfBook, shelf_of

LONG_AWAY = 14  # days after which "good to see you again" is said


@dataclass(frozen=True, slots=True)
class ChildHome:
    """All that the home page shows. `books` are under way, newest first; `today` what was read today."""

    state: ReaderState
    light: ClassLight
    books: tuple[ShelfBook, ...]
    last: ShelfBook | None
    rhythm: Rhythm
    halte: Halte
    next_halte: Halte | None
    rings: int
    nearest: BadgeProgress | None
    today: Day | None
    away: bool
    week_minutes: int

    @property
    def lights(self) -> int:
        """The child's own lights."""
        return self.state.tally.lights

    @property
    def plan_met(self) -> bool:
        """Today is one of the chosen days, and what was planned was read."""
        plan, today = self.state.plan, self.today
        if plan is None or today is None or today.day.weekday() not in plan.weekdays:
            return False
        return today.worth >= plan.minutes


def child_home(session: Session, *, rules: Rulebook, reader_id: int, today: dt.date) -> ChildHome:
    """The home of this child on this day."""
    state = reader_state(session, rules=rules, reader_id=reader_id)
    tally = state.tally
    shelf = shelf_of(session, reader_id=reader_id, most=8)
    days_away = (today - tally.last_read).days if tally.last_read else 0
    return ChildHome(
        state=state,
        light=class_light(session, classroom_id=state.classroom_id),
        books=tuple(book for book in shelf if book.is_underway)[:3],
        last=shelf[0] if shelf else None,
        rhythm=rhythm_on(state.rulebook, tally, today),
        halte=halte_for(state.rulebook, tally.lights),
        next_halte=next_halte(state.rulebook, tally.lights),
        rings=rings_for(state.rulebook, tally.lights),
        nearest=nearest_badge(state.rulebook, tally),
        today=tally.day if tally.day and tally.day.day == today else None,
        away=days_away > LONG_AWAY,
        week_minutes=minutes_between(session, reader_id=reader_id, first=monday_of(today), last=today),
    )
