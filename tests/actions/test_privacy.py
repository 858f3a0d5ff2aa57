"""Erasing a child leaves nothing of it, and figures that still agree."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from readify.actions.privacy import erase_reader
from readify.actions.reading import log_reading
from readify.errors import NotFound
from readify.models import Base, Goal, Reader
from tests.actions.desk import NOW, TODAY, Desk, a_reading, set_up_desk


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def desk(request: pytest.FixtureRequest) -> Desk:
    name = "database" if request.param == "sqlite" else "postgres_database"
    return set_up_desk(request.getfixturevalue(name), target=2)


def test_erasing_a_child_leaves_no_row_of_it_and_no_drift(desk: Desk) -> None:
    about = {"rules": desk.rules, "today": TODAY, "now": NOW}
    for reader in (desk.noor, desk.bram):
        desk.run(log_reading, reader_id=reader, draft=a_reading(book={"title": "Lampje"}), **about)
    desk.run(erase_reader, reader_id=desk.noor, **about)
    with desk.database.reading() as session:
        tables = [table for table in Base.metadata.sorted_tables if "reader_id" in table.c]
        assert len(tables) > 5
        for table in tables:
            left = session.execute(select(table).where(table.c.reader_id == desk.noor)).all()
            assert left == [], table.name
        assert session.get(Reader, desk.noor) is None
        goal = session.get_one(Goal, desk.goal)
        assert (goal.progress, goal.reached_at) == (1, None)
    assert desk.drifts() == []


def test_erasing_twice_says_that_nobody_is_there(desk: Desk) -> None:
    about = {"rules": desk.rules, "today": TODAY, "now": NOW}
    desk.run(erase_reader, reader_id=desk.noor, **about)
    with pytest.raises(NotFound):
        desk.run(erase_reader, reader_id=desk.noor, **about)
