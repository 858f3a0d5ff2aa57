"""The child's own small choices: reading days a week, and which companion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from readify.drafts.parsing import Draft
from readify.words import N_

WRONG_DAYS = N_("Kies 2 tot 6 leesdagen.")
WRONG_COMPANION = N_("Kies een koempel uit de rij.")


class RhythmDraft(Draft):
    """How many days a week somebody wants to read."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"days": WRONG_DAYS, "days:missing": WRONG_DAYS}

    days: Annotated[int, Field(ge=2, le=6)]


class CompanionDraft(Draft):
    """Which koempel comes along."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "companion": WRONG_COMPANION,
        "companion:missing": WRONG_COMPANION,
    }

    companion: Literal["korenwolf", "salamander", "oehoe", "bever", "das", "mosa"]
