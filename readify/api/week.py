"""The shape of a class's week. Children stand from A to Z, never by minutes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import Field

from readify.api.answers import Answer
from readify.queries.class_week import ClassWeek
from readify.queries.reader_week import ReaderWeek


class WeekBook(Answer):
    """The title under way; in an earlier week the last one read in it."""

    title: str
    author: str
    form: str
    language: str
    genre: str


class WeekReader(Answer):
    """One child's week, for the teacher's eyes."""

    id: int
    name: str
    home_languages: list[str]
    days: list[dt.date] = Field(description="days with a reading")
    minutes: int
    pages: int
    readings: int
    forms: list[str]
    languages: list[str]
    book: WeekBook | None
    opinion: int | None = Field(description="last feeling of the week, 1-4")
    own_goal: int = Field(description="minutes a day; not for children to see")
    own_goal_differs: bool
    rhythm_days: int = Field(description="reading days wanted this week")
    rhythm_reached: bool
    lamps: int
    paused: bool
    marks: list[dt.date] = Field(description="days worth a look together")


class WeekTotals(Answer):
    """The class as a whole."""

    readers: int
    readers_who_read: int
    minutes: int
    pages: int
    readings: int
    lamps: int


class WeekForm(Answer):
    """How often a form was read, in days of children, and its share of all."""

    form: str
    times: int
    share: float


class WeekGoal(Answer):
    """The open class goal, in lamps."""

    id: int
    target: int
    progress: int
    starts: dt.date
    ends: dt.date
    reward: str
    reached: bool
    on_schedule: bool


class WeekClassroom(Answer):
    """Which class."""

    id: int
    name: str
    school: str
    band: str


class WeekAnswer(Answer):
    """One week of one class."""

    classroom: WeekClassroom
    monday: dt.date
    sunday: dt.date
    readers: list[WeekReader]
    totals: WeekTotals
    forms: list[WeekForm]
    languages: list[str]
    goal: WeekGoal | None
    pause: str | None = Field(description="the pause that covers this whole week")


def week_answer(week: ClassWeek) -> dict[str, Any]:
    """The query's week in the words of the API."""
    readers = [_reader(reader, week.monday) for reader in week.readers]
    return {
        "classroom": {"id": week.classroom_id, "name": week.name, "school": week.school, "band": week.band},
        "monday": week.monday,
        "sunday": week.sunday,
        "readers": readers,
        "totals": {
            "readers": len(readers),
            "readers_who_read": sum(1 for reader in week.readers if reader.readings),
            "minutes": week.minutes,
            "pages": sum(reader.pages for reader in week.readers),
            "readings": sum(reader.readings for reader in week.readers),
            "lamps": week.lamps,
        },
        "forms": week.forms,
        "languages": week.languages,
        "goal": _goal(week),
        "pause": week.pause,
    }


def _reader(reader: ReaderWeek, monday: dt.date) -> dict[str, Any]:
    same = (
        "name", "home_languages", "minutes", "pages", "readings", "forms", "languages", "book", "own_goal",
        "own_goal_differs", "rhythm_days", "rhythm_reached", "lamps", "paused", "marks",
    )  # fmt: skip
    return {
        **{name: getattr(reader, name) for name in same},
        "id": reader.reader_id,
        "days": [monday + dt.timedelta(days=step) for step, read in enumerate(reader.days) if read],
        "opinion": reader.feeling,
    }


def _goal(week: ClassWeek) -> dict[str, Any] | None:
    if week.goal is None:
        return None
    same = ("target", "progress", "starts", "ends", "reward", "reached", "on_schedule")
    return {**{name: getattr(week.goal, name) for name in same}, "id": week.goal.goal_id}
