"""As many readers as can be where their language is heard: a largest matching, by augmenting paths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from readify.game.contest.sittings import Comer, Sitting

Wish = Callable[[Comer, int], tuple[int, ...]]


def heard(comers: Iterable[Comer], sittings: Sequence[Sitting], wish: Wish) -> dict[int, int]:
    """Comer -> sitting for as many as can be heard.

    Each tries its wished sittings first; who sits there moves on when there is a way to, so nobody is left
    out whom a reshuffle would let in.
    """
    inside: dict[int, list[Comer]] = {sitting.id: [] for sitting in sittings}

    def seat(comer: Comer, tried: set[int]) -> bool:
        open_to = [one for one in sittings if one.room and one.hears(comer.language)]
        for sitting in sorted(open_to, key=lambda one: wish(comer, one.id)):
            if sitting.id in tried:
                continue
            tried.add(sitting.id)
            here = inside[sitting.id]
            leaver = next((one for one in here if len(here) >= sitting.room and seat(one, tried)), None)
            if leaver is not None:
                here.remove(leaver)
            if len(here) < sitting.room:
                here.append(comer)
                return True
        return False

    for comer in comers:
        seat(comer, set())
    return {comer.id: sitting for sitting, those in inside.items() for comer in those}
