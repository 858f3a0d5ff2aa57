"""A story as a library writes it: a title, who it is told for, its language and its pieces in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from readify.drafts.parsing import Draft, FieldError, clean_text
from readify.words import N_

FEWEST_PIECES, MOST_PIECES = 3, 12
LONGEST_PIECE = 2400

TITLE_MISSING = N_("Geef het verhaal een titel van hooguit 80 letters.")
WRONG_AGES = N_("Kies voor wie het verhaal is.")
WRONG_LANGUAGE = N_("Kies de taal van het verhaal.")
WRONG_PIECE = N_("Geef elk stukje een titel en een tekst van hooguit 2400 letters.")
WRONG_PIECES = N_("Schrijf 3 tot 12 stukjes.")


def clean_paragraphs(value: object) -> object:
    """Text in paragraphs, each cleaned; an empty line parts them."""
    if not isinstance(value, str):
        return value
    parts = value.replace("\r\n", "\n").split("\n\n")
    return "\n\n".join(kept for kept in (str(clean_text(part)) for part in parts) if kept)


class PieceDraft(Draft):
    """One piece. What is wrong with it is told by the story."""

    heading: Annotated[str, BeforeValidator(clean_text), Field(min_length=1, max_length=80)]
    text: Annotated[str, BeforeValidator(clean_paragraphs), Field(min_length=1, max_length=LONGEST_PIECE)]


def _enough(pieces: tuple[PieceDraft, ...]) -> tuple[PieceDraft, ...]:
    if not FEWEST_PIECES <= len(pieces) <= MOST_PIECES:
        raise FieldError(WRONG_PIECES)
    return pieces


class StoryDraft(Draft):
    """One story. `version` is the one it was read at; 0 for a new story."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "title": TITLE_MISSING,
        "told_for": WRONG_AGES,
        "told_for:missing": WRONG_AGES,
        "language": WRONG_LANGUAGE,
        "language:missing": WRONG_LANGUAGE,
        "heading": WRONG_PIECE,
        "text": WRONG_PIECE,
        "pieces": WRONG_PIECES,
        "pieces:missing": WRONG_PIECES,
    }

    version: int = 0
    title: Annotated[str, BeforeValidator(clean_text), Field(min_length=1, max_length=80)]
    told_for: Literal["6-9", "10-13"]
    language: Literal["nl", "en", "li"]
    pieces: Annotated[tuple[PieceDraft, ...], AfterValidator(_enough)]
