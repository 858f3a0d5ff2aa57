"""Small counts stay hidden, also through their totals and through other ways to cut up the same whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readify.queries.small_counts import Shown, Whole, roughly, shown, shown_total


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


def test_a_rough_count_gives_no_part_away() -> None:
    assert [roughly(count).text for count in (0, 3, 6, 14, 15, 52)] == ["0", "<5", "±10", "±10", "±20", "±50"]


@given(st.integers(0, 10_000))
def test_the_bounds_of_what_is_shown_hold_the_count(count: int) -> None:
    for one in (shown(count), roughly(count)):
        low, high = one.bounds
        assert low <= count <= high


def test_a_second_cut_of_an_exact_whole_is_exact_until_it_hides_something() -> None:
    whole = Whole([shown(12), shown(8)])
    assert whole.cut([15, 5]) == (Shown(15), Shown(5))
    assert [part.text for part in whole.cut([16, 3, 1]) or ()] == ["±20", "<5", "<5"]


def test_beside_a_hidden_part_another_cut_is_rounded() -> None:
    assert [part.text for part in Whole([shown(30), shown(3)]).cut([22, 11]) or ()] == ["±20", "±10"]


def test_a_cut_that_tells_too_much_is_not_shown() -> None:
    assert Whole([shown(13), shown(1)]).cut([14]) is None  # ±10 is at most 14: the other must be one
    assert Whole([shown(17), shown(3)]).cut([20]) is not None


def test_a_cut_that_must_tell_nothing_is_stricter() -> None:
    base = [shown(5), shown(3), shown(2), shown(2)]
    assert Whole(base).cut([12]) is not None
    assert Whole(base).cut([12], tells_nothing=True) is None


# One who knows the rules and adds and subtracts: every table, its sums and its other cuts are seen as shown.

TABLES = st.integers(1, 4).flatmap(
    lambda wide: st.lists(
        st.lists(st.one_of(st.integers(0, 7), st.integers(0, 40)), min_size=wide, max_size=wide),
        min_size=1,
        max_size=4,
    )
)


@st.composite
def tables_and_cuts(draw: st.DrawFn) -> tuple[list[list[int]], list[list[int]]]:
    table = draw(TABLES)
    cuts = []
    for _ in range(draw(st.integers(0, 3))):
        rest, parts = sum(map(sum, table)), []
        for _ in range(draw(st.integers(0, 5))):
            parts.append(draw(st.integers(0, min(rest, 45))))
            rest -= parts[-1]
        cuts.append([*parts, rest])
    return table, cuts


def published(table: Sequence[Sequence[int]]) -> tuple[list[Shown], list[Shown], Shown]:
    """Row, column and grand totals, as pages and files make them."""
    rows = [shown_total(map(shown, row)) for row in table]
    columns = [shown_total(map(shown, column)) for column in zip(*table, strict=True)]
    return rows, columns, shown_total(shown(cell) for row in table for cell in row)


@given(tables_and_cuts())
def test_no_hidden_cell_can_be_computed_from_totals_and_other_cuts(
    given_: tuple[list[list[int]], list[list[int]]],
) -> None:
    table, cuts = given_
    cells = [shown(cell) for row in table for cell in row]
    whole = Whole(cells)
    seen = [cells, *(parts for parts in map(whole.cut, cuts) if parts is not None)]
    low = max(sum(part.bounds[0] for part in parts) for parts in seen)
    high = min(sum(part.bounds[1] for part in parts) for parts in seen)
    for parts in seen:
        least, most = (sum(part.bounds[end] for part in parts) for end in (0, 1))
        for part in parts:
            if part.few:  # at every value from one to four the whole can still be what all cuts allow
                assert all(max(low, least - 1 + v) <= min(high, most - 4 + v) for v in (1, 2, 3, 4))
    for number, row in enumerate(table):
        for at, cell in enumerate(row):
            if shown(cell).few:  # and the totals are the same whichever it is
                for other in (1, 2, 3, 4):
                    changed = [list(line) for line in table]
                    changed[number][at] = other
                    assert published(changed) == published(table)


def test_even_knowing_how_it_is_decided_no_hidden_part_follows() -> None:
    """All tables of two cells, cut in two another way, below 26: what one answer can have come from."""
    most = 26
    origins: dict[tuple[object, ...], list[tuple[int, ...]]] = defaultdict(list)
    for a, b in product(range(most), repeat=2):
        for c in range(a + b + 1):
            base = (shown(a), shown(b))
            origins[base, Whole(base).cut([c, a + b - c])].append((a, b, c, a + b - c))
    for (base, cut), found in origins.items():
        for at, part in enumerate((*base, *(cut or ()))):  # type: ignore[misc]
            if part.few and max(map(max, found)) < most - 1:
                assert len({one[at] for one in found}) >= 3, (base, cut)
