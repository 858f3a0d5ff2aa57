"""The seeds of names and letters: enough of them, kind words only, a letter for every week."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from readify.guest_names import LONGEST, name_words, new_name, new_team_name
from readify.letters import letter_for, letters, week_of


def test_every_week_of_ten_years_has_a_letter_that_fits_its_month() -> None:
    monday = dt.date(2026, 1, 5)
    for week in range(520):
        day = monday + dt.timedelta(weeks=week)
        letter = letter_for(day)
        assert (day + dt.timedelta(days=3)).month in letter.months
        assert {letter_for(day + dt.timedelta(days=later)).slug for later in range(7)} == {letter.slug}


def test_two_weeks_after_each_other_seldom_say_the_same() -> None:
    days = [dt.date(2026, 1, 5) + dt.timedelta(weeks=week) for week in range(104)]
    slugs = [letter_for(day).slug for day in days]
    assert sum(one == other for one, other in pairwise(slugs)) <= 4


def test_a_letter_counts_nothing_and_blames_nobody() -> None:
    for letter in letters():
        for words in letter.words.values():
            said = " ".join(words).casefold()
            assert not any(
                word in said for word in ("te weinig", "moet", "gemist", "must", "should have", "too little")
            )


def test_a_week_is_named_as_calendars_do() -> None:
    assert week_of(dt.date(2026, 11, 24)) == "2026-W48"
    assert week_of(dt.date(2027, 1, 1)) == "2026-W53"


def test_names_are_two_words_from_the_lists_and_fit() -> None:
    assert set(name_words()) == {"nl", "en"}
    for language in ("nl", "en", "li"):
        words = name_words().get(language, name_words()["nl"])
        for _ in range(50):
            name = new_name(language)
            assert any(name == f"{one} {two}" for one in words.first for two in words.second)
            assert len(new_team_name(language)) <= LONGEST


def test_dutch_first_words_end_as_words_with_de_want() -> None:
    assert all(word.endswith(("e", "Gouden", "Zilveren")) for word in name_words()["nl"].first)
