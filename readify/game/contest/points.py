"""What the jury's steps, orders and slips come to, as exact fractions.

A seat of the jury counts when it judged everyone who read: who saw only half would favour that half. When a
juror is replaced, the newcomer takes the seat, and a reader's card of that seat is the newest complete one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Card = Mapping[str, int]
"""A criterion's slug and the step that was given."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A round's criteria with their weights, and its scale, both ends inclusive."""

    of: Mapping[str, int]
    low: int
    high: int

    def complete(self, card: Card) -> bool:
        """Whether every criterion has a step within the scale."""
        return all(self.low <= card.get(slug, self.low - 1) <= self.high for slug in self.of)

    def of_card(self, card: Card) -> Fraction:
        """The weighted mean of a complete card, on the scale."""
        whole = sum(self.of.values())
        return Fraction(sum(weight * card[slug] for slug, weight in self.of.items()), whole)


def counting_seats(
    weights: Weights, cards: Mapping[int, Mapping[int, Card]], readers: Sequence[int]
) -> tuple[int, ...]:
    """The seats that gave everyone who read a complete card. `cards` is seat -> reader -> card."""
    return tuple(
        seat
        for seat in sorted(cards)
        if readers and all(weights.complete(cards[seat].get(reader, {})) for reader in readers)
    )


def point_totals(
    weights: Weights, cards: Mapping[int, Mapping[int, Card]], readers: Sequence[int]
) -> dict[int, Fraction]:
    """Each reader's mean over the seats that count; empty when none does. Higher is better."""
    seats = counting_seats(weights, cards, readers)
    if not seats:
        return {}
    return {
        reader: sum((weights.of_card(cards[seat][reader]) for seat in seats), Fraction(0)) / len(seats)
        for reader in readers
    }


def rank_totals(orders: Iterable[Sequence[int]], readers: Sequence[int]) -> dict[int, Fraction]:
    """Each reader's mean place over the orders that name everyone once; empty without any. Lower is better.

    With complete orders this gives the same result as Borda's count.
    """
    wanted = sorted(readers)
    whole = [tuple(order) for order in orders if sorted(order) == wanted]
    if not whole or not wanted:
        return {}
    return {
        reader: Fraction(sum(order.index(reader) + 1 for order in whole), len(whole)) for reader in wanted
    }


def vote_totals(slips: Iterable[Iterable[int]], readers: Sequence[int]) -> dict[int, Fraction]:
    """How many slips name each reader, once a slip; empty without a slip. Higher is better."""
    known = set(readers)
    whole = [set(slip) & known for slip in slips]
    if not any(whole):
        return {}
    return {reader: Fraction(sum(reader in slip for slip in whole)) for reader in readers}
