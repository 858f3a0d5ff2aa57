"""The order in which readers read: drawn from a seed, with a record from which anybody can draw it again.

The draw itself is `readify.game.draw`: tickets ranked by HMAC-SHA256 under the seed. Who comes later is put
at the end or where the secretary says, which the record does not pretend to have drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from readify.game.draw import METHOD, drawn, hash_of, hash_of_list, sorted_list


@dataclass(frozen=True, slots=True)
class DrawRecord:
    """All it takes to draw again. Tickets are entrants' ids as text."""

    method: str
    seed: str
    seed_hash: str
    tickets: tuple[str, ...]
    list_hash: str
    order: tuple[int, ...]

    def repeats(self) -> bool:
        """Whether drawing again from seed and tickets gives exactly this order."""
        return self == draw_order(seed=self.seed, entrants=[int(ticket) for ticket in self.tickets])


def draw_order(*, seed: str, entrants: Iterable[int]) -> DrawRecord:
    """Who reads first, second, … Every order is equally likely over all seeds."""
    tickets = sorted_list(str(entrant) for entrant in entrants)
    order = tuple(int(ticket) for ticket in drawn(seed, tickets, len(tickets)))
    return DrawRecord(METHOD, seed, hash_of(seed), tickets, hash_of_list(tickets), order)
