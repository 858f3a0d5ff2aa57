"""A library's buildings, and a holiday that a school has on days of its own, as a librarian types them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from readify.drafts.parsing import Draft, FieldError, clean_text
from readify.words import N_

BRANCH_NAME = N_("Geef de vestiging een naam van hooguit 60 letters.")
WHICH_SCHOOL = N_("Kies een school uit de lijst.")
HOLIDAY_NAME = N_("Kies welke vakantie het is.")
WHICH_DAY = N_("Kies een dag.")
WRONG_ORDER = N_("De vakantie stopt voor hij begint. Kijk naar de data.")
TOO_LONG = N_("Een vakantie duurt hooguit 70 dagen.")
LONGEST = 70


class BranchDraft(Draft):
    """One building."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"name": BRANCH_NAME, "name:missing": BRANCH_NAME}

    name: Annotated[str, BeforeValidator(clean_text), Field(min_length=1, max_length=60)]


class HolidayDraft(Draft):
    """One holiday of one school."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "school": WHICH_SCHOOL,
        "school:missing": WHICH_SCHOOL,
        "holiday": HOLIDAY_NAME,
        "holiday:missing": HOLIDAY_NAME,
        "starts": WHICH_DAY,
        "ends": WHICH_DAY,
    }

    school: int
    holiday: Annotated[str, BeforeValidator(clean_text), Field(min_length=1, max_length=60)]
    starts: dt.date
    ends: dt.date

    @model_validator(mode="after")
    def _in_order(self) -> HolidayDraft:
        if self.ends < self.starts:
            raise FieldError(WRONG_ORDER)
        if (self.ends - self.starts).days > LONGEST:
            raise FieldError(TOO_LONG)
        return self
