"""Which libraries have part in a trail, which were asked, and in whose branches its spots can hang."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.models import Branch, Library, Trail, TrailLibrary


@dataclass(frozen=True, slots=True)
class Partner:
    """A library that was asked to share a trail."""

    library_id: int
    name: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A trail that another library asks this one to share."""

    trail_id: int
    name: str
    library: str


@dataclass(frozen=True, slots=True)
class BranchChoice:
    """A building where a spot can hang."""

    branch_id: int
    name: str
    library_id: int
    library: str


def sharing_libraries(session: Session, trail: Trail) -> list[int]:
    """The library of the trail and those that agreed to share it."""
    agreed = session.scalars(
        select(TrailLibrary.library_id).where(
            TrailLibrary.trail_id == trail.id, TrailLibrary.agreed_at.is_not(None)
        )
    )
    return [trail.library_id, *(one for one in agreed if one != trail.library_id)]


def partners(session: Session, *, trail_id: int) -> tuple[Partner, ...]:
    """The libraries that were asked, by name."""
    rows = session.execute(
        select(Library.id, Library.name, TrailLibrary.agreed_at)
        .join(TrailLibrary, TrailLibrary.library_id == Library.id)
        .where(TrailLibrary.trail_id == trail_id)
        .order_by(Library.name, Library.id)
    )
    return tuple(Partner(library_id, name, agreed is not None) for library_id, name, agreed in rows)


def to_ask(session: Session, trail: Trail) -> tuple[tuple[int, str], ...]:
    """The libraries of the network that were not asked yet: id and name."""
    asked = select(TrailLibrary.library_id).where(TrailLibrary.trail_id == trail.id)
    rows = session.execute(
        select(Library.id, Library.name)
        .where(Library.id != trail.library_id, Library.id.not_in(asked))
        .order_by(Library.name, Library.id)
    )
    return tuple((library_id, name) for library_id, name in rows)


def questions_for(session: Session, *, library_ids: Sequence[int]) -> dict[int, tuple[Asked, ...]]:
    """Per library the trails that it was asked to share and did not answer yet."""
    rows = session.execute(
        select(TrailLibrary.library_id, Trail.id, Trail.name, Library.name)
        .join(Trail, Trail.id == TrailLibrary.trail_id)
        .join(Library, Library.id == Trail.library_id)
        .where(TrailLibrary.library_id.in_(library_ids), TrailLibrary.agreed_at.is_(None))
        .order_by(Trail.starts, Trail.id)
    )
    found: dict[int, tuple[Asked, ...]] = {}
    for library_id, trail_id, name, library in rows:
        found[library_id] = (*found.get(library_id, ()), Asked(trail_id, name, library))
    return found


def branch_choices(session: Session, trail: Trail) -> tuple[BranchChoice, ...]:
    """All buildings of the libraries that have part in the trail, its own first."""
    libraries = sharing_libraries(session, trail)
    rows = session.execute(
        select(Branch.id, Branch.name, Library.id, Library.name)
        .join(Library, Library.id == Branch.library_id)
        .where(Library.id.in_(libraries))
        .order_by(Library.id != trail.library_id, Library.name, Branch.name, Branch.id)
    )
    return tuple(BranchChoice(*row) for row in rows)
