"""The rulebook stops at load on anything unknown, double or impossible, and its digest tells rules apart."""

from __future__ import annotations

import copy
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from readify.game.rulebook import FILES, Rulebook, RulebookError, load_rulebook, parse_rulebook
from readify.game.rules import Every, Filter, Goal, Measure, Meter, Pause, Scope, Window

Files = dict[str, dict[str, Any]]
FIRST = date(2026, 8, 1)


@pytest.fixture
def files(seeds: Path) -> Files:
    """The shipped rules as plain tables, free to spoil."""
    return copy.deepcopy({file: tomllib.loads((seeds / file).read_text(encoding="utf-8")) for file in FILES})


def badge(files: Files, slug: str = "stripspeurder") -> dict[str, Any]:
    """One badge's table."""
    return next(entry for entry in files["badges.toml"]["badge"] if entry["slug"] == slug)


def spoil(**changes: Any) -> Callable[[Files], None]:
    """A change to the first badge's table."""
    return lambda files: badge(files).update(changes)


BAD_BADGES: list[tuple[Callable[[Files], None], str]] = [
    (spoil(treshold=3), "badges.toml: stripspeurder: unknown key treshold"),
    (spoil(slug="Strip Speurder"), "badges.toml: 'Strip Speurder': a slug is small letters"),
    (spoil(slug="keukenlezer"), "badges.toml: keukenlezer: written twice"),
    (spoil(family="koken"), "badges.toml: stripspeurder: unknown family koken"),
    (spoil(measure="likes"), "badges.toml: stripspeurder: unknown measure 'likes'"),
    (spoil(threshold=0), "badges.toml: stripspeurder: threshold must be a whole number of 1 or more, not 0"),
    (spoil(threshold=True), "badges.toml: stripspeurder: threshold must be a whole number"),
    (spoil(threshold="3"), "badges.toml: stripspeurder: threshold must be a whole number"),
    (spoil(name={"nl": "Strip"}), "badges.toml: stripspeurder: name: en must be a text"),
    (spoil(name={"nl": "a", "en": "b", "fr": "c"}), "badges.toml: stripspeurder: name: unknown key fr"),
    (spoil(icon=""), "badges.toml: stripspeurder: icon must be a text"),
    (spoil(hidden="yes"), "badges.toml: stripspeurder: hidden must be true or false"),
    (spoil(filter={"forms": ["comics"]}), "badges.toml: stripspeurder: filter: unknown forms 'comics'"),
    (spoil(filter={"form": ["comic"]}), "badges.toml: stripspeurder: filter: unknown key form"),
    (spoil(filter={"forms": []}), "badges.toml: stripspeurder: filter: forms must be a list with something"),
    (spoil(filter={"forms": "comic"}), "badges.toml: stripspeurder: filter: forms must be a list"),
    (spoil(filter={}), "badges.toml: stripspeurder: an empty filter"),
    (
        spoil(filter={"kinds": ["tip"]}),
        "badges.toml: stripspeurder: filter kinds only fits the measure bonuses",
    ),
    (spoil(measure="stamps"), "badges.toml: stripspeurder: the measure stamps takes no such filter"),
    (spoil(measure="lamps"), "badges.toml: stripspeurder: the measure lamps takes no such filter"),
    (spoil(window={"untill": FIRST}), "badges.toml: stripspeurder: window: unknown key untill"),
    (spoil(window={"from": "2026-08-01"}), "badges.toml: stripspeurder: window: from must be a day"),
    (spoil(window={"from": datetime(2026, 8, 1)}), "window: from must be a day"),  # noqa: DTZ001
    (spoil(window={"every": "fortnight"}), "badges.toml: stripspeurder: window: unknown every 'fortnight'"),
    (
        spoil(window={"from": FIRST, "until": date(2026, 7, 1)}),
        "stripspeurder: impossible window: 2026-08-01 to 2026",
    ),
    (
        spoil(measure="days", threshold=8, window={"every": "week"}),
        "impossible window: 8 days, but at most 7 fit",
    ),
    (spoil(measure="forms", threshold=15), "impossible window: 15 forms, but at most 14 fit"),
    (
        spoil(measure="gap", threshold=7, window={"every": "week"}),
        "impossible window: 7 gap, but at most 6 fit",
    ),
    (
        spoil(measure="days", threshold=3, window={"from": FIRST, "until": date(2026, 8, 2)}),
        "impossible window: 3 days, but at most 2 fit",
    ),
    (
        lambda files: badge(files, "ritme-4").update(window={"from": FIRST, "until": date(2026, 8, 9)}),
        "badges.toml: ritme-4: impossible window: 4 rhythm_weeks, but at most 3 fit",
    ),
    (lambda files: files["badges.toml"].update(badges=[]), "badges.toml: unknown key badges"),
    (
        lambda files: files["badges.toml"].update(badge={"slug": "x"}),
        r"badges.toml: write badge as \[\[badge\]\]",
    ),
    (lambda files: files["badges.toml"]["family"].append({"slug": "taste"}), "badges.toml: taste: name"),
]
BAD_REST: list[tuple[Callable[[Files], None], str]] = [
    (lambda files: files.pop("journey.toml"), "journey.toml: is missing"),
    (
        lambda files: files["journey.toml"].update(ring=0),
        "journey.toml: ring must be a whole number of 1 or more",
    ),
    (
        lambda files: files["journey.toml"]["halte"].pop(0),
        "journey.toml: the first halte must start at 0 lights",
    ),
    (
        lambda files: files["journey.toml"]["halte"][3].update(lights=90),
        "journey.toml: stein: must need more lights than elsloo",
    ),
    (
        lambda files: files["journey.toml"]["halte"][3].update(light=1),
        "journey.toml: stein: unknown key light",
    ),
    (lambda files: files["rates.toml"].update(rate=[]), "rates.toml: unknown key rate"),
    (lambda files: files["rates.toml"].update(rates=[]), r"rates.toml: needs at least one \[\[rates\]\]"),
    (
        lambda files: files["rates.toml"]["rates"].append(files["rates.toml"]["rates"][0]),
        "2020-01-01: written twice",
    ),
    (lambda files: files["rates.toml"]["rates"][0].pop("from"), "rates.toml: rates: from is missing"),
    (
        lambda files: files["rates.toml"]["rates"][0].update(minute=-1),
        "rates from 2020-01-01: minute must be a whole",
    ),
    (lambda files: files["rates.toml"]["rates"][0]["pages"].update(scroll=1), "pages: unknown key scroll"),
    (
        lambda files: files["rates.toml"]["rates"][0]["pages"].update(book=0),
        "pages: book must be a whole number",
    ),
    (
        lambda files: files["rates.toml"]["rates"][0]["flat"][0].update(forms=["tablet"]),
        "flat: unknown forms 'tablet'",
    ),
    (
        lambda files: files["rates.toml"]["bands"].pop("groot"),
        "rates.toml: bands: needs exactly klein, midden, groot",
    ),
    (
        lambda files: files["rates.toml"]["bands"]["klein"].update(goal=1),
        "rates.toml: bands.klein: unknown key goal",
    ),
    (
        lambda files: files["rates.toml"]["limits"].update(cap={"least": 9, "most": 3}),
        "limits: cap: most must be",
    ),
    (
        lambda files: files["rates.toml"]["limits"]["class_goal"].update(share=0.65),
        "limits: class_goal: share must be a whole number",
    ),
]


