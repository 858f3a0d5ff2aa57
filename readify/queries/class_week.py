"""A class's week for its teacher: who read on which days, how long, what, and how the class stands.

Reads tallies, days, shelves, terms, pauses, goals and marks of one class, never the ledger: the number of
statements and rows is that of the class, however many years lie behind it. Children stand from A to Z.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from readify.books.folding import fold
from readify.game.rulebook import Rulebook
from readify.models import Classroom
from readify.queries.agreements import Agreements
from readify.queries.class_goal import GoalNow, class_goal
from readify.queries.class_light import light_at, lit_at
from readify.queries.class_room import Room, room_of
from readify.queries.class_rows import DAYS, WEEKS_BACK, books_of, days_of, looks_of, readers_of
from readify.queries.reader_week import ReaderWeek, reader_week


@dataclass(frozen=True, slots=True)
class FormShare:
    """How often a form was read in the week: reader-days, and the share of all (0-1)."""

    form: str
    times: int
    share: float


@dataclass(frozen=True, slots=True)
class ClassWeek:
    """The whole page. `languages`: read this week, most first; `new_languages`: not in the weeks before.

    `home_readers`: children who read one of their home languages this week. `pause` names the pause that
    covers the whole week for the class.
    """

    classroom_id: int
    name: str
    school: str
    band: str
    word: str
    number: int
    monday: dt.date
    today: dt.date
    readers: tuple[ReaderWeek, ...]
    minutes: int
    lamps: int
    forms: tuple[FormShare, ...]
    languages: tuple[str, ...]
    home_readers: int
    goal: GoalNow | None
    pause: str | None
    own_goal: int
    lamps_ever: int
    new_languages: tuple[str, ...]

    @property
    def lit(self) -> int:
        """Places of the valley (of 28) that have light."""
        if self.goal is None:
            return light_at(self.lamps_ever).lit
        return lit_at(self.goal.progress, self.goal.target)

    @property
    def sunday(self) -> dt.date:
        """The week's last day."""
        return self.monday + dt.timedelta(days=DAYS - 1)

    @property
    def is_this_week(self) -> bool:
        """Whether today lies in it."""
        return self.monday <= self.today <= self.sunday

    @property
    def marked(self) -> tuple[ReaderWeek, ...]:
        """Children with a day to look at."""
        return tuple(reader for reader in self.readers if reader.looks)

    @property
    def quiet(self) -> tuple[ReaderWeek, ...]:
        """Children who did not read yet in this week and are not on a pause."""
        return tuple(reader for reader in self.readers if reader.is_quiet)

    @property
    def to_look_at(self) -> tuple[ReaderWeek, ...]:
        """Children worth a moment: quiet ones and those with a mark."""
        return tuple(reader for reader in self.readers if reader.looks or reader.is_quiet)

    @property
    def with_own_goal(self) -> tuple[ReaderWeek, ...]:
        """Children whose own goal is not the class's."""
        return tuple(reader for reader in self.readers if reader.own_goal_differs)


def class_week(
    session: Session,
    *,
    rules: Rulebook,
    classroom_id: int,
    monday: dt.date,
    today: dt.date,
    classroom: Classroom | None = None,
) -> ClassWeek:
    """The week from `monday` of one class. Raises NotFound when there is no such class.

    `classroom`: the same class, where a policy read it already, with its school.
    """
    room = Room.of(classroom) if classroom else room_of(session, classroom_id)
    rows = readers_of(session, classroom_id)
    found = days_of(session, classroom_id, monday)
    days = found.week
    books = books_of(session, classroom_id, days, current=monday <= today < monday + dt.timedelta(days=DAYS))
    agreements = Agreements.read(session, rules, room, monday=monday, today=today)
    looks = looks_of(session, classroom_id, monday)
    readers = [
        reader_week(
            row,
            days.get(row.id, ()),
            monday=monday,
            agreements=agreements,
            lamps=found.lamps.get(row.id, (0,) * WEEKS_BACK),
            book=books.get(row.id),
            looks=looks.get(row.id, ()),
        )
        for row in rows
    ]
    readers.sort(key=lambda reader: (fold(reader.name) or reader.name, reader.name, reader.reader_id))
    return _page(
        session,
        room,
        tuple(readers),
        days,
        monday=monday,
        today=today,
        agreements=agreements,
        lamps_ever=sum(row.lamps for row in rows),
        known=found.languages,
    )


def _page(
    session: Session,
    room: Room,
    readers: tuple[ReaderWeek, ...],
    days: Mapping[int, Sequence[Any]],
    *,
    monday: dt.date,
    today: dt.date,
    agreements: Agreements,
    lamps_ever: int,
    known: frozenset[str],
) -> ClassWeek:
    spoken = Counter(tongue for reader in readers for tongue in reader.languages)
    return ClassWeek(
        classroom_id=room.id,
        name=room.name,
        school=room.school,
        band=room.band.value,
        word=room.word,
        number=room.number,
        monday=monday,
        today=today,
        readers=readers,
        minutes=sum(reader.minutes for reader in readers),
        lamps=sum(reader.lamps for reader in readers),
        forms=_shares(days),
        languages=tuple(tongue for tongue, _ in sorted(spoken.items(), key=lambda pair: (-pair[1], pair[0]))),
        home_readers=sum(bool(set(reader.languages) & set(reader.home_languages)) for reader in readers),
        goal=class_goal(session, classroom_id=room.id, today=today, pauses=agreements.class_pauses),
        pause=agreements.class_pause_of_week(),
        own_goal=agreements.class_terms.own_goal,
        lamps_ever=lamps_ever,
        new_languages=tuple(sorted(spoken.keys() - known - {"nl"})) if known else (),
    )


def _shares(days: Mapping[int, Sequence[Any]]) -> tuple[FormShare, ...]:
    times = Counter(form for rows in days.values() for day in rows for form in day.forms)
    total = sum(times.values())
    ranked = sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(FormShare(form, count, count / total) for form, count in ranked)
