"""What must hold for every history: late entries, withdrawals, edits, new rates and terms, pauses and all.

Histories are lists of small choices from pools of telling facts, so that thousands of them stay quick;
`Ledger` does what the actions do: number on arrival, step on when a fact follows, replay when it does not.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from readify.game.facts import (
    Bonus,
    BonusKind,
    Fact,
    Form,
    How,
    Reading,
    Stamp,
    Standing,
    Withdrawal,
    standing,
)
from readify.game.outcomes import GoalProgress, LightsChanged, changes
from readify.game.rulebook import Rulebook, load_rulebook
from readify.game.rules import Badge, Every, Filter, Goal, Measure, Meter, Pause, Scope, Terms, Window, Words
from readify.game.tally import Tally, advance, follows, goal_value, replay, replay_days

START = date(2026, 9, 28)  # a Monday; the days run over the end of a month
LAST = 34
BASE = load_rulebook(Path(__file__).parents[2] / "seeds")

thorough = settings(
    max_examples=2000,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

# --- pools ---


def _reading(form: str, how: str = "self", **more: Any) -> Reading:
    return Reading(0, START, Form(form), How(how), **more)


READINGS: list[Standing] = [
    *(_reading("book", minutes=minutes, work=1, genre="funny") for minutes in (1, 9, 10, 15, 45, 120)),
    *(
        _reading(form, minutes=12)
        for form in ("comic", "magazine", "letter", "website", "subtitles", "other")
    ),
    *(_reading(form) for form in ("poem", "recipe", "rules", "picture_book", "newspaper", "website")),
    *(_reading(form, pages=pages) for form, pages in product(("book", "comic", "ebook"), (1, 7, 40))),
    *(_reading("book", minutes=8, finished=True, work=work, series="s") for work in (1, 2, 3)),
    *(_reading("book", minutes=8, finished=True, edition=isbn, series="t") for isbn in ("978a", "978b")),
    _reading("ebook", minutes=3, finished=True),
    *(_reading("book", minutes=6, stopped=True, work=work) for work in (1, 2)),
    *(
        _reading("book", minutes=11, language=language)
        for language in ("li", "pl", "pl", "de-AT", "en", "ar")
    ),
    *(_reading("audiobook", how, minutes=14, genre="nonfiction") for how in ("listened", "read_to_me")),
    _reading("book", "read_to_someone", minutes=5, company="toy", place="bed", feeling=4),
    _reading("book", "together", minutes=20, company="older", place="library", feeling=1, again=True),
    *(
        _reading("book", minutes=16, genre=genre, place="outside")
        for genre in ("horror", "poetry", "animals")
    ),
]
STAMPS: list[Standing] = [
    Stamp(0, START, spot, trail, library=trail, trail_size=size)
    for trail, size in ((1, 2), (2, 3), (3, 4))
    for spot in range(size)
]
BONUSES: list[Standing] = [Bonus(0, START, kind) for kind in BonusKind]
POOL = READINGS * 3 + STAMPS + BONUSES

# --- rulebooks ---

GOALS = [
    Goal(
        "class-lamps",
        Meter(Measure.LAMPS),
        20,
        starts=START + timedelta(days=5),
        ends=START + timedelta(days=30),
    ),
    Goal("class-minutes", Meter(Measure.MINUTES, (Filter(hows=(How.SELF,)),)), 500, Scope.CLASS),
    Goal("best-week", Meter(Measure.DAYS, (), Window(every=Every.WEEK)), 3, Scope.READER),
    Goal("best-month", Meter(Measure.LIGHTS, (), Window(every=Every.MONTH)), 300, Scope.READER),
    Goal("trails", Meter(Measure.TRAILS, (), Window(starts=START + timedelta(days=3))), 3, Scope.LIBRARY),
    Goal("series", Meter(Measure.ONE_SERIES), 3, Scope.READER),
    Goal("swap", Meter(Measure.SWAPS, (), Window(every=Every.WEEK)), 1, Scope.READER),
    Goal("rhythm", Meter(Measure.RHYTHM_WEEKS), 3, Scope.NETWORK),
    Goal(
        "finished", Meter(Measure.FINISHED, (Filter(holiday=True), Filter(languages=("nl",)))), 4, Scope.CLASS
    ),
]


def _terms(*, calm: bool) -> list[Terms]:
    first = BASE.standard_terms("midden", starts=START)
    if calm:
        return [first]
    return [
        first,
        replace(first, starts=START + timedelta(days=9), own_goal=5, cap=30, rhythm_days=2),
        replace(first, starts=START + timedelta(days=24), pages_count=False, rhythm_days=6, cap=120),
    ]


def _rulebook(*, calm_terms: bool, new_rates: bool, pauses: int, goals: bool) -> Rulebook:
    late = replace(
        BASE.rates[0],
        starts=START + timedelta(days=17),
        minute=2,
        new_form=3,
        stamp=20,
        finished=1,
        otherwise=1,
    )
    changed = replace(BASE, rates=(*BASE.rates, late)) if new_rates else BASE
    rests = [
        Pause(START + timedelta(days=19), START + timedelta(days=27)),
        Pause(START + timedelta(days=9), START + timedelta(days=11), holiday=False),
    ]
    return changed.for_reader(
        terms=_terms(calm=calm_terms), pauses=rests[:pauses], goals=GOALS if goals else []
    )


RULEBOOKS = [
    _rulebook(calm_terms=calm, new_rates=rates, pauses=pauses, goals=True)
    for calm, rates, pauses in product((True, False), (False, True), (0, 1, 2))
]
rulebooks = st.sampled_from(RULEBOOKS)

# --- histories ---

Step = tuple[int, int, int]  # what to do (0-5 write, 6 withdraw, 7 edit), which fact of the pool, which day
DAYS = LAST + 1


def _step(choice: int) -> Step:
    """One number holds a whole step: a single choice a step keeps thousands of histories quick."""
    rest, day = divmod(choice, DAYS)
    return (*divmod(rest, len(POOL)), day)


steps = st.integers(0, 8 * len(POOL) * DAYS - 1).map(_step)
histories = st.one_of(st.lists(steps, max_size=8), st.lists(steps, min_size=8, max_size=20))
WITHDRAW, EDIT = 6, 7


def dated(fact: Standing, *, number: int, day: int) -> Standing:
    """A fact of the pool on that day, numbered."""
    return replace(fact, id=number, day=START + timedelta(days=day))


def written(history: Sequence[Step]) -> list[Fact]:
    """The facts that a history of choices leaves in the ledger, numbered on arrival."""
    facts: list[Fact] = []
    for what, which, day in history:
        live = standing(facts)
        if what in (WITHDRAW, EDIT) and live:
            gone = live[which % len(live)]
            facts.append(Withdrawal(len(facts) + 1, gone.day, gone.id))
        if what != WITHDRAW:
            facts.append(dated(POOL[which], number=len(facts) + 1, day=day))
    return facts


class Ledger:
    """One reader's facts and progress, kept the way the actions keep them."""

    def __init__(self, rulebook: Rulebook, facts: Sequence[Fact] = ()) -> None:
        self.rulebook = rulebook
        self.facts = list(facts)
        self._fold_anew()

    def write(self, fact: Fact) -> None:
        """Append and fold, one step on or all over."""
        self.facts.append(fact)
        if follows(self.tally, fact):
            self.tally = advance(self.rulebook, self.tally, fact)
            assert self.tally.day is not None
            self.days[self.tally.day.day] = self.tally.day
        else:
            self._fold_anew()

    def _fold_anew(self) -> None:
        self.tally, days = replay_days(self.rulebook, self.facts)
        self.days = {day.day: day for day in days}


