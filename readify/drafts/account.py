"""What somebody sends about their own account: a name for a passkey."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from readify.drafts.parsing import Draft, clean_text
from readify.words import N_

NO_NAME = N_("Geef de sleutel een naam van hooguit 60 letters.")


class KeyNameDraft(Draft):
    """What a key is called in the list: the phone, the laptop of school."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"name": NO_NAME, "name:missing": NO_NAME}

    name: Annotated[str, BeforeValidator(clean_text), Field(min_length=1, max_length=60)]
