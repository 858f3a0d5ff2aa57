"""A first name out of what a school writes."""

from __future__ import annotations

import pytest

from readify.exchange.rosters.person import LONGEST_FIRST, first_name


@pytest.mark.parametrize("name", ["Sam", "Maximiliaan-Alexander", "Zoë", "x" * LONGEST_FIRST])
def test_a_name_that_fits_stays_whole(name: str) -> None:
    assert first_name(f" {name} ") == name


def test_a_name_that_is_too_long_says_so_by_dots() -> None:
    found = first_name("Wilhelmina-Josephina-Catharina-Elisabeth")
    assert found == "Wilhelmina-Josephina-Catharina-El…"
    assert len(found) <= LONGEST_FIRST


def test_signs_that_cannot_be_seen_are_left_out() -> None:
    assert first_name("Bo\u200b \n Anne") == "Bo Anne"
