"""What a teacher asks for a substitute: until which day the code works."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar

from pydantic import ValidationInfo, field_validator

from readify.drafts.parsing import Draft, FieldError
from readify.words import N_

MOST_DAYS = 14
WRONG_DAY = N_("Kies een dag vanaf vandaag, hooguit twee weken vooruit.")


class SubstituteDraft(Draft):
    """`until` is the last day, from today on and at most two weeks ahead."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"until": WRONG_DAY, "until:missing": WRONG_DAY}

    until: dt.date

    @field_validator("until")
    @classmethod
    def _soon(cls, value: dt.date, info: ValidationInfo) -> dt.date:
        today: dt.date = (info.context or {})["today"]
        if not today <= value < today + dt.timedelta(days=MOST_DAYS):
            raise FieldError(WRONG_DAY)
        return value
