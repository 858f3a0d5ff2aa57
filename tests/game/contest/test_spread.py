"""Readers over sittings: schoolmates apart when that can be, little travel, fair, and repeatable."""

from __future__ import annotations

import itertools
from collections import Counter

from hypothesis import assume, given
from hypothesis import strategies as st

from readify.game.contest.sittings import Comer, Sitting, near
from readify.game.contest.spread import Spread, spread

TOWNS = ("Roermond", "Venlo", "Weert", "Heerlen")
rooms = st.lists(st.integers(1, 6), min_size=1, max_size=6)
schools = st.lists(st.tuples(st.integers(1, 6), st.sampled_from(TOWNS)), min_size=1, max_size=24)


def comers_of(found: list[tuple[int, str]]) -> list[Comer]:
    return [Comer(number, school, town) for number, (school, town) in enumerate(found, start=1)]


def sittings_of(found: list[int]) -> list[Sitting]:
    return [Sitting(100 + turn, TOWNS[turn % len(TOWNS)], room) for turn, room in enumerate(found)]


def can_be_apart(comers: list[Comer], sittings: list[Sitting]) -> bool:
    """Gale and Ryser: can each school's readers all sit in different sittings?"""
    sizes = sorted(Counter(comer.school for comer in comers).values(), reverse=True)
    return all(
        sum(sizes[:turn]) <= sum(min(sitting.room, turn) for sitting in sittings)
        for turn in range(1, len(sizes) + 1)
    )


def together(found: Spread, comers: list[Comer]) -> int:
    counts = Counter((found.placed[comer.id], comer.school) for comer in comers if comer.id in found.placed)
    return sum(count - 1 for count in counts.values())


@given(found=schools, room=rooms, seed=st.text("0123456789abcdef", min_size=4, max_size=8))
def test_each_has_one_place_or_waits_and_no_sitting_is_too_full(
    found: list[tuple[int, str]], room: list[int], seed: str
) -> None:
    comers, sittings = comers_of(found), sittings_of(room)
    made = spread(seed=seed, comers=comers, sittings=sittings)
    assert sorted([*made.placed, *made.waiting]) == [comer.id for comer in comers]
    assert len(made.waiting) == max(0, len(comers) - sum(room))
    used = Counter(made.placed.values())
    assert all(used[sitting.id] <= sitting.room for sitting in sittings)


@given(found=schools, room=rooms, seed=st.sampled_from(["a", "b", "c"]))
def test_no_two_of_one_school_sit_together_when_that_can_be(
    found: list[tuple[int, str]], room: list[int], seed: str
) -> None:
    comers, sittings = comers_of(found), sittings_of(room)
    assume(len(comers) <= sum(room))
    assume(can_be_apart(comers, sittings))
    assert together(spread(seed=seed, comers=comers, sittings=sittings), comers) == 0


@given(found=schools, room=rooms, seed=st.sampled_from(["a", "b"]))
def test_the_same_seed_gives_the_same_spread_in_whatever_order_they_came(
    found: list[tuple[int, str]], room: list[int], seed: str
) -> None:
    comers, sittings = comers_of(found), sittings_of(room)
    assert spread(seed=seed, comers=comers, sittings=sittings) == spread(
        seed=seed, comers=comers[::-1], sittings=sittings
    )


@given(found=schools, room=rooms)
def test_no_swap_of_two_would_shorten_the_way_without_bringing_schoolmates_together(
    found: list[tuple[int, str]], room: list[int]
) -> None:
    comers, sittings = comers_of(found), sittings_of(room)
    made = spread(seed="seed", comers=comers, sittings=sittings)
    town = {sitting.id: sitting.municipality for sitting in sittings}
    inside = [comer for comer in comers if comer.id in made.placed]
    for one in inside:
        for other in inside:
            here, there = made.placed[one.id], made.placed[other.id]
            swapped = Spread({**made.placed, one.id: there, other.id: here}, made.waiting)
            if together(swapped, comers) > together(made, comers):
                continue
            before = near(one.municipality, town[here]) + near(other.municipality, town[there])
            after = near(one.municipality, town[there]) + near(other.municipality, town[here])
            assert after >= before or together(swapped, comers) == together(made, comers) > 0


TONGUES = ("nl", "li", "en")
heard_in = st.lists(st.sets(st.sampled_from(TONGUES)), min_size=6, max_size=6)
read_in = st.lists(st.sampled_from(TONGUES), min_size=24, max_size=24)


