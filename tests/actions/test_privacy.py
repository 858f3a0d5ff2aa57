"""Erasing a child leaves nothing of it, and figures that still agree."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from readify.actions.claiming import claim_passport
from readify.actions.passports import open_passport
from readify.actions.privacy import erase_reader
from readify.actions.reading import log_reading
from readify.actions.teams import Person, start_team
from readify.config import seeds_dir
from readify.errors import NotFound
from readify.exchange.stories import load_stories
from readify.models import Base, Goal, Passport, PassportKey, PassportOrigin, Reader, TeamMember
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


def test_erasing_a_child_takes_its_passports_and_its_places_in_teams_along(desk: Desk) -> None:
    about = {"today": TODAY, "now": NOW}
    passport = desk.run(open_passport, origin=PassportOrigin.DEVICE, secret="x" * 32, **about).value
    stories = load_stories(seeds_dir() / "stories")
    person = {"reader_id": desk.noor, "rules": desk.rules, "stories": stories}
    desk.run(claim_passport, passport_id=passport.passport_id, **person, **about)
    desk.run(start_team, person=Person(reader_id=desk.noor), starts=TODAY, ends=TODAY, language="nl", **about)
    desk.run(erase_reader, reader_id=desk.noor, rules=desk.rules, **about)
    with desk.database.reading() as session:
        for table in (Passport, PassportKey, TeamMember):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_erasing_twice_says_that_nobody_is_there(desk: Desk) -> None:
    about = {"rules": desk.rules, "today": TODAY, "now": NOW}
    desk.run(erase_reader, reader_id=desk.noor, **about)
    with pytest.raises(NotFound):
        desk.run(erase_reader, reader_id=desk.noor, **about)
