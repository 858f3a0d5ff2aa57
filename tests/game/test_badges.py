"""Every badge has a history that earns it and another that stops just short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from readify.game.facts import Bonus, BonusKind, Form, How, Reading, Stamp, Standing
from readify.game.journey import badge_progress
from readify.game.rulebook import Rulebook
from readify.game.tally import Tally, advance, replay
from tests.game.cards import a_card

MONDAY = date(2026, 9, 7)
AUTUMN = 40  # the first day of the autumn holiday, counted from MONDAY


def on(day: int, form: str = "book", **more: Any) -> Reading:
    """A reading of 10 minutes, that many days after the first Monday."""
    more = {"minutes": 10, **more}
    return Reading(0, MONDAY + timedelta(days=day), Form(form), How(more.pop("how", "self")), **more)


def stamp(day: int, spot: int, *, trail: int = 1, library: int = 1, size: int = 6) -> Stamp:
    """A stamp at one spot."""
    return Stamp(0, MONDAY + timedelta(days=day), spot, trail, library, size)


def given(day: int, kind: str) -> Bonus:
    """A moment given by the class or a grown-up."""
    return Bonus(0, MONDAY + timedelta(days=day), BonusKind(kind))


def weeks(count: int, *, days: int = 4, every: int = 1, first: int = 0) -> list[Reading]:
    """So many weeks with so many reading days, one in `every` weeks."""
    return [on(7 * every * week + 7 * first + day) for week in range(count) for day in range(days)]


class Story(NamedTuple):
    """`earns` crosses with its very last fact; `short` is another history that ends `left` below."""

    earns: Sequence[Standing]
    short: Sequence[Standing]
    left: int = 1


def turns(count: int, **more: Any) -> list[Standing]:
    """So many readings, a day apart."""
    return [on(day, **more) for day in range(count)]


def gifts(kind: str, other: str) -> Story:
    """For a badge that one given moment earns: another kind of moment does not."""
    return Story([on(0), given(1, kind)], [on(0), given(1, other), *turns(3)])


@pytest.fixture(scope="module")
def rulebook(rulebook: Rulebook) -> Rulebook:
    """With a bingo card from the first Monday on: a comic first, another language last."""
    cells = ("strip", "gedicht", "voorlezen", "buiten", "recept", "luisteren", "opnieuw", "andere-taal")
    return rulebook.for_reader(
        terms=rulebook.terms, pauses=rulebook.pauses, cards=[a_card(rulebook.bingo, cells, starts=MONDAY)]
    )


STORIES: dict[str, Story] = {
    "stripspeurder": Story(
        turns(3, form="comic"), [on(0, "comic"), on(1, "comic"), on(2, "picture_book"), on(3, "magazine")]
    ),
    "keukenlezer": Story(
        [on(0, "recipe", minutes=None), on(0, "recipe", minutes=None), on(0, "recipe", minutes=None)],
        [on(0, "recipe"), on(3, "recipe"), on(3, "rules"), on(4, "newspaper")],
    ),
    "versjevanger": Story(
        [on(0, "poem"), on(9, "poem", language="li"), on(30, "poem", how="listened")],
        [on(0, "poem"), on(1, "poem"), on(2, "book", genre="poetry")],
    ),
    "oorwurm": Story(
        [on(0, "audiobook"), on(1, how="listened"), on(2, "audiobook", how="listened")],
        [on(0, "audiobook"), on(1, how="listened"), on(2, how="read_to_me"), on(3, how="together")],
    ),
    "krantkraker": Story(
        [on(0, "newspaper"), on(0, "newspaper"), on(1, "newspaper", how="together")],
        [on(0, "newspaper"), on(0, "newspaper"), on(1, "magazine"), on(2, "website")],
    ),
    "spelkenner": Story(
        turns(3, form="rules"), [on(0, "rules"), on(1, "rules"), on(2, "recipe"), on(3, "other")]
    ),
    "luistervriend": Story(
        turns(5, how="read_to_me"), [*turns(4, how="read_to_me"), on(5, how="listened"), on(6, "audiobook")]
    ),
    "voorlezer": Story(
        turns(3, how="read_to_someone"), [*turns(2, how="read_to_someone"), *turns(4, how="together")]
    ),
    "opa-en-oma": Story(
        [on(0), on(1, company="older", how="read_to_me")], [on(0, company="younger"), on(1, company="peer")]
    ),
    "dierenlezer": Story(
        [on(0), on(1, company="toy")], [on(0, company="older"), on(1, how="read_to_someone")]
    ),
    "duo": Story(turns(3, how="together"), [*turns(2, how="together"), on(3, how="read_to_someone")]),
    "podium": gifts("contest_round", "book_talk"),
    "twee-tongen": Story(
        [on(0), on(1), on(2, language="tr")], [on(0, language="nl-NL"), on(1), on(2, language="NL-be")]
    ),
    "wereldmond": Story(
        [on(0, language="ar"), on(1), on(1), on(2, language="uk")],
        [on(0, language="en-GB"), on(1), on(2, language="en-US"), on(3, language="en")],
    ),
    "thuistaal": Story(
        turns(5, language="pl"),
        [*turns(4, language="pl"), on(5, language="en"), on(6), on(7), on(8), on(9), on(10)],
    ),
    "plat": Story([on(0), on(1, language="li")], [on(0), on(1, language="lb"), on(2, language="de")]),
    "woordruiler": gifts("word", "tip"),
    "over-de-grens": Story(
        [on(0), on(1, language="fr-BE")], [on(0), on(1, language="pl"), on(2, language="li")]
    ),
    "eerste-licht": Story([on(0, minutes=1)], [stamp(0, 1), given(1, "everyone")]),
    "ritme-1": Story(weeks(1), weeks(3, days=3)),
    "ritme-4": Story(weeks(4, every=2), [*weeks(3), *weeks(2, days=3, first=3)]),
    "ritme-12": Story(weeks(12, every=2), [*weeks(11), *weeks(6, days=3, first=11)]),
    "terug": Story([on(0), on(14)], [on(0), on(13), on(26)]),
    "ander-plekje": Story(
        [on(0, place="bed"), on(1, place="library"), on(1, place="bed"), on(2, place="outside")],
        [on(0, place="bed"), on(1, place="library"), on(2, place="bed"), on(3)],
    ),
    "eerste-stempel": Story([on(0), stamp(1, 5)], turns(3, place="library")),
    "spoorzoeker": Story(
        [stamp(0, 1, size=3), stamp(0, 1, size=3), stamp(1, 3, size=3), stamp(9, 2, size=3)],
        [
            *(stamp(spot, spot, size=4) for spot in (1, 2, 3)),
            *(stamp(8, spot, trail=2, size=4) for spot in (5, 6)),
        ],
    ),
    "zijbeken": Story(
        [stamp(0, 1, library=1), stamp(1, 2, trail=2, library=2), stamp(2, 3, trail=3, library=3)],
        [stamp(0, 1, library=1), stamp(1, 2, library=1), stamp(2, 3, trail=2, library=2)],
    ),
    "vakantielezer": Story(
        [on(AUTUMN + day) for day in (0, 1, 2, 4, 6, 8)],
        [*(on(AUTUMN + day) for day in (0, 0, 1, 2, 4, 8)), on(AUTUMN + 9), on(63), on(64)],
    ),
    "paspoort-vol": Story(
        [*(stamp(0, spot) for spot in (1, 2, 3)), *(stamp(20, spot, trail=2) for spot in (7, 8, 9))],
        [*(stamp(0, spot) for spot in (1, 2, 3, 4, 5)), stamp(1, 5), stamp(2, 1)],
    ),
    "maasreis": Story(
        [on(day, minutes=60) for day in range(55)],
        [*(on(day, minutes=90) for day in range(54)), on(54, minutes=59)],
    ),
    "kiezer": Story(
        [on(0, work=1), on(1, work=1, stopped=True), on(2, work=2)],
        [on(0, work=2), on(1, work=1, stopped=True), on(2, work=1), on(3)],
    ),
    "vijfproever": Story(
        [
            on(day, genre=genre)
            for day, genre in enumerate(("funny", "horror", "poetry", "funny", "sport", "animals"))
        ],
        [
            on(day, genre=genre)
            for day, genre in enumerate(("funny", "horror", "poetry", "sport", "funny", None))
        ],
    ),
    "seriefan": Story(
        [on(day, series="dolfje", edition=str(book)) for day, book in enumerate((1, 1, 2, 3))],
        [
            *(on(day, series="dolfje", work=book) for day, book in enumerate((1, 1, 2))),
            on(4, series="jommeke", work=3),
        ],
    ),
    "nog-een-keer": Story(
        [on(0, work=1), on(1, work=1, again=True)], [on(0, work=1), on(1, work=1, finished=True)]
    ),
    "tipgever": Story(
        [given(0, "tip"), given(0, "tip"), given(4, "tip")],
        [given(0, "tip"), given(1, "tip"), given(2, "word")],
    ),
    "weetgraver": Story(
        turns(3, genre="nonfiction"), [*turns(2, genre="nonfiction"), on(3, genre="historical"), on(4)]
    ),
    "lampenist": Story(
        [on(day, minutes=15) for day in range(10)],
        [*(on(day, minutes=20) for day in range(9)), on(8, minutes=20), on(9, minutes=14)],
    ),
    "klaslicht": gifts("class_goal", "everyone"),
    "iedereen": gifts("everyone", "class_goal"),
    "boekenpraat": gifts("book_talk", "everyone"),
    "bingo": Story([on(0, "comic"), on(0), on(1, language="pl")], [on(0, "comic"), on(1, "poem")]),
    "fossiel": Story(
        [
            on(24 + day, form)
            for day, form in enumerate(("book", "poem", "comic", "rules", "letter", "recipe"))
        ],
        [
            on(19 + day, form)
            for day, form in enumerate(("book", "poem", "comic", "rules", "letter", "recipe"))
        ],
    ),
}


def numbered(facts: Sequence[Standing]) -> list[Standing]:
    """The facts as the ledger would number them."""
    return [replace(fact, id=number) for number, fact in enumerate(facts, start=1)]


def test_every_badge_of_the_wall_has_its_two_stories(base: Rulebook) -> None:
    assert sorted(STORIES) == sorted(badge.slug for badge in base.badges)


@pytest.mark.parametrize("slug", STORIES)
def test_a_history_earns_the_badge_with_its_last_fact(rulebook: Rulebook, slug: str) -> None:
    facts = numbered(STORIES[slug].earns)
    tally = replay(rulebook, facts)
    assert tally.badges[slug] == facts[-1].id
    assert slug not in replay(rulebook, facts[:-1]).badges


@pytest.mark.parametrize("slug", STORIES)
def test_another_history_stops_just_short_of_the_badge(rulebook: Rulebook, slug: str) -> None:
    story = STORIES[slug]
    tally = replay(rulebook, numbered(story.short))
    progress = {step.badge.slug: step for step in badge_progress(rulebook, tally)}[slug]
    assert not progress.earned
    assert progress.threshold - progress.value == story.left
    assert slug not in tally.badges


@pytest.mark.parametrize("slug", STORIES)
def test_step_by_step_comes_to_the_same_as_all_at_once(rulebook: Rulebook, slug: str) -> None:
    facts = sorted(numbered(STORIES[slug].earns), key=lambda fact: (fact.day, fact.id))
    tally = Tally()
    for fact in facts:
        tally = advance(rulebook, tally, fact)
    assert tally == replay(rulebook, facts)