def most_heard(comers: list[Comer], sittings: list[Sitting]) -> int:
    """How many can be heard at most, by the smallest cut: of some languages the readers, else the room."""
    cuts = itertools.chain.from_iterable(itertools.combinations(TONGUES, size) for size in range(4))
    return min(
        sum(comer.language not in rest for comer in comers)
        + sum(sitting.room for sitting in sittings if any(map(sitting.hears, rest)))
        for rest in cuts
    )


@given(found=schools, room=rooms, hears=heard_in, reads=read_in, seed=st.sampled_from(["a", "b"]))
def test_as_many_as_can_be_read_where_their_language_is_heard_and_the_rest_is_named(
    found: list[tuple[int, str]], room: list[int], hears: list[set[str]], reads: list[str], seed: str
) -> None:
    assume(len(found) <= sum(room))
    comers = [Comer(one.id, one.school, one.municipality, reads[one.id - 1]) for one in comers_of(found)]
    sittings = [
        Sitting(one.id, one.municipality, one.room, languages=tuple(sorted(hears[turn])))
        for turn, one in enumerate(sittings_of(room))
    ]
    made = spread(seed=seed, comers=comers, sittings=sittings)
    at = {sitting.id: sitting for sitting in sittings}
    unheard = [one.id for one in comers if not at[made.placed[one.id]].hears(one.language)]
    assert sorted(made.unheard) == unheard
    assert len(comers) - len(unheard) == most_heard(comers, sittings)
    assert made == spread(seed=seed, comers=comers[::-1], sittings=sittings[::-1])


@given(found=schools, room=rooms, reads=read_in)
def test_sittings_that_hear_every_language_spread_as_if_there_were_one(
    found: list[tuple[int, str]], room: list[int], reads: list[str]
) -> None:
    plain, sittings = comers_of(found), sittings_of(room)
    comers = [Comer(one.id, one.school, one.municipality, reads[one.id - 1]) for one in plain]
    hearing = [Sitting(one.id, one.municipality, one.room, languages=TONGUES) for one in sittings]
    made = spread(seed="seed", comers=comers, sittings=hearing)
    assert made == spread(seed="seed", comers=plain, sittings=sittings)
    assert made.unheard == ()


@given(languages=st.permutations(["nl"] * 4 + ["li"] * 2))
def test_who_waits_is_not_chosen_by_language(languages: list[str]) -> None:
    sittings = [Sitting(1, "Venlo", 4, languages=("nl",))]
    waits = [
        spread(
            seed="seed",
            comers=[Comer(n, n, "Venlo", tongue) for n, tongue in enumerate(those)],
            sittings=sittings,
        )
        for those in (languages, ["nl"] * 6)
    ]
    assert waits[0].waiting == waits[1].waiting


def test_a_dialect_goes_before_living_near_and_a_region_of_a_language_is_that_language() -> None:
    sittings = [Sitting(1, "Roermond", 2, languages=("nl", "li")), Sitting(2, "Venlo", 2)]
    comers = [Comer(1, 1, "Venlo", "li"), Comer(2, 2, "Roermond", "de"), Comer(3, 3, "Roermond", "nl-BE")]
    made = spread(seed="x", comers=comers, sittings=sittings)
    assert (made.placed[1], made.placed[3], made.unheard) == (1, 1, (2,))


def test_who_lives_near_a_sitting_reads_there() -> None:
    sittings = [Sitting(1, "Roermond", 2), Sitting(2, "Venlo", 2)]
    comers = [Comer(1, 1, "Venlo"), Comer(2, 2, "Roermond"), Comer(3, 3, "venlo"), Comer(4, 4, "Roermond")]
    assert spread(seed="x", comers=comers, sittings=sittings).placed == {1: 2, 2: 1, 3: 2, 4: 1}


def test_who_sits_there_already_counts_as_a_schoolmate() -> None:
    sittings = [Sitting(1, "Venlo", 1, schools=(7,)), Sitting(2, "Weert", 1)]
    assert spread(seed="x", comers=[Comer(1, 7, "Venlo")], sittings=sittings).placed == {1: 2}


def test_who_waits_is_drawn_not_chosen() -> None:
    waits: Counter[int] = Counter()
    for turn in range(600):
        comers = [Comer(number, number, "Venlo") for number in (1, 2, 3)]
        waits.update(spread(seed=str(turn), comers=comers, sittings=[Sitting(1, "Venlo", 2)]).waiting)
    assert all(150 < waits[number] < 250 for number in (1, 2, 3))
