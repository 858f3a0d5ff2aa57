"""Ledger rows as the engine's facts, and back."""

from __future__ import annotations

from typing import Any

from readify.game.facts import Bonus, BonusKind, Fact, Form, How, Reading, Stamp, Withdrawal
from readify.models import EntryKind


def fact_of(row: Any) -> Fact:
    """The fact in a ledger row (an ORM object or a Core row)."""
    kind = EntryKind(row.kind)
    if kind is EntryKind.READING:
        return _reading(row)
    if kind is EntryKind.STAMP:
        return Stamp(row.id, row.day, row.spot_id, row.trail_id, row.library_id, row.trail_size)
    if kind is EntryKind.BONUS:
        return Bonus(row.id, row.day, BonusKind(row.bonus))
    return Withdrawal(row.id, row.day, row.withdraws_id)


def _reading(row: Any) -> Reading:
    return Reading(
        id=row.id,
        day=row.day,
        form=Form(row.form),
        how=How(row.how),
        language=row.language,
        minutes=row.minutes,
        pages=row.pages,
        finished=row.finished,
        stopped=row.stopped,
        again=row.again,
        work=row.work_id,
        edition=row.edition,
        genre=row.genre,
        series=row.series,
        place=row.place,
        company=row.company,
        feeling=row.feeling,
    )
