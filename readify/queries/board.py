"""What a class's live screen shows: lamps, the valley, the timer, how many languages. Never a child.

Everything is a sum over the class; no name, no number of one child and no list of languages leaves here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.art.valley import PLACES
from readify.errors import NotFound
from readify.models import Classroom, Reader, ReaderDay
from readify.queries.class_light import ClassLight, class_light
from readify.queries.reading_timer import TimerNow, timer_now
from readify.words import N_

NO_SCREEN = N_("Dit scherm werkt niet meer. Open het digibord opnieuw vanaf de klaspagina.")
WINDOW = dt.timedelta(days=28)  # for languages, when there is no goal
PARTY = dt.timedelta(days=7)  # a goal reached in a weekend is still celebrated on Monday


@dataclass(frozen=True, slots=True)
class Board:
    """The whole screen. `next_place`: the kind of place that wakes next (see `art.valley`), '' at the end."""

    classroom_id: int
    name: str
    word: str
    number: int
    light: ClassLight
    next_place: str
    languages: int
    timer: TimerNow
    party: bool = False  # the goal was reached of late: each screen celebrates it once


def board(session: Session, *, key: str, today: dt.date, now: dt.datetime) -> Board:
    """The screen behind this key. Raises NotFound for a key that is unknown or was changed."""
    classroom = classroom_of_key(session, key)
    light = class_light(session, classroom_id=classroom.id)
    return Board(
        classroom_id=classroom.id,
        name=classroom.name,
        word=classroom.word,
        number=classroom.number,
        light=light,
        next_place=PLACES[light.lit].kind if light.lit < len(PLACES) else "",
        languages=_languages(session, classroom.id, since=light.starts or today - WINDOW),
        timer=timer_now(classroom, now=now),
        party=light.reached_at is not None and now - light.reached_at < PARTY,
    )


def classroom_of_key(session: Session, key: str) -> Classroom:
    """The class whose screen this key opens. Raises NotFound."""
    found = session.scalar(
        select(Classroom).where(Classroom.screen_key == key, Classroom.closed_at.is_(None))
    )
    if found is None:
        raise NotFound("no_screen", NO_SCREEN)
    return found


def _languages(session: Session, classroom_id: int, *, since: dt.date) -> int:
    rows = session.scalars(
        select(ReaderDay.languages)
        .join(Reader, Reader.id == ReaderDay.reader_id)
        .where(Reader.classroom_id == classroom_id, Reader.left_at.is_(None), ReaderDay.day >= since)
        .distinct()
    )
    return len({tongue for row in rows for tongue in row})
