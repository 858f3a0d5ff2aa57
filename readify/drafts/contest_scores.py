"""What a juror sends: touches of score cards, an order or a slip; and the chair's decision on a tie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from readify.drafts.parsing import Draft, FieldError, clean_text
from readify.words import N_

WRONG_TOUCH = N_("Dit kan ik niet bewaren. Laad de pagina opnieuw; wat je gaf blijft op dit apparaat.")
LONG_WORDS = N_("Gebruik hooguit 500 letters.")
NO_REASON = N_("Schrijf in één zin waarom.")
MOST_TOUCHES = 2000
LATEST_STAMP = 2**53  # a whole number that JavaScript can count to
TEXTS = ("tip", "top", "compliment")


class TouchDraft(Draft):
    """One field of one reader's card: a number for a criterion, a text for tip, top and compliment."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"text": LONG_WORDS}

    entrant_id: int
    field: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
    number: int | None = None
    text: Annotated[Annotated[str, BeforeValidator(clean_text), Field(max_length=500)] | None, Field()] = None
    stamp: Annotated[int, Field(ge=0, le=LATEST_STAMP)]
    client: Annotated[str, Field(min_length=1, max_length=36)]

    @model_validator(mode="after")
    def _one_kind(self) -> TouchDraft:
        if (self.number if self.field in TEXTS else self.text) is not None:
            raise FieldError(WRONG_TOUCH)
        return self


class TouchesDraft(Draft):
    """A bundle of touches, as the device had them waiting."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"touches": WRONG_TOUCH, "text": LONG_WORDS}

    touches: Annotated[tuple[TouchDraft, ...], Field(max_length=MOST_TOUCHES)]


class BallotDraft(Draft):
    """An order of readers (best first), or the names on a slip."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"choices": WRONG_TOUCH, "kind": WRONG_TOUCH}

    kind: Literal["ranking", "vote"]
    choices: Annotated[tuple[int, ...], Field(max_length=60)]
    stamp: Annotated[int, Field(ge=0, le=LATEST_STAMP)]
    client: Annotated[str, Field(min_length=1, max_length=36)]


class TieDraft(Draft):
    """How the chair orders readers whom the figures leave equal, and why."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"reason": NO_REASON, "reason:missing": NO_REASON}

    ordered: Annotated[tuple[int, ...], Field(min_length=2, max_length=60)]
    reason: Annotated[str, BeforeValidator(clean_text), Field(min_length=3, max_length=500)]
