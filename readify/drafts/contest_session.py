"""A session of a contest's round, and a juror in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field

from readify.drafts.contest import LONG_TEXT, NO_NAME, WRONG_DAY, Blank, Name, Text
from readify.drafts.parsing import Draft, FieldError
from readify.drafts.reading import LANGUAGE_TAG, WRONG_LANGUAGE
from readify.words import N_

WRONG_TIME = N_("Schrijf de tijd zo: 19.30 of 19:30.")
WRONG_MINUTES = N_("Kies 10 tot 600 minuten.")
WRONG_SEATS = N_("Kies 0 tot 5000 stoelen.")
WRONG_EMAIL = N_("Dit e-mailadres klopt niet.")


def _time(value: object) -> object:
    """A Dutch 19.30 as 19:30."""
    return value.replace(".", ":") if isinstance(value, str) else value


def _languages(value: tuple[str, ...]) -> tuple[str, ...]:
    if not all(LANGUAGE_TAG.fullmatch(tag) for tag in value):
        raise FieldError(WRONG_LANGUAGE)
    return tuple(dict.fromkeys(value))


def email_or_nothing(value: str) -> str:
    """An address with a name, an at sign and a domain, or nothing. Whether it exists, mail tells."""
    name, at, domain = value.partition("@")
    if value and not (name and at and "." in domain.strip(".")):
        raise FieldError(WRONG_EMAIL)
    return value.lower()


class SessionDraft(Draft):
    """One session. `feeds_id`: the session of the next round where its winners read."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "name": NO_NAME,
        "name:missing": NO_NAME,
        "place": NO_NAME,
        "address": LONG_TEXT,
        "municipality": NO_NAME,
        "day": WRONG_DAY,
        "starts": WRONG_TIME,
        "minutes": WRONG_MINUTES,
        "seats": WRONG_SEATS,
    }

    name: Name
    place: Annotated[str, Text, Field(max_length=120)] = ""
    address: Annotated[str, Text, Field(max_length=200)] = ""
    municipality: Annotated[str, Text, Field(max_length=120)] = ""
    library_id: Annotated[int | None, Blank] = None
    day: Annotated[dt.date | None, Blank] = None
    starts: Annotated[dt.time | None, BeforeValidator(_time), Blank] = None
    minutes: Annotated[Annotated[int, Field(ge=10, le=600)] | None, Blank] = None
    seats: Annotated[Annotated[int, Field(ge=0, le=5000)] | None, Blank] = None
    languages: Annotated[tuple[str, ...], AfterValidator(_languages)] = ()
    feeds_id: Annotated[int | None, Blank] = None


class ContactDraft(Draft):
    """Who a school's invitations go to."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "contact": NO_NAME,
        "email": WRONG_EMAIL,
        "email:missing": WRONG_EMAIL,
    }

    contact: Annotated[str, Text, Field(max_length=120)] = ""
    email: Annotated[str, Text, Field(min_length=3, max_length=254), AfterValidator(email_or_nothing)]


class JurorDraft(Draft):
    """A juror. `contest_school_id`: the school this juror has ties with, which is warned about."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"name": NO_NAME, "name:missing": NO_NAME}

    name: Name
    email: Annotated[str, Text, Field(max_length=254), AfterValidator(email_or_nothing)] = ""
    chair: bool = False
    contest_school_id: Annotated[int | None, Blank] = None
