"""A trail as a librarian edits it: all that can be changed at once, with the version it was read at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from readify.drafts.parsing import Draft, FieldError, clean_text, none_if_empty
from readify.drafts.trail import (
    ENDS_FIRST,
    FEWEST_SPOTS,
    LONGEST_TRAIL,
    MOST_SPOTS,
    NAME_MISSING,
    SAME_PLACES,
    TOO_LONG,
    WRONG_DATE,
    WRONG_PLACES,
    WRONG_STORY,
    WRONG_WORD,
    plain_word,
)
from readify.words import N_

LONG_WORDS = N_("Een raadsel of opdracht is hooguit 300 letters.")
LONG_REWARD = N_("Schrijf het bedankje in hooguit 200 letters.")
WRONG_BRANCH = N_("Kies een vestiging uit de lijst.")

Words = Annotated[
    Annotated[str, Field(max_length=300)] | None,
    BeforeValidator(none_if_empty),
    BeforeValidator(clean_text),
]


class SpotDraft(Draft):
    """One spot; a new one has no id."""

    SENTENCES: ClassVar[Mapping[str, str]] = {}

    spot_id: Annotated[int | None, BeforeValidator(none_if_empty)] = None
    place: Annotated[str, BeforeValidator(clean_text), Field(min_length=1, max_length=40)]
    branch_id: Annotated[int | None, BeforeValidator(none_if_empty)] = None
    riddle: Words = None
    task: Words = None


def _enough(spots: tuple[SpotDraft, ...]) -> tuple[SpotDraft, ...]:
    if not FEWEST_SPOTS <= len(spots) <= MOST_SPOTS:
        raise FieldError(WRONG_PLACES)
    if len({spot.place.casefold() for spot in spots}) < len(spots):
        raise FieldError(SAME_PLACES)
    return spots


class TrailEditDraft(Draft):
    """One trail with its spots in order."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "name": NAME_MISSING,
        "name:missing": NAME_MISSING,
        "word": WRONG_WORD,
        "story": WRONG_STORY,
        "starts": WRONG_DATE,
        "ends": WRONG_DATE,
        "reward": LONG_REWARD,
        "place": WRONG_PLACES,
        "branch_id": WRONG_BRANCH,
        "riddle": LONG_WORDS,
        "task": LONG_WORDS,
        "spots": WRONG_PLACES,
    }

    version: int
    name: Annotated[str, BeforeValidator(clean_text), Field(min_length=1, max_length=60)]
    word: Annotated[str, AfterValidator(plain_word), BeforeValidator(clean_text)]
    story: Annotated[str, Field(min_length=1, max_length=40)]
    starts: dt.date
    ends: dt.date
    reward: Annotated[str, BeforeValidator(clean_text), Field(max_length=200)] = ""
    spots: Annotated[tuple[SpotDraft, ...], AfterValidator(_enough)]

    @model_validator(mode="after")
    def _in_order(self) -> TrailEditDraft:
        if self.ends < self.starts:
            raise FieldError(ENDS_FIRST)
        if (self.ends - self.starts).days > LONGEST_TRAIL:
            raise FieldError(TOO_LONG)
        return self
