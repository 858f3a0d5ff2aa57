"""A trail as its editor shows it, and who saved it last."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.models import Account, AuditEntry, Spot, Trail


@dataclass(frozen=True, slots=True)
class SpotRow:
    """One spot in the editor, as text: what is kept, or what was typed."""

    spot_id: str = ""
    place: str = ""
    branch: str = ""
    riddle: str = ""
    task: str = ""


@dataclass(frozen=True, slots=True)
class TrailForm:
    """All that can be edited at once, as text, and the version it belongs to."""

    version: str
    name: str
    word: str
    story: str
    starts: str
    ends: str
    reward: str
    rows: tuple[SpotRow, ...]


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who saved a trail last, and when."""

    name: str
    at: dt.datetime


def trail_form(session: Session, trail: Trail) -> TrailForm:
    """The trail as it is kept."""
    spots = session.scalars(select(Spot).where(Spot.trail_id == trail.id).order_by(Spot.position))
    rows = tuple(
        SpotRow(str(one.id), one.place, str(one.branch_id or ""), one.riddle or "", one.task or "")
        for one in spots
    )
    return TrailForm(
        version=str(trail.version),
        name=trail.name,
        word=trail.word,
        story=trail.story,
        starts=trail.starts.isoformat(),
        ends=trail.ends.isoformat(),
        reward=trail.reward,
        rows=rows,
    )


def last_change(session: Session, *, trail_id: int) -> LastChange | None:
    """The latest change by somebody of the staff; None when nobody is known."""
    row = session.execute(
        select(Account.name, AuditEntry.at)
        .join(Account, Account.id == AuditEntry.account_id)
        .where(AuditEntry.subject == "trail", AuditEntry.subject_id == trail_id)
        .order_by(AuditEntry.id.desc())
        .limit(1)
    ).one_or_none()
    return LastChange(*row) if row else None
