"""What a class and its children agreed on, seen in one week: terms and pauses, in two statements for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from readify.game.rulebook import Rulebook
from readify.game.rules import Pause as PauseRule
from readify.game.rules import Terms as TermsRule
from readify.models import Pause, Terms
from readify.rulebooks import agreed_on

DAYS = 7


@dataclass(frozen=True, slots=True)
class Agreements:
    """The terms and pauses of a class and its children in one week."""

    rules: Rulebook
    band: str
    monday: dt.date
    day: dt.date
    terms: Sequence[Terms]
    pauses: Sequence[Pause]
    class_terms: TermsRule
    calendar: Rulebook

    @classmethod
    def read(
        cls, session: Session, rules: Rulebook, room: Any, *, monday: dt.date, today: dt.date
    ) -> Agreements:
        """Two statements. Terms are those of the week's last day that has come."""
        day = min(max(today, monday), monday + dt.timedelta(days=DAYS - 1))
        terms = session.scalars(
            select(Terms)
            .where(Terms.classroom_id == room.id, Terms.starts <= day)
            .order_by(Terms.starts, Terms.id)
        ).all()
        pauses = session.scalars(
            select(Pause).where(
                Pause.school_id == room.school_id,
                or_(Pause.classroom_id.is_(None), Pause.classroom_id == room.id),
            )
        ).all()
        class_rows = [row for row in terms if row.reader_id is None]
        class_terms = agreed_on(rules, room.band.value, class_rows, day=day)
        calendar = _calendar(rules, [pause for pause in pauses if pause.reader_id is None])
        return cls(rules, room.band.value, monday, day, terms, pauses, class_terms, calendar)

    @property
    def class_pauses(self) -> list[Pause]:
        """Pauses of the school and the whole class."""
        return [pause for pause in self.pauses if pause.reader_id is None]

    def class_pause_of_week(self) -> str | None:
        """The name of the pause, when all seven days of the week lie in pauses."""
        if not self.calendar.is_paused(self.monday):
            return None
        sunday = self.monday + dt.timedelta(days=DAYS - 1)
        names = [p.name for p in self.class_pauses if p.starts <= sunday and p.ends >= self.monday]
        return names[0]

    def of(self, reader_id: int) -> tuple[TermsRule, int, bool]:
        """One child's terms, the reading days wanted this week, and whether the whole week is a pause."""
        rows = [row for row in self.terms if row.reader_id in (None, reader_id)]
        own = len(rows) > sum(row.reader_id is None for row in rows)
        terms = agreed_on(self.rules, self.band, rows, day=self.day) if own else self.class_terms
        own_pauses = any(pause.reader_id == reader_id for pause in self.pauses)
        mine = [pause for pause in self.pauses if pause.reader_id in (None, reader_id)]
        calendar = _calendar(self.rules, mine) if own_pauses else self.calendar
        return terms, calendar.wanted_in_week(self.monday, terms=terms), calendar.is_paused(self.monday)


def _calendar(rules: Rulebook, pauses: Sequence[Pause]) -> Rulebook:
    return rules.for_reader(
        pauses=[PauseRule(starts=one.starts, ends=one.ends, holiday=one.kind == "holiday") for one in pauses]
    )
