"""Ledger rows as the engine's facts: what actions fold and the rebuild checks against."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from readify.db import table_of
from readify.game.facts import Bonus, BonusKind, Fact, Form, How, Reading, Stamp, Withdrawal
from readify.models import EntryKind, LedgerEntry

_FACTS = (
    select(table_of(LedgerEntry))
    .where(LedgerEntry.reader_id == bindparam("of_reader"))
    .order_by(LedgerEntry.day, LedgerEntry.id)
)


def facts_of(session: Session, reader_id: int) -> list[Fact]:
    """All facts of a reader, in the ledger's order (day, id)."""
    return [fact_of(row) for row in session.execute(_FACTS, {"of_reader": reader_id})]


def fact_of(row: Any) -> Fact:
    """The fact in a ledger row (an ORM object or a Core row)."""
    kind = EntryKind(row.kind)
    if kind is EntryKind.READING:
        return _reading(row)
    if kind is EntryKind.STAMP:
        return Stamp(row.id, row.day, row.spot_id, row.trail_id, row.library_id, row.trail_size)
    if kind is EntryKind.BONUS:
        return Bonus(row.id, row.day, BonusKind(row.bonus), row.task_id)
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
