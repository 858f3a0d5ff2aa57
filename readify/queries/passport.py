"""The passport: the trails of which somebody has stamps, place by place, and the pieces of story found.

Works for a child (stamps from the ledger, through an index that holds stamps only) and for a guest (stamps
kept on the device): both come as spot -> day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from readify.exchange.stories import Chapter, Story
from readify.exchange.tellings import riddle_to, told
from readify.models import LedgerEntry, Library, Spot, Trail
from readify.queries.tellings import story_of, words_of
from readify.queries.trail_pictures import picture_of

Days = Mapping[int, dt.date]
_withdrawal = aliased(LedgerEntry)
"""The day of each stamp, by spot."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a trail in a passport. `day` is the stamp's; `riddle` stands at the next place only."""

    spot_id: int
    position: int
    place: str
    picture: str
    chapter: Chapter
    day: dt.date | None = None
    riddle: str = ""

    @property
    def is_next(self) -> bool:
        """Whether this is the place to look for now."""
        return bool(self.riddle)


@dataclass(frozen=True, slots=True)
class Passport:
    """One trail's pages."""

    trail_id: int
    name: str
    library: str
    starts: dt.date
    ends: dt.date
    title: str
    places: tuple[Place, ...]

    @property
    def count(self) -> int:
        """How many stamps it has."""
        return sum(place.day is not None for place in self.places)

    @property
    def full(self) -> bool:
        """Whether every place has its stamp."""
        return self.count == len(self.places)

    @property
    def spreads(self) -> tuple[tuple[Place, ...], ...]:
        """The story in an open book, two pieces side by side: what was found and what to look for."""
        told = max(index for index, place in enumerate(self.places) if place.day or place.is_next)
        pages = self.places[: told + 1]
        return tuple(pages[start : start + 2] for start in range(0, len(pages), 2))

    @property
    def latest(self) -> dt.date:
        """The day of its last stamp."""
        return max((place.day for place in self.places if place.day), default=self.starts)


def stamps_of(session: Session, *, reader_id: int) -> dict[int, dt.date]:
    """This child's standing stamps: spot -> day."""
    taken_back = exists().where(_withdrawal.withdraws_id == LedgerEntry.id)
    rows = session.execute(
        select(LedgerEntry.spot_id, LedgerEntry.day).where(
            LedgerEntry.reader_id == reader_id, LedgerEntry.spot_id.is_not(None), ~taken_back
        )
    )
    return {spot_id: day for spot_id, day in rows if spot_id is not None}


def passports(
    session: Session,
    *,
    stamps: Days,
    stories: Mapping[str, Story],
    language: str,
    trail_id: int | None = None,
) -> tuple[Passport, ...]:
    """The trails of these stamps, the one stamped last in front; with `trail_id` only that trail.

    Spots that are no more are passed over. A trail without any stamp is not in a passport.
    """
    own = select(Spot.trail_id).where(Spot.id.in_(list(stamps)))
    wanted = own if trail_id is None else own.where(Spot.trail_id == trail_id)
    rows = session.execute(
        select(Trail, Library.name, Spot)
        .join(Library, Library.id == Trail.library_id)
        .join(Spot, Spot.trail_id == Trail.id)
        .where(Trail.id.in_(wanted))
        .order_by(Trail.id, Spot.position)
    ).all()
    spots: dict[int, list[Spot]] = {}
    trails: dict[int, tuple[Trail, str]] = {}
    for trail, library, spot in rows:
        trails[trail.id] = (trail, library)
        spots.setdefault(trail.id, []).append(spot)
    found = [
        _passport(trail, library, spots[trail.id], stamps, story_of(session, stories, trail.story), language)
        for trail, library in trails.values()
    ]
    return tuple(sorted(found, key=lambda one: (one.latest, one.trail_id), reverse=True))


def _passport(
    trail: Trail, library: str, spots: list[Spot], stamps: Days, story: Story, language: str
) -> Passport:
    words = words_of(spots)
    chapters = told(story, words, language)
    following = next((index for index, spot in enumerate(spots) if spot.id not in stamps), -1)
    places = tuple(
        Place(
            spot_id=spot.id,
            position=spot.position,
            place=spot.place,
            picture=picture_of(spot.position),
            chapter=chapter,
            day=stamps.get(spot.id),
            riddle=riddle_to(story, words, index + 1, language) if index == following else "",
        )
        for index, (spot, chapter) in enumerate(zip(spots, chapters, strict=True))
    )
    spoken = language if language in story.title else story.languages[0]
    return Passport(trail.id, trail.name, library, trail.starts, trail.ends, story.title[spoken], places)
