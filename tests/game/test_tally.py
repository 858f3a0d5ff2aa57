"""A tally steps on, or is folded anew; it stays small whatever lies behind it."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from datetime import date, timedelta
from typing import Any

import pytest

from readify.game.facts import Bonus, BonusKind, Form, How, Reading, Stamp, Withdrawal, standing
from readify.game.rulebook import Rulebook
from readify.game.rules import Every, Filter, Goal, Measure, Meter, Scope, Window
from readify.game.tally import Tally, advance, follows, goal_value, replay, replay_days

DAY = date(2026, 9, 7)


def reading(number: int, *, day: int = 0, **more: Any) -> Reading:
    """A reading of 10 minutes, so many days after the first Monday."""
    return Reading(number, DAY + timedelta(days=day), Form.BOOK, **{"minutes": 10, **more})


def test_a_later_fact_follows_and_a_late_one_does_not(rulebook: Rulebook) -> None:
    tally = replay(rulebook, [reading(5, day=2)])
    assert follows(Tally(), reading(1))
    assert follows(tally, reading(6, day=2))
    assert follows(tally, reading(4, day=3))
    assert not follows(tally, reading(4, day=2))
    assert not follows(tally, reading(5, day=2))
    assert not follows(tally, reading(6, day=1))
    assert not follows(tally, Withdrawal(9, DAY + timedelta(days=9), withdraws=5))


@pytest.mark.parametrize("fact", [reading(1), Withdrawal(9, DAY + timedelta(days=9), withdraws=5)])
def test_advance_refuses_what_does_not_follow(rulebook: Rulebook, fact: Any) -> None:
    tally = replay(rulebook, [reading(5, day=2)])
    with pytest.raises(ValueError, match="replay this reader"):
        advance(rulebook, tally, fact)


def test_advance_leaves_the_tally_it_started_from_alone(rulebook: Rulebook) -> None:
    stamp = Stamp(2, DAY, spot=1, trail=1, library=1, trail_size=2)
    tally = replay(rulebook, [reading(1), stamp])
    kept = json.dumps(tally.as_json(), sort_keys=True)
    advance(rulebook, tally, Stamp(3, DAY, spot=2, trail=1, library=1, trail_size=2))
    advance(rulebook, tally, reading(4, language="tr"))
    assert json.dumps(tally.as_json(), sort_keys=True) == kept
    with pytest.raises(FrozenInstanceError):
        tally.lights = 5  # type: ignore[misc]


def test_standing_drops_withdrawals_and_keeps_ledger_order() -> None:
    first, second, third = reading(3), reading(1, day=1), reading(2)
    assert standing([second, Withdrawal(9, DAY, withdraws=3), first, third, third]) == [third, second]
    assert standing([Withdrawal(9, DAY, withdraws=3)]) == []


def test_a_withdrawal_before_its_fact_still_takes_it_away(rulebook: Rulebook) -> None:
    assert replay(rulebook, [Withdrawal(9, DAY, withdraws=3), reading(3)]) == Tally()


def test_days_sum_up_what_was_read(rulebook: Rulebook) -> None:
    facts = [
        reading(1, language="nl-NL", feeling=2, work=7, pages=4),
        Reading(2, DAY, Form.COMIC, How.TOGETHER, "en", minutes=12, feeling=4),
        Bonus(3, DAY + timedelta(days=1), BonusKind.TIP),
    ]
    tally, (first, second) = replay_days(rulebook, facts)
    assert (first.minutes, first.pages, first.readings, first.lamp) == (22, 4, 2, True)
    assert (first.forms, first.languages) == (("book", "comic"), ("en", "nl"))
    assert (first.feeling, first.work) == (4, 7)
    assert (second.readings, second.lights) == (0, 0)
    assert (tally.minutes, tally.days, tally.last_read) == (22, 1, DAY)


def test_an_earned_badge_keeps_no_gauge(rulebook: Rulebook) -> None:
    first = replay(rulebook, [reading(1)])
    assert first.gauges["twee-tongen"].value == 1
    second = advance(rulebook, first, reading(2, day=1, language="tr"))
    assert "twee-tongen" in second.badges
    assert "twee-tongen" not in second.gauges


def test_a_turn_without_opinion_or_book_keeps_the_days_last_ones(rulebook: Rulebook) -> None:
    _, (day,) = replay_days(rulebook, [reading(1, feeling=3, work=5), reading(2)])
    assert (day.feeling, day.work) == (3, 5)


def goal(measure: Measure, *filters: Filter, **window: Any) -> Goal:
    """A reader's goal on one measure."""
    return Goal("goal-1", Meter(measure, filters, Window(**window)), 3, Scope.READER)


