"""Outcomes are the difference between two tallies, in the order a child should hear them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from readify.game.facts import Form, Reading, Stamp, Withdrawal
from readify.game.outcomes import (
    BadgeEarned,
    BadgeWithdrawn,
    CapReached,
    GoalProgress,
    GoalReached,
    HalteReached,
    LampLit,
    LampOut,
    LightsChanged,
    Outcome,
    RhythmReached,
    RingReached,
    changes,
)
from readify.game.rulebook import Rulebook
from readify.game.rules import Goal, Measure, Meter, Scope
from readify.game.tally import Tally, advance, replay

DAY = date(2026, 9, 7)


def reading(number: int, *, day: int = 0, **more: Any) -> Reading:
    """A reading, so many days after the first Monday."""
    return Reading(number, DAY + timedelta(days=day), Form.BOOK, **more)


def test_a_first_reading_tells_lights_lamp_and_badge(rulebook: Rulebook) -> None:
    after = advance(rulebook, Tally(), reading(1, minutes=20))
    assert changes(Tally(), after, rulebook) == (
        LightsChanged(0, 30, 30),
        LampLit(DAY),
        BadgeEarned("eerste-licht"),
    )


def test_nothing_changed_tells_nothing(rulebook: Rulebook) -> None:
    tally = replay(rulebook, [reading(1, minutes=20)])
    assert changes(tally, tally, rulebook) == ()
    assert changes(Tally(), Tally(), rulebook) == ()


def test_a_withdrawal_tells_what_it_takes_back(rulebook: Rulebook) -> None:
    facts = [reading(1, minutes=20)]
    before = replay(rulebook, facts)
    after = replay(rulebook, [*facts, Withdrawal(2, DAY, withdraws=1)])
    assert changes(before, after, rulebook, day=DAY) == (
        LightsChanged(30, 0, -30),
        LampOut(DAY),
        BadgeWithdrawn("eerste-licht"),
    )


def test_a_late_reading_lights_the_lamp_of_its_own_day(rulebook: Rulebook) -> None:
    before = replay(rulebook, [reading(1, day=3, minutes=5)])
    late = reading(2, day=1, minutes=15)
    after = replay(rulebook, [reading(1, day=3, minutes=5), late])
    assert LampLit(late.day) in changes(before, after, rulebook, day=late.day)


def test_the_cap_is_told_once_with_all_minutes_of_the_day(rulebook: Rulebook) -> None:
    first = advance(rulebook, Tally(), reading(1, minutes=40))
    second = advance(rulebook, first, reading(2, minutes=55))
    third = advance(rulebook, second, reading(3, minutes=5))
    assert CapReached(DAY, cap=60, minutes=95) in changes(first, second, rulebook)
    assert not any(isinstance(outcome, CapReached) for outcome in changes(second, third, rulebook))
    assert not any(isinstance(outcome, CapReached) for outcome in changes(Tally(), first, rulebook))


def test_exactly_the_cap_is_enough_for_today(rulebook: Rulebook) -> None:
    for minutes, told in ((49, False), (50, True)):
        after = advance(rulebook, Tally(), reading(1, minutes=minutes))
        assert (CapReached(DAY, 60, minutes) in changes(Tally(), after, rulebook)) is told


def test_each_new_halte_is_told_in_order(rulebook: Rulebook) -> None:
    stamps = [Stamp(number, DAY, spot=number, trail=1, library=1, trail_size=20) for number in range(1, 11)]
    told = changes(Tally(), replay(rulebook, stamps), rulebook)
    assert [outcome for outcome in told if isinstance(outcome, HalteReached)] == [
        HalteReached("maastricht", 2),
        HalteReached("elsloo", 3),
    ]


def test_rings_are_told_after_the_last_halte(rulebook: Rulebook) -> None:
    assert changes(Tally(lights=3690), Tally(lights=4100), rulebook)[1:] == (RingReached(1), RingReached(2))


def test_the_fourth_reading_day_tells_the_rhythm(rulebook: Rulebook) -> None:
    facts = [reading(number, day=number, minutes=5) for number in range(4)]
    told = changes(replay(rulebook, facts[:3]), replay(rulebook, facts), rulebook)
    assert RhythmReached(1) in told
    assert BadgeEarned("ritme-1") in told


def test_an_own_goal_is_reached_here_but_a_shared_one_only_moves(base: Rulebook) -> None:
    meter = Meter(Measure.MINUTES)
    goals = [Goal("own", meter, 15, Scope.READER), Goal("shared", meter, 15, Scope.CLASS)]
    own = base.for_reader(goals=goals)
    before = replay(own, [reading(1, minutes=10)])
    after = advance(own, before, reading(2, minutes=10))
    told = [
        outcome for outcome in changes(before, after, own) if isinstance(outcome, GoalProgress | GoalReached)
    ]
    assert told == [GoalProgress("own", 10, 20), GoalReached("own"), GoalProgress("shared", 10, 20)]
    further = changes(after, advance(own, after, reading(3, minutes=10)), own)
    assert GoalReached("own") not in further
    assert GoalProgress("own", 20, 30) in further


def test_every_outcome_has_its_own_kind_and_plain_json() -> None:
    outcomes: list[Outcome] = [
        LightsChanged(1, 3, 2),
        LampLit(DAY),
        LampOut(DAY),
        CapReached(DAY, 60, 95),
        RhythmReached(2),
        BadgeEarned("plat"),
        BadgeWithdrawn("plat"),
        HalteReached("stein", 4),
        RingReached(1),
        GoalProgress("goal-1", 3, 4),
        GoalReached("goal-1"),
    ]
    assert len({outcome.kind for outcome in outcomes}) == len(outcomes)
    assert json.loads(json.dumps([outcome.as_json() for outcome in outcomes]))[3] == {
        "kind": "cap_reached",
        "day": "2026-09-07",
        "cap": 60,
        "minutes": 95,
    }
