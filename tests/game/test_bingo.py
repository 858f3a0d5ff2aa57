"""Bingo is a fold like the rest: places light with facts and go dark with them, whatever is swapped when."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readify.game.bingo import SIZES, Card, bingo_in, lines
from readify.game.facts import Fact, Form, How, Reading, Stamp, Withdrawal
from readify.game.outcomes import BadgeEarned, BingoCell, BingoFull, BingoRow, changes
from readify.game.rulebook import Rulebook, RulebookError, load_rulebook
from readify.game.rules import Band
from readify.game.tally import Tally, advance, replay
from tests.game.cards import a_card, a_task
from tests.game.test_properties import START, Ledger, Step, _shuffled, earned, histories, thorough, written

MONDAY = date(2026, 9, 7)
CELLS = ("strip", "gedicht", "voorlezen", "buiten", "recept", "luisteren", "twee-dagen", "andere-taal")
BASE = load_rulebook(Path(__file__).parents[2] / "seeds")


def on(number: int, form: str = "book", *, day: int = 0, **more: Any) -> Reading:
    """A reading of ten minutes, that many days after the card's first Monday."""
    more = {"minutes": 10, **more}
    how = How(more.pop("how", "self"))
    return Reading(number, MONDAY + timedelta(days=day), Form(form), how, **more)


@pytest.fixture
def carded(base: Rulebook) -> Rulebook:
    """A reader with an open 3x3 card."""
    return base.for_reader(cards=[a_card(base.bingo, CELLS, starts=MONDAY)])


def crossed(rulebook: Rulebook, facts: Sequence[Fact]) -> frozenset[int]:
    """The full places of the first card."""
    return rulebook.cards[0].crossed(replay(rulebook, facts).cells)


def test_a_new_card_has_its_free_place_only(carded: Rulebook) -> None:
    assert crossed(carded, []) == {5}


def test_a_reading_fills_every_place_it_fits(carded: Rulebook) -> None:
    fact = on(1, "comic", how="read_to_someone", place="outside")
    assert crossed(carded, [fact]) == {1, 3, 4, 5}


def test_a_reading_of_before_the_card_does_not_count(carded: Rulebook) -> None:
    assert crossed(carded, [on(1, "comic", day=-1)]) == {5}


def test_a_place_that_asks_for_two_days_waits_for_the_second(carded: Rulebook) -> None:
    assert crossed(carded, [on(1), on(2)]) == {5}
    assert crossed(carded, [on(1), on(2, day=3)]) == {5, 8}


def test_three_in_a_line_through_the_free_place_earn_the_bingo_badge_with_the_fact_that_made_it(
    carded: Rulebook,
) -> None:
    facts = [on(1, "comic"), on(2, "book"), on(3, "book", language="pl")]
    tally = replay(carded, facts)
    assert carded.cards[0].full_lines(tally.cells) == ((1, 5, 9),)
    assert tally.badges["bingo"] == 3
    told = changes(replay(carded, facts[:2]), tally, carded)
    assert [one for one in told if one.kind.startswith("bingo")] == [BingoCell(1, 9), BingoRow(1, 1)]
    assert BadgeEarned("bingo") in told


def test_taking_back_the_reading_takes_the_place_the_row_and_the_badge(carded: Rulebook) -> None:
    facts: list[Fact] = [on(1, "comic"), on(2, language="pl")]
    assert "bingo" in replay(carded, facts).badges
    facts.append(Withdrawal(3, MONDAY, 1))
    after = replay(carded, facts)
    assert (crossed(carded, facts), "bingo" in after.badges) == ({5, 9}, False)
    assert [one for one in changes(replay(carded, facts[:2]), after, carded) if "bingo_" in one.kind] == []


def test_another_reading_keeps_what_the_withdrawn_one_had_given(carded: Rulebook) -> None:
    facts = [on(1, "comic"), on(2, "comic", day=1), Withdrawal(3, MONDAY, 1)]
    assert replay(carded, facts).cells["cell-101"] == 2


def test_a_full_card_is_told_once(base: Rulebook) -> None:
    card = a_card(base.bingo, CELLS, starts=MONDAY)
    rulebook = base.for_reader(cards=[card])
    one = on(1, "comic", how="read_to_someone", place="outside", language="pl")
    facts = [one, on(2, "poem"), on(3, "recipe"), on(4, "audiobook"), on(5, day=2), on(6, day=3)]
    before, after = replay(rulebook, facts[:4]), replay(rulebook, facts[:5])
    assert BingoFull(1) in changes(before, after, rulebook)
    assert card.is_full(after.cells)
    assert changes(after, replay(rulebook, facts), rulebook)[-1] != BingoFull(1)


