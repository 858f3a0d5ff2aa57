"""The audit of contests: silent when all adds up, and it names what was touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from readify.actions.contest_withdrawing import withdraw_entrant
from readify.db import Database
from readify.models import ContestSession, Entrant, EntrantState, Outcome, ScoreTouch, SessionResult
from readify.queries.contest_audit import faults
from tests.contest_stage import Stage, set_the_stage


@pytest.fixture
def stage(tmp_path: Path, migrated: Path) -> Iterator[Stage]:
    """A contest with one session revealed; its winner fell ill, so the reserve reads in the next round."""
    (tmp_path / "readify.db").write_bytes(migrated.read_bytes())
    database = Database(f"sqlite:///{tmp_path / 'readify.db'}", synchronous="NORMAL", pool_size=2)
    made = set_the_stage(database)
    sitting = made.session(made.local, "Lokaal", feeds_id=made.session(made.regional, "Regio"))
    one, two, three = made.filled(sitting)
    jurors = made.jury(sitting)
    made.read_all(sitting)
    made.judged(sitting, {one: 5, two: 4, three: 3}, jurors)
    made.revealed(sitting)
    winner = next(row for row in made.entrants(made.regional) if row.state is EntrantState.ACCEPTED)
    made.run(withdraw_entrant, entrant_id=winner.id)
    yield made
    database.dispose()


def found(stage: Stage) -> list[str]:
    with stage.database.reading() as session:
        return sorted({fault.code for fault in faults(session)})


def touched(stage: Stage, statement) -> list[str]:
    """What the audit says after somebody changed the database by hand."""
    with stage.database.writing() as session:
        session.execute(statement)
        session.commit()
    return found(stage)


def test_a_contest_that_went_its_way_adds_up(stage: Stage) -> None:
    assert found(stage) == []


def test_a_step_changed_after_sealing_is_found(stage: Stage) -> None:
    change = update(ScoreTouch).where(ScoreTouch.number == 3).values(number=5)
    assert touched(stage, change) == ["changed_after_sealing"]


def test_a_result_that_does_not_follow_is_found(stage: Stage) -> None:
    change = update(SessionResult).where(SessionResult.outcome == Outcome.TOOK_PART).values(place=2)
    assert touched(stage, change) == ["result_differs"]


def test_an_order_that_was_not_drawn_is_found(stage: Stage) -> None:
    change = update(ContestSession).where(ContestSession.draw_seed.is_not(None)).values(draw_seed="another")
    assert touched(stage, change) == ["draw_does_not_repeat"]


def test_a_winner_who_did_not_go_on_is_found(stage: Stage) -> None:
    change = delete(Entrant).where(Entrant.round_id == stage.regional, Entrant.replaces_id.is_not(None))
    assert touched(stage, change) == ["did_not_go_on"]


def test_a_reader_who_did_not_win_is_found_among_the_winners(stage: Stage) -> None:
    change = update(SessionResult).where(SessionResult.outcome == Outcome.RESERVE)
    assert touched(stage, change.values(outcome=Outcome.TOOK_PART, reserve_rank=None)) == [
        "did_not_win",
        "result_differs",
    ]
