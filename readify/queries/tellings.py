"""Which story a trail tells and what stands at a spot: a shipped story or one that a library wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.exchange.stories import Chapter, Story
from readify.exchange.tellings import OWN, SpotWords, told, written_story
from readify.models import LibraryStory, Spot
from readify.queries.spots import FoundSpot

Stories = Mapping[str, Story]


def story_of(session: Session, stories: Stories, slug: str) -> Story:
    """The story with this code. One that is no more is told by the first that ships."""
    number = slug.removeprefix(OWN)
    if slug.startswith(OWN) and number.isdecimal() and len(number) < 10:
        kept = session.get(LibraryStory, int(number))
        if kept is not None and kept.pieces:
            return own_story(kept)
    return stories.get(slug) or next(iter(stories.values()))


def own_story(kept: LibraryStory) -> Story:
    """A library's own story, ready to be told."""
    return written_story(
        slug=f"{OWN}{kept.id}",
        title=kept.title,
        told_for=kept.told_for,
        language=kept.language,
        pieces=kept.pieces,
    )


def words_of(spots: Sequence[Spot]) -> list[SpotWords]:
    """What these spots say for themselves."""
    return [SpotWords(spot.place, spot.riddle, spot.task) for spot in spots]


def chapter_at(session: Session, stories: Stories, spot: FoundSpot, language: str) -> Chapter:
    """The piece of story at this spot, with the riddle that leads on and its task."""
    rows = session.execute(
        select(Spot.place, Spot.riddle, Spot.task)
        .where(Spot.trail_id == spot.trail_id)
        .order_by(Spot.position)
    )
    story = story_of(session, stories, spot.story)
    chapters = told(story, [SpotWords(*row) for row in rows], language)
    return chapters[min(spot.position, len(chapters)) - 1]
