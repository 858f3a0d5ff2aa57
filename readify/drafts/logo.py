"""A logo as a library sends it: the file made anew, or a sentence that says what to do instead."""

from __future__ import annotations

from collections.abc import Mapping

from readify.drafts.parsing import CHECK_THE_FIELDS
from readify.errors import Invalid
from readify.printing.logo import LogoError
from readify.printing.logo_reading import made_anew
from readify.words import N_

MISSING = N_("Kies eerst een bestand.")
TOO_LARGE = N_("Dit bestand is te groot. Kies er een van hooguit 1 MB.")
AS_PNG = N_("In deze tekening zit iets dat ik niet kan drukken. Bewaar haar als PNG.")

SENTENCES: Mapping[str, str] = {
    "too_large": TOO_LARGE,
    "wrong_type": N_("Dit is geen SVG of PNG. Bewaar je logo als een van die twee."),
    "cmyk": N_("Dit plaatje heeft drukkleuren (CMYK). Bewaar het als PNG met RGB."),
    "too_small": N_("Dit plaatje is te klein. Kies minstens 40 bij 40 pixels."),
    "too_many_pixels": N_("Dit plaatje is te groot. Kies hooguit 6000 pixels breed."),
    "broken": N_("Dit bestand kan ik niet lezen. Bewaar het opnieuw."),
    "has_script": N_("In deze SVG zit een script of een link. Bewaar een gewone tekening."),
    "too_much": N_("Deze SVG heeft heel veel onderdelen. Bewaar je logo als PNG."),
    "cannot_draw": AS_PNG,
    "text": N_("In deze SVG staan letters. Zet ze om in lijnen, of bewaar een PNG."),
}


def logo_file(data: bytes) -> bytes:
    """The file to keep. Raises Invalid with a sentence for the field `logo`."""
    if not data:
        raise refusal(MISSING)
    try:
        return made_anew(data)
    except LogoError as error:
        known = "text" if error.code == "cannot_draw" and error.what in ("text", "tspan") else error.code
        raise refusal(SENTENCES[known]) from error


def refusal(sentence: str) -> Invalid:
    """This sentence beside the field."""
    return Invalid("invalid", CHECK_THE_FIELDS, fields={"logo": sentence})
