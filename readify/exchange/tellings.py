"""A story as one trail tells it: the spots' own riddles and tasks come first. Knows no database.

A riddle points to a place. So when a spot has none of its own and bears the name of a place in the story, it
takes that place's riddle and task, wherever it stands in the trail.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from readify.exchange.stories import Chapter, Piece, Stop, Story

OWN = "eigen-"
"""How the code of a library's own story begins; its number follows."""

NEUTRAL_PICTURE = "auver-window"
AGES = {"6-9": (6, 9), "10-13": (10, 13)}
FEWEST = 3


@dataclass(frozen=True, slots=True)
class SpotWords:
    """What a spot says for itself: the name of its place, maybe a riddle that leads here, maybe a task."""

    place: str
    riddle: str | None = None
    task: str | None = None


def told(story: Story, spots: Sequence[SpotWords], language: str) -> tuple[Chapter, ...]:
    """The chapter at each of these spots, in order. Past the story's end its last chapter is told again."""
    found = []
    for index, spot in enumerate(spots):
        chapter = story.chapter(index + 1, len(spots), language)
        following = riddle_to(story, spots, index + 2, language) if index + 1 < len(spots) else None
        task = spot.task or _task_here(story, spots, index, chapter)
        here = replace(chapter, number=index + 1, total=len(spots), riddle=following, task=task)
        found.append(here)
    return tuple(found)


def riddle_to(story: Story, spots: Sequence[SpotWords], position: int, language: str) -> str:
    """The riddle that leads to the spot at `position` (from 1). Where nobody wrote one, the place's name."""
    spot = spots[position - 1]
    if spot.riddle:
        return spot.riddle
    if _at_home(story, spots, position - 1):
        return story.riddle_to(position, len(spots), language) or spot.place
    piece = _piece_for(story, spot)
    spoken = language if language in story.languages else story.languages[0]
    lead = piece.lead[spoken] if piece else story.riddle_to(position, len(spots), language)
    return lead or spot.place


def fits(story: Story, spots: Sequence[SpotWords], position: int) -> bool:
    """Whether the riddle that leads to this spot is its own, or was made for a place of this name."""
    spot = spots[position - 1]
    return bool(spot.riddle) or _piece_for(story, spot) is not None


def pieces_in(story: Story) -> int:
    """The most spots that this story has a piece for."""
    return max(story.sizes)


def written_story(
    *, slug: str, title: str, told_for: str, language: str, pieces: Sequence[Mapping[str, Any]]
) -> Story:
    """A library's own story as one of ours. Fewer spots than pieces tell several pieces at a spot."""
    made = [_written(f"{slug}-{number}", piece, language) for number, piece in enumerate(pieces, start=1)]
    sizes = range(min(FEWEST, len(made)), len(made) + 1)
    routes = {size: _spread(made, size) for size in sizes}
    return Story(slug, AGES[told_for], (language,), {language: title}, routes)


def _written(slug: str, piece: Mapping[str, Any], language: str) -> Piece:
    def text(words: str) -> dict[str, str]:
        return {language: words}

    return Piece(
        slug=slug,
        illustration=NEUTRAL_PICTURE,
        title=text(piece["title"]),
        text=text(piece["text"]),
        place=text(""),
        lead=text(""),
        task=text(""),
        alt=text(""),
    )


def _spread(pieces: Sequence[Piece], spots: int) -> tuple[Stop, ...]:
    """All pieces in order over this many spots, as evenly as can be."""
    cuts = [round(len(pieces) * number / spots) for number in range(spots + 1)]
    return tuple(tuple(pieces[start:end]) for start, end in pairwise(cuts))


def _task_here(story: Story, spots: Sequence[SpotWords], index: int, chapter: Chapter) -> str:
    piece = None if _at_home(story, spots, index) else _piece_for(story, spots[index])
    return piece.task[chapter.language] if piece else chapter.task


def _at_home(story: Story, spots: Sequence[SpotWords], index: int) -> bool:
    """Whether this spot stands where the story itself would have it."""
    here = spots[index].place.casefold()
    chapters = (story.chapter(index + 1, len(spots), language) for language in story.languages)
    return here in {chapter.place.casefold() for chapter in chapters}


def _piece_for(story: Story, spot: SpotWords) -> Piece | None:
    """The piece that was made for a place of this name; whole pieces before shortened ones."""
    wanted = spot.place.casefold()
    firsts = (stop[0] for size in sorted(story.routes, reverse=True) for stop in story.routes[size])
    return next((one for one in firsts if wanted in {name.casefold() for name in one.place.values()}), None)
