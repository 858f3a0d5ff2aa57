"""The codes that a catalogue row may carry. `form` codes are the game's own (`readify.game.facts.Form`).

Age codes are the ones on the spines in Dutch public libraries: whom a story suits, never how hard it is.
"""

from __future__ import annotations

AGES = frozenset({"AP", "AK", "E", "A", "B", "C", "D"})
"""AP toddlers, AK from about 4, E first reading, A to 9, B 9 to 12, C from 12, D from 15."""

GENRES = frozenset(
    {
        "adventure", "animals", "detective", "everyday", "fairy_tale", "family", "fantasy", "friendship",
        "funny", "historical", "horror", "love", "nonfiction", "poetry", "realistic", "school",
        "science_fiction", "sport",
    }
)  # fmt: skip
