"""Sums over a reader's days."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from readify.models import ReaderDay

_MINUTES = select(func.coalesce(func.sum(ReaderDay.minutes), 0)).where(
    ReaderDay.reader_id == bindparam("of_reader"),
    ReaderDay.day >= bindparam("first"),
    ReaderDay.day <= bindparam("last"),
)


def minutes_between(session: Session, *, reader_id: int, first: dt.date, last: dt.date) -> int:
    """Minutes read from `first` up to and including `last`."""
    return int(session.scalar(_MINUTES, {"of_reader": reader_id, "first": first, "last": last}) or 0)
