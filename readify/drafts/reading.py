"""A reading as somebody sent it: what, how, how long, in which language, how it felt."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from readify.books.isbn import BadIsbn, parse_isbn
from readify.drafts.parsing import Draft, FieldError, clean_text, none_if_empty
from readify.game.facts import Company, Form, How
from readify.words import N_

MOST_MINUTES = 120
MOST_PAGES = 500
DAYS_BACK = 7
LONGEST_TITLE = 200
COMPANIES = frozenset(Company)
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")

PLACES = ("home", "school", "library", "bed", "outside", "on_the_way", "elsewhere")

WRONG_MINUTES = N_("Kies 1 tot 120 minuten. Las je langer? Schrijf de rest apart op.")
WRONG_PAGES = N_("Kies 1 tot 500 bladzijden.")
WRONG_PAGE = N_("Kies een bladzijde van 1 tot 5000.")
WRONG_FORM = N_("Kies wat je las: een boek, een strip of iets anders.")
WRONG_HOW = N_("Kies: zelf, samen of luisteren.")
WRONG_LANGUAGE = N_("Kies een taal uit de lijst.")
WRONG_FEELING = N_("Kies één gezichtje.")
WRONG_DAY = N_("Kies een dag van de laatste week.")
DAY_AHEAD = N_("Die dag komt nog. Kies vandaag of een dag van de laatste week.")
DAY_LONG_AGO = N_("Dat is te lang geleden. Je kunt tot 7 dagen terug.")
WRONG_ISBN = N_("Dit nummer klopt niet. Kijk nog eens achter op het boek, of typ de titel.")
TITLE_TOO_LONG = N_("Die titel is te lang. Gebruik hooguit 200 letters.")
WRONG_TITLE = N_("Typ de titel in gewone letters.")
AUTHOR_TOO_LONG = N_("Die naam is te lang. Gebruik hooguit 200 letters.")
WRONG_SUBMISSION = N_("Het nummer van deze inzending klopt niet. Laad de pagina opnieuw.")
NO_AMOUNT = N_("Hoelang las je? Kies minuten of bladzijden.")


def _isbn(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return parse_isbn(value)
    except BadIsbn as error:
        raise FieldError(WRONG_ISBN) from error


def _title(value: str | None) -> str | None:
    if value is not None and len(value) > LONGEST_TITLE:
        raise FieldError(TITLE_TOO_LONG)
    return value or None


def _author(value: str | None) -> str | None:
    if value is not None and len(value) > LONGEST_TITLE:
        raise FieldError(AUTHOR_TOO_LONG)
    return value or None


def _language(value: str) -> str:
    if not LANGUAGE_TAG.fullmatch(value):
        raise FieldError(WRONG_LANGUAGE)
    head, *rest = value.split("-")
    return "-".join([head.lower(), *rest])


def _as_day(value: object) -> object:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) and ISO_DAY.fullmatch(value) else value
    except ValueError:
        return value


def _as_company(value: object) -> object:
    return Company(value) if isinstance(value, str) and value in COMPANIES else value


Text = BeforeValidator(clean_text)
Blank = BeforeValidator(none_if_empty)
# What a validator of ours has looked at is no JSON to pydantic any more, and a strict reading takes no text
# for a day or a code: these turn it themselves, and leave what is neither to be refused.
AsDay = BeforeValidator(_as_day)
AsCompany = BeforeValidator(_as_company)


class BookDraft(Draft):
    """Which book: an ISBN, a title, or both."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "isbn": WRONG_ISBN,
        "title": WRONG_TITLE,
        "author": AUTHOR_TOO_LONG,
    }

    id: Annotated[
        Annotated[int, Field(ge=1, le=2**53)] | None,
        Blank,
        Field(default=None, description="the catalogue's id"),
    ]
    isbn: Annotated[
        str | None,
        AfterValidator(_isbn),
        Text,
        Blank,
        Field(default=None, description="ISBN-10 or ISBN-13, hyphens allowed"),
    ]
    title: Annotated[
        str | None,
        AfterValidator(_title),
        Text,
        Blank,
        Field(default=None, json_schema_extra={"maxLength": LONGEST_TITLE}),
    ]
    author: Annotated[
        str | None,
        AfterValidator(_author),
        Text,
        Blank,
        Field(default=None, json_schema_extra={"maxLength": LONGEST_TITLE}),
    ]

    @property
    def is_named(self) -> bool:
        """Whether it says which book."""
        return bool(self.id or self.isbn or self.title)


