"""A library's own campaign as staff send it, and its own days of a national one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from readify.drafts.campaigns import CampaignDatesDraft
from readify.drafts.parsing import FieldError, clean_text
from readify.game.rules import Band
from readify.words import N_

NAME_MISSING = N_("Geef de actie een naam van hooguit 60 letters.")
WRONG_BANDS = N_("Kies voor wie de actie is.")
WRONG_CHOICE = N_("Kies iets uit de lijst.")
CHILD_LONG = N_("Houd de zin bij hooguit 90 letters.")
POSTER_LONG = N_("Houd de tekst op de poster bij twee regels van hooguit 24 letters.")
ASSIGNMENT_LONG = N_("Houd de opdracht bij hooguit 600 letters.")
POSTER_LINES, POSTER_LINE = 2, 24


def _lines(value: object) -> object:
    """A text of lines, each clean, without empty ones."""
    if not isinstance(value, str):
        return value
    return "\n".join(line for line in (str(clean_text(one)) for one in value.splitlines()) if line)


class OwnCampaignDraft(CampaignDatesDraft):
    """A name, days, ages, the ready set and own words in its place. Empty words are those of the set.

    Needs a context: under `like`, `badge` and `bingo` the slugs there are.
    """

    SENTENCES: ClassVar[Mapping[str, str]] = {
        **CampaignDatesDraft.SENTENCES,
        "name": NAME_MISSING,
        "name:missing": NAME_MISSING,
        "bands": WRONG_BANDS,
        "bands:missing": WRONG_BANDS,
        "like:missing": WRONG_CHOICE,
        "child": CHILD_LONG,
        "assignment": ASSIGNMENT_LONG,
    }

    name: Annotated[str, BeforeValidator(clean_text), Field(min_length=1, max_length=60)]
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    like: str
    badge: str = ""
    bingo: str = ""
    child: Annotated[str, BeforeValidator(clean_text), Field(max_length=90)] = ""
    poster: Annotated[str, BeforeValidator(_lines)] = ""
    assignment: Annotated[str, BeforeValidator(clean_text), Field(max_length=600)] = ""

    @field_validator("poster")
    @classmethod
    def _fits(cls, value: str) -> str:
        lines = value.split("\n")
        if len(lines) > POSTER_LINES or any(len(line) > POSTER_LINE for line in lines):
            raise FieldError(POSTER_LONG)
        return value

    @field_validator("like", "badge", "bingo")
    @classmethod
    def _known(cls, value: str, info: ValidationInfo) -> str:
        there: Any = (info.context or {}).get(str(info.field_name), ())
        if value not in there and (value or info.field_name == "like"):
            raise FieldError(WRONG_CHOICE)
        return value


class OwnDaysDraft(CampaignDatesDraft):
    """One year of a national campaign, on this library's own days."""

    campaign: Annotated[str, Field(max_length=40)]
    year: Annotated[int, Field(ge=2020, le=2100)]
