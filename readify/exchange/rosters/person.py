"""A first name and an initial out of what a school writes: the surname itself goes no further than here."""

from __future__ import annotations

import re
import unicodedata

LONGEST_FIRST = 34  # leaves room for an initial and a number within the 40 letters of a name


def first_name(text: str) -> str:
    """The call name in one line without signs that cannot be seen; one that is too long ends in dots."""
    seen = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    name = unicodedata.normalize("NFC", " ".join(seen.split()))
    return name if len(name) <= LONGEST_FIRST else name[: LONGEST_FIRST - 1].rstrip(" -") + "…"


def initial_of(surname: str) -> str:
    """The surname's initial: "van den Berg" is B. Empty when there is none."""
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", surname))
    for word in words:
        if word[0].isupper():
            return str(word[0])
    return words[-1][0].upper() if words else ""


def split_name(whole: str) -> tuple[str, str]:
    """First name and surname of one column: "Sam de Boer", or "Boer, Sam de"."""
    before, comma, after = whole.partition(",")
    if comma:
        words = after.split()
        return (words[0] if words else "", before)
    first, _, rest = whole.strip().partition(" ")
    return first, rest
