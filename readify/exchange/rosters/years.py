"""Year groups as schools write them ("6", "groep 6/7", "2 havo", "brugklas") and the age bands they make."""

from __future__ import annotations

import re

SECONDARY = 10  # year groups of secondary school are kept as 11 to 16
YOUNGEST = 3  # Readify begins with reading: groep 3

_NUMBERS = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_SECONDARY_WORDS = re.compile(
    r"\bklas\b|brugklas|\bvmbo|\bhavo|\bvwo|\bmavo|gymnasium|atheneum|\bvo\b|leerjaar|^\d\s*(?:bk|kb|gt|tl|hv|vh|th|[hv])\d?$",
    re.IGNORECASE,
)
_PRIMARY_WORDS = re.compile(r"\bgroep|\bgr\b|\bgroup\b|unit", re.IGNORECASE)


def years_of(text: str) -> tuple[int, ...]:
    """The year groups that a group's name or a year column tells; empty when it tells none."""
    numbers = [int(found) for found in _NUMBERS.findall(re.sub(r"(\d)(?=[A-Za-z])", r"\1 ", text))]
    secondary = not _PRIMARY_WORDS.search(text) and bool(_SECONDARY_WORDS.search(text.strip()))
    if secondary:
        if not numbers and "brug" in text.casefold():
            numbers = [1]
        return tuple(sorted({SECONDARY + number for number in numbers[:1] if 1 <= number <= 6}))
    return tuple(sorted({number for number in numbers if 1 <= number <= 8}))


def band_of(years: tuple[int, ...]) -> str | None:
    """The age band of a group, by its lowest year group. None when no year is known."""
    fit = [year for year in years if year >= YOUNGEST]
    if not fit:
        return None
    lowest = min(fit)
    if lowest > SECONDARY:
        return "groot"
    return "klein" if lowest <= 4 else "midden"


def plain_group(name: str) -> str:
    """A group's name so that "Groep 6A", "groep 6 a" and "6a" are the same group."""
    plain = re.sub(r"[^\w/]+", "", name.casefold())
    return re.sub(r"^(?:groep|group|gr)(?=\d)", "", plain)
