"""A reader as a teacher enters it in a contest: a first name, a book, and what it needs on the day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from readify.drafts.classroom import NAME_MISSING
from readify.drafts.contest import NO_NAME, Blank, Text
from readify.drafts.parsing import Draft, FieldError
from readify.drafts.reading import LANGUAGE_TAG, WRONG_LANGUAGE, WRONG_SUBMISSION
from readify.words import N_

LONG_FRAGMENT = N_("Schrijf in hooguit 200 letters welk stuk het wordt.")
LONG_INTRODUCTION = N_("Gebruik hooguit 600 letters.")
LONG_WISHES = N_("Schrijf de wensen in hooguit 300 letters.")
WRONG_YEAR = N_("Schrijf het jaar van het boek met vier cijfers.")
WRONG_CHOICE = N_("Kies iets uit de lijst.")
FIRST_NAME_ONLY = N_("Alleen een voornaam, zonder achternaam of cijfers.")
MICROPHONES = {
    "": N_("maakt niet uit"),
    "low": N_("laag"),
    "middle": N_("midden"),
    "high": N_("hoog"),
    "seated": N_("zittend"),
}
GENDERS = {"girl": N_("meisje"), "boy": N_("jongen"), "other": N_("anders")}


def _first_name(value: str) -> str:
    """Letters, perhaps in three parts (Marie-Lou, Jan Peter): no full stops, no digits, no address."""
    if any(sign.isdigit() or sign in "@./\\<>" for sign in value) or len(value.split()) > 3:
        raise FieldError(FIRST_NAME_ONLY)
    return value


def _language(value: str) -> str:
    if not LANGUAGE_TAG.fullmatch(value):
        raise FieldError(WRONG_LANGUAGE)
    return value


class EntrantDraft(Draft):
    """One champion. Without `consent` nothing about the child is public."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "submission_id": WRONG_SUBMISSION,
        "submission_id:missing": WRONG_SUBMISSION,
        "name": NAME_MISSING,
        "name:missing": NAME_MISSING,
        "class_name": NO_NAME,
        "gender": WRONG_CHOICE,
        "book_title": NO_NAME,
        "book_author": NO_NAME,
        "book_year": WRONG_YEAR,
        "fragment": LONG_FRAGMENT,
        "introduction": LONG_INTRODUCTION,
        "microphone": WRONG_CHOICE,
        "wishes": LONG_WISHES,
    }

    submission_id: Annotated[str, Field(pattern=r"^[0-9a-fA-F-]{32,36}$")]
    name: Annotated[str, Text, Field(min_length=1, max_length=40), AfterValidator(_first_name)]
    class_name: Annotated[str, Text, Field(max_length=40)] = ""
    classroom_id: Annotated[int | None, Blank] = None
    reader_id: Annotated[int | None, Blank] = None
    gender: Annotated[Literal["girl", "boy", "other"] | None, Blank] = None
    book_title: Annotated[str, Text, Field(max_length=120)] = ""
    book_author: Annotated[str, Text, Field(max_length=120)] = ""
    book_year: Annotated[Annotated[int, Field(ge=1000, le=2100)] | None, Blank] = None
    fragment: Annotated[str, Text, Field(max_length=200)] = ""
    introduction: Annotated[str, Text, Field(max_length=600)] = ""
    language: Annotated[str, AfterValidator(_language)] = "nl"
    microphone: Literal["", "low", "middle", "high", "seated"] = ""
    wheelchair: bool = False
    wishes: Annotated[str, Text, Field(max_length=300)] = ""
    consent: bool = False
