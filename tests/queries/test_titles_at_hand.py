"""The titles that a device keeps: few, each once, and never one that gives a small group away."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from readify import clock
from readify.models import Book, ReaderBook
from readify.queries.titles_at_hand import FEWEST_SHELVES, popular_titles, titles_at_hand
from tests.stage import Stage, stage_of
from tests.web.logs import stock


@pytest.fixture
def stage(app: Flask, tmp_path) -> Stage:
    stock(app, tmp_path)
    return stage_of(app).build()


def shelve(stage: Stage, title: str, children: int) -> None:
    """So many children have this title of the catalogue."""
    with stage.database.writing() as session:
        book = session.scalars(select(Book).where(Book.title == title)).one()
        session.add_all(
            ReaderBook(
                reader_id=reader,
                book_id=book.id,
                title=title,
                title_key=book.title_key,
                touched_at=clock.now(),
            )
            for reader in list(stage.readers.values())[:children]
        )
        session.commit()


def test_a_title_is_popular_from_five_shelves_on(stage):
    shelve(stage, "Pippi Langkous", FEWEST_SHELVES)
    shelve(stage, "Harry Potter en de Geheime Kamer", FEWEST_SHELVES - 1)
    with stage.database.reading() as session:
        assert [one.title for one in popular_titles(session)] == ["Pippi Langkous"]


def test_the_own_shelf_comes_first_and_no_title_twice(stage):
    shelve(stage, "Pippi Langkous", FEWEST_SHELVES)
    with stage.database.reading() as session:
        popular = popular_titles(session)
        reader = next(iter(stage.readers.values()))
        found = titles_at_hand(session, reader_id=reader, popular=popular, languages=("nl", "nl"))
        few = titles_at_hand(session, reader_id=reader, popular=popular, languages=("nl",), most=2)
    titles = [one.title for one in found]
    assert titles[0] == "Pippi Langkous"
    assert len(titles) == len(set(titles)) == 3, "the Arabic title is not for this child"
    assert found[:2] == few
