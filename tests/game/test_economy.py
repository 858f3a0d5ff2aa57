"""What a reading is worth: the table of lights, the cap, the lamp, and what counts only once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from readify.game.facts import Form, How, Reading, Stamp, Withdrawal
from readify.game.rulebook import Rulebook
from readify.game.tally import replay, replay_days

DAY = date(2026, 9, 7)


def reading(number: int, form: str = "book", *, day: int = 0, **more: Any) -> Reading:
    """A reading on the first Monday or so many days later, without minutes unless told."""
    return Reading(number, DAY + timedelta(days=day), Form(form), **more)


def worth(rulebook: Rulebook, *readings: Reading) -> list[int]:
    """The worth of each day, before cap and extras."""
    return [day.worth for day in replay_days(rulebook, readings)[1]]


def lights(rulebook: Rulebook, *facts: Any) -> list[int]:
    """The lights of each day."""
    return [day.lights for day in replay_days(rulebook, facts)[1]]


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("how", How)
def test_a_minute_is_a_light_for_every_form_and_way_of_reading(
    rulebook: Rulebook, form: Form, how: How
) -> None:
    assert worth(rulebook, Reading(1, DAY, form, how, "so", minutes=17, pages=40)) == [17]


@pytest.mark.parametrize(
    ("form", "pages", "expected"),
    [
        ("book", 12, 12),
        ("ebook", 1, 1),
        ("magazine", 3, 3),
        ("comic", 12, 6),
        ("comic", 13, 6),
        ("comic", 1, 1),
    ],
)
def test_pages_count_when_there_are_no_minutes(
    rulebook: Rulebook, form: str, pages: int, expected: int
) -> None:
    assert worth(rulebook, reading(1, form, pages=pages)) == [expected]


def test_a_stretched_page_rate_halves_the_lights(base: Rulebook) -> None:
    terms = replace(base.standard_terms("midden", starts=DAY), pages_per_light=2)
    assert worth(
        base.for_reader(terms=[terms]), reading(1, "book", pages=12), reading(2, "comic", pages=12)
    ) == [9]


def test_pages_do_not_count_in_the_youngest_band(base: Rulebook) -> None:
    klein = base.for_reader(terms=[base.standard_terms("klein", starts=DAY)])
    assert worth(klein, reading(1, "book", pages=100)) == [5]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("picture_book", 10),
        ("poem", 5),
        ("newspaper", 5),
        ("recipe", 10),
        ("rules", 10),
        ("website", 5),
        ("book", 5),
    ],
)
def test_a_turn_without_minutes_has_a_flat_worth(rulebook: Rulebook, form: str, expected: int) -> None:
    assert worth(rulebook, reading(1, form)) == [expected]
    assert worth(rulebook, reading(1, "picture_book", pages=30)) == [10]


def test_recipes_and_rules_count_twice_a_day_together(rulebook: Rulebook) -> None:
    day = [reading(1, "recipe"), reading(2, "rules"), reading(3, "recipe"), reading(4, "recipe", minutes=7)]
    assert worth(rulebook, *day) == [27]
    assert worth(rulebook, *day, reading(5, "rules", day=1)) == [27, 10]


def test_a_new_form_gives_ten_once(rulebook: Rulebook) -> None:
    facts = [reading(1, minutes=5), reading(2, minutes=5), reading(3, "poem"), reading(4, "poem", day=1)]
    assert lights(rulebook, *facts) == [5 + 10 + 5 + 5 + 10, 5]


def test_finishing_gives_ten_at_most_once_a_day(rulebook: Rulebook) -> None:
    known = reading(1, minutes=1)
    facts = [
        reading(2, day=1, minutes=5, finished=True, work=1),
        reading(3, day=1, minutes=5, finished=True, work=2),
    ]
    assert lights(rulebook, known, *facts) == [11, 20]


def test_the_same_book_finished_again_gives_its_minutes_only(rulebook: Rulebook) -> None:
    facts = [
        reading(n, day=n, minutes=20, finished=True, edition="9789021617923", again=n > 1) for n in (1, 2, 3)
    ]
    assert lights(rulebook, *facts) == [40, 20, 20]


def test_a_book_without_a_name_is_a_new_one_each_time(rulebook: Rulebook) -> None:
    assert lights(rulebook, *(reading(n, day=n, minutes=20, finished=True) for n in (1, 2))) == [40, 30]


def test_books_finished_very_long_ago_are_let_go(rulebook: Rulebook) -> None:
    first = 250
    facts = [reading(n, day=n, minutes=1, finished=True, work=n) for n in range(first)]
    tally = replay(rulebook, facts)
    assert len(tally.finished) <= rulebook.remembered_books + 1
    again = [*facts, reading(first, day=first, minutes=1, finished=True, work=0)]
    assert lights(rulebook, *again)[-1] == 11
    assert (
        lights(rulebook, *again[:-1], reading(first, day=first, minutes=1, finished=True, work=240))[-1] == 1
    )


def test_more_than_the_cap_is_kept_and_praised_but_adds_no_lights(rulebook: Rulebook) -> None:
    facts = [reading(1, minutes=50), reading(2, minutes=45, finished=True, work=1)]
    _, (day,) = replay_days(rulebook, facts)
    assert (day.minutes, day.lights, day.capped) == (95, 60, True)


def test_the_teachers_cap_holds(base: Rulebook) -> None:
    terms = replace(base.standard_terms("midden", starts=DAY), cap=30)
    assert lights(base.for_reader(terms=[terms]), reading(1, minutes=31)) == [30]


def test_a_stamp_gives_ten_once_on_top_of_the_cap(rulebook: Rulebook) -> None:
    first = Stamp(2, DAY, spot=1, trail=7, library=1, trail_size=3)
    assert lights(rulebook, reading(1, minutes=90), first, replace(first, id=3)) == [70]
    assert lights(rulebook, first, replace(first, id=3, day=DAY + timedelta(days=4))) == [10, 0]


def test_the_same_spot_in_another_campaign_gives_ten_again(rulebook: Rulebook) -> None:
    first = Stamp(1, DAY, spot=1, trail=7, library=1, trail_size=3)
    assert lights(rulebook, first, replace(first, id=2, trail=8)) == [20]


def test_reaching_the_own_goal_lights_one_lamp_a_day(rulebook: Rulebook) -> None:
    facts = [
        reading(1, minutes=8),
        reading(2, minutes=7),
        reading(3, minutes=40),
        reading(4, day=1, minutes=14),
    ]
    tally, days = replay_days(rulebook, facts)
    assert (tally.lamps, [day.lamp for day in days]) == (1, [True, False])


def test_a_new_form_or_finished_book_does_not_help_the_lamp_along(rulebook: Rulebook) -> None:
    assert replay(rulebook, [reading(1, minutes=14, finished=True)]).lamps == 0


def test_a_picture_book_lights_the_lamp_of_a_goal_of_ten(base: Rulebook) -> None:
    klein = base.for_reader(terms=[base.standard_terms("klein", starts=DAY)])
    assert replay(klein, [reading(1, "picture_book", how=How.READ_TO_ME)]).lamps == 1


def test_a_goal_above_the_cap_can_still_be_reached(base: Rulebook) -> None:
    terms = replace(base.standard_terms("groot", starts=DAY), own_goal=30, cap=30)
    tally = replay(base.for_reader(terms=[terms]), [reading(1, minutes=30)])
    assert (tally.lamps, tally.lights) == (1, 30)


def test_new_terms_do_not_rewrite_yesterday(base: Rulebook) -> None:
    old = base.standard_terms("midden", starts=date(2026, 8, 1))
    new = replace(old, starts=DAY + timedelta(days=1), own_goal=5, cap=30)
    facts = [reading(n, day=n, minutes=10) for n in (0, 1)] + [reading(9, day=2, minutes=60)]
    days = replay_days(base.for_reader(terms=[new, old]), facts)[1]
    assert [day.lamp for day in days] == [False, True, True]
    assert [day.lights for day in days] == [20, 10, 30]


def test_new_rates_do_not_rewrite_autumn(base: Rulebook) -> None:
    spring = replace(base.rates[0], starts=DAY + timedelta(days=100), minute=2)
    changed = replace(base, rates=(*base.rates, spring))
    assert worth(changed, reading(1, minutes=10), reading(2, day=100, minutes=10)) == [10, 20]


def test_a_withdrawn_reading_never_was(rulebook: Rulebook) -> None:
    kept = [reading(1, minutes=10), reading(2, "poem", minutes=10)]
    gone = [reading(3, "comic", minutes=60, finished=True, work=4), Withdrawal(4, DAY, withdraws=3)]
    assert replay(rulebook, kept + gone) == replay(rulebook, kept)


@pytest.mark.parametrize(
    ("children", "weeks", "target"), [(24, 5, 310), (8, 4, 80), (0, 5, 10), (34, 5, 440)]
)
def test_the_proposed_class_goal_follows_the_formula(
    rulebook: Rulebook, children: int, weeks: int, target: int
) -> None:
    assert rulebook.limits.class_goal.target(children=children, weeks=weeks) == target


def test_a_class_that_reads_fewer_days_is_proposed_fewer_lamps(rulebook: Rulebook) -> None:
    rate = rulebook.limits.class_goal
    assert rate.target(children=24, weeks=5, days=2) < rate.target(children=24, weeks=5)
