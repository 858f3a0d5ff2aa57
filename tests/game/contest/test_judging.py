"""Points, orders, slips, ties and who goes on: exact, and the same however it arrives."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readify.game.contest.figures import median, reader_figures, seat_figures
from readify.game.contest.places import grouped, open_ties, standings
from readify.game.contest.points import Weights, counting_seats, point_totals, rank_totals, vote_totals
from readify.game.contest.touches import Touch, merged

SLUGS = ("skill", "feeling", "stage")
EVEN = Weights({"skill": 1, "feeling": 1, "stage": 1}, 1, 5)
steps = st.integers(1, 5)
a_card = st.fixed_dictionaries(dict.fromkeys(SLUGS, steps))
weights = st.builds(
    lambda of: Weights(dict(zip(SLUGS, of, strict=True)), 1, 5), st.tuples(*[st.integers(1, 9)] * 3)
)
readers = st.integers(1, 8).map(lambda many: list(range(1, many + 1)))


@st.composite
def juries(draw: st.DrawFn) -> tuple[list[int], dict[int, dict[int, dict[str, int]]]]:
    """Readers, and the full cards of one to five seats."""
    of = draw(readers)
    seats = draw(st.integers(1, 5))
    return of, {seat: {reader: draw(a_card) for reader in of} for seat in range(1, seats + 1)}


@given(jury=juries(), of=weights, data=st.data())
def test_totals_are_the_same_in_whatever_order_jurors_hand_in(jury, of: Weights, data: st.DataObject) -> None:
    who, cards = jury
    seats = data.draw(st.permutations(list(cards)))
    turns = data.draw(st.permutations(who))
    shuffled = {seat: {reader: cards[seat][reader] for reader in turns} for seat in seats}
    assert point_totals(of, cards, who) == point_totals(of, shuffled, who)


@given(jury=juries(), of=weights)
def test_a_total_stays_on_the_scale_and_is_a_true_mean(jury, of: Weights) -> None:
    who, cards = jury
    for reader, total in point_totals(of, cards, who).items():
        assert 1 <= total <= 5
        whole = sum(of.of.values())
        points = sum(of.of[slug] * cards[seat][reader][slug] for seat in cards for slug in SLUGS)
        assert total == Fraction(points, whole * len(cards))


@given(jury=juries(), factor=st.integers(2, 10))
def test_weights_all_times_a_number_change_nothing(jury, factor: int) -> None:
    who, cards = jury
    more = Weights(dict.fromkeys(SLUGS, factor), 1, 5)
    assert point_totals(EVEN, cards, who) == point_totals(more, cards, who)


@given(jury=juries())
def test_a_seat_that_missed_a_reader_counts_for_nobody(jury) -> None:
    who, cards = jury
    before = point_totals(EVEN, cards, who)
    half = {**cards, 9: {reader: dict.fromkeys(SLUGS, 5) for reader in who[:-1]}}
    assert counting_seats(EVEN, half, who) == tuple(sorted(cards))
    assert point_totals(EVEN, half, who) == before


def test_without_a_seat_that_judged_everyone_there_are_no_totals() -> None:
    assert point_totals(EVEN, {1: {1: {"skill": 3}}}, [1, 2]) == {}
    assert point_totals(EVEN, {}, [1]) == {}


@pytest.mark.parametrize("step", [0, 6, -1])
def test_a_step_out_of_scale_makes_a_card_incomplete(step: int) -> None:
    assert not EVEN.complete({"skill": step, "feeling": 3, "stage": 3})


@given(who=readers, data=st.data())
def test_mean_places_agree_with_bordas_count(who: list[int], data: st.DataObject) -> None:
    orders = data.draw(st.lists(st.permutations(who), min_size=1, max_size=5))
    totals = rank_totals(orders, who)
    borda = {reader: Fraction(sum(len(who) - 1 - order.index(reader) for order in orders)) for reader in who}
    assert grouped(totals, higher_first=False) == grouped(borda)
    assert totals == rank_totals(orders[::-1], who)


def test_an_order_that_leaves_somebody_out_does_not_count() -> None:
    assert rank_totals([[2, 1], [1]], [1, 2]) == {2: 1, 1: 2}
    assert rank_totals([[1]], [1, 2]) == {}


def test_a_name_counts_once_on_a_slip() -> None:
    assert vote_totals([[1, 1, 9], [2], [1]], [1, 2, 3]) == {1: 2, 2: 1, 3: 0}
    assert vote_totals([], [1]) == {}


@given(
    totals=st.dictionaries(st.integers(1, 30), st.integers(0, 4).map(Fraction), min_size=1, max_size=12),
    goes_on=st.integers(1, 4),
    reserves=st.integers(0, 3),
)
def test_once_the_open_ties_are_decided_exactly_as_many_go_on_as_may(
    totals: dict[int, Fraction], goes_on: int, reserves: int
) -> None:
    groups = grouped(totals)
    ties = open_ties(groups, goes_on=goes_on, reserves=reserves)
    decided = [tuple(reversed(tie)) for tie in ties]
    assert open_ties(groups, goes_on=goes_on, reserves=reserves, decided=decided) == ()
    made = standings(groups, goes_on=goes_on, reserves=reserves, decided=decided)
    assert sorted(one.reader for one in made) == sorted(totals)
    assert sum(one.goes_on for one in made) == min(goes_on, len(totals))
    ranks = [one.reserve_rank for one in made if one.reserve_rank]
    assert ranks == list(range(1, max(0, min(reserves, len(totals) - goes_on)) + 1))
    on = [totals[one.reader] for one in made if one.goes_on]
    off = [totals[one.reader] for one in made if not one.goes_on]
    assert not off or min(on) >= max(off)
    if ties:
        with pytest.raises(ValueError, match="open"):
            standings(groups, goes_on=goes_on, reserves=reserves)


def test_a_tie_that_changes_nothing_needs_no_decision() -> None:
    groups = grouped({1: Fraction(5), 2: Fraction(5), 3: Fraction(3), 4: Fraction(2), 5: Fraction(2)})
    assert open_ties(groups, goes_on=2, reserves=1) == ()
    assert open_ties(groups, goes_on=1, reserves=1) == ((1, 2),)
    assert open_ties(groups, goes_on=2, reserves=2) == ((4, 5),)


def test_equal_totals_share_a_place_unless_the_chair_ordered_them() -> None:
    groups = grouped({1: Fraction(5), 2: Fraction(5), 3: Fraction(3)})
    assert [one.place for one in standings(groups, goes_on=2, reserves=0)] == [1, 1, 3]
    chosen = standings(groups, goes_on=1, reserves=1, decided=[(2, 1)])
    ends = [(one.reader, one.place, one.reserve_rank) for one in chosen]
    assert ends == [(2, 1, None), (1, 2, 1), (3, 3, None)]


touch = st.builds(
    Touch,
    field=st.sampled_from([*SLUGS, "tip"]),
    value=st.integers(1, 5),
    stamp=st.integers(0, 6),
    client=st.sampled_from("abc"),
)


def consistent(found: list[Touch]) -> list[Touch]:
    """A device never gives two touches of a field one stamp: only the first such is kept."""
    return list({(one.field, one.place): one for one in reversed(found)}.values())


@given(found=st.lists(touch, max_size=25).map(consistent), data=st.data())
def test_touches_end_the_same_in_any_order_in_any_parts_and_sent_twice(
    found: list[Touch], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(found), max_size=5)) if found else []
    other = data.draw(st.permutations(found + again))
    cut = data.draw(st.integers(0, len(other)))
    once = merged({}, found)
    assert merged(merged({}, other[:cut]), other[cut:]) == once
    assert merged(once, found) == once
    for field, one in once.items():
        assert one.place == max(two.place for two in found if two.field == field)


def test_the_middle_of_an_even_number_is_halfway() -> None:
    assert median([Fraction(1), Fraction(4), Fraction(2), Fraction(3)]) == Fraction(5, 2)
    with pytest.raises(ValueError, match="no values"):
        median([])


def test_the_figures_name_a_strict_seat_and_the_card_that_stands_alone() -> None:
    def flat(step: int) -> dict[str, int]:
        return dict.fromkeys(SLUGS, step)

    cards = {1: {7: flat(4), 8: flat(4)}, 2: {7: flat(4), 8: flat(4)}, 3: {7: flat(1), 8: flat(4)}}
    seats = {one.seat: one for one in seat_figures(EVEN, cards)}
    assert seats[3].mean == Fraction(5, 2)
    assert seats[3].offset == Fraction(-1)
    assert sum(one.offset for one in seats.values()) == 0
    seven, eight = reader_figures(EVEN, cards, [7, 8])
    assert (seven.spread, seven.median, seven.outliers) == (3, 4, (3,))
    assert (eight.spread, eight.outliers) == (0, ())
