"""Bingo cards and plans, on SQLite and on PostgreSQL: chosen, swapped, followed, erased; never a loss."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select, update

from readify.actions.bingo import MOST_CARDS, choose_card, swap_cell
from readify.actions.correcting import amend_reading, withdraw_reading
from readify.actions.plan import drop_plan, make_plan
from readify.actions.privacy import erase_reader
from readify.actions.reading import log_reading
from readify.db import Database
from readify.drafts.challenge import CardDraft, PlanDraft, SwapDraft
from readify.drafts.parsing import parse
from readify.errors import Invalid, NotFound
from readify.models import (
    Award,
    Band,
    BingoCard,
    BingoTask,
    Classroom,
    ReaderTally,
    ReadingPlan,
    Terms,
)
from readify.queries.bingo_deals import circumstances, offers
from readify.queries.challenges import Board, old_boards, open_board
from readify.queries.reader_state import reader_state
from tests.actions.desk import NOW, TODAY, Desk, a_reading, a_withdrawal, set_up_desk
from tests.statements import statements_of

ABOUT = {"today": TODAY, "now": NOW}


def later(days: int) -> dict[str, Any]:
    """The moment so many days on."""
    return {"today": TODAY + dt.timedelta(days=days), "now": NOW + dt.timedelta(days=days)}


on_both = pytest.mark.parametrize(
    "desk", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Desk:
    """On SQLite, and for what leans on the database on PostgreSQL too."""
    name = "postgres_database" if getattr(request, "param", "") == "postgres" else "database"
    return set_up_desk(request.getfixturevalue(name))


def choose(
    desk: Desk, card_set: str = "van-alles", *, size: int = 3, reader: int | None = None, **when
) -> int:
    draft = parse(CardDraft, {"card_set": card_set, "size": str(size)})
    reader = reader or desk.noor
    return desk.run(choose_card, rules=desk.rules, reader_id=reader, draft=draft, **(when or ABOUT)).value


def swap(desk: Desk, position: int, cell: str, *, card: int | None = None, reader: int | None = None, **when):
    draft = parse(SwapDraft, {"card": card or board(desk).card_id, "cell": cell})
    about = {"rules": desk.rules, "reader_id": reader or desk.noor, "position": position}
    return desk.run(swap_cell, draft=draft, **about, **(when or ABOUT)).value


def log(desk: Desk, *, back: int = 0, **fields):
    fields = {"minutes": 12, **fields}
    if back:
        fields["day"] = TODAY - dt.timedelta(days=back)
    return desk.run(
        log_reading, rules=desk.rules, reader_id=desk.noor, draft=a_reading(**fields), **ABOUT
    ).value


def board(desk: Desk, reader: int | None = None) -> Board:
    with desk.database.reading() as session:
        state = reader_state(session, rules=desk.rules, reader_id=reader or desk.noor)
        assert not state.stale
        found = open_board(session, state)
    assert found is not None
    return found


def place_of(desk: Desk, cell: str) -> int:
    return next(place.position for place in board(desk).places if place.cell and place.cell.slug == cell)


def full(desk: Desk) -> set[int]:
    return {place.position for place in board(desk).places if place.crossed}


def cells(desk: Desk) -> list[str]:
    return [place.cell.slug if place.cell else "" for place in board(desk).places]


def test_a_card_is_dealt_around_its_free_place_and_begins_empty(desk: Desk) -> None:
    choose(desk)
    assert cells(desk)[:5] == ["strip", "laat-voorlezen", "recept", "gedicht", ""]
    assert full(desk) == {5}
    assert desk.drifts() == []


def test_what_was_read_earlier_on_the_day_counts_and_yesterday_does_not(desk: Desk) -> None:
    log(desk, form="poem", back=1)
    log(desk, form="comic")
    choose(desk)
    assert full(desk) == {1, 5}


@on_both
def test_a_log_lights_a_place_and_a_line_earns_the_badge_at_once(desk: Desk) -> None:
    choose(desk)
    first = log(desk, form="comic")
    assert {"kind": "bingo_cell", "card": board(desk).card_id, "position": 1} in first.outcomes
    row = log(desk, form="rules")
    kinds = [(one["kind"], one.get("slug")) for one in row.outcomes]
    assert ("bingo_row", None) in kinds
    assert ("badge_earned", "bingo") in kinds
    assert [place.position for place in board(desk).places if place.in_line] == [1, 5, 9]
    assert desk.drifts() == []


@on_both
def test_taking_a_log_back_darkens_its_place_and_the_badge_goes_with_it(desk: Desk) -> None:
    choose(desk)
    log(desk, form="comic")
    row = log(desk, form="rules")
    about = {"rules": desk.rules, "reader_id": desk.noor, "entry_id": row.entry_id}
    desk.run(withdraw_reading, draft=a_withdrawal(), **about, **ABOUT)
    assert full(desk) == {1, 5}
    with desk.database.reading() as session:
        assert session.scalar(select(Award).where(Award.badge == "bingo")) is None
    assert desk.drifts() == []


def test_correcting_a_log_moves_its_light(desk: Desk) -> None:
    choose(desk)
    comic = log(desk, form="comic")
    draft = a_reading(form="poem", minutes=9)
    about = {"rules": desk.rules, "reader_id": desk.noor, "entry_id": comic.entry_id}
    desk.run(amend_reading, draft=draft, **about, **ABOUT)
    assert full(desk) == {4, 5}
    assert desk.drifts() == []


@on_both
def test_the_same_choice_twice_on_a_day_is_one_card(desk: Desk) -> None:
    assert choose(desk) == choose(desk)
    with desk.database.reading() as session:
        assert len(session.scalars(select(BingoCard)).all()) == 1


def test_a_card_with_nothing_on_it_leaves_no_trace_when_another_is_chosen(desk: Desk) -> None:
    choose(desk)
    second = choose(desk, "samen", size=4)
    with desk.database.reading() as session:
        assert [card.id for card in session.scalars(select(BingoCard))] == [second]
        assert len(session.scalars(select(BingoTask)).all()) == 15


@on_both
def test_an_older_card_stays_to_be_seen_with_what_was_on_it(desk: Desk) -> None:
    first = choose(desk)
    log(desk, form="comic")
    choose(desk, "samen", **later(3))
    desk.run(log_reading, rules=desk.rules, reader_id=desk.noor, draft=a_reading(form="poem"), **later(4))
    with desk.database.reading() as session:
        (old,) = old_boards(session, reader_state(session, rules=desk.rules, reader_id=desk.noor))
    assert (old.board.card_id, old.board.crossed) == (first, 2)
    assert old.card_set is not None
    assert old.card_set.slug == "van-alles"
    assert desk.drifts() == []


def test_the_next_card_of_a_set_begins_with_other_cells(desk: Desk) -> None:
    choose(desk)
    before = set(cells(desk))
    log(desk, form="comic")
    choose(desk, **later(1))
    assert not (set(cells(desk)) - {""}) & before


def test_a_swapped_cell_is_another_from_the_pool_and_the_rest_stays(desk: Desk) -> None:
    choose(desk)
    log(desk, form="comic")
    assert swap(desk, 4, "krant")
    assert cells(desk)[3] == "krant"
    assert full(desk) == {1, 5}
    log(desk, form="newspaper")
    assert full(desk) == {1, 4, 5}
    assert desk.drifts() == []


@on_both
def test_what_a_swapped_cell_had_counted_goes_on_when_it_is_chosen_again(desk: Desk) -> None:
    choose(desk, size=4)
    place = place_of(desk, "drie-vormen")
    log(desk, form="book", language="nl")
    log(desk, form="letter")
    swap(desk, place, "krant")
    swap(desk, place, "drie-vormen")
    assert next(one for one in board(desk).places if one.position == place).value == 2
    log(desk, form="other")
    assert place in full(desk)
    assert desk.drifts() == []


def test_a_late_log_of_before_the_swap_still_counts_for_the_old_cell(desk: Desk) -> None:
    choose(desk, size=4, **later(-3))
    place = place_of(desk, "drie-vormen")
    log(desk, form="letter", back=2)
    swap(desk, place, "twee-dagen", **later(-1))
    log(desk, form="other", back=2)
    log(desk, form="website", back=2)
    shown = next(one for one in board(desk).places if one.position == place)
    assert shown.crossed
    assert shown.cell is not None
    assert shown.cell.slug == "drie-vormen"
    assert desk.drifts() == []


def test_a_full_place_stays_full_whatever_is_swapped(desk: Desk) -> None:
    choose(desk)
    log(desk, form="comic")
    assert not swap(desk, 1, "krant")
    assert (cells(desk)[0], full(desk)) == ("strip", {1, 5})


@pytest.mark.parametrize("cell", ["gedicht", "stempel", "bestaat-niet"])
def test_a_cell_that_is_on_the_card_does_not_suit_or_does_not_exist_is_refused(desk: Desk, cell: str) -> None:
    choose(desk)
    with pytest.raises(Invalid):
        swap(desk, 1, cell)


@pytest.mark.parametrize("position", [0, 5, 10])
def test_the_free_place_and_places_beside_the_card_cannot_be_swapped(desk: Desk, position: int) -> None:
    choose(desk)
    with pytest.raises(NotFound):
        swap(desk, position, "krant")


def test_another_child_cannot_swap_on_this_card_nor_on_a_closed_one(desk: Desk) -> None:
    card = choose(desk)
    with pytest.raises(NotFound):
        swap(desk, 1, "krant", card=card, reader=desk.bram)
    log(desk, form="comic")
    choose(desk, "samen", **later(1))
    with pytest.raises(NotFound):
        swap(desk, 2, "krant", card=card)


def test_an_unknown_set_is_refused(desk: Desk) -> None:
    with pytest.raises(Invalid):
        choose(desk, "niets")


def test_the_smallest_get_three_by_three(desk: Desk) -> None:
    with desk.database.writing() as session:
        session.execute(update(Classroom).values(band=Band.KLEIN, rules_version=Classroom.rules_version + 1))
        session.commit()
    choose(desk, size=4)
    assert board(desk).size == 3
    assert cells(desk)[0] == "prentenboek"


def test_forms_that_are_off_in_the_class_are_neither_dealt_nor_offered(desk: Desk) -> None:
    with desk.database.writing() as session:
        row = Terms(classroom_id=desk.classroom, starts=TODAY, forms_off=["comic", "recipe"], created_at=NOW)
        session.add(row)
        session.commit()
    choose(desk, size=4)
    assert not {"strip", "recept"} & set(cells(desk))
    with desk.database.reading() as session:
        state = reader_state(session, rules=desk.rules, reader_id=desk.noor)
        about = circumstances(session, reader_id=desk.noor, today=TODAY)
        offered = offers(desk.rules.bingo, state.rulebook.cards[0], state.tally.cells, about)
    assert offered
    assert not {"strip", "recept", "strip-samen"} & {cell.slug for cell in offered}


def test_choosing_folds_this_reader_anew_and_leaves_the_others_as_they_are(desk: Desk) -> None:
    desk.run(log_reading, rules=desk.rules, reader_id=desk.bram, draft=a_reading(), **ABOUT)
    log(desk, form="comic")
    before = tallies(desk)
    choose(desk)
    after = tallies(desk)
    assert after[desk.bram] == before[desk.bram]
    assert after[desk.noor][1] != before[desk.noor][1]
    assert desk.drifts() == []


def tallies(desk: Desk) -> dict[int, tuple[int, str]]:
    """Version and digest of every tally."""
    with desk.database.reading() as session:
        return {row.reader_id: (row.version, row.digest) for row in session.scalars(select(ReaderTally))}


def test_many_cards_are_bounded_and_the_badge_stays(desk: Desk) -> None:
    choose(desk, **later(-7))
    log(desk, form="comic", back=7)
    log(desk, form="rules", back=7)
    for day in range(MOST_CARDS + 3):
        moment = later(day - 6)
        draft = a_reading(form="book", finished=True)
        desk.run(log_reading, rules=desk.rules, reader_id=desk.noor, draft=draft, **moment)
        choose(desk, ("samen", "van-alles", "talen")[day % 3], size=3 + day % 2, **moment)
        fitting = board(desk).places[0].cell
        assert fitting is not None
        fact = a_reading(form="comic", how="together", language="pl", place="home", company="older")
        desk.run(log_reading, rules=desk.rules, reader_id=desk.noor, draft=fact, **moment)
    with desk.database.reading() as session:
        assert len(session.scalars(select(BingoCard)).all()) <= MOST_CARDS
        assert session.scalar(select(Award.badge).where(Award.badge == "bingo")) == "bingo"
    assert desk.drifts() == []


@on_both
def test_erasing_a_child_leaves_no_card_no_cell_and_no_plan(desk: Desk) -> None:
    choose(desk)
    plan(desk, (0, 2))
    desk.run(erase_reader, rules=desk.rules, reader_id=desk.noor, **ABOUT)
    with desk.database.reading() as session:
        for kind in (BingoCard, BingoTask, ReadingPlan):
            assert session.scalars(select(kind)).all() == []


def plan(desk: Desk, days: tuple[int, ...], minutes: int = 10, **when):
    draft = parse(PlanDraft, {"weekdays": days, "minutes": str(minutes)})
    return desk.run(make_plan, rules=desk.rules, reader_id=desk.noor, draft=draft, **(when or ABOUT)).value


@on_both
def test_a_plan_has_its_days_and_makes_their_number_the_rhythm(desk: Desk) -> None:
    assert plan(desk, (5, 0, 2, 2)) == 3
    with desk.database.reading() as session:
        state = reader_state(session, rules=desk.rules, reader_id=desk.noor)
        assert state.plan is not None
        assert (state.plan.weekdays, state.plan.minutes) == ((0, 2, 5), 10)
        assert state.rulebook.terms_on(TODAY).rhythm_days == 3
        assert reader_state(session, rules=desk.rules, reader_id=desk.bram).plan is None
    assert desk.drifts() == []


@on_both
def test_another_plan_takes_the_place_of_the_first_and_may_be_dropped(desk: Desk) -> None:
    plan(desk, (0, 2))
    plan(desk, (1, 3, 5, 6), 15)
    desk.run(drop_plan, reader_id=desk.noor)
    desk.run(drop_plan, reader_id=desk.noor)
    with desk.database.reading() as session:
        state = reader_state(session, rules=desk.rules, reader_id=desk.noor)
    assert state.plan is None
    assert state.rulebook.terms_on(TODAY).rhythm_days == 4


@pytest.mark.parametrize("days", [(), (1,), (1, 1), (0, 1, 2, 3, 4, 5, 6), (7, 1)])
def test_too_few_too_many_or_unknown_days_are_refused(days: tuple[int, ...]) -> None:
    with pytest.raises(Invalid):
        parse(PlanDraft, {"weekdays": days})


def test_a_reader_with_a_card_takes_no_statement_more_to_log(database: Database) -> None:
    desk = set_up_desk(database, target=500)
    again = {"form": "letter", "language": "li", "minutes": 1}
    log(desk, **(again | {"minutes": 20}))  # with the lamp of the day
    with statements_of(database) as without:
        log(desk, **again)
    choose(desk)
    log(desk, **again)  # composes the rulebook anew, once
    with statements_of(database) as with_card:
        log(desk, **again)
    assert len(without) > 3
    assert len(with_card) == len(without), with_card
