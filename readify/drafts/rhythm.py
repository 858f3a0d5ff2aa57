"""The child's companion: which one, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from readify.drafts.parsing import Draft, clean_text
from readify.words import N_

WRONG_COMPANION = N_("Kies een koempel uit de rij.")
LONG_NAME = N_("Gebruik hooguit 20 letters.")


class CompanionDraft(Draft):
    """Which koempel comes along."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "companion": WRONG_COMPANION,
        "companion:missing": WRONG_COMPANION,
    }

    companion: Literal["korenwolf", "salamander", "oehoe", "bever", "das", "mosa"]


class CompanionNameDraft(Draft):
    """What the koempel is called; empty is no name."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"companion_name": LONG_NAME}

    companion_name: Annotated[str, BeforeValidator(clean_text), Field(max_length=20)] = ""