def earned(rulebook: Rulebook, facts: Sequence[Fact]) -> dict[str, Any]:
    """What a reader has from these facts, without what only tells of order (ids, last feeling, last book)."""
    tally, days = replay_days(rulebook, facts)
    return {
        "totals": [tally.lights, tally.lamps, tally.readings, tally.minutes, tally.days, tally.rhythm_weeks],
        "badges": sorted(tally.badges),
        "values": {slug: gauge.value for slug, gauge in tally.gauges.items() if gauge.value},
        "once": (tally.seen_forms, tally.finished, tally.spots, tally.week, tally.last_read),
        "days": [replace(day, feeling=None, work=None) for day in days],
    }


@thorough
@given(rulebook=rulebooks, history=histories)
def test_step_by_step_equals_a_full_replay(rulebook: Rulebook, history: list[Step]) -> None:
    ledger = Ledger(rulebook)
    for fact in written(history):
        ledger.write(fact)
    tally, days = replay_days(rulebook, ledger.facts)
    assert ledger.tally == tally
    assert [ledger.days[day] for day in sorted(ledger.days)] == list(days)


CROWD = [
    fact for fact in READINGS if isinstance(fact, Reading) and (fact.book or fact.minutes is None)
] + STAMPS
crowded = st.lists(st.tuples(st.sampled_from(CROWD), st.integers(0, 2)), min_size=2, max_size=9)


