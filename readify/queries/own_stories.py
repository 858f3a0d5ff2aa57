"""The stories that a library wrote, and which stories its trail may tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.exchange.stories import Story
from readify.exchange.tellings import OWN, pieces_in
from readify.models import LibraryStory
from readify.words import N_

NO_STORY = N_("Dit verhaal heb ik niet gevonden.")


@dataclass(frozen=True, slots=True)
class OwnStory:
    """One own story as it is kept."""

    story_id: int
    library_id: int
    title: str
    told_for: str
    language: str
    pieces: tuple[Mapping[str, Any], ...]
    version: int

    @property
    def code(self) -> str:
        """How a trail names it."""
        return f"{OWN}{self.story_id}"


@dataclass(frozen=True, slots=True)
class StoryChoice:
    """A story that a trail can tell. `own` ones were written by a library."""

    code: str
    title: str
    told_for: str
    pieces: int
    own: bool = False


def own_stories(session: Session, *, library_ids: Sequence[int]) -> tuple[OwnStory, ...]:
    """The stories that these libraries wrote, by title."""
    rows = session.scalars(
        select(LibraryStory)
        .where(LibraryStory.library_id.in_(library_ids))
        .order_by(LibraryStory.title, LibraryStory.id)
    )
    return tuple(_own(row) for row in rows)


def own_story(session: Session, *, story_id: int, library_id: int) -> OwnStory:
    """One story of this library. Raises NotFound."""
    row = session.get(LibraryStory, story_id)
    if row is None or row.library_id != library_id:
        raise NotFound("no_story", NO_STORY)
    return _own(row)


def story_choices(
    session: Session, *, stories: Iterable[Story], library_ids: Sequence[int], language: str
) -> tuple[StoryChoice, ...]:
    """What can be told: the stories that ship, then the libraries' own."""
    ours = [
        StoryChoice(
            story.slug,
            story.title.get(language) or story.title[story.languages[0]],
            story.told_for,
            pieces_in(story),
        )
        for story in stories
    ]
    own = [
        StoryChoice(one.code, one.title, one.told_for, len(one.pieces), own=True)
        for one in own_stories(session, library_ids=library_ids)
    ]
    return (*ours, *own)


def _own(row: LibraryStory) -> OwnStory:
    return OwnStory(
        row.id, row.library_id, row.title, row.told_for, row.language, tuple(row.pieces), row.version
    )
