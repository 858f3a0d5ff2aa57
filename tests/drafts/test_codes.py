"""Codes as people type them."""

from __future__ import annotations

import pytest

from readify.drafts.codes import ALPHABET, new_code, readings_of, words_and_numbers


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("MAAS 3", ("MAAS", 3)),
        ("maas3", ("MAAS", 3)),
        ("  Maas - 03 ", ("MAAS", 3)),
        ("MAAS–12", ("MAAS", 12)),
        ("maas l", ("MAAS", 1)),
        ("maas 1O", ("MAAS", 10)),
        ("B00 1", ("BOO", 1)),
        ("BOO1", ("BOO", 1)),
        ("MOL1", ("MOL", 1)),
        ("MOL11", ("MOL", 11)),
    ],
)
def test_a_word_and_number_is_understood_however_it_is_typed(typed: str, meant: tuple[str, int]) -> None:
    assert words_and_numbers(typed)[0] == meant


def test_a_one_in_a_word_may_be_an_i_or_an_l() -> None:
    assert words_and_numbers("pee1 l") == (("PEEI", 1), ("PEEL", 1))


@pytest.mark.parametrize("typed", ["", "x", "MAAS3K7Q", "3 MAAS", "MAAS 1000", "MAAS drie", "%_", "é 3"])
def test_anything_else_is_no_word_and_number(typed: str) -> None:
    assert words_and_numbers(typed) == ()


def test_who_types_a_zero_or_an_o_has_seen_a_q() -> None:
    assert readings_of("maas 3k70") == ("MAAS3K70", "MAAS3K7Q")
    assert readings_of("MAAS3K7O")[-1] == "MAAS3K7Q"


def test_a_new_code_has_the_word_and_four_signs_that_cannot_be_mistaken() -> None:
    made = {new_code("MOOI") for _ in range(50)}
    assert len(made) > 45
    assert all(len(code) == 8 and set(code) <= set(ALPHABET) for code in made)
    assert all(code.startswith("M") for code in made)
