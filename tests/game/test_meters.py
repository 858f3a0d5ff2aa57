"""Measures that remember: within a day their order must not matter, and between days they stay small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from readify.game import meters
from readify.game.facts import Form, Reading
from readify.game.rulebook import Rulebook
from readify.game.rules import Goal, Measure, Meter
from readify.game.tally import goal_value, replay

DAY = date(2026, 9, 7)


def on(day: int, **more: Any) -> Reading:
    """A reading so many days after the first Monday."""
    return Reading(0, DAY + timedelta(days=day), Form.BOOK, minutes=5, **more)


def values(base: Rulebook, measure: Measure, facts: Sequence[Reading]) -> set[int]:
    """What a goal on the measure comes to, over all orders in which the facts may arrive."""
    own = base.for_reader(goals=[Goal("goal-1", Meter(measure), 1)])
    orders = [
        [replace(fact, id=number) for number, fact in enumerate(order)] for order in permutations(facts)
    ]
    return {goal_value(replay(own, order), "goal-1") for order in orders}


SWAPS: list[tuple[Sequence[Reading], int]] = [
    ([on(0, work=1, stopped=True), on(0, work=2)], 1),
    ([on(0, work=1), on(0, work=2), on(0, work=1, stopped=True)], 1),
    ([on(0, work=1, stopped=True), on(1, work=1), on(2, work=2)], 1),
    ([on(0, work=1, stopped=True), on(3, work=2, stopped=True)], 1),
    ([on(0, work=1, stopped=True), on(0, work=1), on(1, work=1, stopped=True)], 0),
    ([on(0, work=2), on(1, work=1, stopped=True), on(1, work=1)], 0),
    ([on(0, work=1, stopped=True), on(1)], 0),
    ([on(0, stopped=True), on(1, work=1)], 0),
    ([on(0, work=2), on(0, work=3), on(1, work=1, stopped=True)], 0),
]


@pytest.mark.parametrize(("facts", "value"), SWAPS)
def test_a_swap_is_a_stopped_book_and_another_that_day_or_later(
    base: Rulebook, facts: Sequence[Reading], value: int
) -> None:
    assert values(base, Measure.SWAPS, facts) == {value}


def test_the_longest_gap_stays_when_a_shorter_one_follows(base: Rulebook) -> None:
    assert values(base, Measure.GAP, [on(0), on(10), on(10), on(12)]) == {10}


def test_a_series_counts_different_books(base: Rulebook) -> None:
    books = [
        on(0, series="a", work=1),
        on(0, series="a", work=1),
        on(0, series="a", work=2),
        on(1, series="b", work=3),
    ]
    assert values(base, Measure.ONE_SERIES, [*books, on(2, series="a"), on(2, work=9)]) == {2}


def test_series_left_long_ago_are_let_go_alike_in_any_order(
    base: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meters, "MOST_SERIES", 1)
    begun = [on(0, series="a", work=1), on(0, series="b", work=2), on(0, series="b", work=3)]
    assert values(
        base, Measure.ONE_SERIES, [*begun, on(1, series="a", work=1), on(1, series="a", work=4)]
    ) == {2}
    later = [on(1, series="c", work=5), on(2, series="a", work=6), on(2, series="a", work=7)]
    assert values(base, Measure.ONE_SERIES, [begun[0], on(0, series="a", work=8), *later]) == {2}


def test_a_day_that_only_repeats_a_book_also_lets_go_alike(
    base: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meters, "MOST_SERIES", 1)
    facts = [
        on(0, series="a", work=1),
        on(0, series="b", work=2),
        on(1, series="a", work=1),
        on(1, series="c", work=3),
    ]
    assert len(values(base, Measure.ONE_SERIES, [*facts, on(1, series="a", work=4)])) == 1


def test_the_most_turns_in_one_language_are_counted(base: Rulebook) -> None:
    facts = [on(0, language="pl"), on(0, language="pl-PL"), on(1, language="tr"), on(1, language="PL")]
    assert values(base, Measure.ONE_LANGUAGE, facts) == {3}
