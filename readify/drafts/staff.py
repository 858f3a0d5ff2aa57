"""What a coordinator sends: a school, a library, a member of staff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from readify.drafts.parsing import Draft, FieldError, clean_text, none_if_empty
from readify.words import N_

NO_NAME = N_("Geef een naam van hooguit 120 letters.")
NO_PLACE = N_("Geef de gemeente.")
NO_EMAIL = N_("Geef een e-mailadres.")
WRONG_ROLE = N_("Kies wat deze collega doet.")
NO_HOUSE = N_("Kies bij welke school of bibliotheek.")
NO_CLASS = N_("Geef de klas een naam, zoals groep 6.")
WRONG_BAND = N_("Kies hoe oud de kinderen zijn.")

Name = Annotated[str, BeforeValidator(clean_text), Field(min_length=1, max_length=120)]


class HouseDraft(Draft):
    """A new school or library."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "name": NO_NAME,
        "name:missing": NO_NAME,
        "municipality": NO_PLACE,
        "municipality:missing": NO_PLACE,
        "kind": NO_HOUSE,
    }

    kind: Literal["school", "library"]
    name: Name
    municipality: Name


class InviteDraft(Draft):
    """A teacher with a first class, or a librarian."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "name": NO_NAME,
        "name:missing": NO_NAME,
        "email": NO_EMAIL,
        "email:missing": NO_EMAIL,
        "role": WRONG_ROLE,
        "role:missing": WRONG_ROLE,
        "school": NO_HOUSE,
        "library": NO_HOUSE,
        "classroom": NO_CLASS,
        "band": WRONG_BAND,
    }

    role: Literal["teacher", "librarian"]
    name: Name
    email: Annotated[str, BeforeValidator(clean_text), Field(min_length=3, max_length=254)]
    school: Annotated[int | None, BeforeValidator(none_if_empty)] = None
    library: Annotated[int | None, BeforeValidator(none_if_empty)] = None
    classroom: Annotated[str, BeforeValidator(clean_text), Field(max_length=60)] = ""
    band: Literal["klein", "midden", "groot"] = "midden"

    @model_validator(mode="after")
    def _has_a_house(self) -> InviteDraft:
        if (self.school if self.role == "teacher" else self.library) is None:
            raise FieldError(NO_HOUSE)
        if self.role == "teacher" and not self.classroom:
            raise FieldError(NO_CLASS)
        return self
