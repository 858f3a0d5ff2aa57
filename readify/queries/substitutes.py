"""The codes for substitutes of a class that work now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from readify.models import SignIn, SubstituteCode


@dataclass(frozen=True, slots=True)
class LiveCode:
    """A code, without the code itself; `used`: somebody came in with it."""

    code_id: int
    created_at: dt.datetime
    last_day_ends: dt.datetime
    used: bool


def live_codes(session: Session, *, classroom_id: int, now: dt.datetime) -> tuple[LiveCode, ...]:
    """The class's codes that work, the one that ends first on top."""
    rows = session.execute(
        select(
            SubstituteCode.id,
            SubstituteCode.created_at,
            SubstituteCode.ends_at,
            exists().where(SignIn.substitute_id == SubstituteCode.id).label("used"),
        )
        .where(
            SubstituteCode.classroom_id == classroom_id,
            SubstituteCode.revoked_at.is_(None),
            SubstituteCode.ends_at > now,
        )
        .order_by(SubstituteCode.ends_at, SubstituteCode.id)
    )
    return tuple(LiveCode(row.id, row.created_at, row.ends_at, row.used) for row in rows)
