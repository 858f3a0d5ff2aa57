"""What a child chooses on the challenge pages: a bingo card, another cell, reading days with minutes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field, field_validator

from readify.drafts.parsing import Draft, FieldError
from readify.words import N_

WRONG_SET = N_("Kies een kaart uit de rij.")
WRONG_SIZE = N_("Kies 3 bij 3 of 4 bij 4.")
WRONG_CELL = N_("Kies een ander vakje uit de rij.")
WRONG_DAYS = N_("Kies 2 tot 6 leesdagen.")
WRONG_MINUTES = N_("Kies 5, 10, 15 of 20 minuten.")

Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
Weekday = Annotated[int, Field(ge=0, le=6)]


class CardDraft(Draft):
    """A new bingo card: which set, how large."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "card_set": WRONG_SET,
        "card_set:missing": WRONG_SET,
        "size": WRONG_SIZE,
    }

    card_set: Annotated[str, Field(min_length=1, max_length=40)]
    size: Annotated[Literal["3", "4"], Field(default="3")]


class SwapDraft(Draft):
    """Another cell for one place of this card."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "card": WRONG_CELL,
        "card:missing": WRONG_CELL,
        "cell": WRONG_CELL,
        "cell:missing": WRONG_CELL,
    }

    card: Number
    cell: Annotated[str, Field(min_length=1, max_length=40)]


class PlanDraft(Draft):
    """On which weekdays (0 is Monday), and how many minutes then."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "weekdays": WRONG_DAYS,
        "minutes": WRONG_MINUTES,
    }

    weekdays: tuple[Weekday, ...] = ()
    minutes: Annotated[Literal["5", "10", "15", "20"], Field(default="10")]

    @field_validator("weekdays")
    @classmethod
    def _two_to_six(cls, days: tuple[int, ...]) -> tuple[int, ...]:
        if not 2 <= len(set(days)) <= 6:
            raise FieldError(WRONG_DAYS)
        return tuple(sorted(set(days)))
