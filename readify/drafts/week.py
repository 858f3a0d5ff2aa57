"""What a teacher sends from the week page: a reading of the whole class, a step to plan, a kind word, a note.

Also the fixed choices behind those forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AfterValidator, Field

from readify.drafts.parsing import Draft, FieldError
from readify.drafts.reading import MOST_MINUTES, WRONG_HOW, WRONG_MINUTES, WRONG_SUBMISSION, hash_of
from readify.game.facts import Form, How
from readify.words import N_

# A kind word praises what was done, never the child. The child reads it, signed with the teacher's name.
PRAISES = {
    "rhythm": N_("Je leest vaak. Dat is een mooi ritme."),
    "goal": N_("Je haalt steeds je leesdoel. Knap volgehouden."),
    "again": N_("Fijn dat je weer las."),
    "together": N_("Je las samen met iemand. Wat gezellig."),
    "language": N_("Je las in twee talen. Wat bijzonder."),
    "book": N_("Je koos een mooi boek. Vertel je er eens over?"),
    "everyone": N_("Iedereen in de klas las. Jij ook!"),
}
# Steps that are planned and stay in sight until they are done.
STEPS = {
    "talk": N_("Boekenpraat"),
    "sentence": N_("Een zin voorlezen in de eigen taal"),
    "show": N_("Het boek laten zien"),
    "table": N_("Een tafel met soorten teksten"),
    "form": N_("Een strip of gedicht proberen"),
    "swap": N_("Boeken ruilen"),
}
OF_CHILD = frozenset({"talk", "sentence", "show"})
MOST_CHILDREN = 60
LONGEST_NOTE = 2000

WRONG_STEP = N_("Kies een stap uit de lijst.")
WRONG_PRAISE = N_("Kies een zin uit de lijst.")
NO_CHILD = N_("Kies een kind.")
NOTE_TOO_LONG = N_("Gebruik hooguit 2000 letters.")


def _step(value: str) -> str:
    if value not in STEPS:
        raise FieldError(WRONG_STEP)
    return value


def _praise(value: str) -> str:
    if value not in PRAISES:
        raise FieldError(WRONG_PRAISE)
    return value


def _note(value: str) -> str:
    text = value.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(text) > LONGEST_NOTE:
        raise FieldError(NOTE_TOO_LONG)
    return text


class ClassReadingDraft(Draft):
    """We read together: so many minutes, in which way; `absent` are ids of children who were not there."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "submission_id": WRONG_SUBMISSION,
        "minutes": WRONG_MINUTES,
        "minutes:missing": WRONG_MINUTES,
        "how": WRONG_HOW,
    }

    submission_id: UUID
    minutes: Annotated[int, Field(ge=1, le=MOST_MINUTES)]
    how: How = How.TOGETHER
    form: Form = Form.BOOK
    absent: Annotated[tuple[int, ...], Field(max_length=MOST_CHILDREN)] = ()

    def content_hash(self) -> str:
        """Of everything sent but the submission's id: tells a repeat from a conflict."""
        plain = self.model_dump(mode="json", exclude={"submission_id", "absent"})
        return hash_of({**plain, "absent": sorted(set(self.absent))})


class StepDraft(Draft):
    """A step to plan, with children (their ids) or with the class."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"kind": WRONG_STEP, "readers": NO_CHILD}

    kind: Annotated[str, AfterValidator(_step)]
    readers: Annotated[tuple[int, ...], Field(max_length=MOST_CHILDREN)] = ()


class PraiseDraft(Draft):
    """A kind word from the list, for these children."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"code": WRONG_PRAISE, "readers": NO_CHILD}

    code: Annotated[str, AfterValidator(_praise)]
    readers: Annotated[tuple[int, ...], Field(min_length=1, max_length=MOST_CHILDREN)]


class NoteDraft(Draft):
    """The private note of one child; empty takes it away. `version` is the one that was on the page."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"words": NOTE_TOO_LONG}

    words: Annotated[str, AfterValidator(_note)] = ""
    version: Annotated[int, Field(ge=0)] = 0
