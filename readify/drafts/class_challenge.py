"""A class's own bingo card or set, as its teacher sends it: cells of the pool, and a few own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from readify.drafts.classroom import OwnReward, Text, reward_or_none
from readify.drafts.parsing import Draft, FieldError, none_if_empty
from readify.words import N_

MOST_OWN = 6
MOST_TOGETHER = 6
LONGEST_OWN = 60
NAME_MISSING = N_("Geef de uitdaging een naam.")
NAME_LONG = N_("Gebruik hooguit 60 letters.")
WRONG_KIND = N_("Kies een bingokaart of een opdracht voor samen.")
WRONG_SIZE = N_("Kies 3 bij 3, 4 bij 4 of 5 bij 5.")
NOTHING = N_("Kies minstens één ding om te doen.")
TOO_MANY = N_("Er passen niet zoveel vakjes op deze kaart. Kies er minder.")
TOO_MANY_TOGETHER = N_("Kies hooguit zes dingen.")
WRONG_TIMES = N_("Kies 1 tot 500 keer.")
OWN_LONG = N_("Gebruik hooguit 60 letters in een eigen vakje.")


class OwnWords(Draft):
    """A cell in the teacher's own words, and who ticks it off."""

    SENTENCES: ClassVar[Mapping[str, str]] = {"text": OWN_LONG}

    text: Annotated[str, Text, Field(min_length=1, max_length=LONGEST_OWN)]
    by: Literal["child", "teacher"] = "child"


class Wanted(Draft):
    """A cell of the pool, and how often the class does it together."""

    cell: Annotated[str, Field(min_length=1, max_length=40)]
    times: Annotated[int, Field(ge=1, le=500)] = 1


def _name(value: str) -> str:
    if not value:
        raise FieldError(NAME_MISSING)
    if len(value) > LONGEST_OWN:
        raise FieldError(NAME_LONG)
    return value


class ChallengeDraft(Draft):
    """A bingo card (with a size) or a set. Which cells there are, and fit the class, the action knows."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "name": NAME_MISSING,
        "name:missing": NAME_MISSING,
        "kind": WRONG_KIND,
        "kind:missing": WRONG_KIND,
        "size": WRONG_SIZE,
        "times": WRONG_TIMES,
        "text": OWN_LONG,
        "reward_text": N_("Gebruik hooguit 80 letters."),
    }

    kind: Literal["bingo", "together"]
    name: Annotated[str, AfterValidator(_name), Text]
    size: Annotated[Literal["3", "4", "5"] | None, BeforeValidator(none_if_empty), Field(default=None)]
    cells: tuple[Wanted, ...] = ()
    own: tuple[OwnWords, ...] = ()
    reward: Annotated[str, AfterValidator(reward_or_none)] = ""
    reward_text: OwnReward = ""

    @model_validator(mode="after")
    def _fits(self) -> ChallengeDraft:
        if not self.cells and not self.own:
            raise FieldError(NOTHING)
        if self.kind == "bingo" and self.size is None:
            raise FieldError(WRONG_SIZE)
        if len(self.cells) + len(self.own) > self.room:
            raise FieldError(TOO_MANY if self.kind == "bingo" else TOO_MANY_TOGETHER)
        return self

    @property
    def room(self) -> int:
        """How many things fit: all places of a card but the free one, or six."""
        if self.kind == "together":
            return MOST_TOGETHER
        size = int(self.size or 3)
        return size * size - 1


def challenge_fields(form: Any) -> dict[str, Any]:
    """A posted MultiDict as the draft wants it; rows that were left empty are left out."""
    kind = form.get("kind", "")
    if kind == "together":
        wanted = [
            {"cell": form.get(f"cell_{row}", ""), "times": form.get(f"times_{row}") or "1"}
            for row in range(1, MOST_TOGETHER + 1)
        ]
    else:
        wanted = [{"cell": cell} for cell in form.getlist("cells")]
    own = [
        {"text": form.get(f"own_{row}", "").strip(), "by": form.get(f"by_{row}", "child")}
        for row in range(1, MOST_OWN + 1)
    ]
    return {
        "kind": kind,
        "name": form.get("name", ""),
        "size": form.get("size", "") if kind == "bingo" else None,
        "cells": [row for row in wanted if row["cell"]],
        "own": [row for row in own if row["text"]],
        "reward": form.get("reward", ""),
        "reward_text": form.get("reward_text", ""),
    }
