"""A trail as a librarian sends it: name, word, story, dates and the places of its spots."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from readify.drafts.parsing import Draft, FieldError, clean_text
from readify.words import N_

FEWEST_SPOTS = 3
MOST_SPOTS = 12
LONGEST_TRAIL = 120  # days

NAME_MISSING = N_("Geef het spoor een naam van hooguit 60 letters.")
WRONG_WORD = N_("Kies een woord van 2 tot 8 gewone letters, zoals MAAS.")
WRONG_STORY = N_("Kies een verhaal uit de lijst.")
WRONG_DATE = N_("Kies een dag.")
ENDS_FIRST = N_("Het spoor stopt voor het begint. Kijk naar de data.")
TOO_LONG = N_("Een spoor duurt hooguit 120 dagen.")
WRONG_PLACES = N_("Kies 3 tot 12 plekken, elk met een naam van hooguit 40 letters.")
SAME_PLACES = N_("Twee plekken heten hetzelfde. Geef elke plek een eigen naam.")


def plain_word(value: str) -> str:
    """A word for typed codes, in capitals."""
    plain = value.strip().upper()
    if not (plain.isascii() and plain.isalpha() and 2 <= len(plain) <= 8):
        raise FieldError(WRONG_WORD)
    return plain


def _places(value: tuple[str, ...]) -> tuple[str, ...]:
    places = tuple(place for place in (" ".join(name.split()) for name in value) if place)
    if not FEWEST_SPOTS <= len(places) <= MOST_SPOTS or any(len(place) > 40 for place in places):
        raise FieldError(WRONG_PLACES)
    if len({place.casefold() for place in places}) < len(places):
        raise FieldError(SAME_PLACES)
    return places


class TrailDraft(Draft):
    """One trail."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "name": NAME_MISSING,
        "name:missing": NAME_MISSING,
        "word": WRONG_WORD,
        "word:missing": WRONG_WORD,
        "story": WRONG_STORY,
        "story:missing": WRONG_STORY,
        "starts": WRONG_DATE,
        "ends": WRONG_DATE,
        "places": WRONG_PLACES,
        "places:missing": WRONG_PLACES,
    }

    name: Annotated[str, BeforeValidator(clean_text), Field(min_length=1, max_length=60)]
    word: Annotated[str, AfterValidator(plain_word), BeforeValidator(clean_text)]
    story: Annotated[str, Field(min_length=1, max_length=40)]
    starts: dt.date
    ends: dt.date
    places: Annotated[tuple[str, ...], AfterValidator(_places)]

    @model_validator(mode="after")
    def _in_order(self) -> TrailDraft:
        if self.ends < self.starts:
            raise FieldError(ENDS_FIRST)
        if (self.ends - self.starts).days > LONGEST_TRAIL:
            raise FieldError(TOO_LONG)
        return self
