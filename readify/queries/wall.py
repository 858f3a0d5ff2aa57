"""The marl wall: every badge in its family, out of the stone or still in it, and the one that is nearest."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from readify.game.journey import BadgeProgress, badge_progress, nearest_badge
from readify.game.rulebook import Rulebook
from readify.game.rules import Family
from readify.queries.reader_state import ReaderState, reader_state


@dataclass(frozen=True, slots=True)
class WallFamily:
    """One family and its badges, hidden ones only once earned."""

    family: Family
    badges: tuple[BadgeProgress, ...]


@dataclass(frozen=True, slots=True)
class Wall:
    """The whole wall. `found` of `total`; the rest is "still in the stone"."""

    state: ReaderState
    families: tuple[WallFamily, ...]
    nearest: BadgeProgress | None
    found: int
    total: int


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
    return Wall(state, families, nearest_badge(state.rulebook, state.tally), found, len(steps))
