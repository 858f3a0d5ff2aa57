"""The book of the day: the class's own, nobody's in particular, the same all day and another tomorrow."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from readify.actions.tips import hide_tips
from readify.models import Book
from readify.queries.book_of_day import ENOUGH, DayBook, book_of_day
from tests.actions.desk import NOW, TODAY, Desk, set_up_desk
from tests.actions.test_tips import read, tip

DAWN = dt.datetime.combine(TODAY, dt.time(), dt.UTC)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def desk(request: pytest.FixtureRequest) -> Desk:
    name = "database" if request.param == "sqlite" else "postgres_database"
    return set_up_desk(request.getfixturevalue(name))


def shown(desk: Desk, *, later: int = 1) -> DayBook | None:
    """The board's book so many days after what was done."""
    day, dawn = TODAY + dt.timedelta(days=later), DAWN + dt.timedelta(days=later)
    with desk.database.reading() as session:
        return book_of_day(session, classroom_id=desk.classroom, today=day, dawn=dawn)


def test_a_class_without_books_has_none(desk: Desk) -> None:
    assert shown(desk) is None


def test_a_tip_comes_up_the_day_after_with_its_stickers(desk: Desk) -> None:
    tip(desk, desk.noor, read(desk, desk.noor, "Drakensoep"), "funny", "quick")
    assert shown(desk, later=0) is None
    found = shown(desk)
    assert found is not None
    assert (found.title, found.stickers) == ("Drakensoep", ("funny", "quick"))


def test_what_few_children_have_never_comes_up_without_a_tip(desk: Desk) -> None:
    read(desk, desk.noor, "Drakensoep")
    read(desk, desk.bram, "Drakensoep")
    assert ENOUGH > 2
    assert shown(desk) is None


def test_books_take_turns_on_school_days(desk: Desk) -> None:
    for title in ("Drakensoep", "Bep de robot", "Lampje"):
        tip(desk, desk.noor, read(desk, desk.noor, title))
    monday = (7 - TODAY.weekday()) % 7 + 7
    week = [shown(desk, later=monday + day) for day in range(5)]
    titles = [one.title for one in week if one]
    assert len(set(titles[:3])) == 3
    assert titles[3:] == titles[:2]
    weekend = [shown(desk, later=monday + day) for day in (4, 5, 6)]
    assert len({one.title for one in weekend if one}) == 1


def test_a_tip_that_the_teacher_took_away_is_not_shown(desk: Desk) -> None:
    tip(desk, desk.noor, read(desk, desk.noor, "Drakensoep"))
    with desk.database.reading() as session:
        book = session.scalars(select(Book.id).where(Book.title == "Drakensoep")).one()
    desk.run(hide_tips, classroom_id=desk.classroom, book_id=book, now=NOW)
    assert shown(desk) is None
