"""Eight threads write at once; the tallies come out exact, on SQLite and PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from readify.actions.classroom import add_reader
from readify.actions.reading import log_reading
from readify.models import Goal, ReaderTally
from tests.actions.desk import NOW, TODAY, Desk, a_reading, set_up_desk

THREADS = 8
LOGS = 100


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def desk(request: pytest.FixtureRequest) -> Desk:
    name = "database" if request.param == "sqlite" else "postgres_database"
    return set_up_desk(request.getfixturevalue(name), target=THREADS)


def write(desk: Desk, reader: int) -> None:
    for _ in range(LOGS):
        draft = a_reading(minutes=20, book={"title": "Lampje"})
        desk.run(log_reading, rules=desk.rules, reader_id=reader, draft=draft, today=TODAY, now=NOW)


def test_eight_threads_on_one_reader_end_in_an_exact_tally(desk: Desk) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda _n: write(desk, desk.noor), range(THREADS)))
    with desk.database.reading() as session:
        assert session.get_one(ReaderTally, desk.noor).readings == THREADS * LOGS
        assert session.get_one(Goal, desk.goal).progress == 1
    assert desk.drifts() == []


def test_eight_threads_on_eight_readers_of_one_class_end_in_exact_tallies(desk: Desk) -> None:
    readers = [
        desk.run(add_reader, classroom_id=desk.classroom, name=f"Kind {number}", now=NOW).value
        for number in range(THREADS)
    ]
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda reader: write(desk, reader), readers))
    with desk.database.reading() as session:
        counts = session.scalars(select(ReaderTally.readings).where(ReaderTally.reader_id.in_(readers))).all()
        assert counts == [LOGS] * THREADS
        goal = session.get_one(Goal, desk.goal)
        assert (goal.progress, goal.reached_at is not None) == (THREADS, True)
    assert desk.drifts() == []


def test_one_submission_sent_by_eight_threads_at_once_counts_once(desk: Desk) -> None:
    draft = a_reading()

    def send(_number: int) -> bool:
        arguments = {"rules": desk.rules, "reader_id": desk.noor, "draft": draft, "today": TODAY, "now": NOW}
        return desk.run(log_reading, **arguments).value.fresh

    with ThreadPoolExecutor(THREADS) as pool:
        fresh = list(pool.map(send, range(THREADS)))
    assert sorted(fresh) == [False] * 7 + [True]
    assert desk.drifts() == []
