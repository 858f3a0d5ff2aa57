"""A trail's open checks in a librarian's words. Knows no database."""

from __future__ import annotations

from flask_babel import gettext, ngettext

from readify.queries.trail_checks import Check


def check_words(check: Check) -> str:
    """The check as one or two sentences."""
    spots = _spots(check.spots)
    sentences = {
        "ends_first": lambda: gettext("Het spoor stopt voor het begint. Kijk naar de data."),
        "over": lambda: gettext("Dit spoor is al voorbij. Kies nieuwe dagen."),
        "closed": lambda: gettext(
            "0 kinderen kunnen dit spoor lopen, want op al deze dagen is de bieb dicht."
        ),
        "few_spots": lambda: gettext("Een spoor heeft minstens 3 plekken. Maak er plekken bij."),
        "no_branch": lambda: gettext(
            "0 kinderen kunnen dit spoor lopen, want jullie bieb heeft nog geen vestiging."
        ),
        "not_hung": lambda: ngettext(
            "0 kinderen kunnen het spoor uitlopen, want %(spots)s hangt in geen vestiging.",
            "0 kinderen kunnen het spoor uitlopen, want %(spots)s hangen in geen vestiging.",
            len(check.spots),
            spots=spots,
        ),
        "no_piece": lambda: ngettext(
            "Voor %(spots)s is er geen stukje verhaal. Het verhaal heeft %(pieces)s stukjes.",
            "Voor %(spots)s zijn er geen stukjes verhaal. Het verhaal heeft %(pieces)s stukjes.",
            len(check.spots),
            spots=spots,
            pieces=check.name,
        ),
        "long_text": lambda: gettext("Te lang voor de poster: %(text)s", text=check.name),
        "school_year": lambda: gettext(
            "Op 1 augustus begint een nieuw schooljaar. Het spoor loopt door, en stempels blijven."
        ),
        "riddle": lambda: ngettext(
            "Past het raadsel bij %(spots)s? Lees het even na.",
            "Passen de raadsels bij %(spots)s? Lees ze even na.",
            len(check.spots),
            spots=spots,
        ),
    }
    return str(sentences[check.kind]())


def _spots(positions: tuple[int, ...]) -> str:
    """Plek 2, plek 2 en 5, plek 2, 3 en 5."""
    if not positions:
        return ""
    *before, last = [str(position) for position in positions]
    if not before:
        return str(gettext("plek %(number)s", number=last))
    return str(gettext("plek %(before)s en %(last)s", before=", ".join(before), last=last))
