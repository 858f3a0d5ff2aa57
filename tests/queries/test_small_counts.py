"""Small counts stay hidden, also through their totals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readify.queries.small_counts import Shown, roughly, shown, shown_shares, shown_total


@pytest.mark.parametrize(("count", "text"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (120, "120")])
def test_one_to_four_is_few(count: int, text: str) -> None:
    assert shown(count).text == text
    assert shown(count).as_json() == (count if text.isdigit() else "<5")


def test_a_total_of_exact_parts_is_exact() -> None:
    assert shown_total([shown(7), shown(0), shown(12)]) == Shown(19)


def test_a_total_with_a_hidden_part_is_rounded() -> None:
    assert shown_total([shown(52), shown(3)]).text == "±50"
    assert shown_total([shown(0), shown(3)]).text == "<5"


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.data())
def test_a_total_is_the_same_whatever_the_hidden_parts_are(counts: list[int], data: st.DataObject) -> None:
    others = [data.draw(st.integers(1, 4)) if 0 < count < 5 else count for count in counts]
    assert shown_total(map(shown, counts)) == shown_total(map(shown, others))


def test_beside_a_hidden_share_the_others_are_rounded() -> None:
    assert [part.text for part in shown_shares([17, 3])] == ["±20", "<5"]
    assert [part.text for part in shown_shares([17, 8])] == ["17", "8"]
    assert [part.text for part in shown_shares([2, 0])] == ["<5", "0"]


def test_a_rough_count_gives_no_part_away() -> None:
    assert [roughly(count).text for count in (0, 3, 6, 52)] == ["0", "<5", "±10", "±50"]
