"""The shapes of what programs get back. They make the answers and describe them in OpenAPI: one source.

Days are `YYYY-MM-DD`, times RFC 3339 in UTC. New fields may join; none leaves or changes its meaning.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Literal

from flask import Response, jsonify
from pydantic import BaseModel, ConfigDict, Field

from readify.api.outcomes import AnyOutcome


class Answer(BaseModel):
    """Base of all answers: read from our dataclasses, field by field."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class Problem(Answer):
    """What went wrong: a code for programs, a sentence for people, one sentence per wrong field."""

    code: str
    message: str
    fields: dict[str, str] = Field(description="by dotted path, as in book.isbn")


class ErrorAnswer(Answer):
    """Every refusal looks like this."""

    error: Problem


class SessionAnswer(Answer):
    """A sign-in. The token is given once; each use moves `expires_at` on."""

    token: str
    role: Literal["child", "teacher", "librarian", "coordinator"]
    expires_at: dt.datetime = Field(description="when it ends if it is not used")


class TallyAnswer(Answer):
    """Where the child stands after a write."""

    lights: int
    lamps: int
    readings: int
    badges: list[str] = Field(description="slugs")
    halte: str
    rhythm_weeks: int


class WrittenAnswer(Answer):
    """What one write came to."""

    id: int
    lights: int = Field(description="given by this write; below 0 when something was taken back")
    outcomes: list[AnyOutcome]
    tally: TallyAnswer


class BookOfReading(Answer):
    """The title as it stands on the child's own shelf."""

    title: str
    author: str
    isbn: str | None
    genre: str


class ReadingAnswer(Answer):
    """One reading that still counts."""

    id: int
    day: dt.date
    recorded_at: dt.datetime
    form: str
    how: str
    language: str
    minutes: int | None
    pages: int | None
    finished: bool
    stopped: bool
    again: bool
    work: int | None = Field(description="the title on the own shelf, to send with a next reading")
    book: BookOfReading | None
    place: str | None
    company: str | None
    feeling: int | None
    source: str = Field(description="web, api, offline, teacher, …")


class BookAnswer(Answer):
    """Facts about one published title."""

    id: int
    title: str
    author: str
    year: int | None
    language: str
    series: str
    series_number: str
    age_code: str
    genre: str
    form: str
    isbn: str | None


class ReadingsPage(Answer):
    """A part of the own readings, newest first."""

    items: list[ReadingAnswer]
    next: str | None = Field(description="cursor of what follows; null at the end")


class BooksPage(Answer):
    """Found titles, best first."""

    items: list[BookAnswer]
    next: str | None = Field(description="cursor of what follows; null at the end")


def answer(kind: type[Answer], found: Any, *, status: int = 200) -> Response:
    """The JSON answer of this shape, from an object with these attributes or a mapping with these keys."""
    text = kind.model_validate(found).model_dump_json()
    return Response(text, status, mimetype="application/json")


def written(fresh: bool, content: dict[str, Any]) -> Response:
    """The answer to a submission, as the action made it: 201 the first time, 200 for a repeat."""
    response = jsonify(content)
    response.status_code = 201 if fresh else 200
    return response


def page(kind: type[Answer], items: Iterable[Any], *, following: str | None) -> Response:
    """A part of a list with the cursor of the next."""
    return answer(kind, {"items": list(items), "next": following})
