"""Librarians who save one trail at the same moment: one saves, the others are told, on both databases."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from readify.actions.libraries import make_library
from readify.actions.trail_editing import edit_trail
from readify.actions.trails import make_trail
from readify.config import seeds_dir
from readify.drafts.trail import TrailDraft
from readify.drafts.trail_edit import SpotDraft, TrailEditDraft
from readify.errors import Conflict
from readify.exchange.stories import load_stories
from readify.models import Spot, Trail
from tests.actions.desk import NOW, TODAY, Desk, set_up_desk

LIBRARIANS = 6
PLACES = ("Deur", "Kelder", "Raam")
STORIES = load_stories(seeds_dir() / "stories")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def desk(request: pytest.FixtureRequest) -> Desk:
    name = "database" if request.param == "sqlite" else "postgres_database"
    return set_up_desk(request.getfixturevalue(name))


def a_trail(desk: Desk) -> int:
    library = desk.run(
        make_library, name="Bieb", municipality="Stein", branch="Bieb", staff=[], now=NOW
    ).value
    draft = TrailDraft(
        name="Spoor",
        word="MAAS",
        story="auvermannekes",
        starts=TODAY,
        ends=TODAY + dt.timedelta(days=9),
        places=PLACES,
    )
    made: int = desk.run(make_trail, library_id=library, draft=draft, today=TODAY, now=NOW).value
    return made


def spots_of(desk: Desk, trail: int) -> list[Spot]:
    with desk.database.reading() as session:
        return list(session.scalars(select(Spot).where(Spot.trail_id == trail).order_by(Spot.position)))


def changed(spots: list[Spot], name: str) -> TrailEditDraft:
    """The spots in reverse, under another name, read at the first version."""
    return TrailEditDraft(
        version=1,
        name=name,
        word="MAAS",
        story="auvermannekes",
        starts=TODAY,
        ends=TODAY + dt.timedelta(days=9),
        spots=tuple(
            SpotDraft(spot_id=spot.id, place=f"{spot.place} {name}", branch_id=spot.branch_id)
            for spot in reversed(spots)
        ),
    )


def test_of_librarians_who_save_at_once_one_saves_whole_and_the_others_are_told(desk: Desk) -> None:
    trail = a_trail(desk)
    spots = spots_of(desk, trail)

    def save(number: int) -> str:
        name = f"Versie {number}"
        try:
            desk.run(edit_trail, stories=STORIES, trail_id=trail, draft=changed(spots, name), now=NOW)
        except Conflict as refusal:
            return refusal.code
        return name

    with ThreadPoolExecutor(LIBRARIANS) as pool:
        answers = list(pool.map(save, range(LIBRARIANS)))
    assert answers.count("changed_meanwhile") == LIBRARIANS - 1
    (saved,) = [answer for answer in answers if answer != "changed_meanwhile"]
    with desk.database.reading() as session:
        found = session.get_one(Trail, trail)
        assert (found.name, found.version) == (saved, 2)
    assert [spot.place for spot in spots_of(desk, trail)] == [f"{place} {saved}" for place in PLACES[::-1]]
