"""From totals to places, ties and who goes on. A tie that matters is the chair's to decide, not chance's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Group = tuple[int, ...]
"""Readers with one total, ids ascending."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a reader ends with: the place (equal totals share one), and `goes_on` or a place as reserve."""

    reader: int
    place: int
    goes_on: bool
    reserve_rank: int | None


def grouped(totals: Mapping[int, Fraction], *, higher_first: bool = True) -> tuple[Group, ...]:
    """The readers in groups of equal totals, best first."""
    values = sorted(set(totals.values()), reverse=higher_first)
    return tuple(
        tuple(sorted(reader for reader, total in totals.items() if total == value)) for value in values
    )


def open_ties(
    groups: Sequence[Group], *, goes_on: int, reserves: int, decided: Iterable[Sequence[int]] = ()
) -> tuple[Group, ...]:
    """The ties somebody has to decide: across the line of who goes on, or among the reserves.

    Equal readers who all go on, or of whom nobody is a reserve either, need no decision.
    """
    settled = {tuple(sorted(order)) for order in decided}
    found, before = [], 0
    for group in groups:
        after = before + len(group)
        matters = len(group) > 1 and before < goes_on + reserves and after > goes_on
        if matters and group not in settled:
            found.append(group)
        before = after
    return tuple(found)


def standings(
    groups: Sequence[Group], *, goes_on: int, reserves: int, decided: Iterable[Sequence[int]] = ()
) -> tuple[Standing, ...]:
    """Everyone's end result, best first; within a tie in the chair's order. ValueError with an open tie."""
    orders = {tuple(sorted(order)): tuple(order) for order in decided}
    if open_ties(groups, goes_on=goes_on, reserves=reserves, decided=orders.values()):
        raise ValueError("a tie is still open")
    result: list[Standing] = []
    for group in groups:
        place = len(result) + 1
        chosen = group in orders
        for turn, reader in enumerate(orders.get(group, group)):
            at = len(result) + 1
            rank = at - goes_on if goes_on < at <= goes_on + reserves else None
            result.append(Standing(reader, place + turn if chosen else place, at <= goes_on, rank))
    return tuple(result)
