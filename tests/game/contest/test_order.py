"""The drawn order: every order as likely, and drawn again from its record."""

from __future__ import annotations

import dataclasses
from collections import Counter
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from readify.game.contest.order import draw_order

CHI_SQUARE_23 = 49.73  # 0.1% of fair draws lie beyond it, with 23 degrees of freedom
CHI_SQUARE_81 = 125.0  # nine readers in nine turns: 0.1% beyond it, with 81 of the 64 that are free


def test_over_two_thousand_seeds_every_order_of_four_is_as_likely() -> None:
    seen = Counter(draw_order(seed=f"seed {turn}", entrants=[11, 12, 13, 14]).order for turn in range(2000))
    expected = 2000 / 24
    square = sum((seen[order] - expected) ** 2 / expected for order in permutations((11, 12, 13, 14)))
    assert square < CHI_SQUARE_23


def test_over_two_thousand_seeds_nobody_has_a_turn_more_often_than_another() -> None:
    readers = list(range(1, 10))
    seen: Counter[tuple[int, int]] = Counter()
    for turn in range(2000):
        seen.update(enumerate(draw_order(seed=f"{turn:08x}", entrants=readers).order))
    expected = 2000 / 9
    square = sum((seen[at, reader] - expected) ** 2 / expected for at in range(9) for reader in readers)
    assert square < CHI_SQUARE_81


@given(seed=st.text(min_size=1, max_size=40), entrants=st.sets(st.integers(1, 10_000), max_size=30))
def test_a_record_draws_itself_again_and_says_when_it_was_touched(seed: str, entrants: set[int]) -> None:
    record = draw_order(seed=seed, entrants=entrants)
    assert sorted(record.order) == sorted(entrants)
    assert record.repeats()
    if len(entrants) > 1:
        turned = dataclasses.replace(record, order=record.order[::-1])
        assert not turned.repeats()


@given(entrants=st.lists(st.integers(1, 99), unique=True, max_size=12), data=st.data())
def test_in_which_order_they_entered_makes_no_difference(entrants: list[int], data: st.DataObject) -> None:
    other = data.draw(st.permutations(entrants))
    assert draw_order(seed="s", entrants=entrants) == draw_order(seed="s", entrants=other)
