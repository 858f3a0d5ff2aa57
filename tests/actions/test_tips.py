"""Tips are facts with stickers beside them: given once, changed at will, taken back, cleared by a teacher."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from readify.actions.choosing import wish_for_book
from readify.actions.privacy import erase_reader
from readify.actions.reading import log_reading
from readify.actions.tips import give_tip, hide_tips, take_tip_back
from readify.errors import Invalid, NotFound
from readify.models import AuditEntry, Award, Base, BookTip, LedgerEntry, ReaderBook
from readify.queries.tips import class_tips
from tests.actions.desk import NOW, TODAY, Desk, a_book, a_reading, set_up_desk


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def desk(request: pytest.FixtureRequest) -> Desk:
    name = "database" if request.param == "sqlite" else "postgres_database"
    return set_up_desk(request.getfixturevalue(name))


def about(desk: Desk) -> dict:
    return {"rules": desk.rules, "today": TODAY, "now": NOW}


def read(desk: Desk, reader: int, title: str) -> int:
    """This child read in a book of the catalogue, made here; its row on the shelf."""
    with desk.database.reading() as session:
        from readify.models import Book

        known = session.scalar(select(Book.id).where(Book.title == title))
    if known is None:
        a_book(desk.database, title=title)
    desk.run(log_reading, reader_id=reader, draft=a_reading(book={"title": title}), **about(desk))
    with desk.database.reading() as session:
        wanted = select(ReaderBook.id).where(ReaderBook.reader_id == reader, ReaderBook.title == title)
        return session.scalars(wanted).one()


def tip(desk: Desk, reader: int, work: int, *stickers: str):
    return desk.run(
        give_tip, reader_id=reader, work_id=work, stickers=stickers or ("funny",), **about(desk)
    ).value


def shelf(desk: Desk, classroom: int, **asked) -> list[tuple[str, tuple[str, ...]]]:
    with desk.database.reading() as session:
        found = class_tips(session, classroom_id=classroom, day=TODAY, **asked)
        return sorted((one.title, one.stickers) for one in found)


def badges(desk: Desk, reader: int) -> set[str]:
    with desk.database.reading() as session:
        return set(session.scalars(select(Award.badge).where(Award.reader_id == reader)))


def test_a_tip_stands_on_the_shelf_of_its_class_and_of_no_other(desk: Desk) -> None:
    tip(desk, desk.noor, read(desk, desk.noor, "Drakensoep"), "funny", "quick")
    assert shelf(desk, desk.classroom) == [("Drakensoep", ("funny", "quick"))]
    assert shelf(desk, desk.other_classroom) == []


def test_tips_of_several_children_are_one_book_with_the_stickers_given_most(desk: Desk) -> None:
    for reader, stickers in ((desk.noor, ("quick", "sad")), (desk.bram, ("quick", "funny"))):
        tip(desk, reader, read(desk, reader, "Bep de robot"), *stickers)
    assert shelf(desk, desk.classroom) == [("Bep de robot", ("quick", "funny"))]
    alone = shelf(desk, desk.classroom, reader_id=desk.noor, others_only=True)
    assert alone == [("Bep de robot", ("funny", "quick"))]


def test_a_typed_title_never_reaches_a_classmate(desk: Desk) -> None:
    desk.run(
        log_reading, reader_id=desk.noor, draft=a_reading(book={"title": "jij bent stom"}), **about(desk)
    )
    with desk.database.reading() as session:
        work = session.scalars(select(ReaderBook.id)).one()
    assert tip(desk, desk.noor, work).new
    assert shelf(desk, desk.classroom) == []


def test_three_tips_earn_the_badge_and_other_stickers_are_no_other_tip(desk: Desk) -> None:
    works = [read(desk, desk.noor, title) for title in ("Een", "Twee", "Drie")]
    assert tip(desk, desk.noor, works[0]).new
    assert not tip(desk, desk.noor, works[0], "sad").new
    assert tip(desk, desk.noor, works[1]).badges == ()
    assert "tipgever" not in badges(desk, desk.noor)
    assert tip(desk, desk.noor, works[2]).badges == ("tipgever",)
    assert "tipgever" in badges(desk, desk.noor)
    assert desk.drifts() == []


def test_a_tip_taken_back_is_as_if_never_given_and_may_be_given_again(desk: Desk) -> None:
    works = [read(desk, desk.noor, title) for title in ("Een", "Twee", "Drie")]
    for work in works:
        tip(desk, desk.noor, work)
    for expected in (True, False):
        gone = desk.run(take_tip_back, reader_id=desk.noor, work_id=works[1], **about(desk))
        assert gone.value is expected
    assert "tipgever" not in badges(desk, desk.noor)
    assert [title for title, _stickers in shelf(desk, desk.classroom)] == ["Drie", "Een"]
    assert tip(desk, desk.noor, works[1]).badges == ("tipgever",)
    assert desk.drifts() == []


def test_a_teacher_clears_a_book_and_the_badge_stays(desk: Desk) -> None:
    works = [read(desk, desk.noor, title) for title in ("Een", "Twee", "Drie")]
    for work in works:
        tip(desk, desk.noor, work)
    with desk.database.reading() as session:
        book = session.scalars(select(ReaderBook.book_id).where(ReaderBook.id == works[0])).one()
    where = {"classroom_id": desk.classroom, "book_id": book, "now": NOW}
    assert desk.run(hide_tips, **where).value == 1
    assert [title for title, _stickers in shelf(desk, desk.classroom)] == ["Drie", "Twee"]
    assert "tipgever" in badges(desk, desk.noor)
    tip(desk, desk.noor, works[0], "sad")
    assert [title for title, _stickers in shelf(desk, desk.classroom)] == ["Drie", "Twee"]
    with pytest.raises(NotFound):
        desk.run(hide_tips, **where)
    with pytest.raises(NotFound):
        desk.run(hide_tips, **(where | {"classroom_id": desk.other_classroom}))
    with desk.database.reading() as session:
        assert session.scalars(select(AuditEntry)).all() == []  # nobody of the staff was named


def test_only_an_own_book_that_was_read_in_can_be_tipped(desk: Desk) -> None:
    work = read(desk, desk.noor, "Een")
    with pytest.raises(NotFound):
        tip(desk, desk.bram, work)
    with pytest.raises(NotFound):
        tip(desk, desk.bram, 987654)
    book = a_book(desk.database, title="Later")
    wished = desk.run(wish_for_book, reader_id=desk.bram, book_id=book, **about(desk)).value
    with pytest.raises(Invalid):
        tip(desk, desk.bram, wished)


def test_the_ledger_holds_a_code_and_no_stickers(desk: Desk) -> None:
    tip(desk, desk.noor, read(desk, desk.noor, "Een"), "sad")
    with desk.database.reading() as session:
        entry = session.scalars(select(LedgerEntry).where(LedgerEntry.kind == "bonus")).one()
        assert entry.bonus == "tip"
        said = [getattr(entry, column.name) for column in LedgerEntry.__table__.columns]
        assert "sad" not in str(said)


def test_erasing_a_child_takes_its_tips_and_wishes_along(desk: Desk) -> None:
    tip(desk, desk.noor, read(desk, desk.noor, "Een"))
    book = a_book(desk.database, title="Later")
    desk.run(wish_for_book, reader_id=desk.noor, book_id=book, **about(desk))
    desk.run(erase_reader, reader_id=desk.noor, **about(desk))
    assert shelf(desk, desk.classroom) == []
    with desk.database.reading() as session:
        for table in [table for table in Base.metadata.sorted_tables if "reader_id" in table.c]:
            assert session.execute(select(table).where(table.c.reader_id == desk.noor)).all() == []
        assert session.scalars(select(BookTip)).all() == []