def test_a_stamp_fills_the_place_that_asks_for_a_poster(base: Rulebook) -> None:
    card = a_card(base.bingo, ("stempel", *CELLS[1:]), starts=MONDAY)
    rulebook = base.for_reader(cards=[card])
    assert crossed(rulebook, [Stamp(1, MONDAY, 1, 1, 1, 6)]) == {1, 5}


def test_an_older_card_keeps_what_it_had_and_counts_no_more(base: Rulebook) -> None:
    old = a_card(base.bingo, CELLS, starts=MONDAY, ends=MONDAY + timedelta(days=2))
    new = a_card(base.bingo, CELLS, number=2, starts=MONDAY + timedelta(days=3))
    rulebook = base.for_reader(cards=[new, old])
    tally = replay(rulebook, [on(1, "comic"), on(2, "poem", day=5)])
    assert [card.crossed(tally.cells) for card in rulebook.cards] == [{1, 5}, {2, 5}]


def test_a_swapped_place_stays_full_by_what_the_older_cell_had_seen(base: Rulebook) -> None:
    card = a_card(base.bingo, CELLS, starts=MONDAY)
    days = next(task for task in card.tasks if task.cell == "twee-dagen")
    closed = a_task(
        base.bingo, 7, days.position, "twee-dagen", starts=MONDAY, ends=MONDAY + timedelta(days=4)
    )
    fresh = a_task(base.bingo, 8, days.position, "krant", starts=MONDAY + timedelta(days=4))
    tasks = (*(task for task in card.tasks if task is not days), closed, fresh)
    rulebook = base.for_reader(cards=[replace(card, tasks=tasks)])
    late = on(2, day=1)  # written after the swap, read before it
    assert crossed(rulebook, [on(1), late]) == {5, 8}
    assert crossed(rulebook, [on(1), on(2, day=6)]) == {5}
    assert crossed(rulebook, [on(1), on(2, "newspaper", day=6)]) == {5, 8}


@pytest.mark.parametrize("size", SIZES)
def test_rows_columns_and_diagonals_all_count(size: int) -> None:
    found = list(lines(size))
    assert len(found) == len(set(found)) == 2 * size + 2
    assert all(len(line) == size for line in found)
    assert {place for line in found for place in line} == set(range(1, size * size + 1))
    assert tuple(range(1, size * size + 1, size + 1)) in found


def test_the_free_place_of_four_by_four_is_the_second_of_row_two(base: Rulebook) -> None:
    assert base.bingo.free == {3: 5, 4: 6, 5: 13}


def test_every_set_has_enough_for_its_cards_in_every_band(base: Rulebook) -> None:
    for one, band in product(base.bingo.sets, Band):
        assert len(one.cells[band]) >= (8 if band is Band.KLEIN else 15), (one.slug, band)
    assert [one.slug for one in base.bingo.sets] == ["van-alles", "samen", "talen"]


def test_every_cell_says_in_few_words_what_to_do(base: Rulebook) -> None:
    for cell in base.bingo.cells:
        assert all(0 < len(cell.text.of(language).split()) <= 7 for language in ("nl", "en")), cell.slug


@pytest.mark.parametrize("band", list(Band))
def test_the_pool_has_more_for_a_band_than_any_card_holds(base: Rulebook, band: Band) -> None:
    fitting = [cell for cell in base.bingo.cells if cell.suits(band, forms_off=(), trail=False)]
    assert len(fitting) > 20


def test_a_cell_of_forms_that_are_off_does_not_suit(base: Rulebook) -> None:
    comic, listening, stamp = (base.bingo.cell(slug) for slug in ("strip", "luisteren", "stempel"))
    assert comic is not None
    assert listening is not None
    assert stamp is not None
    assert not comic.suits("midden", forms_off=("comic",), trail=True)
    assert listening.suits("midden", forms_off=("audiobook",), trail=True)  # by the other way of listening
    assert stamp.suits("midden", forms_off=(), trail=True)
    assert not stamp.suits("midden", forms_off=(), trail=False)


