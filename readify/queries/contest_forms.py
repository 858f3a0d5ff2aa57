"""Rounds and sessions as their forms show them: plain values by field name."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from readify.models import Contest, ContestRound, ContestSession, Criterion, Entrant, EntrantState

ROUND_FIELDS = (
    *("level", "name", "opens", "closes", "at_school", "entry_rule", "entries_each", "per_session"),
    *("goes_on", "reserves", "book_rule", "book_years", "book_note", "fragment", "decides", "scale_low"),
    *("scale_high", "jury_size", "audience_prize"),
)
SESSION_FIELDS = (
    *("name", "place", "address", "municipality", "library_id", "day", "starts", "minutes", "seats"),
    *("languages", "feeds_id"),
)
CRITERION_COLUMNS = ("slug", "name", "hint", "for_children", "weight", "steps")


def round_fields(session: Session, *, contest_id: int, round_id: int | None = None) -> dict[str, Any]:
    """A round's fields and criteria; without `round_id` those of the last round, for a new one after it."""
    contest = session.get_one(Contest, contest_id)
    wanted = select(ContestRound).where(ContestRound.contest_id == contest_id)
    wanted = wanted if round_id is None else wanted.where(ContestRound.id == round_id)
    kept = session.scalars(wanted.order_by(ContestRound.number.desc()).limit(1)).one()
    fields: dict[str, Any] = {name: _plain(getattr(kept, name)) for name in ROUND_FIELDS}
    fields["version"] = contest.version
    fields["limit_minutes"] = "" if kept.time_limit is None else f"{kept.time_limit / 60:g}"
    rows = session.scalars(select(Criterion).where(Criterion.round_id == kept.id).order_by(Criterion.number))
    fields["criteria"] = [
        {name: getattr(row, name) for name in CRITERION_COLUMNS} | {"steps": "; ".join(row.steps)}
        for row in rows
    ]
    if round_id is None:
        fields |= {"name": "", "opens": "", "closes": "", "at_school": False}
    return fields


def session_fields(sitting: ContestSession) -> dict[str, Any]:
    """A session's fields."""
    fields = {name: _plain(getattr(sitting, name)) for name in SESSION_FIELDS}
    return fields | {"starts": "" if sitting.starts is None else sitting.starts.strftime("%H:%M")}


def sessions_to_feed(session: Session, found: ContestRound) -> list[tuple[int, str]]:
    """The sessions of the next round, to which winners may go: id and name."""
    rows = session.execute(
        select(ContestSession.id, ContestSession.name)
        .join(ContestRound, ContestRound.id == ContestSession.round_id)
        .where(ContestRound.contest_id == found.contest_id, ContestRound.number == found.number + 1)
        .order_by(ContestSession.day, ContestSession.id)
    )
    return [(row.id, row.name) for row in rows]


def languages_read(session: Session, round_id: int) -> list[str]:
    """The languages in which readers of a round read, by code."""
    wanted = select(Entrant.language).where(Entrant.round_id == round_id).distinct()
    return list(
        session.scalars(wanted.where(Entrant.state != EntrantState.WITHDRAWN).order_by(Entrant.language))
    )


def _plain(value: Any) -> Any:
    """None as an empty field, an enum as its code."""
    return "" if value is None else getattr(value, "value", value)
