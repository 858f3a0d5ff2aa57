"""Which words are too long for a poster, even in its smallest letters. Draws nothing."""

from __future__ import annotations

from readify.printing.fonts import BOLD, measure
from readify.printing.words import poster_words

HEAD_WIDTH, HEAD_SIZE = 520, 11
FOOT_WIDTH, FOOT_SIZE = 2 * 330, 12  # two lines beside the promise


def too_long_for_poster(*, trail_name: str, spots: int, library_name: str) -> tuple[str, ...]:
    """The texts among these that do not fit."""
    head = poster_words("nl").spot % {"trail": trail_name, "position": spots, "total": spots}
    found = []
    if measure(head, font=BOLD, size=HEAD_SIZE) > HEAD_WIDTH:
        found.append(trail_name)
    if measure(library_name, font=BOLD, size=FOOT_SIZE) > FOOT_WIDTH:
        found.append(library_name)
    return tuple(found)
