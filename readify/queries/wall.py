"""The marl wall: every badge in its family, out of the stone or still in it, and the one that is nearest."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.game.journey import BadgeProgress, badge_progress, nearest_badge
from readify.game.rulebook import Rulebook
from readify.game.rules import Family
from readify.models import Award
from readify.queries.reader_state import ReaderState, reader_state


@dataclass(frozen=True, slots=True)
class WallFamily:
    """One family and its badges, hidden ones only once earned."""

    family: Family
    badges: tuple[BadgeProgress, ...]


@dataclass(frozen=True, slots=True)
class Wall:
    """The whole wall. `found` of `total`, the rest is "still in the stone"; `fresh`: not yet seen."""

    state: ReaderState
    families: tuple[WallFamily, ...]
    nearest: BadgeProgress | None
    found: int
    total: int
    fresh: frozenset[str]


def wall(session: Session, *, rules: Rulebook, reader_id: int) -> Wall:
    """The wall of this child."""
    state = reader_state(session, rules=rules, reader_id=reader_id)
    steps = badge_progress(state.rulebook, state.tally)
    shown = [step for step in steps if step.earned or not step.badge.hidden]
    families = tuple(
        WallFamily(family, tuple(step for step in shown if step.badge.family == family.slug))
        for family in state.rulebook.families
    )
    found = sum(step.earned for step in steps)
    nearest = nearest_badge(state.rulebook, state.tally)
    return Wall(state, families, nearest, found, len(steps), fresh_badges(session, reader_id=reader_id))


def fresh_badges(session: Session, *, reader_id: int) -> frozenset[str]:
    """The badges of this child that it has not seen yet."""
    rows = session.scalars(select(Award.badge).where(Award.reader_id == reader_id, Award.seen_at.is_(None)))
    return frozenset(rows)
