"""An invitation to another class: its class word, and the last day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from readify.drafts.classroom import Text
from readify.drafts.parsing import Draft, FieldError
from readify.words import N_

WRONG_WORD = N_("Deze klas ken ik niet. Vraag je collega naar het klassenwoord, zoals BEVER 42.")
WRONG_ENDS = N_("Kies een laatste dag tussen morgen en over drie maanden.")
LONGEST = 92


class PairDraft(Draft):
    """Which class, and until when. `today` comes in the context."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "word": WRONG_WORD,
        "word:missing": WRONG_WORD,
        "ends": WRONG_ENDS,
        "ends:missing": WRONG_ENDS,
    }

    word: Annotated[str, Text, Field(min_length=4, max_length=20)]
    ends: dt.date

    @field_validator("ends")
    @classmethod
    def _soon(cls, value: dt.date, info: ValidationInfo) -> dt.date:
        today = (info.context or {}).get("today")
        if today is not None and not 1 <= (value - today).days <= LONGEST:
            raise FieldError(WRONG_ENDS)
        return value
