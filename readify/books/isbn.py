"""ISBNs: from what people scan and type to the one form we keep, thirteen digits.

Checks the check digit and the prefix; does not ask any registry whether the book exists.
"""

from __future__ import annotations

import re

from stdnum import isbn as stdnum_isbn
from stdnum.exceptions import ValidationError

from readify.errors import Invalid
from readify.words import N_

LONGEST = 40  # an ISBN with hyphens and a label is about 25 signs; more is no ISBN
WRONG = N_("Dit nummer klopt niet. Kijk nog eens achter op het boek.")

_LABEL = re.compile(r"^\s*ISBN(?:[-\s]?1[03])?\s*:?\s*(?=[\d-])", re.IGNORECASE)


class BadIsbn(Invalid):
    """The text is no ISBN: wrong length, wrong signs, or a check digit that does not hold."""

    def __init__(self) -> None:
        super().__init__("bad_isbn", WRONG, fields={"isbn": WRONG})


def parse_isbn(text: str) -> str:
    """An ISBN-10 or ISBN-13, with or without hyphens, spaces or the word ISBN, as thirteen digits.

    Raises `BadIsbn` when it is none.
    """
    if len(text) > LONGEST:
        raise BadIsbn
    try:
        return str(stdnum_isbn.validate(_LABEL.sub("", text).strip().upper(), convert=True))
    except ValidationError as error:
        raise BadIsbn from error
