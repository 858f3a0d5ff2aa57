"""Choosing, wanting and putting away: one row a title, no lights for stopping, the chooser's badge."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from readify.actions.choosing import choose_book, put_away, wish_for_book
from readify.actions.correcting import withdraw_reading
from readify.actions.reading import log_reading
from readify.errors import NotFound
from readify.models import Award, LedgerEntry, ReaderBook, ReaderTally
from tests.actions.desk import NOW, TODAY, Desk, a_book, a_reading, a_withdrawal, set_up_desk


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def desk(request: pytest.FixtureRequest) -> Desk:
    name = "database" if request.param == "sqlite" else "postgres_database"
    return set_up_desk(request.getfixturevalue(name))


def act(desk: Desk, action, **arguments):
    moment = {"rules": desk.rules, "today": TODAY, "now": NOW}
    return desk.run(action, reader_id=desk.noor, **arguments, **moment).value


def states(desk: Desk) -> dict[str, str]:
    with desk.database.reading() as session:
        return {row.title: row.state.value for row in session.scalars(select(ReaderBook))}


def lights(desk: Desk) -> tuple[int, int]:
    with desk.database.reading() as session:
        row = session.get_one(ReaderTally, desk.noor)
        return row.lights, row.readings


def badges(desk: Desk) -> set[str]:
    with desk.database.reading() as session:
        return set(session.scalars(select(Award.badge).where(Award.reader_id == desk.noor)))


def work_of(desk: Desk, title: str) -> int:
    with desk.database.reading() as session:
        return session.scalars(select(ReaderBook.id).where(ReaderBook.title == title)).one()


def test_a_wish_is_a_row_once_and_choosing_it_begins_it(desk: Desk) -> None:
    book = a_book(desk.database, title="Pluk")
    first = act(desk, wish_for_book, book_id=book)
    assert act(desk, wish_for_book, book_id=book) == first
    assert states(desk) == {"Pluk": "wanted"}
    assert act(desk, choose_book, book_id=book) == first
    assert act(desk, wish_for_book, book_id=book) == first
    assert states(desk) == {"Pluk": "reading"}
    with pytest.raises(NotFound):
        act(desk, choose_book, book_id=987654)


def test_a_log_finds_the_chosen_row(desk: Desk) -> None:
    work = act(desk, choose_book, book_id=a_book(desk.database, title="Pluk"))
    act(desk, log_reading, draft=a_reading(work=work, finished=True))
    act(desk, log_reading, draft=a_reading(book={"title": "pluk"}, again=True, finished=True))
    assert states(desk) == {"Pluk": "finished"}
    assert "nog-een-keer" in badges(desk)


def test_what_was_never_read_in_leaves_the_shelf_again(desk: Desk) -> None:
    book = a_book(desk.database, title="Pluk")
    for begin in (wish_for_book, choose_book):
        work = act(desk, begin, book_id=book)
        assert act(desk, put_away, work_id=work) is None
        assert states(desk) == {}


def test_putting_a_book_away_gives_no_lights_and_no_leesbeurt(desk: Desk) -> None:
    act(desk, log_reading, draft=a_reading(book={"title": "Taai boek"}, day="2026-11-12", feeling=2, page=12))
    before = lights(desk)
    work = work_of(desk, "Taai boek")
    written = act(desk, put_away, work_id=work)
    assert written is not None
    assert lights(desk) == before
    assert states(desk) == {"Taai boek": "stopped"}
    assert act(desk, put_away, work_id=work) is None, "a second tap changes nothing"
    with desk.database.reading() as session:
        entry = session.get_one(LedgerEntry, written.entry_id)
        assert (entry.stopped, entry.feeling, entry.minutes, str(entry.day)) == (True, 2, 20, "2026-11-12")
        assert session.scalar(select(func.count(LedgerEntry.id))) == 3
    assert desk.drifts() == []


def test_who_puts_one_away_and_picks_another_is_a_chooser(desk: Desk) -> None:
    act(desk, log_reading, draft=a_reading(book={"title": "Taai boek"}))
    act(desk, put_away, work_id=work_of(desk, "Taai boek"))
    assert "kiezer" not in badges(desk)
    act(desk, log_reading, draft=a_reading(book={"title": "Fijn boek"}))
    assert "kiezer" in badges(desk)
    assert desk.drifts() == []


def test_the_badge_comes_at_once_when_the_other_was_already_begun(desk: Desk) -> None:
    act(desk, log_reading, draft=a_reading(book={"title": "Taai boek"}, day="2026-11-16"))
    act(desk, log_reading, draft=a_reading(book={"title": "Fijn boek"}))
    written = act(desk, put_away, work_id=work_of(desk, "Taai boek"))
    assert {"kind": "badge_earned", "slug": "kiezer"}.items() <= written.outcomes[0].items()


def test_a_book_taken_up_again_and_put_away_is_what_it_was(desk: Desk) -> None:
    book = a_book(desk.database, title="Pluk")
    work = act(desk, choose_book, book_id=book)
    act(desk, log_reading, draft=a_reading(work=work, finished=True))
    act(desk, choose_book, book_id=book)
    assert act(desk, put_away, work_id=work) is None
    assert states(desk) == {"Pluk": "finished"}


def test_a_book_whose_reading_was_taken_back_can_be_put_away(desk: Desk) -> None:
    entry = act(desk, log_reading, draft=a_reading(book={"title": "Taai boek"})).entry_id
    act(desk, withdraw_reading, entry_id=entry, draft=a_withdrawal())
    assert act(desk, put_away, work_id=work_of(desk, "Taai boek")) is None
    assert states(desk) == {"Taai boek": "stopped"}


def test_another_child_s_book_is_not_there(desk: Desk) -> None:
    act(desk, log_reading, draft=a_reading(book={"title": "Taai boek"}))
    with pytest.raises(NotFound):
        desk.run(
            put_away,
            reader_id=desk.bram,
            work_id=work_of(desk, "Taai boek"),
            rules=desk.rules,
            today=TODAY,
            now=NOW,
        )