@pytest.mark.parametrize(
    ("change", "message"), BAD_BADGES + BAD_REST, ids=lambda part: part[-60:] if isinstance(part, str) else ""
)
def test_a_wrong_rule_stops_with_its_file_and_slug(
    files: Files, change: Callable[[Files], None], message: str
) -> None:
    change(files)
    with pytest.raises(RulebookError, match=message):
        parse_rulebook(files)


def test_the_shipped_rules_parse(files: Files) -> None:
    assert parse_rulebook(files).badges


def test_a_corrupt_file_stops_with_its_name(tmp_path: Path, seeds: Path) -> None:
    for file in FILES:
        (tmp_path / file).write_bytes((seeds / file).read_bytes())
    (tmp_path / "rates.toml").write_text("[limits\n", encoding="utf-8")
    with pytest.raises(RulebookError, match=r"rates\.toml: is not valid TOML"):
        load_rulebook(tmp_path)
    (tmp_path / "rates.toml").unlink()
    with pytest.raises(RulebookError, match=r"rates\.toml: cannot be read"):
        load_rulebook(tmp_path)
    (tmp_path / "rates.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RulebookError, match=r"rates\.toml: is not valid TOML"):
        load_rulebook(tmp_path)


def test_the_digest_is_the_same_in_every_process(base: Rulebook, seeds: Path) -> None:
    code = "import sys; from pathlib import Path; from readify.game.rulebook import load_rulebook as load; "
    code += "print(load(Path(sys.argv[1])).digest)"
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code, str(seeds)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(seeds.parent)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == base.digest


def test_new_words_keep_the_digest_and_new_rules_change_it(files: Files, base: Rulebook) -> None:
    badge(files)["name"]["nl"] = "Stripkenner"
    badge(files)["icon"] = "bubble"
    assert parse_rulebook(files).digest == base.digest
    badge(files)["threshold"] = 4
    assert parse_rulebook(files).digest != base.digest


def test_a_readers_digest_follows_terms_pauses_and_meters_but_not_a_goals_target(base: Rulebook) -> None:
    terms = base.standard_terms("midden", starts=FIRST)
    goal = Goal("goal-1", Meter(Measure.LAMPS), 300)
    own = base.for_reader(terms=[terms], goals=[goal])
    assert own.digest == base.for_reader(terms=[terms], goals=[replace(goal, target=250)]).digest
    others = [
        base.for_reader(terms=[replace(terms, own_goal=5)], goals=[goal]),
        base.for_reader(terms=[terms, replace(terms, starts=date(2027, 1, 1))], goals=[goal]),
        base.for_reader(terms=[terms], goals=[replace(goal, ends=date(2027, 1, 1))]),
        base.for_reader(terms=[terms], goals=[goal], pauses=[Pause(FIRST, FIRST)]),
        base.for_reader(terms=[terms]),
    ]
    assert len({own.digest, *(other.digest for other in others)}) == 6


def test_order_of_what_was_agreed_does_not_matter(base: Rulebook) -> None:
    terms = [base.standard_terms("midden", starts=day) for day in (FIRST, date(2026, 9, 1))]
    pauses = [Pause(FIRST, FIRST), Pause(date(2026, 9, 1), date(2026, 9, 2))]
    goals = [Goal("goal-1", Meter(Measure.LAMPS), 3), Goal("goal-2", Meter(Measure.DAYS), 3)]
    one = base.for_reader(terms=terms, pauses=pauses, goals=goals)
    assert one == base.for_reader(terms=terms[::-1], pauses=pauses[::-1], goals=goals[::-1])


def test_a_reader_without_terms_has_the_standard_ones(base: Rulebook) -> None:
    assert base.for_reader().terms_on(FIRST).own_goal == base.bands["midden"].own_goal == 15
    assert [base.standard_terms(band, starts=FIRST).own_goal for band in ("klein", "midden", "groot")] == [
        10,
        15,
        20,
    ]


def test_the_first_terms_also_hold_before_they_start(base: Rulebook) -> None:
    own = base.for_reader(terms=[replace(base.standard_terms("midden", starts=FIRST), own_goal=7)])
    assert own.terms_on(date(2026, 7, 1)).own_goal == 7


@pytest.mark.parametrize(
    ("goals", "message"),
    [
        ([Goal("g", Meter(Measure.LAMPS), 3)] * 2, "goal g: this slug is taken"),
        ([Goal("bingo", Meter(Measure.LAMPS), 3)], "goal bingo: this slug is taken"),
        ([Goal("g", Meter(Measure.LAMPS), 0)], "goal g: the target must be 1 or more, not 0"),
        (
            [Goal("g", Meter(Measure.LAMPS), 3, Scope.CLASS, FIRST, date(2026, 7, 1))],
            "goal g: impossible window",
        ),
    ],
)
def test_an_impossible_goal_is_refused(base: Rulebook, goals: list[Goal], message: str) -> None:
    with pytest.raises(RulebookError, match=message):
        base.for_reader(goals=goals)


def test_a_pause_that_ends_before_it_starts_is_refused(base: Rulebook) -> None:
    with pytest.raises(RulebookError, match="pause from 2026-08-01: ends before it starts"):
        base.for_reader(pauses=[Pause(FIRST, date(2026, 7, 1))])


def test_a_goals_dates_narrow_its_meters_window(base: Rulebook) -> None:
    meter = Meter(Measure.DAYS, (Filter(again=True),), Window(FIRST, date(2026, 12, 31), Every.WEEK))
    own = base.for_reader(goals=[Goal("g", meter, 3, starts=date(2026, 9, 1), ends=date(2027, 3, 1))])
    assert own.goal("g").meter.window == Window(date(2026, 9, 1), date(2026, 12, 31), Every.WEEK)


def test_badges_and_goals_are_found_by_slug(base: Rulebook) -> None:
    assert base.badge("plat").icon == "limburg"
    with pytest.raises(KeyError):
        base.badge("nergens")
    with pytest.raises(KeyError):
        base.goal("nergens")


def test_the_seeds_folder_may_lie_anywhere(tmp_path: Path, seeds: Path, base: Rulebook) -> None:
    copytree(
        seeds, tmp_path / "ergens anders", ignore=lambda folder, names: {n for n in names if n not in FILES}
    )
    assert load_rulebook(tmp_path / "ergens anders") == base