@pytest.fixture
def table(seeds: Path) -> dict[str, Any]:
    """The pool as a plain table, free to spoil."""
    return copy.deepcopy(tomllib.loads((seeds / "bingo.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda t: t.update(cards={}), "bingo.toml: unknown key cards"),
        (lambda t: t["free"].update({"4": 17}), "bingo.toml: free: a card of 4 has no place 17"),
        (
            lambda t: t["cell"][0].update(measure="lamps", filter=[]),
            "a cell counts readings or stamps, not lamps",
        ),
        (
            lambda t: t["cell"][0].update(measure="bingo_rows", filter=[]),
            "counts readings or stamps, not bingo_rows",
        ),
        (lambda t: t["cell"].append(t["cell"][0]), "bingo.toml: strip: written twice"),
        (lambda t: t["cell"][0].update(bands=["oud"]), "bingo.toml: strip: unknown bands 'oud'"),
        (
            lambda t: t["set"][0]["cells"]["klein"].append("zwemmen"),
            "van-alles: cells: klein: unknown cell zwemmen",
        ),
        (lambda t: t["set"][0]["cells"]["klein"].append("krant"), "the cell krant is not for this band"),
        (lambda t: t["set"][0]["cells"]["klein"].append("gedicht"), "klein: a cell stands in it twice"),
        (lambda t: t["set"][0]["cells"].update(groot=["strip"]), "groot: too few cells for a card of 4"),
    ],
)
def test_a_pool_that_cannot_be_is_refused_by_name(table: dict[str, Any], spoil: Any, message: str) -> None:
    spoil(table)
    with pytest.raises(RulebookError, match=message):
        bingo_in(table, "bingo.toml")


def test_a_card_changes_the_digest_and_nothing_but_cells_rows_and_the_bingo_badge(base: Rulebook) -> None:
    own = base.for_reader(cards=[a_card(base.bingo, CELLS, starts=MONDAY)])
    assert own.digest != base.for_reader().digest
    facts = [on(1, "comic"), on(2, "poem", day=1), on(3, language="pl", day=2)]
    plain, carded = replay(base.for_reader(), facts), replay(own, facts)
    badges = {slug: fact for slug, fact in carded.badges.items() if slug != "bingo"}
    gauges = {slug: gauge for slug, gauge in carded.gauges.items() if slug in plain.gauges}
    assert replace(carded, cells={}, badges=badges, gauges=gauges) == plain


def test_a_tally_of_before_there_was_bingo_is_still_read() -> None:
    plain = Tally().as_json()
    del plain["cells"]
    assert Tally.from_json(plain) == Tally()


brisk = settings(thorough, max_examples=400)  # each with three cards; the engine's own run 2000

# --- properties: a card chosen midway, swapped and followed by another ---


def _cards() -> list[Card]:
    book, third = BASE.bingo, START + timedelta(days=12)
    first = a_card(book, CELLS, starts=START + timedelta(days=4), ends=third)
    swapped = [
        a_task(book, 7, 8, "twee-dagen", starts=first.starts, ends=START + timedelta(days=8)),
        a_task(book, 8, 8, "drie-vormen", starts=START + timedelta(days=8)),
    ]
    kept = tuple(task for task in first.tasks if task.position != 8)
    wide = book.sets[0].cells["groot"][:15]
    return [
        replace(first, tasks=(*kept, *swapped)),
        a_card(book, ("stempel", *CELLS[1:]), number=2, starts=third, ends=START + timedelta(days=20)),
        a_card(book, wide, number=3, size=4, starts=START + timedelta(days=20)),
    ]


CARDED = BASE.for_reader(cards=_cards())


@brisk
@given(history=histories)
def test_step_by_step_equals_a_full_replay_with_cards(history: list[Step]) -> None:
    ledger = Ledger(CARDED)
    for fact in written(history):
        ledger.write(fact)
    assert ledger.tally == replay(CARDED, ledger.facts)


@brisk
@given(history=histories, when=st.integers(0, 20))
def test_a_card_chosen_midway_is_as_if_it_had_always_been_there(history: list[Step], when: int) -> None:
    facts = written(history)
    ledger = Ledger(BASE.for_reader())
    for number, fact in enumerate(facts):
        if number == when:
            ledger = Ledger(CARDED, ledger.facts)
        ledger.write(fact)
    if when >= len(facts):
        ledger = Ledger(CARDED, ledger.facts)
    assert ledger.tally == replay(CARDED, facts)


@brisk
@given(history=histories, chance=st.randoms(use_true_random=False))
def test_any_arrival_order_fills_the_same_places(history: list[Step], chance: Any) -> None:
    facts = written(history)
    mixed = _shuffled(facts, chance)
    assert sorted(replay(CARDED, mixed).cells) == sorted(replay(CARDED, facts).cells)
    assert earned(CARDED, mixed) == earned(CARDED, facts)


@brisk
@given(history=histories)
def test_the_bingo_badge_is_out_just_when_a_line_is_full(history: list[Step]) -> None:
    tally = replay(CARDED, written(history))
    full = [card for card in CARDED.cards if card.full_lines(tally.cells)]
    assert ("bingo" in tally.badges) == bool(full)
    for card in CARDED.cards:
        seen = sum(set(line) <= card.crossed(tally.cells) for line in lines(card.size))
        assert len(card.full_lines(tally.cells)) == seen


def test_advance_over_a_json_round_trip_is_the_same(carded: Rulebook) -> None:
    before = replay(carded, [on(1, "comic"), on(2)])
    again = Tally.from_json(before.as_json())
    assert again == before
    assert advance(carded, again, on(3, "poem", day=1)) == advance(carded, before, on(3, "poem", day=1))
