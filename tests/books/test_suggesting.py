"""Three books, each with a true reason: properties of the rule, whatever the catalogue and the child."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readify.books.codes import AGES, GENRES
from readify.books.stickers import STICKERS
from readify.books.suggesting import Candidate, Liked, Reason, Taste, suggest
from readify.game.facts import Form
from readify.queries.suggestion_rules import suggestion_rules

RULES = suggestion_rules()
EASY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no failure
LANGUAGES = ("nl", "pl", "ar", "en-GB")
SERIES = ("", "", "harrypotter", "kikker")


def some(options):
    return st.sampled_from(sorted(options))


CANDIDATE = st.builds(
    Candidate,
    id=st.integers(1, 60),
    key=st.sampled_from([f"titel {number}" for number in range(40)]),
    title=st.just("Een titel"),
    author=st.sampled_from(("", "Schrijver A", "Schrijver B", "Schrijver C")),
    language=st.sampled_from(LANGUAGES),
    genre=some({*GENRES, ""}),
    form=some({form.value for form in Form}),
    series=st.sampled_from(SERIES),
    age=some({*AGES, ""}),
    stickers=st.lists(some(STICKERS), max_size=2, unique=True).map(tuple),
)
CATALOGUE = st.lists(CANDIDATE, max_size=24, unique_by=lambda book: book.id)
TASTE = st.builds(
    Taste,
    band=some(RULES.ages),
    languages=st.sets(st.sampled_from(("nl", "pl", "ar", "en")), min_size=1).map(frozenset),
    home=st.sets(st.sampled_from(("pl", "ar"))).map(frozenset),
    known=st.sets(st.sampled_from([f"titel {number}" for number in range(40)])).map(frozenset),
    forms_off=st.sets(some({form.value for form in Form}), max_size=5).map(frozenset),
    genres=st.sets(some(GENRES), max_size=4).map(frozenset),
    forms=st.sets(some({form.value for form in Form}), max_size=4).map(frozenset),
    liked=st.lists(
        st.builds(
            Liked, title=st.just("Lief boek"), genre=some({*GENRES, ""}), series=st.sampled_from(SERIES)
        ),
        max_size=4,
    ).map(tuple),
)


def ids(found):
    return [one.book.id for one in found]


@EASY
@given(CATALOGUE, TASTE, st.integers(0, 50))
def test_never_more_than_three_and_no_title_twice(catalogue, taste, turn):
    found = suggest(catalogue, taste, RULES, seed="1/2026-11-24", turn=turn)
    assert len(found) <= RULES.shown
    assert len({one.book.key for one in found}) == len(found)


@EASY
@given(CATALOGUE, TASTE, st.integers(0, 50))
def test_nothing_known_switched_off_unreadable_or_for_another_age(catalogue, taste, turn):
    for one in suggest(catalogue, taste, RULES, seed="s", turn=turn):
        assert one.book.key not in taste.known
        assert one.book.form not in taste.forms_off
        assert one.book.language.split("-")[0] in taste.languages
        assert one.book.age in RULES.ages[taste.band] or one.book.stickers


@EASY
@given(CATALOGUE, TASTE, st.integers(0, 50))
def test_every_reason_is_true(catalogue, taste, turn):
    for one in suggest(catalogue, taste, RULES, seed="s", turn=turn):
        book = one.book
        true = {
            Reason.GENRE: any(liked.genre == book.genre and liked.title == one.like for liked in taste.liked),
            Reason.SERIES: any(
                liked.series == book.series and liked.title == one.like for liked in taste.liked
            ),
            Reason.TIP: bool(book.stickers),
            Reason.FORM: book.form not in taste.forms,
            Reason.LANGUAGE: book.language in taste.home,
            Reason.NEW_GENRE: book.genre not in taste.genres,
            Reason.FITS: True,
        }
        assert true[one.reason], one


@EASY
@given(CATALOGUE, TASTE, st.randoms(use_true_random=False), st.integers(0, 9))
def test_the_same_seed_and_turn_show_the_same_whatever_the_order_of_the_catalogue(
    catalogue, taste, dice, turn
):
    shuffled = list(catalogue)
    dice.shuffle(shuffled)
    first = suggest(catalogue, taste, RULES, seed="s", turn=turn)
    assert suggest(shuffled, taste, RULES, seed="s", turn=turn) == first


@EASY
@given(CATALOGUE, TASTE)
def test_turn_after_turn_every_fitting_title_comes_by_once_before_the_first_is_back(catalogue, taste):
    first = suggest(catalogue, taste, RULES, seed="s")
    seen, turn = list(first), 1
    while (now := suggest(catalogue, taste, RULES, seed="s", turn=turn)) != first:
        seen += now
        turn += 1
    assert len(ids(seen)) == len(set(ids(seen)))
    open_to_all = {book.key for book in catalogue if book.age in RULES.ages[taste.band]}
    readable = {book.key for book in catalogue if book.language.split("-")[0] in taste.languages}
    allowed = {book.key for book in catalogue if book.form not in taste.forms_off}
    both = {one.book.key for one in seen}
    assert both <= readable & allowed - taste.known
    if len({book.key for book in catalogue}) == len(catalogue):
        assert both >= open_to_all & readable & allowed - taste.known


def shelf(**changes):
    plain = {"id": 1, "key": "a", "title": "A", "author": "", "language": "nl", "genre": "funny",
             "form": "book", "series": "", "age": "B"}  # fmt: skip
    return Candidate(**(plain | changes))


MIDDEN = Taste(band="midden", languages=frozenset({"nl"}))


def test_an_empty_catalogue_suggests_nothing():
    assert suggest([], MIDDEN, RULES, seed="s", turn=7) == ()


def test_a_child_who_read_nothing_still_gets_three():
    books = [shelf(id=number, key=str(number)) for number in range(1, 6)]
    found = suggest(books, MIDDEN, RULES, seed="s")
    assert [one.reason for one in found] == [Reason.FITS] * 3


def test_the_first_turn_is_what_was_liked_what_the_class_tips_and_a_new_form():
    taste = replace(
        MIDDEN, liked=(Liked("De fluisterberg", "detective", ""),), forms=frozenset({"book"}),
        genres=frozenset({"detective", "funny"}),
    )  # fmt: skip
    books = [
        shelf(id=1, key="nacht", genre="detective"),
        shelf(id=2, key="bep", stickers=("quick",)),
        shelf(id=3, key="haas", form="audiobook"),
        shelf(id=4, key="rest"),
    ]
    found = suggest(books, taste, RULES, seed="s")
    assert [(one.book.key, one.reason, one.like) for one in found] == [
        ("nacht", Reason.GENRE, "De fluisterberg"),
        ("bep", Reason.TIP, ""),
        ("haas", Reason.FORM, ""),
    ]


def test_no_two_of_one_writer_or_series_side_by_side_while_there_are_others():
    taste = replace(MIDDEN, liked=(Liked("X", "funny", "kikker"),), forms=frozenset({"comic"}))
    books = [
        shelf(id=1, key="1", author="Een", series="kikker"),
        shelf(id=2, key="2", author="Een", genre="school"),
        shelf(id=3, key="3", author="Twee", genre="school"),
    ]
    found = suggest(books, taste, replace(RULES, shown=2), seed="s")
    assert {one.book.author for one in found} == {"Een", "Twee"}


@pytest.mark.parametrize("code", ["AP", "C", "D", ""])
def test_a_tip_of_the_class_may_be_of_another_age_and_nothing_else_may(code):
    tip = shelf(age=code, stickers=("funny",))
    assert suggest([tip], MIDDEN, RULES, seed="s") != ()
    assert suggest([replace(tip, stickers=())], MIDDEN, RULES, seed="s") == ()
