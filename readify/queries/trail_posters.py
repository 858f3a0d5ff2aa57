"""What stands on the posters of a trail."""

from __future__ import annotations

from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.errors import NotFound
from readify.models import Library, Spot, Trail
from readify.printing.poster_layout import PosterSheet


def trail_posters(
    session: Session, *, trail_id: int, base_url: str, languages: tuple[str, ...] = ("nl",)
) -> tuple[PosterSheet, ...]:
    """One sheet per spot that still hangs, in order. Raises NotFound for a trail without any."""
    found = session.execute(
        select(Trail.name, Library.name.label("library"))
        .join(Library, Library.id == Trail.library_id)
        .where(Trail.id == trail_id)
    ).one_or_none()
    spots = session.scalars(select(Spot).where(Spot.trail_id == trail_id).order_by(Spot.position)).all()
    if found is None or not spots:
        raise NotFound("not_found")
    typed = f"{urlsplit(base_url).netloc}/s"
    return tuple(
        PosterSheet(
            url=f"{base_url}/S/{spot.code}".upper(),
            trail_name=found.name,
            position=spot.position,
            total=len(spots),
            word_code=f"{spot.word} {spot.number}",
            typed_address=typed,
            library_name=found.library,
            languages=languages,
        )
        for spot in spots
    )
