"""What the secretary sees before results are sealed: how far jurors lie apart, and where one stands alone.

Figures about the judging, not about children: they never leave the secretary's page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from readify.game.contest.points import Card, Weights

FAR = Fraction(1, 4)  # of the scale's length: from there on a card stands out


@dataclass(frozen=True, slots=True)
class SeatFigures:
    """One seat's cards: how many, their mean and median, and `offset`, how much higher than the others'."""

    seat: int
    cards: int
    mean: Fraction
    median: Fraction
    offset: Fraction


@dataclass(frozen=True, slots=True)
class ReaderFigures:
    """One reader's cards: `spread` from lowest to highest, and the seats that stand out from the median."""

    reader: int
    cards: int
    mean: Fraction
    median: Fraction
    spread: Fraction
    outliers: tuple[int, ...]


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle one, or the mean of the two in the middle. ValueError without any."""
    if not values:
        raise ValueError("no values")
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


def mean(values: Sequence[Fraction]) -> Fraction:
    """The exact mean. ValueError without any."""
    if not values:
        raise ValueError("no values")
    return sum(values, Fraction(0)) / len(values)


def _complete(weights: Weights, cards: Mapping[int, Mapping[int, Card]]) -> dict[int, dict[int, Fraction]]:
    return {
        seat: {reader: weights.of_card(card) for reader, card in of.items() if weights.complete(card)}
        for seat, of in sorted(cards.items())
    }


def seat_figures(weights: Weights, cards: Mapping[int, Mapping[int, Card]]) -> tuple[SeatFigures, ...]:
    """Per seat with a complete card. The offset is against all seats, over the readers this seat judged."""
    full = _complete(weights, cards)
    found = []
    for seat, of in full.items():
        if of:
            others = [mean([values[reader] for values in full.values() if reader in values]) for reader in of]
            mine = list(of.values())
            found.append(SeatFigures(seat, len(of), mean(mine), median(mine), mean(mine) - mean(others)))
    return tuple(found)


def reader_figures(
    weights: Weights, cards: Mapping[int, Mapping[int, Card]], readers: Sequence[int]
) -> tuple[ReaderFigures, ...]:
    """Per reader with a complete card, in the order given."""
    full = _complete(weights, cards)
    far = FAR * (weights.high - weights.low)
    found = []
    for reader in readers:
        of = {seat: values[reader] for seat, values in full.items() if reader in values}
        if of:
            values, middle = list(of.values()), median(list(of.values()))
            out = tuple(seat for seat, value in of.items() if abs(value - middle) > far)
            wide = max(values) - min(values)
            found.append(ReaderFigures(reader, len(of), mean(values), middle, wide, out))
    return tuple(found)
