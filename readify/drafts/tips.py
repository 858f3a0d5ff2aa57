"""A tip as it is sent: one to three stickers, nothing else. There is no field for words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from readify.books.stickers import MOST_STICKERS, STICKERS
from readify.drafts.parsing import Draft, FieldError
from readify.words import N_

NO_STICKER = N_("Kies een sticker.")
TOO_MANY = N_("Kies hooguit drie stickers.")


def _stickers(value: list[str]) -> list[str]:
    known = [sticker for sticker in STICKERS if sticker in value]
    if not known or set(value) - set(known):
        raise FieldError(NO_STICKER)
    if len(known) > MOST_STICKERS:
        raise FieldError(TOO_MANY)
    return known


class TipDraft(Draft):
    """The stickers of one tip, each once, in their own order."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"stickers": NO_STICKER, "stickers:missing": NO_STICKER}

    stickers: Annotated[list[str], AfterValidator(_stickers)]
