"""How a trail is wanted on paper: what kind of sheet, size, ink, languages, which spot; how many cards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from readify.drafts.parsing import Draft, FieldError
from readify.printing.words import print_words
from readify.words import N_

WRONG_LINE = N_("Kies een taal uit de lijst.")
MOST_CARDS = 100

Kind = Literal["poster", "sticker", "tent", "info", "stampcard", "passport"]
CARD_KINDS: tuple[Kind, ...] = ("stampcard", "passport")
"""Those carry a code of their own, made when they are printed."""


def _line(value: str) -> str:
    if value and value not in print_words().line:
        raise FieldError(WRONG_LINE)
    return value


class PrintDraft(Draft):
    """What is to be printed of a trail. `spot` 0 means all of them."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "kind": N_("Kies wat je wilt afdrukken."),
        "paper": N_("Kies A3, A4 of A5."),
        "ink": N_("Kies volle kleur of weinig inkt."),
        "language": N_("Kies Nederlands, of Nederlands en Engels."),
        "line": WRONG_LINE,
        "crop": N_("Kies wel of geen snijtekens."),
        "spot": N_("Kies een plek uit de lijst."),
        "width": N_("Kies een breedte van 400 tot 2400 pixels."),
        "count": N_("Kies 1 tot 100 kaarten."),
    }

    kind: Kind = "poster"
    paper: Literal["A3", "A4", "A5"] = "A4"
    ink: Literal["full", "light"] = "full"
    language: Literal["nl", "en", "nl,en", "en,nl"] = "nl"
    line: Annotated[str, AfterValidator(_line)] = ""
    crop: bool = False
    spot: Annotated[int, Field(ge=0)] = 0
    width: Annotated[int, Field(ge=400, le=2400)] = 1200
    count: Annotated[int, Field(ge=1, le=MOST_CARDS)] = 20

    @property
    def languages(self) -> tuple[str, ...]:
        """The leading language first."""
        return tuple(self.language.split(","))
