"""A contest and its rounds, as an organiser makes and changes them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from readify.drafts.parsing import Draft, FieldError, clean_text, none_if_empty
from readify.models.contest_kinds import BookRule, Deciding, EntryRule, Level
from readify.words import N_

NO_NAME = N_("Geef een naam van hooguit 120 letters.")
WRONG_SEASON = N_("Schrijf het schooljaar zo: 2026-2027.")
WRONG_TEMPLATE = N_("Kies een soort wedstrijd.")
WRONG_KEEP = N_("Kies 1 tot 730 dagen.")
WRONG_DAY = N_("Kies een dag.")
CLOSES_FIRST = N_("De ronde sluit voor ze opengaat.")
WRONG_LEVEL = N_("Kies wat voor ronde dit is.")
WRONG_ENTRIES = N_("Kies 1 tot 20 kampioenen.")
WRONG_PER_SESSION = N_("Kies 2 tot 60 lezers in één zitting.")
WRONG_GOES_ON = N_("Kies hoeveel lezers doorgaan: 1 tot 20.")
WRONG_RESERVES = N_("Kies 0 tot 10 reserves.")
WRONG_TIME = N_("Kies 30 seconden tot 60 minuten, of laat het leeg.")
WRONG_YEARS = N_("Kies hoe oud een boek mag zijn, in jaren.")
WRONG_SCALE = N_("Kies een schaal tussen 0 en 10, van laag naar hoog.")
WRONG_JURY = N_("Kies 1 tot 15 juryleden.")
WRONG_WEIGHT = N_("Kies een gewicht van 1 tot 100.")
NO_CRITERIA = N_("Geef de jury minstens één punt om op te letten, en hooguit tien.")
SAME_CRITERIA = N_("Twee punten van de jury heten hetzelfde.")
LONG_TEXT = N_("Deze tekst is te lang. Gebruik hooguit 300 letters.")
SEASON = re.compile(r"(\d{4})-(\d{4})")

Text = BeforeValidator(clean_text)
Blank = BeforeValidator(none_if_empty)
Name = Annotated[str, Text, Field(min_length=1, max_length=120)]
Day = Annotated[dt.date | None, Blank]


def _season(value: str) -> str:
    """Two school years that follow each other."""
    found = SEASON.fullmatch(value)
    if found is None or int(found[2]) != int(found[1]) + 1:
        raise FieldError(WRONG_SEASON)
    return value


class NewContestDraft(Draft):
    """A new contest. `library_id`: which library organises it; None asks for the province."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "template": WRONG_TEMPLATE,
        "template:missing": WRONG_TEMPLATE,
        "name": NO_NAME,
        "name:missing": NO_NAME,
        "season": WRONG_SEASON,
        "season:missing": WRONG_SEASON,
    }

    template: Annotated[str, Field(max_length=40)]
    name: Name
    season: Annotated[str, AfterValidator(_season)]
    library_id: Annotated[int | None, Blank] = None
    school_id: Annotated[int | None, Blank] = None


class ContestDraft(Draft):
    """What may be changed of a contest, with the version it was read at."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "name": NO_NAME,
        "name:missing": NO_NAME,
        "audience": NO_NAME,
        "season": WRONG_SEASON,
        "keep_days": WRONG_KEEP,
    }

    version: int
    name: Name
    season: Annotated[str, AfterValidator(_season)]
    audience: Annotated[str, Text, Field(max_length=120)] = ""
    keep_days: Annotated[int, Field(ge=1, le=730)]


class CriterionDraft(Draft):
    """One thing jurors look at. `slug` is empty for a new one."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"name": NO_NAME, "weight": WRONG_WEIGHT}

    slug: Annotated[str, Field(max_length=40)] = ""
    name: Name
    hint: Annotated[str, Text, Field(max_length=200)] = ""
    for_children: Annotated[str, Text, Field(max_length=200)] = ""
    weight: Annotated[int, Field(ge=1, le=100)] = 1
    steps: tuple[Annotated[str, Text, Field(max_length=60)], ...] = ()


def _some(criteria: tuple[CriterionDraft, ...]) -> tuple[CriterionDraft, ...]:
    if not 1 <= len(criteria) <= 10:
        raise FieldError(NO_CRITERIA)
    if len({one.name.casefold() for one in criteria}) < len(criteria):
        raise FieldError(SAME_CRITERIA)
    return criteria


class RoundDraft(Draft):
    """One round with its rules and criteria, and the version of the contest it was read at."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "level": WRONG_LEVEL,
        "name": NO_NAME,
        "name:missing": NO_NAME,
        "opens": WRONG_DAY,
        "closes": WRONG_DAY,
        "entries_each": WRONG_ENTRIES,
        "per_session": WRONG_PER_SESSION,
        "goes_on": WRONG_GOES_ON,
        "reserves": WRONG_RESERVES,
        "time_limit": WRONG_TIME,
        "book_years": WRONG_YEARS,
        "book_note": LONG_TEXT,
        "fragment": NO_NAME,
        "scale_low": WRONG_SCALE,
        "scale_high": WRONG_SCALE,
        "jury_size": WRONG_JURY,
        "weight": WRONG_WEIGHT,
        "criteria": NO_CRITERIA,
    }

    version: int
    level: Level
    name: Name
    opens: Day = None
    closes: Day = None
    at_school: bool = False
    entry_rule: EntryRule
    entries_each: Annotated[int, Field(ge=1, le=20)] = 1
    per_session: Annotated[int, Field(ge=2, le=60)] = 12
    goes_on: Annotated[int, Field(ge=1, le=20)] = 1
    reserves: Annotated[int, Field(ge=0, le=10)] = 1
    time_limit: Annotated[Annotated[int, Field(ge=30, le=3600)] | None, Blank] = None
    book_rule: BookRule = BookRule.OWN_CHOICE
    book_years: Annotated[Annotated[int, Field(ge=1, le=100)] | None, Blank] = None
    book_note: Annotated[str, Text, Field(max_length=300)] = ""
    fragment: Annotated[str, Text, Field(max_length=120)] = ""
    decides: Deciding = Deciding.POINTS
    scale_low: Annotated[int, Field(ge=0, le=9)] = 1
    scale_high: Annotated[int, Field(ge=1, le=10)] = 5
    jury_size: Annotated[int, Field(ge=1, le=15)] = 3
    audience_prize: bool = False
    criteria: Annotated[tuple[CriterionDraft, ...], AfterValidator(_some)]

    @model_validator(mode="after")
    def _fits(self) -> RoundDraft:
        if self.opens and self.closes and self.closes < self.opens:
            raise FieldError(CLOSES_FIRST)
        if self.scale_low >= self.scale_high:
            raise FieldError(WRONG_SCALE)
        if self.book_rule is BookRule.RECENT and self.book_years is None:
            raise FieldError(WRONG_YEARS)
        return self