def measured(base: Rulebook, wanted: Goal, *facts: Any) -> int:
    """What the goal's gauge says after these facts."""
    own = base.for_reader(terms=[base.standard_terms("midden", starts=DAY)], goals=[wanted])
    return goal_value(replay(own, facts), "goal-1")


def test_a_goal_counts_on_past_its_target(base: Rulebook) -> None:
    assert measured(base, goal(Measure.READINGS), *(reading(n, day=n) for n in range(9))) == 9
    assert goal_value(Tally(), "goal-1") == 0


def test_a_goal_only_counts_inside_its_dates(base: Rulebook) -> None:
    wanted = goal(Measure.MINUTES, starts=DAY + timedelta(days=1), ends=DAY + timedelta(days=2))
    assert measured(base, wanted, *(reading(n, day=n) for n in range(5))) == 20


@pytest.mark.parametrize(
    ("every", "best"), [(Every.DAY, 20), (Every.WEEK, 40), (Every.MONTH, 80), (Every.YEAR, 90)]
)
def test_a_window_that_begins_again_keeps_the_best_one(base: Rulebook, every: Every, best: int) -> None:
    days = (0, 0, 6, 7, 8, 9, 10, 20, 24)  # 24 is the first of October
    facts = [reading(number, day=day) for number, day in enumerate(days)]
    assert measured(base, goal(Measure.MINUTES, every=every), *facts) == best


def test_the_same_month_of_another_year_is_another_month(base: Rulebook) -> None:
    facts = [reading(number, day=day) for number, day in enumerate((0, 1, 365, 366))]
    assert measured(base, goal(Measure.MINUTES, every=Every.MONTH), *facts) == 20


@pytest.mark.parametrize(
    ("part", "value"),
    [
        (Filter(forms=(Form.BOOK,)), 4),
        (Filter(hows=(How.TOGETHER,)), 1),
        (Filter(languages=("en",)), 1),
        (Filter(except_languages=("nl",)), 1),
        (Filter(companies=("pet",)), 1),
        (Filter(genres=("funny", "sport")), 2),
        (Filter(places=("bed",)), 1),
        (Filter(again=True), 1),
        (Filter(genres=("funny",), places=("bed",)), 0),
    ],
)
def test_a_filter_lets_through_what_it_names(base: Rulebook, part: Filter, value: int) -> None:
    facts = [
        reading(1, how=How.TOGETHER, genre="funny"),
        reading(2, language="en-GB", company="pet"),
        reading(3, genre="sport", place="bed"),
        reading(4, again=True),
    ]
    assert measured(base, goal(Measure.READINGS, part), *facts) == value


def test_a_smaller_trail_is_complete_at_the_next_scan(base: Rulebook) -> None:
    spots = [Stamp(spot, DAY, spot, 1, 1, trail_size=3) for spot in (1, 2)]
    again = Stamp(3, DAY + timedelta(days=1), 2, 1, 1, trail_size=2)
    assert measured(base, goal(Measure.TRAILS), *spots) == 0
    assert measured(base, goal(Measure.TRAILS), *spots, again) == 1


def test_books_finished_and_pages_are_measured_too(base: Rulebook) -> None:
    facts = [reading(1, finished=True, pages=30), reading(2, pages=5)]
    assert measured(base, goal(Measure.FINISHED), *facts) == 1
    assert measured(base, goal(Measure.PAGES), *facts) == 35


def many_years(count: int) -> list[Any]:
    """A long reading life: a turn a day, many books, series, genres, languages and places."""
    places = ("home", "school", "bed", "outside")
    return [
        reading(
            number,
            day=number,
            minutes=12,
            edition=f"{number // 3:013d}",
            finished=number % 3 == 2,
            series=f"serie {number % 700}",
            genre=f"g{number % 16}",
            language=("nl", "nl", "nl", "en", "li")[number % 5],
            place=places[number % 4],
        )
        for number in range(count)
    ]


def test_a_tally_stays_small_whatever_lies_behind_it(base: Rulebook) -> None:
    own = base.for_reader(goals=[goal(Measure.ONE_SERIES)])
    sizes = [len(json.dumps(replay(own, many_years(count)).as_json())) for count in (1000, 2000)]
    assert abs(sizes[1] - sizes[0]) < 200
    assert sizes[1] < 12_000


def test_a_tally_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError):
        Tally.from_json({"lights": 3})
