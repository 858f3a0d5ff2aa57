"""What a library's desk sends: a card as it was scanned or typed, a stamp, a book read together.

A scanner that types sends what stands in the code, key by key, so half a code or two at once can come in.
Such a card is refused here with a sentence, before anything is looked up.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AwareDatetime, BeforeValidator, Field

from readify import tokens
from readify.drafts.parsing import Draft, clean_text
from readify.drafts.reading import WRONG_SUBMISSION, Blank
from readify.errors import Invalid
from readify.words import N_

LONGEST_CARD = 400  # some addresses glued together
NO_CARD = N_("Scan eerst een kaart.")
HALF_A_CODE = N_("Dit is een halve code. Scan nog eens.")
TWO_CODES = N_("Dit zijn twee codes tegelijk. Scan er één.")
A_POSTER_SEEN = N_("Dit is een poster. Scan hier de kaart van het kind.")
NO_SPOT = N_("Kies eerst een plek.")

# Many scanners type as if on another keyboard: the signs between may come out differently, letters may not.
ON_A_CARD = re.compile(r"(?:^|[^0-9A-Z])([KP])[^0-9A-Z]([0-9A-Z]*)$")
A_POSTER = re.compile(r"(?:^|[^0-9A-Z])S[^0-9A-Z][0-9A-Z]+$")
ADDRESS = re.compile(r"HTTPS?[^0-9A-Z]")
HASHED = re.compile(r"([KP]?)=([0-9A-F]{64})")


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A whole card. `kind` is K (a child's own), P (a passport) or empty (typed without saying).

    Either the hash of its token, or what was typed of a passport's code.
    """

    kind: str
    key_hash: str = ""
    typed: str = ""

    def __str__(self) -> str:
        """As a page may keep it: opens no door."""
        return f"{self.kind}={self.key_hash}" if self.key_hash else self.typed


def shown_card(text: str) -> ShownCard:
    """The card in what was scanned or typed. Raises Invalid: nothing, half a code, two at once, no card."""
    plain = re.sub(r"\s", "", text[: LONGEST_CARD + 1]).upper()
    hashed = HASHED.fullmatch(plain)
    if hashed:
        return ShownCard(hashed[1], hashed[2].lower())
    if not plain:
        raise _wrong("no_card", NO_CARD)
    if len(ADDRESS.findall(plain)) > 1:
        raise _wrong("two_codes", TWO_CODES)
    found = ON_A_CARD.search(plain.rstrip("/"))
    if found is None and A_POSTER.search(plain):
        raise _wrong("a_poster", A_POSTER_SEEN)
    if found is None and ADDRESS.match(plain):
        raise _wrong("half_code", HALF_A_CODE)
    kind, token = (found[1], found[2]) if found else ("", plain)
    return _of_length(kind, tokens.card_token(token))


def _of_length(kind: str, token: str) -> ShownCard:
    if len(token) == tokens.CARD_LENGTH:
        return ShownCard(kind, tokens.hash_token(token))
    if not kind and len(token) == tokens.TYPED_LENGTH and token.isalnum():
        return ShownCard("P", typed=token)
    if len(token) > tokens.CARD_LENGTH:
        raise _wrong("two_codes", TWO_CODES)
    raise _wrong("half_code", HALF_A_CODE)


def _wrong(code: str, sentence: str) -> Invalid:
    return Invalid(code, sentence, fields={"card": sentence})


class DeskDraft(Draft):
    """What all that is sent from a desk has: a number, a card, and when it was done if it had to wait."""

    SENTENCES: ClassVar[Mapping[str, str]] = {
        "submission_id": WRONG_SUBMISSION,
        "card": NO_CARD,
        "card:missing": NO_CARD,
        "spot": NO_SPOT,
        "spot:missing": NO_SPOT,
    }

    submission_id: UUID
    card: Annotated[str, BeforeValidator(clean_text), Field(min_length=1, max_length=LONGEST_CARD)]
    at: Annotated[AwareDatetime | None, Blank, Field(default=None)]

    @property
    def shown(self) -> ShownCard:
        """The card that was shown. Raises Invalid for half a one."""
        return shown_card(self.card)

    def moment(self, now: dt.datetime) -> dt.datetime:
        """When it was done; a desk's clock is not believed about the future."""
        return min(self.at or now, now)


class DeskStampDraft(DeskDraft):
    """A stamp given at a desk."""

    spot: Annotated[int, Field(ge=1, le=2**53)]
