"""A draw as a librarian opens it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from readify.drafts.parsing import Draft, clean_text
from readify.words import N_

WRONG_PRIZES = N_("Kies 1 tot 100 prijzen.")
WRONG_PRIZE = N_("Schrijf in een paar woorden wat er te winnen is.")
WRONG_REASON = N_("Schrijf kort waarom er nog een loting komt.")


class DrawDraft(Draft):
    """How many are drawn, what for, and (a second time) why again."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "prizes": WRONG_PRIZES,
        "prizes:missing": WRONG_PRIZES,
        "prize": WRONG_PRIZE,
        "prize:missing": WRONG_PRIZE,
        "reason": WRONG_REASON,
    }

    prizes: Annotated[int, Field(ge=1, le=100)]
    prize: Annotated[str, BeforeValidator(clean_text), Field(min_length=1, max_length=120)]
    reason: Annotated[str, BeforeValidator(clean_text), Field(max_length=300)] = ""
