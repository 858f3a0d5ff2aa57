"""A campaign's days as a coordinator writes them down, and a library's choice to take part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from readify.drafts.parsing import Draft, FieldError
from readify.words import N_

LONGEST = 62  # days
WRONG_DATE = N_("Kies een dag.")
ENDS_FIRST = N_("De laatste dag ligt voor de eerste dag.")
TOO_LONG = N_("Een actie duurt hooguit twee maanden.")


class CampaignDatesDraft(Draft):
    """First and last day, and whether the organiser published them."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "starts": WRONG_DATE,
        "starts:missing": WRONG_DATE,
        "ends": WRONG_DATE,
        "ends:missing": WRONG_DATE,
    }

    starts: dt.date
    ends: dt.date
    confirmed: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> CampaignDatesDraft:
        if self.ends < self.starts:
            raise FieldError(ENDS_FIRST)
        if (self.ends - self.starts).days >= LONGEST:
            raise FieldError(TOO_LONG)
        return self


class CampaignChoiceDraft(Draft):
    """One year's campaign, on or off."""

    campaign: Annotated[str, Field(max_length=40)]
    year: Annotated[int, Field(ge=2020, le=2100)]
    on: bool = False
