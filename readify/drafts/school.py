"""What a school's administrator sends: a colleague, a class, who teaches it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from readify.drafts.parsing import Draft, clean_text, none_if_empty
from readify.drafts.staff import NO_CLASS, NO_EMAIL, NO_NAME, WRONG_BAND, Name
from readify.words import N_

NO_ROOM = N_("Kies een klas.")
NO_TEACHER = N_("Kies wie deze klas leidt, of kies dat je dat later doet.")
NO_COLLEAGUE = N_("Kies een collega.")
NOBODY = 0

Email = Annotated[str, BeforeValidator(clean_text), Field(min_length=3, max_length=254)]


class ColleagueDraft(Draft):
    """A colleague by name and e-mail; with a class to teach, or none."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "name": NO_NAME,
        "name:missing": NO_NAME,
        "email": NO_EMAIL,
        "email:missing": NO_EMAIL,
        "classroom": NO_ROOM,
    }

    name: Name
    email: Email
    classroom: Annotated[int | None, BeforeValidator(none_if_empty)] = None


class NewClassDraft(Draft):
    """A new class; `teacher` 0 says that nobody teaches it yet, on purpose."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "name": NO_CLASS,
        "name:missing": NO_CLASS,
        "band": WRONG_BAND,
        "band:missing": WRONG_BAND,
        "teacher": NO_TEACHER,
        "teacher:missing": NO_TEACHER,
    }

    name: Annotated[str, BeforeValidator(clean_text), Field(min_length=1, max_length=60)]
    band: Literal["klein", "midden", "groot"]
    teacher: Annotated[int, Field(ge=NOBODY, le=2**31 - 1)]


class TeacherDraft(Draft):
    """A colleague of the school who will teach a class, or help to run the school."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"account": NO_COLLEAGUE, "account:missing": NO_COLLEAGUE}

    account: Annotated[int, Field(ge=1, le=2**31 - 1)]
