"""A draw that anyone can repeat: tickets are ranked by HMAC-SHA256 under the seed, lowest first.

The seed is fixed before anybody joins, and only its hash is shown; the list is fixed before the seed is
shown. So neither the house nor who holds a ticket can choose the outcome.
`docs/draw.md` holds the same in ten lines for others.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

METHOD = "hmac-sha256"


def sorted_list(tickets: Iterable[str]) -> tuple[str, ...]:
    """The list of a draw: each ticket once, in order of its code points."""
    return tuple(sorted(set(tickets)))


def hash_of_list(tickets: Iterable[str]) -> str:
    """SHA-256 of the sorted list, a line for each ticket, in hexadecimal digits."""
    return hash_of("".join(f"{ticket}\n" for ticket in sorted_list(tickets)))


def hash_of(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def rank(seed: str, ticket: str) -> str:
    """Where a ticket stands: the HMAC-SHA256 of the ticket, its key the seed's digits as text."""
    return hmac.new(seed.encode(), ticket.encode(), hashlib.sha256).hexdigest()


def drawn(seed: str, tickets: Iterable[str], prizes: int) -> tuple[str, ...]:
    """The winners in the order they are drawn: as many as there are prizes, or all."""
    ranked = sorted(sorted_list(tickets), key=lambda ticket: (rank(seed, ticket), ticket))
    return tuple(ranked[:prizes])