class ReadingDraft(Draft):
    """One leesbeurt."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "minutes": WRONG_MINUTES,
        "pages": WRONG_PAGES,
        "form": WRONG_FORM,
        "form:missing": WRONG_FORM,
        "how": WRONG_HOW,
        "how:missing": WRONG_HOW,
        "language": WRONG_LANGUAGE,
        "language:missing": WRONG_LANGUAGE,
        "feeling": WRONG_FEELING,
        "page": WRONG_PAGE,
        "day": WRONG_DAY,
        "submission_id": WRONG_SUBMISSION,
        "isbn": WRONG_ISBN,
        "title": WRONG_TITLE,
        "author": AUTHOR_TOO_LONG,
    }

    submission_id: UUID
    form: Form
    how: How
    language: Annotated[
        str,
        AfterValidator(_language),
        Field(
            max_length=12,
            description="BCP 47",
            json_schema_extra={"pattern": f"^{LANGUAGE_TAG.pattern}$"},
        ),
    ]
    minutes: Annotated[Annotated[int, Field(ge=1, le=MOST_MINUTES)] | None, Blank, Field(default=None)]
    pages: Annotated[Annotated[int, Field(ge=1, le=MOST_PAGES)] | None, Blank, Field(default=None)]
    finished: bool = False
    stopped: bool = False
    again: bool = False
    book: BookDraft | None = None
    work: Annotated[
        Annotated[int, Field(ge=1, le=2**53)] | None,
        Blank,
        Field(default=None, description="a title on the own shelf"),
    ]
    day: Annotated[dt.date | None, AsDay, Blank, Field(default=None, description="default: today")]
    place: Annotated[Annotated[str, Field(max_length=20)] | None, Blank, Field(default=None)]
    company: Annotated[Company | None, AsCompany, Blank, Field(default=None)]
    feeling: Annotated[Annotated[int, Field(ge=1, le=4)] | None, Blank, Field(default=None)]
    page: Annotated[
        Annotated[int, Field(ge=1, le=5000)] | None,
        Blank,
        Field(default=None, description="now at this page"),
    ]

    @field_validator("place")
    @classmethod
    def _known_place(cls, value: str | None) -> str | None:
        return value if value is None or value in PLACES else "elsewhere"

    @field_validator("day")
    @classmethod
    def _within_a_week(cls, value: dt.date | None, info: ValidationInfo) -> dt.date | None:
        today: dt.date | None = (info.context or {}).get("today")
        if value is None or today is None:
            return value
        if value > today:
            raise FieldError(DAY_AHEAD)
        if (today - value).days > DAYS_BACK:
            raise FieldError(DAY_LONG_AGO)
        return value

    @model_validator(mode="after")
    def _says_how_long(self, info: ValidationInfo) -> ReadingDraft:
        wanted = (info.context or {}).get("amount_required", False)
        if wanted and not (self.minutes or self.pages or self.finished or self.stopped):
            raise FieldError(NO_AMOUNT)
        return self

    def content_hash(self) -> str:
        """Of everything sent but the submission's id, field by field: tells a repeat from a conflict."""
        return blake2b(self.model_dump_json(exclude={"submission_id"}).encode(), digest_size=16).hexdigest()


class WithdrawalDraft(Draft):
    """Taking a log back."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"submission_id": WRONG_SUBMISSION}

    submission_id: UUID


class StampDraft(Draft):
    """A scanned or typed poster code."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"submission_id": WRONG_SUBMISSION}

    submission_id: UUID
    code: Annotated[str, Text, Field(min_length=1, max_length=40)]


def hash_of(content: Mapping[str, Any]) -> str:
    """32 hex digits of a JSON-like mapping, whatever the order of its keys."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, default=str)
    return blake2b(text.encode(), digest_size=16).hexdigest()
