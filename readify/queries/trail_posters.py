"""What stands on a trail's paper: its posters, the poster that only tells, the places of its stamp card."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.models import Branch, Library, Spot, Trail
from readify.printing.info_poster import InfoSheet
from readify.printing.logo import Logo
from readify.printing.poster_layout import PosterSheet
from readify.printing.stamp_card import StampPlace
from readify.queries.trail_pictures import picture_of


@dataclass(frozen=True, slots=True)
class TrailOwner:
    """Who made a trail, as paper names it; `logo` is the digest of its picture."""

    library_id: int
    library_name: str
    logo: str | None


def trail_owner(session: Session, *, trail_id: int) -> TrailOwner:
    """The library that made this trail. Raises NotFound."""
    found = _trail(session, trail_id)
    return TrailOwner(found.library_id, found.library, found.logo)


def trail_posters(
    session: Session,
    *,
    trail_id: int,
    base_url: str,
    languages: tuple[str, ...] = ("nl",),
    line: str = "",
    logo: Logo | None = None,
) -> tuple[PosterSheet, ...]:
    """One sheet per spot that still hangs, in order. Raises NotFound for a trail without any.

    A poster in a library that shares the trail bears that library's name, without the owner's logo.
    """
    found, spots = _trail(session, trail_id), _spots(session, trail_id)
    elsewhere = _elsewhere(session, trail_id, owner=found.library_id)
    typed = f"{urlsplit(base_url).netloc}/s"
    return tuple(
        PosterSheet(
            url=f"{base_url}/S/{spot.code}".upper(),
            trail_name=found.name,
            position=spot.position,
            total=len(spots),
            word_code=f"{spot.word} {spot.number}",
            typed_address=typed,
            library_name=elsewhere.get(spot.id, found.library),
            languages=languages,
            line=line,
            logo=None if spot.id in elsewhere else logo,
        )
        for spot in spots
    )


def trail_info(
    session: Session, *, trail_id: int, languages: tuple[str, ...] = ("nl",), logo: Logo | None = None
) -> InfoSheet:
    """What a school is told: the days, and the branches where the trail hangs. Raises NotFound."""
    found = _trail(session, trail_id)
    branches = session.scalars(
        select(Branch.name)
        .join(Spot, Spot.branch_id == Branch.id)
        .where(Spot.trail_id == trail_id)
        .group_by(Branch.id, Branch.name)
        .order_by(Branch.name)
    )
    places = tuple(branches) or (found.library,)
    return InfoSheet(found.name, found.starts, found.ends, places, found.library, languages, logo)


def stamp_places(session: Session, *, trail_id: int) -> tuple[StampPlace, ...]:
    """The trail's spots as places to stamp. Raises NotFound for a trail without any."""
    return tuple(
        StampPlace(spot.position, spot.place, picture_of(spot.position)) for spot in _spots(session, trail_id)
    )


def _trail(session: Session, trail_id: int) -> Row[int, str, dt.date, dt.date, str, str | None]:
    found = session.execute(
        select(
            Trail.library_id,
            Trail.name,
            Trail.starts,
            Trail.ends,
            Library.name.label("library"),
            Library.logo,
        )
        .join(Library, Library.id == Trail.library_id)
        .where(Trail.id == trail_id)
    ).one_or_none()
    if found is None:
        raise NotFound("not_found")
    return found


def _elsewhere(session: Session, trail_id: int, *, owner: int) -> dict[int, str]:
    """Spots that hang in another library than the owner's, with that library's name."""
    rows = session.execute(
        select(Spot.id, Library.name)
        .join(Branch, Branch.id == Spot.branch_id)
        .join(Library, Library.id == Branch.library_id)
        .where(Spot.trail_id == trail_id, Library.id != owner)
    )
    return dict(rows.all())


def _spots(session: Session, trail_id: int) -> list[Spot]:
    spots = session.scalars(select(Spot).where(Spot.trail_id == trail_id).order_by(Spot.position)).all()
    if not spots:
        raise NotFound("not_found")
    return list(spots)
