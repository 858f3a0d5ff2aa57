"""A class's own cards and sets as the ledger sees them, on SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from readify.actions.bingo import choose_card
from readify.actions.class_challenges import close_challenge, offer_challenge, save_challenge
from readify.actions.correcting import withdraw_reading
from readify.actions.privacy import erase_reader
from readify.actions.reading import log_reading
from readify.actions.ticks import tick_cell
from readify.drafts.challenge import CardDraft
from readify.drafts.class_challenge import ChallengeDraft
from readify.drafts.parsing import parse
from readify.models import Award, BingoTask, ClassChallenge, Goal, LedgerEntry
from readify.queries.drift import goal_drifts, reader_drift
from tests.actions.desk import NOW, TODAY, Desk, a_reading, a_withdrawal, set_up_desk

ABOUT: dict[str, Any] = {"today": TODAY, "now": NOW}
OWN = [{"text": f"Doe ding {number}", "by": "child"} for number in range(1, 5)]

on_both = pytest.mark.parametrize(
    "desk", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Desk:
    name = "postgres_database" if getattr(request, "param", "") == "postgres" else "database"
    return set_up_desk(request.getfixturevalue(name))


def offered(desk: Desk, **fields: Any) -> int:
    draft = parse(ChallengeDraft, {"kind": "bingo", "name": "Kaart", "size": "3", **fields})
    about = {"rules": desk.rules, "classroom_id": desk.classroom, **ABOUT}
    made = desk.run(save_challenge, draft=draft, **about).value
    desk.run(offer_challenge, challenge_id=made, **about)
    return made


def take(desk: Desk, made: int) -> None:
    draft = parse(CardDraft, {"card_set": f"class-{made}"})
    desk.run(choose_card, rules=desk.rules, reader_id=desk.noor, draft=draft, **ABOUT)


def tick(desk: Desk, position: int, *, done: bool = True):
    about = {"rules": desk.rules, "reader_id": desk.noor, **ABOUT}
    return desk.run(tick_cell, position=position, done=done, **about).value


def log(desk: Desk, **fields: Any):
    about = {"rules": desk.rules, "reader_id": desk.noor, **ABOUT}
    return desk.run(log_reading, draft=a_reading(**{"minutes": 12, **fields}), **about).value


def drifts(desk: Desk) -> list[object]:
    with desk.database.reading() as session:
        found = [reader_drift(session, rules=desk.rules, reader_id=one) for one in (desk.noor, desk.bram)]
        return [*filter(None, found), *goal_drifts(session)]


def one(desk: Desk, statement: Any) -> Any:
    with desk.database.reading() as session:
        return session.scalar(statement)


BADGE = select(func.count()).select_from(Award).where(Award.badge == "bingo")


@on_both
def test_ticks_make_a_row_and_its_badge_and_taking_one_back_takes_both(desk: Desk):
    take(desk, offered(desk, own=OWN))
    assert not tick(desk, 1).row
    assert not tick(desk, 2).row
    assert tick(desk, 3).row, "three in the top row"
    assert one(desk, BADGE) == 1
    assert not tick(desk, 3).changed, "twice is once"
    assert drifts(desk) == []
    tick(desk, 2, done=False)
    assert one(desk, BADGE) == 0
    assert drifts(desk) == []
    assert tick(desk, 2).row
    assert one(desk, BADGE) == 1


@on_both
def test_a_set_is_shared_goals_that_go_back_with_a_log(desk: Desk):
    made = offered(desk, kind="together", size=None, cells=[{"cell": "strip", "times": 2}])
    first = log(desk, form="comic")
    log(desk, form="poem")
    assert one(desk, select(Goal.progress).where(Goal.cell == "strip")) == 1
    log(desk, form="comic")
    reached = select(ClassChallenge.reached_at).where(ClassChallenge.id == made)
    assert one(desk, reached) is not None
    about = {"rules": desk.rules, "reader_id": desk.noor, "draft": a_withdrawal(), **ABOUT}
    desk.run(withdraw_reading, entry_id=first.entry_id, **about)
    assert one(desk, reached) is None
    assert drifts(desk) == []
    desk.run(close_challenge, rules=desk.rules, classroom_id=desk.classroom, challenge_id=made, **ABOUT)
    assert drifts(desk) == []
    assert one(desk, select(func.count()).where(LedgerEntry.bonus == "class_goal")) == 0


@on_both
def test_five_by_five_holds_twenty_four_cells_around_the_middle(desk: Desk):
    take(desk, offered(desk, size="5", own=OWN))
    assert one(desk, select(func.count(BingoTask.id))) == 24
    assert one(desk, select(func.count()).where(BingoTask.position == 13)) == 0


@on_both
def test_an_erased_child_takes_its_ticks_along(desk: Desk):
    take(desk, offered(desk, own=OWN))
    tick(desk, 1)
    desk.run(erase_reader, rules=desk.rules, reader_id=desk.noor, **ABOUT)
    assert one(desk, select(func.count()).where(LedgerEntry.bonus == "tick")) == 0
