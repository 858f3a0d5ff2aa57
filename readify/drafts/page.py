"""What programs ask of a list or a week: which part of it. Read from the address, so forgiving as a form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from readify.drafts.parsing import Draft, FieldError
from readify.drafts.reading import ISO_DAY
from readify.words import N_

WRONG_LIMIT = N_("Kies een getal van 1 tot 100.")
WRONG_CURSOR = N_("Gebruik de waarde van next uit het vorige antwoord.")
WRONG_QUESTION = N_("Geef een stukje van een titel, serie of naam.")
WRONG_WEEK = N_("Geef een dag in deze week, zoals 2026-11-23.")
WRONG_BOOKS_LIMIT = N_("Kies een getal van 1 tot 50.")

MOST_FOUND = 50  # books a search gives in all; whoever needs more asks more precisely


class PageDraft(Draft):
    """A part of a list: what comes after a cursor, and how much of it."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"after": WRONG_CURSOR, "limit": WRONG_LIMIT}

    after: Annotated[str | None, Field(default=None, pattern=r"^[0-9]{1,15}$", description="next of before")]
    limit: Annotated[int, Field(default=20, ge=1, le=100)]


class BookSearchDraft(Draft):
    """A question to the catalogue."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "q": WRONG_QUESTION,
        "q:missing": WRONG_QUESTION,
        "after": WRONG_CURSOR,
        "limit": WRONG_BOOKS_LIMIT,
    }

    q: Annotated[
        str, Field(min_length=1, max_length=200, description="title, series or author, also misspelt")
    ]
    after: Annotated[str | None, Field(default=None, pattern=r"^[0-9]{1,2}$", description="next of before")]
    limit: Annotated[int, Field(default=20, ge=1, le=MOST_FOUND)]


def _plain_day(value: object) -> object:
    """YYYY-MM-DD and nothing else: pydantic would take a moment or a number of seconds for a day too."""
    if isinstance(value, str) and not ISO_DAY.fullmatch(value):
        raise FieldError(WRONG_WEEK)
    return value


class WeekDraft(Draft):
    """Which week, by any day in it."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"of": WRONG_WEEK}

    of: Annotated[
        dt.date | None,
        BeforeValidator(_plain_day),
        Field(
            default=None,
            ge=dt.date(2000, 1, 1),
            le=dt.date(2100, 12, 31),
            description="any day of the week; default: today",
        ),
    ]
