"""The shapes of `/me`: a child, a member of staff."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from readify.api.answers import Answer


class JourneyAnswer(Answer):
    """The boat on the Maas. `next` is null after the last halte; then rings are counted."""

    number: int
    haltes: int
    next: str | None
    next_at: int | None = Field(description="lights in all")
    rings: int


class RhythmAnswer(Answer):
    """This week's reading days. Nothing drains: a missed week only waits."""

    monday: dt.date
    days: list[int] = Field(description="weekdays read, 0 is Monday")
    count: int
    wanted: int
    reached: bool
    paused: bool
    weeks: int = Field(description="weeks with the rhythm reached, in all")


class BadgeAnswer(Answer):
    """A badge that was earned."""

    slug: str
    name: str = Field(description="in the language of the answer")
    day: dt.date


class GoalAnswer(Answer):
    """An open goal. `own` is the child's own part of `progress`."""

    id: int
    scope: str
    measure: str
    target: int
    progress: int
    own: int
    starts: dt.date
    ends: dt.date
    reached: bool


class ClassroomAnswer(Answer):
    """The child's class."""

    id: int
    name: str


class ChildAnswer(Answer):
    """A child and its own progress."""

    role: Literal["child"]
    id: int
    name: str
    band: Literal["klein", "midden", "groot"]
    companion: str
    locale: str
    lights: int
    lamps: int
    readings: int
    halte: str
    journey: JourneyAnswer
    rhythm: RhythmAnswer
    badges: list[BadgeAnswer]
    goals: list[GoalAnswer]
    classroom: ClassroomAnswer


class TaughtAnswer(Answer):
    """A class whose week this person may see."""

    id: int
    name: str
    band: Literal["klein", "midden", "groot"]
    school: str


class LibraryAnswer(Answer):
    """A library this person works for; a coordinator sees all."""

    id: int
    name: str


class TrailNameAnswer(Answer):
    """A trail whose figures this person may see."""

    id: int
    name: str
    library: int


class StaffAnswer(Answer):
    """A teacher, librarian or coordinator, and what they may see."""

    role: Literal["teacher", "librarian", "coordinator"]
    id: int
    name: str
    locale: str
    classrooms: list[TaughtAnswer]
    libraries: list[LibraryAnswer]
    trails: list[TrailNameAnswer]
