"""A library with a running trail of three spots, an outsider's library, and a walk past the posters."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select

from readify.actions.accounts import make_account
from readify.actions.libraries import make_library
from readify.actions.stamping import Stamped, collect_stamp, count_scan
from readify.actions.trails import make_trail, open_trail
from readify.drafts.parsing import parse
from readify.drafts.reading import StampDraft
from readify.drafts.trail import TrailDraft
from readify.models import Role, Spot
from readify.perform import perform, present
from tests.cast import Cast
from tests.people import PASSWORD_HASH

PLACES = ("Voordeur", "Striphoek", "Leesraam")


@dataclass(frozen=True)
class Walk:
    """The stage of a test: ids and codes."""

    app: Flask
    library: int
    other_library: int
    trail: int
    spots: tuple[int, ...]
    codes: tuple[str, ...]
    typed: tuple[str, ...]
    today: dt.date

    def stamp(self, reader_id: int, spot: int = 0, **changes: Any) -> Stamped:
        """This child scans the spot with this index."""
        return scan(self.app, reader_id, self.codes[spot], **changes)

    def guests(self, spot: int, count: int, *, days_ago: int = 0, finishes: bool = False) -> None:
        """So many guests pass a spot."""
        with self.app.app_context():
            moment = present()
            for _ in range(count):
                perform(
                    count_scan,
                    code=self.codes[spot],
                    visitor="guest",
                    first=True,
                    finishes=finishes,
                    today=self.today - dt.timedelta(days=days_ago),
                    now=moment["now"] - dt.timedelta(days=days_ago),
                )


def scan(app: Flask, reader_id: int, code: str, *, days_ago: int = 0, submission: str = "") -> Stamped:
    """One scan by a child, `days_ago` days before today."""
    with app.app_context():
        moment = present()
        moment["today"] -= dt.timedelta(days=days_ago)
        moment["now"] -= dt.timedelta(days=days_ago)
        draft = parse(StampDraft, {"submission_id": submission or str(uuid.uuid4()), "code": code})
        stories = app.extensions["readify.stories"]
        done: Stamped = perform(collect_stamp, stories=stories, reader_id=reader_id, draft=draft, **moment)
    return done


def trail_in(app: Flask, library: int, *, opened: bool = True, starts: int = -3, ends: int = 20) -> int:
    """A trail from `starts` to `ends` days from today."""
    with app.app_context():
        moment = present()
        today, now = moment["today"], moment["now"]
        draft = parse(
            TrailDraft,
            {
                "name": "Proefspoor",
                "word": "MAAS",
                "story": "auvermannekes",
                "starts": today + dt.timedelta(days=starts),
                "ends": today + dt.timedelta(days=ends),
                "places": PLACES,
            },
        )
        made: int = perform(make_trail, library_id=library, draft=draft, today=today, now=now)
        if opened:
            perform(open_trail, trail_id=made, today=today, now=now)
    return made


def spots_of(app: Flask, trail: int) -> list[Spot]:
    """The trail's spots in order."""
    with app.extensions["readify.database"].reading() as session:
        return list(session.scalars(select(Spot).where(Spot.trail_id == trail).order_by(Spot.position)))


def make_walk(cast: Cast) -> Walk:
    """Library of the cast's librarian, one of an outsider (`anders@bieb.example`), a running trail."""
    app = cast.app
    with app.app_context():
        moment = present()
        outsider = perform(
            make_account,
            email="anders@bieb.example",
            name="Anders Proef",
            role=Role.LIBRARIAN,
            password_hash=PASSWORD_HASH,
            now=moment["now"],
        )
        libraries = [
            perform(
                make_library,
                name=name,
                municipality="Stein",
                branch=name,
                staff=[account],
                now=moment["now"],
            )
            for name, account in (("Proefbieb", cast.people.librarian), ("Andere bieb", outsider))
        ]
    trail = trail_in(app, libraries[0])
    spots = spots_of(app, trail)
    return Walk(
        app,
        libraries[0],
        libraries[1],
        trail,
        tuple(spot.id for spot in spots),
        tuple(spot.code for spot in spots),
        tuple(f"{spot.word} {spot.number}" for spot in spots),
        moment["today"],
    )
