"""Signing in as a program: a child's card, or the e-mail and password of staff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator

from readify.drafts.parsing import Draft, FieldError, clean_text
from readify.words import N_

NO_CARD = N_("Stuur een kaart, of een e-mailadres en een wachtwoord.")
WRONG_EMAIL = N_("Dit is geen e-mailadres.")
WRONG_PASSWORD = N_("Geef het wachtwoord van dit account.")

Card = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Email = Annotated[str, StringConstraints(min_length=1, max_length=254)]
Password = Annotated[str, StringConstraints(min_length=1, max_length=1000, strip_whitespace=False)]
Text = BeforeValidator(clean_text)


def _two_ways(schema: dict[str, Any]) -> None:
    """What the fields alone do not say: a card, or the other two; left out rather than null."""
    for name, field in schema["properties"].items():
        given = next(way for way in field["anyOf"] if way["type"] != "null")
        schema["properties"][name] = {**field, **given}
        del schema["properties"][name]["anyOf"], schema["properties"][name]["default"]
    schema["anyOf"] = [{"required": ["card"]}, {"required": ["email", "password"]}]


class SessionDraft(Draft):
    """One of two ways in. With a card, e-mail and password are passed over."""

    model_config = ConfigDict(json_schema_extra=_two_ways, validate_default=True)
    SENTENCES: ClassVar[Mapping[str, str]] = {
        "card": NO_CARD,
        "email": WRONG_EMAIL,
        "password": WRONG_PASSWORD,
    }

    card: Annotated[Card | None, Text, Field(default=None, description="what is on a child's card")]
    email: Annotated[Email | None, Text, Field(default=None, description="of staff")]
    password: Annotated[Password | None, Field(default=None)]

    @field_validator("email", "password")
    @classmethod
    def _needed_without_card(cls, value: str | None, info: ValidationInfo) -> str | None:
        """Without a card both must be there. A card that is wrong has been named already."""
        if value is None and info.data.get("card", "") is None:
            raise FieldError(NO_CARD if info.field_name == "email" else WRONG_PASSWORD)
        return value
