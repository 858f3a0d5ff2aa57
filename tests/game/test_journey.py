"""Haltes, rings, the week's rhythm and the nearest badge, derived when somebody looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from readify.game.facts import Form, How, Reading, Withdrawal
from readify.game.journey import badge_progress, halte_for, nearest_badge, next_halte, rhythm_on, rings_for
from readify.game.rulebook import Rulebook
from readify.game.rules import Pause
from readify.game.tally import Tally, replay

MONDAY = date(2026, 9, 7)


def on(day: int, **more: Any) -> Reading:
    """A reading of 10 minutes, so many days after Monday; its day is its id."""
    return Reading(day + 1, MONDAY + timedelta(days=day), Form.BOOK, **{"minutes": 10, **more})


@pytest.mark.parametrize(
    ("lights", "here", "ahead"),
    [
        (0, "eijsden", "maastricht"),
        (39, "eijsden", "maastricht"),
        (40, "maastricht", "elsloo"),
        (2599, "arcen", "gennep"),
        (3299, "gennep", "mook"),
        (3300, "mook", None),
        (9999, "mook", None),
    ],
)
def test_the_boat_lies_at_the_last_halte_reached(
    base: Rulebook, lights: int, here: str, ahead: str | None
) -> None:
    assert halte_for(base, lights).slug == here
    following = next_halte(base, lights)
    assert (following and following.slug) == ahead


@pytest.mark.parametrize(("lights", "rings"), [(0, 0), (3300, 0), (3699, 0), (3700, 1), (4099, 1), (4100, 2)])
def test_after_the_last_halte_there_is_a_ring_every_400(base: Rulebook, lights: int, rings: int) -> None:
    assert rings_for(base, lights) == rings


def school_year(
    base: Rulebook, band: str, *, times: int, minutes: int, book: int, weeks: int = 40
) -> list[int]:
    """The halte after each week, of a child who reads so often and finishes a book every `book` turns."""
    facts: list[Reading] = []
    for week in range(weeks):
        for turn in range(times):
            number = len(facts) + 1
            facts.append(
                on(7 * week + turn, minutes=minutes, work=number // book, finished=number % book == 0)
            )
    own = base.for_reader(terms=[base.standard_terms(band, starts=MONDAY)])
    ends = [replay(own, facts[: times * week]).lights for week in range(1, weeks + 1)]
    return [halte_for(own, lights).number for lights in ends]


def test_a_light_reader_comes_to_halte_7_in_a_school_year(base: Rulebook) -> None:
    assert school_year(base, "klein", times=2, minutes=10, book=10)[-1] == 7


def test_a_typical_reader_comes_to_halte_11_in_a_school_year(base: Rulebook) -> None:
    assert school_year(base, "midden", times=4, minutes=15, book=8)[-1] == 11


def test_a_keen_reader_comes_to_halte_12_in_week_18(base: Rulebook) -> None:
    haltes = school_year(base, "groot", times=6, minutes=30, book=10)
    assert haltes.index(12) + 1 == 18


def test_this_weeks_days_are_counted_against_the_chosen_ones(rulebook: Rulebook) -> None:
    tally = replay(rulebook, [on(0), on(2), replace(on(3), id=90), replace(on(3), id=91)])
    rhythm = rhythm_on(rulebook, tally, MONDAY + timedelta(days=6))
    assert (rhythm.days, rhythm.count, rhythm.wanted, rhythm.reached, rhythm.weeks) == (
        (0, 2, 3),
        3,
        4,
        False,
        0,
    )


def test_the_fourth_day_reaches_the_rhythm_and_more_changes_nothing(rulebook: Rulebook) -> None:
    tally = replay(rulebook, [on(day) for day in range(6)])
    rhythm = rhythm_on(rulebook, tally, MONDAY)
    assert (rhythm.count, rhythm.reached, rhythm.weeks) == (6, True, 1)


def test_a_missed_week_only_waits(rulebook: Rulebook) -> None:
    facts = [*(on(day) for day in range(4)), *(on(21 + day) for day in range(4))]
    tally = replay(rulebook, facts)
    assert rhythm_on(rulebook, tally, MONDAY + timedelta(days=10)).days == ()
    assert rhythm_on(rulebook, tally, MONDAY + timedelta(days=24)).weeks == 2


def test_a_holiday_week_asks_nothing_but_counts_what_is_read(rulebook: Rulebook) -> None:
    autumn = date(2026, 10, 19)
    tally = replay(rulebook, [on(42 + day) for day in range(4)])
    rhythm = rhythm_on(rulebook, tally, autumn)
    assert (rhythm.paused, rhythm.wanted, rhythm.reached) == (True, 4, True)


def test_a_week_with_some_days_off_asks_no_more_than_the_rest(base: Rulebook) -> None:
    days_off = Pause(MONDAY + timedelta(days=1), MONDAY + timedelta(days=4), holiday=False)
    own = base.for_reader(terms=[base.standard_terms("midden", starts=MONDAY)], pauses=[days_off])
    tally = replay(own, [on(0), on(5), on(6)])
    rhythm = rhythm_on(own, tally, MONDAY)
    assert (rhythm.wanted, rhythm.reached, rhythm.paused) == (3, True, False)


def test_the_weekend_before_a_holiday_does_not_lower_the_rhythm(rulebook: Rulebook) -> None:
    assert rhythm_on(rulebook, Tally(), date(2026, 10, 12)).wanted == 4


def test_choosing_fewer_days_counts_from_that_day_on(base: Rulebook) -> None:
    first = base.standard_terms("midden", starts=MONDAY)
    fewer = replace(first, starts=MONDAY + timedelta(days=2), rhythm_days=2)
    own = base.for_reader(terms=[first, fewer])
    assert replay(own, [on(0), on(1)]).rhythm_weeks == 0
    assert replay(own, [on(0), on(1), on(2)]).rhythm_weeks == 1


def test_a_week_once_reached_stays_so_when_more_days_are_chosen(base: Rulebook) -> None:
    first = replace(base.standard_terms("midden", starts=MONDAY), rhythm_days=2)
    more = replace(first, starts=MONDAY + timedelta(days=2), rhythm_days=4)
    own = base.for_reader(terms=[first, more])
    for days in ((0, 1, 2), (0, 1, 2, 3, 4)):
        tally = replay(own, [on(day) for day in days])
        assert tally.rhythm_weeks == 1
        assert rhythm_on(own, tally, MONDAY).reached


def test_a_broken_rhythm_keeps_its_badge_but_a_withdrawn_day_takes_it_along(rulebook: Rulebook) -> None:
    week = [on(day) for day in range(4)]
    assert "ritme-1" in replay(rulebook, [*week, on(60)]).badges
    assert "ritme-1" not in replay(rulebook, [*week, on(60), Withdrawal(99, MONDAY, withdraws=2)]).badges


def test_progress_shows_every_badge_with_its_value(rulebook: Rulebook) -> None:
    steps = {
        step.badge.slug: step
        for step in badge_progress(rulebook, replay(rulebook, [on(0), on(1, language="tr")]))
    }
    assert len(steps) == 42
    assert (steps["eerste-licht"].value, steps["eerste-licht"].earned) == (1, True)
    assert (steps["wereldmond"].value, steps["wereldmond"].threshold) == (2, 3)
    assert steps["maasreis"].value == 30


def test_a_new_reader_is_shown_the_first_light(rulebook: Rulebook) -> None:
    step = nearest_badge(rulebook, Tally())
    assert step is not None
    assert (step.badge.slug, step.value, step.threshold) == ("eerste-licht", 0, 1)


def test_the_nearest_badge_is_the_one_most_done(rulebook: Rulebook) -> None:
    facts = [on(day, how=How.READ_TO_ME) for day in (0, 7, 14, 21)]
    step = nearest_badge(rulebook, replay(rulebook, facts))
    assert step is not None
    assert (step.badge.slug, step.value) == ("luistervriend", 4)


def test_what_is_hidden_or_only_given_is_never_the_nearest(base: Rulebook, rulebook: Rulebook) -> None:
    others = [badge.slug for badge in base.badges if badge.suggest and not badge.hidden]
    nearly = Tally(badges=dict.fromkeys(others, 1))
    assert nearest_badge(rulebook, nearly) is None
