"""A foyer's screen hears every class whose lamps count for its goal, and nothing of its key opens a class."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select

from readify.models import CommunityGoal, CommunityScope, Library, Spot, Trail, TrailStage
from tests.live.test_rooms import NAMESPACE, connect, log, nudges
from tests.stage import Stage, stage_of

KEY = "a-key-of-a-foyer"


@pytest.fixture
def stage(app: Flask) -> Stage:
    return stage_of(app).build()


def goal_of(app: Flask, municipality: str | None) -> None:
    """A goal of a library in this municipality; of the province without one."""
    now = dt.datetime.now(dt.UTC)
    with app.extensions["readify.database"].writing() as session:
        library = Library(name="Bieb", municipality=municipality or "", created_at=now)
        session.add(library)
        session.flush()
        session.add(
            CommunityGoal(
                scope=CommunityScope.LIBRARY if municipality else CommunityScope.NETWORK,
                library_id=library.id if municipality else None,
                name="Samen",
                target=10,
                starts=now.date(),
                ends=now.date(),
                screen_key=KEY,
                created_at=now,
            )
        )
        session.commit()


def test_a_foyer_hears_a_class_of_the_province(app: Flask, stage: Stage):
    goal_of(app, None)
    screen = connect(app, {"goal": KEY})
    log(app, stage)
    assert {one["room"] for one in nudges(screen)} == {f"classroom:{stage.classroom.classroom_id}"}


def test_a_foyer_hears_no_class_of_another_municipality(app: Flask, stage: Stage):
    goal_of(app, "Nergenshuizen")
    screen = connect(app, {"goal": KEY})
    log(app, stage)
    assert screen.is_connected(NAMESPACE)
    assert nudges(screen) == []


def stamp_of_a_guest(app: Flask, library: str) -> None:
    """Somebody without an account scans a poster in this library."""
    now = dt.datetime.now(dt.UTC)
    with app.extensions["readify.database"].writing() as session:
        row = session.scalars(select(Library).where(Library.name == library)).first()
        if row is None:
            row = Library(name=library, municipality="", created_at=now)
            session.add(row)
            session.flush()
        trail = Trail(
            library_id=row.id,
            name="Spoor",
            story="auvermannekes",
            word="MAAS",
            starts=now.date() - dt.timedelta(days=1),
            ends=now.date() + dt.timedelta(days=1),
            stage=TrailStage.RUNNING,
            created_at=now,
        )
        session.add(trail)
        session.flush()
        session.add(
            Spot(trail_id=trail.id, position=1, place="Balie", code="MAAS3K7Q", word="MAAS", number=3)
        )
        session.commit()
    assert app.test_client().get("/S/MAAS3K7Q").status_code in (200, 302, 303)


@pytest.mark.parametrize(
    ("municipality", "hears"), [(None, True), ("Nergenshuizen", True), ("Elders", False)]
)
def test_a_guests_stamp_is_heard_by_its_library_and_the_province_only(
    app: Flask, stage: Stage, municipality: str | None, hears: bool
):
    goal_of(app, municipality)
    stamp_in = "Bieb" if hears else "Andere bieb"
    screen = connect(app, {"goal": KEY})
    stamp_of_a_guest(app, stamp_in)
    heard = nudges(screen)
    assert bool(heard) is hears
    assert all(one["kinds"] == ["stamp"] and one["room"].startswith("library:") for one in heard)


@pytest.mark.parametrize("wish", [{"goal": "wrong"}, {"goal": 7}, {"key": KEY}])
def test_a_key_opens_its_own_kind_of_screen_only(app: Flask, stage: Stage, wish: dict[str, object]):
    goal_of(app, None)
    assert not connect(app, wish).is_connected(NAMESPACE)