def _shuffled(facts: Sequence[Fact], chance: random.Random) -> list[Fact]:
    """The same facts as if they had arrived in another order, a withdrawal still after what it withdraws."""
    mixed = list(facts)
    chance.shuffle(mixed)
    mixed.sort(key=lambda fact: isinstance(fact, Withdrawal))
    number = {fact.id: position for position, fact in enumerate(mixed, start=1)}
    return [
        replace(fact, id=number[fact.id], withdraws=number[fact.withdraws])
        if isinstance(fact, Withdrawal)
        else replace(fact, id=number[fact.id])
        for fact in mixed
    ]


@thorough
@given(rulebook=rulebooks, history=histories, chance=st.randoms(use_true_random=False))
def test_any_arrival_order_earns_the_same(
    rulebook: Rulebook, history: list[Step], chance: random.Random
) -> None:
    facts = written(history)
    assert earned(rulebook, _shuffled(facts, chance)) == earned(rulebook, facts)


@thorough
@given(rulebook=rulebooks, crowd=crowded, chance=st.randoms(use_true_random=False))
def test_any_arrival_order_of_crowded_days_earns_the_same(
    rulebook: Rulebook, crowd: list[tuple[Standing, int]], chance: random.Random
) -> None:
    facts = [dated(fact, number=number, day=16 + day) for number, (fact, day) in enumerate(crowd)]
    assert earned(rulebook, _shuffled(facts, chance)) == earned(rulebook, facts)


@thorough
@given(rulebook=rulebooks, history=histories, which=st.integers(0, 99))
def test_the_same_submission_twice_counts_once(rulebook: Rulebook, history: list[Step], which: int) -> None:
    ledger = Ledger(rulebook, written(history))
    tally = ledger.tally
    if ledger.facts:
        again = ledger.facts[which % len(ledger.facts)]
        gone = {fact.withdraws for fact in ledger.facts if isinstance(fact, Withdrawal)}
        assert not follows(tally, again) or again.id in gone
        ledger.write(again) if again.id not in gone else ledger.facts.append(again)
    assert ledger.tally == tally
    assert replay(rulebook, ledger.facts * 2) == tally


@thorough
@given(rulebook=rulebooks, history=histories, step=steps)
def test_add_then_withdraw_is_as_before(rulebook: Rulebook, history: list[Step], step: Step) -> None:
    ledger = Ledger(rulebook, written(history))
    before, days = ledger.tally, dict(ledger.days)
    number = len(ledger.facts) + 1
    ledger.write(dated(POOL[step[1]], number=number, day=step[2]))
    ledger.write(Withdrawal(number + 1, START + timedelta(days=step[2]), number))
    assert ledger.tally == before
    assert ledger.days == days


@thorough
@given(rulebook=rulebooks, group=st.lists(st.lists(steps, max_size=10), min_size=1, max_size=3))
def test_a_class_total_is_the_sum_of_its_readers(rulebook: Rulebook, group: list[list[Step]]) -> None:
    shared = dict.fromkeys((goal.slug for goal in GOALS), 0)
    lights = 0
    ledgers = [Ledger(rulebook) for _ in group]
    for ledger, history in zip(ledgers, group, strict=True):
        for fact in written(history):
            before = ledger.tally
            ledger.write(fact)
            for outcome in changes(before, ledger.tally, rulebook):
                if isinstance(outcome, GoalProgress):
                    shared[outcome.slug] += outcome.after - outcome.before
                elif isinstance(outcome, LightsChanged):
                    lights += outcome.gained
    fresh = [replay_days(rulebook, ledger.facts) for ledger in ledgers]
    assert lights == sum(tally.lights for tally, _ in fresh)
    assert shared == {slug: sum(goal_value(tally, slug) for tally, _ in fresh) for slug in shared}
    first, last = START + timedelta(days=5), START + timedelta(days=30)
    lamps = [day for _, days in fresh for day in days if day.lamp and first <= day.day <= last]
    assert shared["class-lamps"] == len(lamps)


