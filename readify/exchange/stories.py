"""The stories that trails tell, read from `seeds/stories/*.toml`.

A story is a set of pieces and routes: which pieces a trail of N spots tells, in which order. Knows nothing of
trails, readers or stamps; the caller says how many spots there are and at which one the reader stands.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Texts = Mapping[str, str]
"""One text per language, e.g. `{"nl": "…", "en": "…"}`."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PIECE_TEXTS = ("title", "text", "place", "lead", "task", "alt")


class StoryError(ValueError):
    """A story file cannot be used; the message names the file and the piece."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a story in all its languages. `lead` is the riddle that leads to this piece's place."""

    slug: str
    illustration: str
    title: Texts
    text: Texts
    place: Texts
    lead: Texts
    task: Texts
    alt: Texts


Stop = tuple[Piece, ...]
"""The pieces that hang at one spot; mostly one."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one spot tells, in one language. `riddle` leads to the next spot; None at the last."""

    number: int
    total: int
    title: str
    paragraphs: tuple[str, ...]
    riddle: str | None
    task: str
    place: str
    illustration: str
    alt: str
    language: str

    @property
    def text(self) -> str:
        """The whole text, paragraphs parted by an empty line."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Story:
    """A story; `ages` is (from, to), `routes` tells the pieces at each spot by number of spots."""

    slug: str
    ages: tuple[int, int]
    languages: tuple[str, ...]
    title: Texts
    routes: Mapping[int, tuple[Stop, ...]]
    _told: dict[tuple[int, str], tuple[Chapter, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )  # a page asks for the same chapters dozens of times

    @property
    def told_for(self) -> str:
        """The ages as a trail keeps them: 6-9 or 10-13."""
        return "6-9" if self.ages[1] < 10 else "10-13"

    @property
    def sizes(self) -> tuple[int, ...]:
        """The numbers of spots that this story can be told in, rising."""
        return tuple(sorted(self.routes))

    def chapters(self, spots: int, language: str) -> tuple[Chapter, ...]:
        """The story for a trail of `spots` spots; another number takes the nearest route.

        A language that the story lacks is told in its first one.
        """
        size = min(self.sizes, key=lambda known: (abs(known - spots), known))
        told = language if language in self.languages else self.languages[0]
        if (size, told) not in self._told:
            self._told[size, told] = _chapters(self.routes[size], told)
        return self._told[size, told]

    def chapter(self, position: int, spots: int, language: str) -> Chapter:
        """What the spot at `position` (from 1) of `spots` tells; past the route's end, its last chapter."""
        chapters = self.chapters(spots, language)
        return chapters[max(1, min(position, len(chapters))) - 1]

    def riddle_to(self, position: int, spots: int, language: str) -> str:
        """The riddle that leads to the spot at `position` (from 1) of `spots`."""
        size = min(self.sizes, key=lambda known: (abs(known - spots), known))
        told = language if language in self.languages else self.languages[0]
        route = self.routes[size]
        return route[max(1, min(position, len(route))) - 1][0].lead[told]


def _chapters(route: tuple[Stop, ...], told: str) -> tuple[Chapter, ...]:
    leads = [stop[0].lead[told] for stop in route[1:]]
    return tuple(
        _chapter(stop, told, number=number, total=len(route), riddle=riddle)
        for number, (stop, riddle) in enumerate(zip(route, [*leads, None], strict=True), start=1)
    )


def _chapter(stop: Stop, told: str, *, number: int, total: int, riddle: str | None) -> Chapter:
    """Pieces that hang at one spot, told as one: named after the first, its task the last one's."""
    first, last = stop[0], stop[-1]
    parts = [part for piece in stop for part in piece.text[told].strip().split("\n\n")]
    return Chapter(
        number=number,
        total=total,
        title=first.title[told],
        paragraphs=tuple(" ".join(part.split()) for part in parts),
        riddle=riddle,
        task=last.task[told],
        place=first.place[told],
        illustration=first.illustration,
        alt=first.alt[told],
        language=told,
    )


def load_stories(folder: Path) -> dict[str, Story]:
    """Every story in a folder by slug. Raises StoryError naming file and piece."""
    stories: dict[str, Story] = {}
    for path in sorted(folder.glob("*.toml"), key=lambda found: found.stem):
        story = _load(path)
        if story.slug in stories:
            raise StoryError(f"{path.name}: slug {story.slug!r} is taken by another file")
        stories[story.slug] = story
    return stories


def _load(path: Path) -> Story:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StoryError(f"{path.name}: not readable as TOML: {error}") from error
    try:
        return parse_story(table)
    except StoryError as error:
        raise StoryError(f"{path.name}: {error}") from error


def parse_story(table: Mapping[str, Any]) -> Story:
    """Check one parsed file. Raises StoryError naming the piece."""
    missing = {"slug", "ages", "languages", "title", "routes", "pieces"} ^ set(table)
    if missing:
        raise StoryError(f"missing or unknown: {', '.join(sorted(missing))}")
    slug, languages = table["slug"], tuple(table["languages"])
    if not isinstance(slug, str) or not _SLUG.fullmatch(slug):
        raise StoryError(f"slug must be lower-case words and hyphens, not {slug!r}")
    if not languages:
        raise StoryError("languages: name at least one")
    low, high = _ages(table["ages"])
    pieces = {name: _piece(name, raw, languages) for name, raw in table["pieces"].items()}
    title = _texts("title", table["title"], languages)
    return Story(slug, (low, high), languages, title, _routes(table["routes"], pieces))


def _ages(raw: object) -> tuple[int, int]:
    match raw:
        case [int() as low, int() as high] if 0 < low <= high:
            return low, high
    raise StoryError(f"ages must be [from, to], not {raw!r}")


def _piece(name: str, raw: Mapping[str, Any], languages: tuple[str, ...]) -> Piece:
    odd = {"illustration", *_PIECE_TEXTS} ^ set(raw)
    if odd:
        raise StoryError(f"piece {name!r}: missing or unknown: {', '.join(sorted(odd))}")
    if not _SLUG.fullmatch(raw["illustration"]):
        raise StoryError(f"piece {name!r}: illustration must be lower-case words and hyphens")
    texts = {key: _texts(f"piece {name!r}: {key}", raw[key], languages) for key in _PIECE_TEXTS}
    return Piece(slug=name, illustration=raw["illustration"], **texts)


def _texts(where: str, raw: object, languages: tuple[str, ...]) -> Texts:
    if not isinstance(raw, dict):
        raise StoryError(f"{where}: needs one text per language")
    odd = set(languages) ^ set(raw)
    if odd:
        raise StoryError(f"{where}: missing or unknown language {', '.join(sorted(odd))}")
    for language, text in raw.items():
        if not isinstance(text, str) or not text.strip():
            raise StoryError(f"{where}: the {language} text is empty")
    return raw


def _routes(raw: Mapping[str, Any], pieces: Mapping[str, Piece]) -> Mapping[int, tuple[Stop, ...]]:
    routes: dict[int, tuple[Stop, ...]] = {}
    for size, stops in raw.items():
        if not size.isdigit() or len(stops) != int(size) or not all(stops):
            raise StoryError(f"route {size}: must hang at least one piece at each of {size} spots")
        for name in (name for stop in stops for name in stop):
            if name not in pieces:
                raise StoryError(f"route {size}: there is no piece {name!r}")
        routes[int(size)] = tuple(tuple(pieces[name] for name in stop) for stop in stops)
    if not routes:
        raise StoryError("routes: name at least one")
    return routes
