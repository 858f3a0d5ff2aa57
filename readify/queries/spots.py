"""Finding the spot of a scanned or typed code."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import String, cast, func, or_, select
from sqlalchemy.orm import Session

from readify.drafts.codes import readings_of, words_and_numbers
from readify.errors import NotFound
from readify.models import Branch, Library, Spot, Trail, TrailStage
from readify.words import N_

UNKNOWN_CODE = N_("Deze code ken ik niet. Kijk nog eens op de poster, of vraag het aan de balie.")
OLD_CODE = N_("Deze code werkt niet meer. Vraag het aan de balie.")
NOT_YET = N_("Dit spoor begint nog. Kom dan terug!")
NO_LONGER = N_("Dit spoor is voorbij. Je mag het stukje nog wel lezen.")

OPEN = (TrailStage.READY, TrailStage.RUNNING)
"""The stages in which a trail gives stamps between its dates."""


@dataclass(frozen=True, slots=True)
class FoundSpot:
    """One poster's spot, its trail and the library where it hangs. `size`: how many spots the trail has."""

    spot_id: int
    position: int
    place: str
    code: str
    typed: str
    trail_id: int
    trail_name: str
    story: str
    library_id: int
    library_name: str
    size: int
    starts: dt.date
    ends: dt.date
    running: bool
    ended: bool

    def is_open(self, today: dt.date) -> bool:
        """Whether a scan gives a stamp today."""
        return self.running and self.starts <= today <= self.ends


def find_spot(session: Session, *, code: str) -> FoundSpot:
    """The spot of a code (`MAAS3K7Q`) or of typed word and number (`maas 3`), however it was typed.

    Raises NotFound with a sentence for the visitor: unknown, or replaced by a new poster.
    """
    spot = _by_code(session, code) or _by_word(session, code)
    if spot is None:
        old = _is_old(session, code)
        raise NotFound("old_code", OLD_CODE) if old else NotFound("unknown_code", UNKNOWN_CODE)
    return found_spot(session, spot)


def found_spot(session: Session, spot: Spot) -> FoundSpot:
    """The spot with all that its page shows."""
    size = select(func.count()).select_from(Spot).where(Spot.trail_id == Trail.id).scalar_subquery()
    hangs = select(Branch.library_id).where(Branch.id == spot.branch_id).scalar_subquery()
    trail, library, count = session.execute(
        select(Trail, Library, size)
        .join(Library, Library.id == func.coalesce(hangs, Trail.library_id))
        .where(Trail.id == spot.trail_id)
    ).one()
    return FoundSpot(
        spot_id=spot.id,
        position=spot.position,
        place=spot.place,
        code=spot.code,
        typed=f"{spot.word} {spot.number}",
        trail_id=trail.id,
        trail_name=trail.name,
        story=trail.story,
        library_id=library.id,
        library_name=library.name,
        size=count,
        starts=trail.starts,
        ends=trail.ends,
        running=trail.stage in OPEN,
        ended=trail.stage in (TrailStage.ENDED, TrailStage.ARCHIVED),
    )


def _by_code(session: Session, code: str) -> Spot | None:
    meant = readings_of(code)
    rows = {spot.code: spot for spot in session.scalars(select(Spot).where(Spot.code.in_(meant)))}
    return next((rows[reading] for reading in meant if reading in rows), None)


def _by_word(session: Session, text: str) -> Spot | None:
    for word, number in words_and_numbers(text):
        spot = session.scalar(select(Spot).where(Spot.word == word, Spot.number == number))
        if spot is not None:
            return spot
    return None


def _is_old(session: Session, code: str) -> bool:
    """Whether a poster that was replaced bore this code. Only asked about codes that no spot has."""
    kept = cast(Spot.old_codes, String)
    bore = (kept.contains(f'"{meant}"', autoescape=True) for meant in readings_of(code))
    return session.scalar(select(Spot.id).where(or_(*bore)).limit(1)) is not None