EXTRA = [
    Meter(measure, (), Window(every=every))
    for measure, every in product(Measure, (None, Every.WEEK))
    if measure is not Measure.BONUSES
]


@thorough
@given(
    rulebook=rulebooks,
    history=histories,
    meter=st.sampled_from(EXTRA),
    need=st.integers(1, 3),
    at=st.integers(0, 42),
)
def test_adding_a_badge_changes_no_other_badge(
    rulebook: Rulebook, history: list[Step], meter: Meter, need: int, at: int
) -> None:
    words = Words("Nieuw", "New")
    extra = Badge("nieuw", "class", words, words, "bingo", meter, need)
    wider = replace(
        rulebook, badges=(*rulebook.badges[:at], extra, *rulebook.badges[at:]), dials={}, goals=()
    )
    wider = wider.for_reader(terms=rulebook.terms, pauses=rulebook.pauses, goals=rulebook.goals)
    facts = written(history)
    plain, days = replay_days(rulebook, facts)
    tally, same_days = replay_days(wider, facts)
    badges = {slug: fact for slug, fact in tally.badges.items() if slug != "nieuw"}
    gauges = {slug: gauge for slug, gauge in tally.gauges.items() if slug != "nieuw"}
    assert replace(tally, badges=badges, gauges=gauges) == plain
    assert same_days == days


@thorough
@given(rulebook=rulebooks, history=histories, step=steps)
def test_json_loses_nothing(rulebook: Rulebook, history: list[Step], step: Step) -> None:
    tally = replay(rulebook, written(history))
    again = Tally.from_json(json.loads(json.dumps(tally.as_json())))
    assert again == tally
    fact = dated(POOL[step[1]], number=10_000, day=LAST + 1 + step[2])
    assert advance(rulebook, again, fact) == advance(rulebook, tally, fact)


@thorough
@given(rulebook=rulebooks, history=histories)
@example(rulebook=RULEBOOKS[0], history=[(0, POOL.index(READINGS[5]), 0), (0, POOL.index(STAMPS[0]), 0)])
def test_lights_and_lamps_are_what_a_plain_sum_over_days_says(
    rulebook: Rulebook, history: list[Step]
) -> None:
    """An own, slow and simple way of counting: per day, over all standing facts."""
    facts = written(history)
    live = standing(facts)
    seen: dict[str, set[Any]] = {"form": set(), "book": set(), "spot": set()}
    lights, lamps = 0, 0
    for day in sorted({fact.day for fact in live}):
        terms, rates = rulebook.terms_on(day), rulebook.rates_on(day)
        readings = [fact for fact in live if isinstance(fact, Reading) and fact.day == day]
        spots = {(fact.trail, fact.spot) for fact in live if isinstance(fact, Stamp) and fact.day == day}
        worth = _plain_worth(readings, rulebook, day)
        fresh_books = {fact.book or f"nameless {fact.id}" for fact in readings if fact.finished} - seen[
            "book"
        ]
        extras = rates.new_form * len({fact.form for fact in readings} - seen["form"])
        extras += rates.finished if fresh_books else 0
        lights += min(terms.cap, worth + extras) + rates.stamp * len(spots - seen["spot"])
        lamps += bool(readings) and worth >= terms.own_goal
        seen["form"] |= {fact.form for fact in readings}
        seen["book"] |= fresh_books
        seen["spot"] |= spots
    tally = replay(rulebook, facts)
    assert (tally.lights, tally.lamps) == (lights, lamps)


def _plain_worth(readings: Sequence[Reading], rulebook: Rulebook, day: date) -> int:
    terms, rates = rulebook.terms_on(day), rulebook.rates_on(day)
    worth, limited = 0, 0
    for fact in readings:
        if fact.minutes is not None:
            worth += fact.minutes * rates.minute
        elif fact.pages is not None and terms.pages_count and fact.form in ("book", "ebook", "comic"):
            worth += max(1, fact.pages // (2 if fact.form == "comic" else 1))
        elif fact.form in ("recipe", "rules"):
            limited += 1
        else:
            worth += {"picture_book": 10, "poem": 5, "newspaper": 5}.get(fact.form, rates.otherwise)
    return worth + 10 * min(2, limited)
