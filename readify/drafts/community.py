"""A community goal and a school's branch as staff send them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from readify.drafts.parsing import Draft, FieldError, clean_text, none_if_empty
from readify.words import N_

LONGEST = 366  # days

NAME_MISSING = N_("Geef het doel een naam van hooguit 60 letters.")
WRONG_TARGET = N_("Kies 1 tot 1.000.000 lampen.")
WRONG_DATE = N_("Kies een dag.")
ENDS_FIRST = N_("Het doel stopt voor het begint. Kijk naar de data.")
TOO_LONG = N_("Een doel duurt hooguit een jaar.")
WRONG_BRANCH = N_("Kies een vestiging uit de lijst.")
WRONG_SCHOOL = N_("Kies een school uit de lijst.")

Blank = BeforeValidator(none_if_empty)


class CommunityGoalDraft(Draft):
    """Name, lamps, days; with a branch the goal is that branch's."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "name": NAME_MISSING,
        "name:missing": NAME_MISSING,
        "target": WRONG_TARGET,
        "target:missing": WRONG_TARGET,
        "starts": WRONG_DATE,
        "starts:missing": WRONG_DATE,
        "ends": WRONG_DATE,
        "ends:missing": WRONG_DATE,
        "branch_id": WRONG_BRANCH,
    }

    name: Annotated[str, BeforeValidator(clean_text), Field(min_length=1, max_length=60)]
    target: Annotated[int, Field(ge=1, le=1_000_000)]
    starts: dt.date
    ends: dt.date
    branch_id: Annotated[int | None, Blank, Field(default=None, ge=1)]

    @model_validator(mode="after")
    def _in_order(self) -> CommunityGoalDraft:
        if self.ends < self.starts:
            raise FieldError(ENDS_FIRST)
        if (self.ends - self.starts).days >= LONGEST:
            raise FieldError(TOO_LONG)
        return self


class SchoolDraft(Draft):
    """A school for this library (`here`), at a branch or at none; or not for it any more."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"school_id": WRONG_SCHOOL, "branch_id": WRONG_BRANCH}

    school_id: Annotated[int, Field(ge=1)]
    branch_id: Annotated[int | None, Blank, Field(default=None, ge=1)]
    here: bool = False
