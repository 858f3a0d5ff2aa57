"""What is still open before a trail can hang: the checks, without their words (`web` has them).

`checks_of` is pure; `open_checks` reads the facts for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holidays import country_holidays
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.exchange.tellings import SpotWords, fits, pieces_in
from readify.models import Branch, Library, Spot, Trail
from readify.printing.poster_fit import too_long_for_poster
from readify.queries.tellings import Stories, story_of, words_of
from readify.words import N_

NO_TRAIL = N_("Dit spoor heb ik niet gevonden.")
FEWEST_SPOTS = 3
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Check:
    """One open check. A `soft` one is worth a look, yet keeps nothing from hanging.

    `kind` is no_branch, few_spots, not_hung, no_piece, ends_first, over, closed, long_text, school_year or
    riddle; `spots` are positions, `name` is the text or number that it is about.
    """

    kind: str
    soft: bool = False
    spots: tuple[int, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class TrailFacts:
    """What the checks look at. `hung` tells per spot whether it has a branch."""

    name: str
    library_name: str
    starts: dt.date
    ends: dt.date
    pieces: int
    branches: int
    hung: tuple[bool, ...]
    loose_riddles: tuple[int, ...] = ()


def open_checks(session: Session, *, stories: Stories, trail_id: int, today: dt.date) -> tuple[Check, ...]:
    """The trail's open checks, what stops it in front. Raises NotFound."""
    return checks_of(trail_facts(session, stories=stories, trail_id=trail_id), today=today)


def trail_facts(session: Session, *, stories: Stories, trail_id: int) -> TrailFacts:
    """The facts of one trail. Raises NotFound."""
    trail = session.get(Trail, trail_id)
    if trail is None:
        raise NotFound("no_trail", NO_TRAIL)
    spots = session.scalars(select(Spot).where(Spot.trail_id == trail_id).order_by(Spot.position)).all()
    branches = session.scalar(
        select(func.count()).select_from(Branch).where(Branch.library_id == trail.library_id)
    )
    story = story_of(session, stories, trail.story)
    words: Sequence[SpotWords] = words_of(spots)
    return TrailFacts(
        name=trail.name,
        library_name=session.get_one(Library, trail.library_id).name,
        starts=trail.starts,
        ends=trail.ends,
        pieces=pieces_in(story),
        branches=branches or 0,
        hung=tuple(spot.branch_id is not None for spot in spots),
        loose_riddles=tuple(n for n in range(2, len(words) + 1) if not fits(story, words, n)),
    )


def checks_of(facts: TrailFacts, *, today: dt.date) -> tuple[Check, ...]:
    """What these facts leave open."""
    found = [*_dates(facts, today), *_spots(facts), *_words(facts)]
    return tuple(sorted(found, key=lambda check: check.soft))


def _dates(facts: TrailFacts, today: dt.date) -> Iterator[Check]:
    if facts.ends < facts.starts:
        yield Check("ends_first")
        return
    if facts.ends < today:
        yield Check("over")
    elif not any(is_open_day(day) for day in _days(max(facts.starts, today), facts.ends)):
        yield Check("closed")
    if crosses_school_year(facts.starts, facts.ends):
        yield Check("school_year", soft=True)


def _spots(facts: TrailFacts) -> Iterator[Check]:
    size = len(facts.hung)
    if size < FEWEST_SPOTS:
        yield Check("few_spots", name=str(size))
    if not facts.branches:
        yield Check("no_branch")
    elif not all(facts.hung):
        yield Check("not_hung", spots=tuple(n for n, hung in enumerate(facts.hung, start=1) if not hung))
    if size > facts.pieces:
        yield Check("no_piece", spots=tuple(range(facts.pieces + 1, size + 1)), name=str(facts.pieces))


def _words(facts: TrailFacts) -> Iterator[Check]:
    long = too_long_for_poster(trail_name=facts.name, spots=len(facts.hung), library_name=facts.library_name)
    yield from (Check("long_text", name=text) for text in long)
    if facts.loose_riddles:
        yield Check("riddle", soft=True, spots=facts.loose_riddles)


def crosses_school_year(starts: dt.date, ends: dt.date) -> bool:
    """Whether a new school year begins (1 August) while the trail is under way."""
    return any(starts < dt.date(year, 8, 1) <= ends for year in (starts.year, ends.year))


def is_open_day(day: dt.date) -> bool:
    """Whether a library can be open: no Sunday, no public holiday. Own opening hours are not known."""
    return day.weekday() != SUNDAY and day not in country_holidays("NL", years=day.year)


def _days(starts: dt.date, ends: dt.date) -> Iterator[dt.date]:
    return (starts + dt.timedelta(days=n) for n in range((ends - starts).days + 1))
