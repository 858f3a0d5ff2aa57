"""Which paper of a class is asked for: the letter's language, and for one child or for all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import field_validator

from readify.drafts.parsing import Draft, FieldError
from readify.printing.home_words import home_words
from readify.words import N_

NO_LANGUAGE = N_("In deze taal is er geen brief.")
NO_CHILD = N_("Kies een kind uit de klas.")


class PaperDraft(Draft):
    """`child` is a child's id; None is the whole class, 0 a letter with a line for the name."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"language": NO_LANGUAGE, "child": NO_CHILD}

    language: str = "nl"
    child: int | None = None

    @field_validator("language")
    @classmethod
    def _has_a_letter(cls, code: str) -> str:
        if code not in home_words().letter:
            raise FieldError(NO_LANGUAGE)
        return code

    @field_validator("child", mode="before")
    @classmethod
    def _all_when_empty(cls, said: object) -> object:
        return None if said in ("", None) else said
