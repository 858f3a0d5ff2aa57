"""The running sum while facts are folded in: mutable inside, seen from outside only as a `Tally`.

Takes standing facts in ledger order and trusts that order; `tally` guards it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from readify.game.bingo import Card
from readify.game.day import Day, Week, monday_of, with_reading, with_stamp
from readify.game.facts import Reading, Stamp, Standing
from readify.game.meters import SEES, Gauge, Moment, turn
from readify.game.rulebook import Rulebook
from readify.game.rules import Terms

if TYPE_CHECKING:
    from readify.game.tally import Tally

AT_REST = Gauge()


class Fold:
    """A tally in the making. `closed` gathers the days that are over, for whoever wants them."""

    __slots__ = (
        "badges", "cells", "closed", "cursor", "day", "days", "finished", "gauges", "lamps", "last_read",
        "lights", "minutes", "pages", "readings", "rhythm_weeks", "rulebook", "seen_forms", "spots", "week",
    )  # fmt: skip

    def __init__(self, rulebook: Rulebook, tally: Tally) -> None:
        self.rulebook = rulebook
        self.closed: list[Day] = []
        self.lights, self.lamps, self.rhythm_weeks = tally.lights, tally.lamps, tally.rhythm_weeks
        self.readings, self.days = tally.readings, tally.days
        self.minutes, self.pages = tally.minutes, tally.pages
        self.badges, self.gauges, self.spots = dict(tally.badges), dict(tally.gauges), dict(tally.spots)
        self.cells = dict(tally.cells)
        self.cursor: tuple[date, int] | None = tally.cursor
        self.day: Day | None = tally.day
        self.week: Week | None = tally.week
        self.last_read = tally.last_read
        self.seen_forms, self.finished = tally.seen_forms, tally.finished

    def take(self, fact: Standing) -> None:
        """Fold in the next fact."""
        today = self._open(fact.day)
        moment = Moment(fact, fact.day.toordinal())
        if isinstance(fact, Reading):
            self._read(today, fact, moment)
        elif isinstance(fact, Stamp):
            self._stamp(today, fact, moment)
        self.cursor = (fact.day, fact.id)
        for card in self.rulebook.cards:
            if card.holds(fact.day):
                moment.bingo_rows += self._cross(card, moment)
        self._turn(moment)

    def _open(self, day: date) -> Day:
        """The running day; a new one closes the last and lets go of books finished long ago."""
        if self.day is None or self.day.day != day:
            if self.day is not None:
                self.closed.append(self.day)
            self.day = Day(day)
            self.finished = self.finished[-self.rulebook.remembered_books :]
        return self.day

    def _read(self, before: Day, reading: Reading, moment: Moment) -> None:
        rulebook = self.rulebook
        terms = rulebook.terms_on(reading.day)
        after = with_reading(
            before,
            reading,
            rates=rulebook.rates_on(reading.day),
            terms=terms,
            new_form=self._is_new_form(reading),
            new_book=self._is_new_book(reading),
        )
        self.readings += 1
        self.minutes += reading.minutes or 0
        self.pages += reading.pages or 0
        moment.holiday = rulebook.is_holiday(reading.day)
        moment.gained = after.lights - before.lights
        moment.lamp = after.lamp and not before.lamp
        moment.rhythm = self._keep_rhythm(reading.day, terms)
        self.lights += moment.gained
        self.lamps += moment.lamp
        self.day = after

    def _is_new_form(self, reading: Reading) -> bool:
        if reading.form in self.seen_forms:
            return False
        self.seen_forms = tuple(sorted((*self.seen_forms, reading.form.value)))
        return True

    def _is_new_book(self, reading: Reading) -> bool:
        """Finished, and for the first time. A book without a name is new each time: who would know?"""
        if not reading.finished:
            return False
        if reading.book is None:
            return True
        if any(book == reading.book for _, book in self.finished):
            return False
        self.finished = tuple(sorted((*self.finished, (reading.day.toordinal(), reading.book))))
        return True

    def _keep_rhythm(self, day: date, terms: Terms) -> bool:
        """Count a new reading day; True when it completes this week's rhythm."""
        if self.last_read == day:
            return False
        self.last_read = day
        self.days += 1
        monday = monday_of(day)
        week = self.week
        known = week.days if week is not None and week.monday == monday else ()
        was_reached = week is not None and week.monday == monday and week.reached
        days = (*known, day.weekday())
        reached = was_reached or len(days) >= self.rulebook.wanted_in_week(monday, terms=terms)
        self.week = Week(monday, days, reached)
        completes = reached and not was_reached
        self.rhythm_weeks += completes
        return completes

    def _stamp(self, before: Day, stamp: Stamp, moment: Moment) -> None:
        found = self.spots.get(stamp.trail, ())
        if stamp.spot not in found:
            found = self.spots[stamp.trail] = tuple(sorted((*found, stamp.spot)))
            self.day = with_stamp(before, rates=self.rulebook.rates_on(stamp.day))
            moment.new_spot = True
            moment.gained = self.day.lights - before.lights
            self.lights += moment.gained
        moment.spots_found = len(found)

    def _turn(self, moment: Moment) -> None:
        """Turn every dial this fact can turn. A badge that is out is out: its gauge is not kept."""
        badges, gauges = self.badges, self.gauges
        for dial in self.rulebook.dials[type(moment.fact)]:
            if dial.need is not None and dial.slug in badges:
                continue
            gauge = gauges.get(dial.slug, AT_REST)
            turned = turn(dial.meter, gauge, moment)
            if turned is gauge:
                continue
            if dial.need is not None and turned.value >= dial.need:
                badges[dial.slug] = moment.fact.id
                gauges.pop(dial.slug, None)
            else:
                gauges[dial.slug] = turned

    def _cross(self, card: Card, moment: Moment) -> int:
        """Turn the card's tasks; answers how many lines this fact filled. A full task keeps no gauge."""
        gauges, seen, before = self.gauges, SEES[type(moment.fact)], len(self.cells)
        lines = 0
        for task in card.tasks:
            if task.slug in self.cells or task.meter.measure not in seen:
                continue
            gauge = gauges.get(task.slug, AT_REST)
            turned = turn(task.meter, gauge, moment)
            if turned is gauge:
                continue
            if turned.value < task.target:
                gauges[task.slug] = turned
                continue
            if len(self.cells) == before:
                lines = len(card.full_lines(self.cells))
            self.cells[task.slug] = moment.fact.id
            gauges.pop(task.slug, None)
        return len(card.full_lines(self.cells)) - lines if len(self.cells) > before else 0
