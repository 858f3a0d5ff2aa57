"""A parent's e-mail address from a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from readify.drafts.parsing import Draft, clean_text
from readify.words import N_

NO_EMAIL = N_("Dit lijkt geen e-mailadres. Kijk nog eens.")


class LettersDraft(Draft):
    """Who wants a letter a week. One plain address: nothing that could add a second or a header."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"email": NO_EMAIL, "email:missing": NO_EMAIL}

    email: Annotated[
        str,
        BeforeValidator(clean_text),
        Field(
            max_length=254, pattern=r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"
        ),
    ]
